"""Whether the bot's credentials work, asked of Entra once."""

import aiohttp

from bot.teams.credentials import ClientSecret
from bot.teams.errors import TeamsError
from bot.teams.settings import TeamsSettings


async def check_credentials(settings: TeamsSettings) -> str | None:
    """Ask for one token. What Entra said against it, or None when it gave one."""
    async with aiohttp.ClientSession() as session:
        try:
            await ClientSecret(session, settings).issue()
        except TeamsError as error:
            return str(error)
    return None
