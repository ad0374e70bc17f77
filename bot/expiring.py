"""When the bot's credential ends, and telling the admins in time."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from typing import Final

import structlog

from bot.background import again_and_again, beside
from bot.certificate import CertificateError, read_certificate
from bot.settings import Settings
from dialogs.escalation.desk import Desk
from dialogs.escalation.expiry import Expiry, Proof, warning
from dialogs.escalation.ports import Channels, Deliveries

EVERY: Final = timedelta(hours=1)

log = structlog.get_logger(__name__)


def expiry_of(settings: Settings) -> Expiry | None:
    """When the credential ends; None where there is none, it does not end, or nobody has said when."""
    if settings.certificate_file is not None:
        try:
            return Expiry(Proof.CERTIFICATE, read_certificate(settings.certificate_file).ends)
        except CertificateError:
            return None  # start-up refuses it, and doctor says why
    if settings.app_password_expires is None:
        return None
    return Expiry(Proof.SECRET, datetime.combine(settings.app_password_expires, time(), UTC))


def expiry_in_use(settings: Settings, certificate_ends: datetime | None) -> Expiry | None:
    """The same while the bot runs: a certificate may be exchanged without a restart."""
    if certificate_ends is not None:
        return Expiry(Proof.CERTIFICATE, certificate_ends)
    return None if settings.certificate_file is not None else expiry_of(settings)


@asynccontextmanager
async def expiring(
    desk: Desk, deliveries: Deliveries, home: str, *, every: timedelta = EVERY
) -> AsyncIterator[None]:
    """Warn the admins of the tenant ``home`` in time while this lasts: looks at once, and again each hour."""
    work = again_and_again(lambda: warn(desk, deliveries, home), every, failed="admins not warned yet")
    async with beside(work, "warn of the end"):
        yield


async def warn(desk: Desk, deliveries: Deliveries, home: str) -> int:
    """Send the warning that is due, once, whoever else does the same; to how many tenants it went."""
    now, expiry = desk.clock.now(), desk.expiry()
    if expiry is None:
        return 0
    days = expiry.days_left(now)
    if days < 0:
        log.error("credential has ended", proof=expiry.proof.value, days=-days)
    draft = warning(expiry, now)
    if draft is None:
        return 0
    told = 0
    for tenant in await _tenants(desk.channels, home):
        told += await deliveries.announce(tenant, draft, at=now)
    if told:
        log.warning("credential ends", proof=expiry.proof.value, days=days)
        desk.wake()
    return told


async def _tenants(channels: Channels, home: str) -> list[str]:
    """The bot's own tenant, or where that has no channel, every tenant that has one."""
    tenants = sorted({channel.tenant for channel in await channels.all() if channel.category is None})
    return [tenant for tenant in tenants if tenant.casefold() == home.casefold()] or tenants
