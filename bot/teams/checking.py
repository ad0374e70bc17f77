"""Whether the bot's credentials work, asked of Entra once."""

import aiohttp

from bot.certificate import CertificateError
from bot.teams.errors import TeamsError
from bot.teams.proofs import credential_of
from bot.teams.settings import TeamsSettings


async def check_credentials(settings: TeamsSettings) -> str | None:
    """Ask for one token. What Entra said against it, or None when it gave one."""
    async with aiohttp.ClientSession() as session:
        try:
            await credential_of(session, settings).issue()
        except (TeamsError, CertificateError) as error:
            return str(error)
    return None
