"""Where a turn's time goes: its parts, each measured alone by the processor time of this process."""

import asyncio
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from statistics import fmean, median
from typing import Final

from bot.clock import SystemClock
from bot.store import open_store
from bot.teams.envelope import read_envelope
from bot.teams.inbound import translate
from bot.teams.outbound import to_json
from catalog.loader import load_catalog
from catalog.reading import read
from catalog.recognition import Recogniser
from dialogs.knowledge import Knowledge
from dialogs.messages import Incoming, Kind, Person, Place
from dialogs.ports import GivenAnswer
from dialogs.triage import answer_for, card_for, given_answer
from tests.benchmarks.pastes import PASTES, as_pasted_by
from tests.fakes.activities import message

_BATCH: Final = 100
_ROUNDS: Final = 5
_INCOMING: Final = Incoming("1", Kind.MESSAGE, Person("29:x", "x"), "t", "a:x", Place.PERSONAL)

RECALLING: Final = "recalling a paste that differs in ids and time"
READING: Final = "reading the call"
LOOKING: Final = "looking for a command"
DECIDING: Final = "deciding what to keep"
FILLING: Final = "filling in a printed card"
STORING: Final = "storing the answer, in batches"
ALWAYS: Final = (LOOKING, RECALLING, DECIDING, FILLING, STORING)
"""What a turn does beyond an echo."""

RECOGNISING: Final = "recognising and redacting a new paste"
DRAWING: Final = "drawing and writing a card that is not printed yet"
WHEN_NEW: Final = (RECOGNISING, DRAWING)
"""What it does in place of recalling and filling in, for what was not read or shown before."""

Parts = Mapping[str, float]
"""Microseconds of each part, as the mean over the mix of pastes."""


def measure_parts(repetitions: int) -> Parts:
    """Time each part so many times for each paste of the mix, in rounds of which the median counts."""
    catalog = load_catalog()
    known, recogniser = Knowledge.of(catalog), Recogniser(catalog)
    found: dict[str, list[float]] = {}
    for text in PASTES.values():
        for name, work in _works(text, known, recogniser):
            found.setdefault(name, []).append(_alone(work, max(repetitions // _ROUNDS, 1)))
    parts = {name: fmean(times) for name, times in found.items()}
    return {**parts, STORING: asyncio.run(_storing(known))}


def _works(text: str, known: Knowledge, recogniser: Recogniser) -> Iterator[tuple[str, Callable[[], object]]]:
    call = json.dumps(message(text))
    reading = known.reader.read(text)
    given = _given(known, text)
    pastes = (as_pasted_by(number, text) for number in count())
    yield READING, lambda: translate(body := json.loads(call), read_envelope(body))
    yield LOOKING, lambda: known.commands.parse(text)
    yield RECOGNISING, lambda: read(recogniser, text)
    yield RECALLING, lambda: known.reader.read(next(pastes))
    yield (
        DECIDING,
        lambda: given_answer(reading, _INCOMING, "en", product=None, clock=SystemClock()),
    )
    yield DRAWING, lambda: to_json(card_for(given, known.catalog))
    yield FILLING, lambda: answer_for(given, known)


def _given(known: Knowledge, text: str) -> GivenAnswer:
    reading = known.reader.read(text)
    return given_answer(reading, _INCOMING, "en", product=None, clock=SystemClock())


def _alone(work: Callable[[], object], repetitions: int) -> float:
    """Microseconds of processor time."""
    work()
    rounds = []
    for _ in range(_ROUNDS):
        began = time.process_time()
        for _ in range(repetitions):
            work()
        rounds.append((time.process_time() - began) / repetitions * 1e6)
    return median(rounds)


async def _storing(known: Knowledge) -> float:
    """Microseconds for each answer in a batch as a busy second makes them, transaction and flush included."""
    text = PASTES["code and sentence"]
    rounds = []
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(f"sqlite:///{Path(folder) / 'answers.sqlite3'}") as store:
            for _ in range(_ROUNDS):
                answers = [_given(known, text) for _ in range(_BATCH)]
                began = time.process_time()
                for answer in answers:
                    await store.answers.remember(answer)
                await store.flush()
                rounds.append((time.process_time() - began) / _BATCH * 1e6)
    return median(rounds)
