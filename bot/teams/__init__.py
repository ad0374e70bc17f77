"""The channel: Microsoft Teams, behind one seam. Nothing outside this package knows the SDK."""

from bot.teams.checking import check_credentials, find_cloud
from bot.teams.cloud import CLOUDS, Cloud
from bot.teams.credentials import Credential, IssuedToken
from bot.teams.directory import TeamsDirectory
from bot.teams.errors import TeamsError, TeamsSettingsError
from bot.teams.link import TeamsLink, open_link
from bot.teams.posting import TeamsPost
from bot.teams.settings import TeamsSettings
from bot.teams.turn import Assistant, Failure
from bot.teams.wiring import TeamsEndpoint, build_endpoint
from catalog.clouds import CloudName

__all__ = [
    "CLOUDS",
    "Assistant",
    "Cloud",
    "CloudName",
    "Credential",
    "Failure",
    "IssuedToken",
    "TeamsDirectory",
    "TeamsEndpoint",
    "TeamsError",
    "TeamsLink",
    "TeamsPost",
    "TeamsSettings",
    "TeamsSettingsError",
    "build_endpoint",
    "check_credentials",
    "find_cloud",
    "open_link",
]
