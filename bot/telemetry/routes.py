"""``/healthz``, ``/readyz`` and ``/metrics``."""

import asyncio
import hmac
import time
from dataclasses import dataclass
from typing import Final

from aiohttp import hdrs, web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.loopback import is_from_this_machine
from bot.telemetry.health import Readiness
from bot.telemetry.metrics import Metrics
from bot.telemetry.reading import Gauges

_NOT_STORED: Final = {hdrs.CACHE_CONTROL: "no-store"}


@dataclass(frozen=True, slots=True)
class Watched:
    """What the routes show. Without a ``token`` the metrics are for this machine only."""

    metrics: Metrics
    gauges: Gauges
    readiness: Readiness
    token: str


WATCHED: Final = web.AppKey("watched", Watched)


def add_health(app: web.Application) -> None:
    """Serve the three routes; ``WATCHED`` must be set on ``app`` by the time it serves."""
    started = time.monotonic()

    async def healthz(request: web.Request) -> web.Response:
        """Alive: whoever reads this knows that the loop turns. A proxy reads whether it will for long."""
        status = "stopping" if request.app[WATCHED].readiness.is_stopping else "alive"
        body = {"status": status, "uptime_seconds": round(time.monotonic() - started)}
        return web.json_response(body, headers=_NOT_STORED)

    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", _readyz)
    app.router.add_get("/metrics", _metrics)


async def _readyz(request: web.Request) -> web.Response:
    report = await request.app[WATCHED].readiness.report()
    is_ready = all(health.is_well for health in report.values())
    body = {
        "status": "ready" if is_ready else "not ready",
        "checks": {
            name: {"ok": health.is_well, "message": health.sentence} for name, health in report.items()
        },
    }
    return web.json_response(body, status=200 if is_ready else 503, headers=_NOT_STORED)


async def _metrics(request: web.Request) -> web.Response:
    watched = request.app[WATCHED]
    if not _may_read(request, watched.token):
        message = "metrics are for this machine only, unless RECONNECT_METRICS_TOKEN is set and sent"
        return web.json_response({"error": {"message": message}}, status=403)
    await watched.gauges.refresh()
    text = await asyncio.to_thread(generate_latest, watched.metrics.registry)
    return web.Response(body=text, headers={hdrs.CONTENT_TYPE: CONTENT_TYPE_LATEST} | _NOT_STORED)


def _may_read(request: web.Request, token: str) -> bool:
    if not token:
        return is_from_this_machine(request)
    scheme, _, sent = request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
    return scheme.casefold() == "bearer" and hmac.compare_digest(
        sent.encode(errors="replace"), token.encode()
    )
