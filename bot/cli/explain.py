"""``reconnect explain``: the same answer as in Teams, in a terminal."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.console import Exit, catalog_or_exit, fail, out, settings_or_exit
from bot.cli.drawing import draw
from bot.cli.results import detailed_result_of, explain_batch
from bot.clock import SystemClock
from catalog.language import LANGUAGES, parse_language
from catalog.model import Product, Role
from catalog.reading import read
from catalog.recognition import Outcome, Recogniser
from dialogs.messages import Incoming, Kind, Person, Place
from dialogs.triage import card_for, given_answer

_ANSWERED = frozenset({Outcome.ANSWER, Outcome.CHOICE})


def explain(
    text: Annotated[str | None, typer.Argument(help="What the screen shows; - reads standard input.")] = None,
    language: Annotated[str | None, typer.Option(help="en or fr; without it, the paste's own.")] = None,
    product: Annotated[Product | None, typer.Option(help="Where it happened.")] = None,
    role: Annotated[Role, typer.Option(help="What you are to the connection.")] = Role.OWNER,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was recognised, as JSON.")] = False,
    as_card: Annotated[bool, typer.Option("--card", help="Print the Adaptive Card, as JSON.")] = False,
    batch: Annotated[
        Path | None, typer.Option(help='Read JSON lines {"text": …}; print one result each.')
    ] = None,
) -> None:
    """Explain an error. Exits with 0 if there is an answer or a choice, 1 if not, 2 on bad usage."""
    if language is not None and language not in LANGUAGES:
        fail([f"Give --language {' or '.join(LANGUAGES)}, not {language!r}."])
    if (text is None) == (batch is None):
        fail(["Give the text of an error, - for standard input, or --batch FILE."])
    settings = settings_or_exit(product=product)
    catalog = catalog_or_exit(settings)
    recogniser = Recogniser(catalog)
    if batch is not None:
        explain_batch(recogniser, batch)
        return
    reading = read(recogniser, sys.stdin.read() if text == "-" else str(text))
    spoken = parse_language(language) or reading.finding.language or settings.language
    incoming = Incoming("", Kind.MESSAGE, Person("terminal"), "", "terminal", Place.PERSONAL)
    given = given_answer(reading, incoming, spoken, product=settings.product, clock=SystemClock())
    if as_json:
        out.print_json(json.dumps(detailed_result_of(reading)))
    elif as_card:
        out.print_json(json.dumps(card_for(given, catalog)))
    else:
        out.print(draw(given, catalog, role))
    if reading.finding.outcome not in _ANSWERED:
        raise typer.Exit(Exit.NO_ANSWER)
