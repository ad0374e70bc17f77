"""The HTTP door: checks a call before anything is done with it, and answers it."""

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter
from typing import ParamSpec, TypeVar

import structlog
from aiohttp import hdrs, web
from botframework.connector.auth import AuthenticateRequestResult
from structlog.contextvars import bind_contextvars, reset_contextvars

from bot.loopback import is_from_this_machine
from bot.teams.adapter import TeamsAdapter, turn_activity
from bot.teams.body import RefusedError, read_json
from bot.teams.envelope import Envelope, read_envelope
from bot.teams.errors import KeysError, MalformedActivityError, NotAuthenticError
from bot.teams.inbound import translate
from bot.teams.outbound import to_json
from bot.teams.repeats import Repeats
from bot.teams.settings import TeamsSettings
from bot.teams.turn import Assistant, Failure, Turn
from bot.telemetry.reference import new_reference
from bot.telemetry.spans import NO_SPANS, Spans
from bot.telemetry.turns import REFERENCE, TurnReport, Watch
from catalog.record import record
from dialogs.messages import Incoming, Kind

log = structlog.get_logger(__name__)

MOST_AT_ONCE = 4_000
"""Calls under way in one process. The channel may try again what is answered with 503, but promises nothing
(msteams-docs issues 1571 and 8998): people are asked to come back long before it comes to that.
"""
_LATER = 5
"""Seconds."""

P = ParamSpec("P")
T = TypeVar("T")


@record(frozen=True, slots=True)
class Answer:
    """What goes back over HTTP: a status and, for an invoke, a JSON body."""

    status: int
    body: bytes | None = None


class MessagesHandler:
    """Handles ``POST /api/messages``."""

    def __init__(
        self,
        settings: TeamsSettings,
        adapter: TeamsAdapter,
        assistant: Assistant,
        failure: Failure,
        watch: Watch,
        spans: Spans = NO_SPANS,
    ) -> None:
        self._settings = settings
        self._hosts = settings.service_hosts
        self._tenants = settings.tenants
        self._adapter = adapter
        self._assistant = assistant
        self._failure = failure
        self._watch = watch
        self._spans = spans
        self._repeats: Repeats[Answer] = Repeats()
        self._under_way = 0

    async def __call__(self, request: web.Request) -> web.Response:
        """Answer one call: 200, or a refusal with a sentence."""
        try:
            answer = await self._handle_one_more(request)
        except RefusedError as refusal:
            log.info("call refused", status=refusal.status, sentence=refusal.sentence)
            told = {"error": {"message": refusal.sentence}}
            return web.json_response(told, status=refusal.status, headers=refusal.headers)
        if answer.body is None:
            return web.Response(status=answer.status)
        return web.Response(status=answer.status, body=answer.body, content_type="application/json")

    async def _handle_one_more(self, request: web.Request) -> Answer:
        """Handle the call, unless so many are under way that no answer would come in time."""
        if self._under_way >= MOST_AT_ONCE:
            raise RefusedError(503, "too many calls at once", retry_after=_LATER)
        self._under_way += 1
        try:
            return await self._handle(request)
        finally:
            self._under_way -= 1

    async def _handle(self, request: web.Request) -> Answer:
        started = perf_counter()
        header = self._admit(request)
        body = await read_json(request)
        envelope = _readable(read_envelope, body)
        proof = await self._authenticate(envelope, header)
        self._authorise(envelope)
        incoming = _readable(translate, body, envelope)
        if incoming is None:
            return Answer(200)
        if (
            not envelope.id or incoming.kind is Kind.SEARCH
        ):  # a search changes nothing, and its answer is large
            return await self._process(proof, envelope, incoming, started)
        key = (envelope.tenant, envelope.conversation, envelope.type, envelope.id)
        return await self._repeats.once(key, lambda: self._process(proof, envelope, incoming, started))

    def _admit(self, request: web.Request) -> str:
        """Turn away at the door who cannot be let in, whatever they bring. The Authorization header."""
        if self._settings.is_authenticated:
            header = request.headers.get(hdrs.AUTHORIZATION, "")
            if not header:
                raise RefusedError(401, "the call carries no token")
            return header
        if not is_from_this_machine(request):
            raise RefusedError(403, "without credentials this bot answers its own machine only")
        return ""

    async def _authenticate(self, envelope: Envelope, header: str) -> AuthenticateRequestResult:
        authentication = self._adapter.bot_framework_authentication
        try:
            return await authentication.authenticate_request(turn_activity(envelope), header)
        except NotAuthenticError as error:
            log.info("caller not authentic", reason=error.reason)
            raise RefusedError(401, "the token is not valid here") from error
        except KeysError as error:
            raise RefusedError(503, "the signing keys cannot be read just now") from error

    def _authorise(self, envelope: Envelope) -> None:
        if not self._hosts.allows(envelope.service_url):
            raise RefusedError(403, "the service URL is not one of the channel's")
        if self._tenants and (not envelope.tenants or not envelope.tenants <= self._tenants):
            raise RefusedError(403, "this bot does not serve that tenant")

    async def _process(
        self, proof: AuthenticateRequestResult, envelope: Envelope, incoming: Incoming, started: float
    ) -> Answer:
        reference = new_reference()
        turn = Turn(replace(incoming, reference=reference), self._assistant, self._failure)
        about = {"reconnect.reference": reference, "reconnect.kind": incoming.kind.value}
        bound = bind_contextvars(**{REFERENCE: reference})  # every line of the log that is written meanwhile
        try:
            with self._spans.span("turn", about) as span:
                response = await self._adapter.process_activity(proof, turn_activity(envelope), turn)
                span.note({"reconnect.outcome": turn.outcome})
        finally:
            reset_contextvars(**bound)
            seconds = perf_counter() - started
            self._watch(
                TurnReport(reference, incoming.kind, incoming.place, turn.outcome, seconds, turn.account)
            )
        if response is None:
            return Answer(200)
        return Answer(response.status, to_json(response.body))


def _readable(read: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """What ``read`` makes of a body. Raises RefusedError where it is not an activity."""
    try:
        return read(*arguments, **named)
    except MalformedActivityError as error:
        raise RefusedError(400, str(error)) from error
