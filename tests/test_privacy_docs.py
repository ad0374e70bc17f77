"""docs/privacy.md, the privacy card, the page for everybody and the database tell the same."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Final

import pytest

from bot.pages.privacy import privacy_page
from bot.settings import Settings
from bot.store import Keeping
from bot.store.retention import ANNOUNCED, GRACE, SENDS_KEPT
from bot.store.schema import metadata
from cards.privacy import privacy_card
from cards.wording import wording
from catalog.language import LANGUAGES, Language
from tests.dialogs.reading import texts

DOC: Final = (Path(__file__).parents[1] / "docs" / "privacy.md").read_text(encoding="utf-8")
DAYS: Final[int] = Settings.model_fields["retention_days"].default
SECTION: Final = re.compile(r"^### `(\w+)`\n\nKept: (.+?)\.\n(.+?)(?=\n##)", re.MULTILINE | re.DOTALL)
ROW: Final = re.compile(r"^\| `(\w+)` \| .+? \| (yes|no) \|$", re.MULTILINE)
TABLES: Final = {name: dict(ROW.findall(rows)) for name, _, rows in SECTION.findall(DOC)}
TELLING: Final = re.compile(
    r"person|name|_by$|actor|assignee$|paste|note|text|word|payload|details|conversation$"
)
NOT_TELLING: Final = {
    "channels.name",  # of the channel
    "deliveries.taken_by",  # a process
    "incidents.card_conversation",
    "tickets.admin_conversation",  # threads in the admin channel
}


def sentences(language: Language, days: int) -> list[str]:
    """Everything that is said to everybody."""
    say = wording(language).privacy
    kept = [text.format(days=days) for one in say.kept for text in (one.what, one.why, one.how_long, one.who)]
    return [*say.about, *kept, say.rights, *say.stays]


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_every_column_is_named_and_nothing_else(table: str) -> None:
    assert list(TABLES[table]) == [column.name for column in metadata.tables[table].columns]


def test_every_table_is_named_and_nothing_else() -> None:
    assert TABLES.keys() == metadata.tables.keys()


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_a_column_whose_name_tells_of_people_is_called_personal(table: str) -> None:
    called = {name for name, personal in TABLES[table].items() if personal == "yes"}
    telling = {
        name for name in TABLES[table] if TELLING.search(name) and f"{table}.{name}" not in NOT_TELLING
    }
    assert telling <= called


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_the_card_and_the_document_use_the_same_words(language: Language) -> None:
    document, card = squeezed(DOC), texts(privacy_card(language, days=DAYS))
    page = squeezed(unescape(re.sub(r"</?strong>", "**", privacy_page(days=DAYS))))
    for sentence in sentences(language, DAYS):
        assert squeezed(sentence) in document
        assert sentence in card
        assert squeezed(sentence) in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_operators_figure_is_told(language: Language) -> None:
    for shown in (texts(privacy_card(language, days=31)), privacy_page(days=31)):
        assert "31 " in shown
        assert str(DAYS) not in shown


def test_the_figures_are_those_of_the_code() -> None:
    assert timedelta(days=DAYS) == Keeping().records
    assert Keeping().words == timedelta(days=1)
    assert timedelta(hours=2) == SENDS_KEPT
    assert timedelta(weeks=1) == GRACE
    kept = {name: long for name, long, _ in SECTION.findall(DOC)}
    assert "after a day" in kept["answers"]
    assert kept["sends"] == "two hours"
    assert all(f"{DAYS} days" in kept[name] for name in ("answers", "tickets", "preferences", "tried"))
    assert f"{DAYS} days, and {ANNOUNCED.days} days at least" in kept["deliveries"]
    assert f"{DAYS} by default" in DOC
