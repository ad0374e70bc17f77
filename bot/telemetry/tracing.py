"""Traces over OTLP, where OpenTelemetry's own variables ask for them and the extra ``otel`` is installed."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

import structlog

from bot.telemetry.spans import NO_SPANS, NOTHING, Attributes, Span, Spans

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span as OtelSpan

_ENDPOINTS: Final = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
_PROTOCOLS: Final = ("OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL")

log = structlog.get_logger(__name__)


@asynccontextmanager
async def tracing(environ: Mapping[str, str] = os.environ) -> AsyncIterator[Spans]:
    """Where to put spans while this lasts; leaving sends what has not been sent yet."""
    if not is_asked_for(environ):
        yield NO_SPANS
        return
    try:
        provider = _provider(environ)
    except ImportError:
        log.warning("traces not sent", reason="install the extra otel: requirements-otel.lock has it")
        yield NO_SPANS
        return
    try:
        yield OtelSpans(provider)
    finally:
        await asyncio.to_thread(provider.shutdown)


def is_asked_for(environ: Mapping[str, str]) -> bool:
    """Whether OpenTelemetry's variables name a collector that speaks OTLP over HTTP."""
    if environ.get("OTEL_SDK_DISABLED", "").casefold() == "true":
        return False
    if environ.get("OTEL_TRACES_EXPORTER", "otlp") != "otlp":
        return False
    if not any(environ.get(name) for name in _ENDPOINTS):
        return False
    spoken = [name for name in _PROTOCOLS if environ.get(name, "http/protobuf") != "http/protobuf"]
    if spoken:
        log.warning("traces not sent", reason=f"{spoken[-1]} must be http/protobuf")
    return not spoken


def _provider(environ: Mapping[str, str]) -> "TracerProvider":
    """The SDK, set up by its own variables. Raises ImportError where it is not installed."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    about = {"service.version": version("reconnect")}
    if "OTEL_SERVICE_NAME" not in environ and "service.name" not in environ.get(
        "OTEL_RESOURCE_ATTRIBUTES", ""
    ):
        about["service.name"] = "reconnect"
    provider = TracerProvider(resource=Resource.create(about))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider


class _Noting:
    """A step that is traced."""

    def __init__(self, span: "OtelSpan") -> None:
        self._span = span

    def note(self, attributes: Attributes) -> None:
        self._span.set_attributes(dict(attributes))


class OtelSpans:
    """Spans of the SDK. Of a fault they tell the kind: its message may hold what a person wrote."""

    def __init__(self, provider: "TracerProvider") -> None:
        from opentelemetry import trace  # noqa: PLC0415 - an extra, which need not be installed

        self._tracer = provider.get_tracer("reconnect")
        self._current = trace.get_current_span
        self._failed = trace.Status(trace.StatusCode.ERROR)

    def span(
        self, name: str, attributes: Attributes | None = None, *, inner: bool = False
    ) -> AbstractContextManager[Span]:
        """One step, part of the one in which it begins."""
        if inner and not self._current().is_recording():
            return NOTHING
        return self._span(name, attributes)

    @contextmanager
    def _span(self, name: str, attributes: Attributes | None) -> Iterator[Span]:
        started = self._tracer.start_as_current_span(
            name, attributes=dict(attributes or {}), record_exception=False, set_status_on_exception=False
        )
        with started as span:
            try:
                yield _Noting(span)
            except BaseException as error:
                span.set_status(self._failed)
                span.set_attribute("error.type", type(error).__name__)
                raise
