"""The assistant: what is done about each thing that a person does."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from cards.manners import failure_card, help_card, need_text_card, welcome_card
from cards.wording import wording
from catalog.catalog import Catalog
from catalog.language import DEFAULT_LANGUAGE, LANGUAGES, Language, parse_language
from catalog.model import Product
from catalog.recognition import Outcome
from dialogs.answering import Answering
from dialogs.escalation.desk import Desk
from dialogs.escalation.verbs import Escalation
from dialogs.knowledge import Knowledge, Library
from dialogs.messages import Account, Found, Incoming, Kind, Outgoing, Place, Press, Query, Reply
from dialogs.ports import Answers, Clock, GivenAnswer, People, Preferences, UnknownCodes
from dialogs.privacy import Privacy
from dialogs.search import Search
from dialogs.triage import account_of, answer_for, given_answer, new_answer_id
from dialogs.turn import Turn


class Assistant:
    """Answers people. Keeps nothing between turns: what must last is in the stores it is given."""

    def __init__(
        self,
        library: Library,
        *,
        preferences: Preferences,
        answers: Answers,
        unknown_codes: UnknownCodes,
        clock: Clock,
        desk: Desk,
        people: People,
        retention_days: int = 180,
        product: Product | None = None,
        language: Language = DEFAULT_LANGUAGE,
    ) -> None:
        self._library = library
        self._preferences = preferences
        self._answers = answers
        self._unknown_codes = unknown_codes
        self._clock = clock
        self._product = product
        self._default_language = language
        self._escalation = Escalation(desk, library)
        self._answering = Answering(answers, desk.tried, self._escalation.incidents, clock)
        self._search = Search(product)
        self._verbs: Final[Mapping[str, Callable[[Turn], Awaitable[Outgoing]]]] = {
            **self._escalation.verbs,
            **self._answering.verbs,
            **Privacy(people, desk, days=retention_days).verbs,
            "example.try": self._try_example,
            "greeting": self._greet,
            "help": self._help,
            "language.set": self._set_language,
            "thanks": self._thank,
        }

    @property
    def verbs(self) -> frozenset[str]:
        """Everything that a button or a typed command may ask for."""
        return frozenset(self._verbs)

    async def respond(self, incoming: Incoming) -> Outgoing:
        """Answer one thing that a person did, with what is known when it came."""
        known = self._library.current
        match incoming.kind:
            case Kind.INSTALLED:
                language = await self._language(incoming)
                card = welcome_card(language)
                return Outgoing(replies=(Reply(card=card),), account=Account("welcome", language))
            case Kind.SEARCH if incoming.query is not None:
                return await self._find(incoming, incoming.query, known)
            case Kind.PRESS if incoming.press is not None:
                return await self._press(incoming, incoming.press, known)
            case _:
                return await self._read(incoming, known)

    def failure(self, incoming: Incoming, reference: str) -> Outgoing:
        """What to say when answering failed; the log has the cause under ``reference``."""
        language = parse_language(incoming.locale) or self._default_language
        if incoming.kind is Kind.SEARCH:
            return Outgoing(found=Found(note=wording(language).failure_text.format(reference=reference)))
        return Outgoing(replies=(Reply(card=failure_card(reference, language)),))

    async def _find(self, incoming: Incoming, query: Query, known: Knowledge) -> Outgoing:
        language = await self._language(incoming)
        found = await asyncio.to_thread(self._search.find, query, known, language)
        return Outgoing(found=found, account=Account("search", language))

    async def _read(self, incoming: Incoming, known: Knowledge) -> Outgoing:
        text = incoming.text.strip()
        command = known.commands.parse(text)
        if command is not None:
            given = await self._answers.latest(incoming.tenant, incoming.person.key, incoming.conversation)
            language = await self._language(incoming, given)
            turn = Turn(incoming, language, command.data, given, known)
            return _accounted(await self._verbs[command.verb](turn), "command", turn, command.verb)
        if not text and not incoming.html:
            language = await self._language(incoming)
            card = need_text_card(language) if incoming.has_files else help_card(language)
            return Outgoing(replies=(Reply(card=card),), account=Account("no_text", language))
        return await self._answer(incoming, incoming.html or text, known)

    async def _answer(self, incoming: Incoming, paste: str, known: Knowledge) -> Outgoing:
        reading = known.reader.read(paste)
        finding = reading.finding
        preferred = await self._preferences.language(incoming.tenant, incoming.person.key)
        located = parse_language(incoming.locale)
        language = preferred or finding.language or located or self._default_language
        if not reading.safe and incoming.has_files:
            nothing = Account("no_text", language)
            return Outgoing(replies=(Reply(card=need_text_card(language)),), account=nothing)
        given = given_answer(reading, incoming, language, product=self._product, clock=self._clock)
        account = account_of(given, finding)
        if finding.outcome is Outcome.NOT_AN_ERROR:
            offered = await self._offer(Turn(incoming, language, {}, None, known))
            if offered is not None:
                return replace(offered, account=account)
            return Outgoing(replies=(Reply(card=answer_for(given, known)),), account=account)
        if finding.outcome is Outcome.UNKNOWN_CODE:
            await self._unknown_codes.record(given.codes[-1], given.given_at)
        await self._answers.remember(given)
        since = await self._escalation.incidents.known_since(given)
        answer = answer_for(given, known, known_since=since)
        return Outgoing(replies=(Reply(card=answer),), account=account)

    async def _offer(self, turn: Turn) -> Outgoing | None:
        """Chat that is no error may be the answer to what an admin asked."""
        text = turn.incoming.text.strip()
        if not text or turn.incoming.place is not Place.PERSONAL:
            return None
        return await self._escalation.own.offer_answer(turn, text)

    async def _press(self, incoming: Incoming, press: Press, known: Knowledge) -> Outgoing:
        """Do what a button asks. Its data comes from the client: ids are looked up, never believed."""
        data = press.data
        answer_id = data.get("answer")
        given = await self._answers.get(incoming.tenant, answer_id) if isinstance(answer_id, str) else None
        if given is None or not _may_see(given, incoming):
            given = self._rebuilt(incoming, data, known.catalog)
        language = await self._language(incoming, given)
        turn = Turn(incoming, language, data, given, known)
        handler = self._verbs.get(press.verb)
        if handler is None:
            return _accounted(turn.say(wording(language).button_expired), "press", turn, "unknown")
        return _accounted(await handler(turn), "press", turn, press.verb)

    def _rebuilt(self, incoming: Incoming, data: Mapping[str, Any], catalog: Catalog) -> GivenAnswer | None:
        """An answer that is no longer stored, from the ids on its card: enough to show the steps again."""
        entry_id, product = data.get("entry"), data.get("product")
        if not isinstance(entry_id, str) or catalog.entry(entry_id) is None:
            return None
        return GivenAnswer(
            id=new_answer_id(),
            tenant=incoming.tenant,
            person=incoming.person.key,
            conversation=incoming.conversation,
            outcome=Outcome.ANSWER.value,
            language=parse_language(incoming.locale) or self._default_language,
            given_at=self._clock.now(),
            entry_id=entry_id,
            product=product if product in list(Product) else None,
        )

    async def _language(self, incoming: Incoming, given: GivenAnswer | None = None) -> Language:
        preferred = await self._preferences.language(incoming.tenant, incoming.person.key)
        known = given.language if given else parse_language(incoming.locale)
        return preferred or known or self._default_language

    async def _try_example(self, turn: Turn) -> Outgoing:
        return await self._answer(turn.incoming, wording(turn.language).example_paste, turn.known)

    async def _greet(self, turn: Turn) -> Outgoing:
        return turn.show(help_card(turn.language, greeting=wording(turn.language).greeting))

    async def _help(self, turn: Turn) -> Outgoing:
        return turn.show(help_card(turn.language))

    async def _thank(self, turn: Turn) -> Outgoing:
        return turn.say(wording(turn.language).thanks)

    async def _set_language(self, turn: Turn) -> Outgoing:
        language = parse_language(str(turn.data.get("language")))
        if language not in LANGUAGES:
            return self._answering.lost(turn)
        tenant, person = turn.incoming.tenant, turn.incoming.person.key
        await self._preferences.set_language(tenant, person, language, at=self._clock.now())
        if turn.incoming.kind is Kind.PRESS:
            return turn.show(welcome_card(language))
        return turn.say(wording(language).language_set)


def _accounted(outgoing: Outgoing, outcome: str, turn: Turn, verb: str) -> Outgoing:
    """What was done, with the account of it; where a paste was read, its own account stays."""
    if outgoing.account is not None:
        return outgoing
    given = turn.given
    account = Account(
        outcome,
        turn.language,
        verb=verb,
        entries=(given.entry_id,) if given and given.entry_id else (),
        product=given.product if given else None,
    )
    return replace(outgoing, account=account)


def _may_see(given: GivenAnswer, incoming: Incoming) -> bool:
    """Whether the answer was given to this person, or before their eyes; ids on cards prove nothing."""
    return given.person == incoming.person.key or given.conversation == incoming.conversation
