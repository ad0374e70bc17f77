"""The peer: an echo bot on the SDK's own aiohttp adapter, set up as its documentation says.

Only the addresses differ: keys come from our fake, and what it asks of login.microsoftonline.com goes to
the fake Entra, without TLS, which spares it work.
"""

from functools import partial
from types import SimpleNamespace
from typing import Any, Final

import requests
from aiohttp import web
from botbuilder.core import ActivityHandler, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botframework.connector.auth import AuthenticationConstants, microsoft_app_credentials
from msal import ConfidentialClientApplication

from tests.benchmarks.world import Addresses
from tests.fakes.entra import APP_ID, APP_PASSWORD

_LOGIN: Final = "https://login.microsoftonline.com"


class _Echo(ActivityHandler):  # type: ignore[misc]  # the SDK is untyped
    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await turn_context.send_activity(f"You said: {turn_context.activity.text}")


class _Redirected(requests.Session):
    """Asks the fake Entra what is meant for the real one."""

    def __init__(self, login: str) -> None:
        super().__init__()
        self._login = login

    def request(self, method: Any, url: Any, *args: Any, **kwargs: Any) -> requests.Response:
        return super().request(method, str(url).replace(_LOGIN, self._login), *args, **kwargs)


def stock_app(addresses: Addresses) -> web.Application:
    """The echo bot, ready to serve."""
    microsoft_app_credentials.ConfidentialClientApplication = partial(_client, addresses.login)
    configuration = SimpleNamespace(
        APP_ID=APP_ID,
        APP_PASSWORD=APP_PASSWORD,
        TO_CHANNEL_FROM_BOT_LOGIN_URL=AuthenticationConstants.TO_CHANNEL_FROM_BOT_LOGIN_URL,
        TO_CHANNEL_FROM_BOT_OAUTH_SCOPE=AuthenticationConstants.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE,
        TO_BOT_FROM_CHANNEL_TOKEN_ISSUER=AuthenticationConstants.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER,
        TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL=addresses.metadata,
    )
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(configuration))
    bot = _Echo()

    async def messages(request: web.Request) -> web.Response:
        response: web.Response = await adapter.process(request, bot)
        return response

    app = web.Application()
    app.router.add_post("/api/messages", messages)
    return app


def _client(login: str, **parameters: Any) -> ConfidentialClientApplication:
    """What the SDK makes anew each turn, with its own new session, as MSAL would make one."""
    return ConfidentialClientApplication(**parameters, http_client=_Redirected(login))
