"""The catalog site: complete, without dead links, and safe whatever an entry says."""

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from bot.site import SiteError, build_site
from bot.site.wording import SiteWording, site_wording
from catalog.catalog import Catalog
from catalog.language import LANGUAGES
from catalog.model import Category, Fixer, Severity, Source
from tests.small_catalog import both, entry, lists

EVIL = "<img src=x onerror=alert(1)></script><script>alert('x')</script>\"'{{ 7*7 }}"


class Read(HTMLParser):
    """What matters of one page: its links, ids, tags and text."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.language = ""
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        self.links += [value for name in ("href", "src") if (value := values.get(name))]
        if identifier := values.get("id"):
            self.ids.append(identifier)
        if tag == "html":
            self.language = values.get("lang") or ""

    def handle_data(self, data: str) -> None:
        self.text += data


def read(path: Path) -> Read:
    parser = Read()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser


@pytest.fixture(scope="session")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stands in for Microsoft's renderer, which only a browser would run."""
    path = tmp_path_factory.mktemp("adaptivecards") / "dist" / "adaptivecards.min.js"
    path.parent.mkdir()
    path.write_text("/* renderer */", encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def whole(shipped: Catalog, renderer: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the shipped catalog."""
    folder = tmp_path_factory.mktemp("site")
    assert build_site(shipped, folder, renderer) == (len(shipped.entries) + 1) * len(LANGUAGES)
    return folder


def test_every_entry_has_a_page_in_every_language(whole: Path, shipped: Catalog) -> None:
    wanted = {f"{name}.{language}.html" for name in shipped.entries for language in LANGUAGES}
    assert {path.name for path in (whole / "entries").iterdir()} == wanted
    for name in ("AADSTS50076", "power-platform-timeout"):
        for language in LANGUAGES:
            page = read(whole / "entries" / f"{name}.{language}.html")
            assert page.language == language
            assert shipped.entries[name].title.in_(language) in page.text


def test_every_link_leads_somewhere(whole: Path) -> None:
    for path in whole.rglob("*.html"):
        page = read(path)
        for link in page.links:
            target, _, fragment = link.partition("#")
            if target.startswith(("https://", "http://")):
                continue
            assert target == "" or (path.parent / target).is_file(), f"{path.name}: {link}"
            if not target:
                assert fragment in page.ids, f"{path.name}: {link}"


def test_ids_are_unique_and_nothing_is_fetched_from_elsewhere(whole: Path) -> None:
    for path in whole.rglob("*.html"):
        page = read(path)
        assert len(page.ids) == len(set(page.ids)), path
        text = path.read_text(encoding="utf-8")
        assert 'src="http' not in text
        assert "default-src 'none'" in text


def test_the_index_lists_every_entry_under_its_category(whole: Path, shipped: Catalog) -> None:
    for name in ("index.html", "index.fr.html"):
        page = read(whole / name)
        entries = [link for link in page.links if link.startswith("entries/")]
        assert len(entries) == len(shipped.entries)


def test_a_page_holds_the_cards_as_the_bot_sends_them(whole: Path) -> None:
    text = (whole / "entries" / "AADSTS50076.en.html").read_text(encoding="utf-8")
    start = text.index('id="cards">') + len('id="cards">')
    cards = json.loads(text[start : text.index("</script>", start)])
    assert set(cards) == {"any", "viva-goals", "power-platform", "other", "failing"}
    assert all(card["type"] == "AdaptiveCard" for card in cards.values())


def hostile(small: Catalog) -> Catalog:
    """An operator's entry that tries to be more than text."""
    bad = entry(
        "AADSTS50076",
        name=EVIL,
        title=both(EVIL),
        cause=both(EVIL),
        messages={"en": [EVIL]},
        said_as={"en": [EVIL]},
        admin_steps=lists(f"**{EVIL}**"),
        references=[EVIL, "javascript:alert(1)", "https://example.com/?q=\"'><script>"],
        examples=[EVIL],
        counterexamples=[EVIL],
    )
    return replace(small, entries=MappingProxyType({**small.entries, bad.id: bad}))


def test_a_hostile_entry_stays_text(small: Catalog, renderer: Path, tmp_path: Path) -> None:
    build_site(hostile(small), tmp_path, renderer)
    for path in tmp_path.rglob("*.html"):
        page = read(path)
        assert "img" not in page.tags
        assert page.tags.count("script") == (1 if path.name.startswith("index") else 3)
        assert "49" not in page.text
        assert not any(link.startswith("javascript:") for link in page.links)
    assert EVIL in read(tmp_path / "entries" / "AADSTS50076.en.html").text


def test_a_site_is_written_over_an_earlier_one(small: Catalog, renderer: Path, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "site"
    build_site(small, folder, renderer)
    fewer = replace(small, entries=MappingProxyType({"AADSTS50034": small.entries["AADSTS50034"]}))
    build_site(fewer, folder, renderer)
    assert not list((folder / "entries").glob("AADSTS50076*"))


def test_a_folder_with_something_else_is_left_alone(small: Catalog, renderer: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(SiteError, match="something else"):
        build_site(small, tmp_path, renderer)
    with pytest.raises(SiteError, match="is a file"):
        build_site(small, tmp_path / "thesis.txt", renderer)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("words", [site_wording(language) for language in LANGUAGES], ids=LANGUAGES)
def test_every_value_has_a_name(words: SiteWording) -> None:
    tables: list[tuple[Any, Any]] = [
        (words.severities, Severity),
        (words.fixers, Fixer),
        (words.categories, Category),
        (words.source_names, Source),
    ]
    for table, values in tables:
        assert set(table) == set(values)
