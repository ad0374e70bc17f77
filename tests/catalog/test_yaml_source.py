from pathlib import Path

import pytest
import yaml

from catalog import yaml_source
from catalog.yaml_source import MAX_BYTES, Document, nearest_line, parse_document

LOADERS = [found for kind in ("CSafeLoader", "SafeLoader") if (found := getattr(yaml, kind, None))]


@pytest.fixture(params=LOADERS, ids=lambda loader: str(loader.__name__), autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs with the C loader and with the pure one."""
    monkeypatch.setattr(yaml_source, "_LOADER", request.param)


def parse(text: str | bytes) -> Document:
    return parse_document(Path("a.yaml"), text.encode() if isinstance(text, str) else text)


def refusals(text: str | bytes) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in parse(text).problems]


def test_a_mapping_becomes_plain_data() -> None:
    document = parse("a: text\nb:\n  - 1\n  - [x, {y: z}]\nc: >-\n  two\n  lines\n")
    assert document.data == {"a": "text", "b": [1, ["x", {"y": "z"}]], "c": "two lines"}
    assert document.problems == ()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("12:30", "12:30"),
        ("2024-01-31", "2024-01-31"),
        ("0x1F", "0x1F"),
        ("1.5", "1.5"),
        ("true", True),
        ("~", None),
        ("", None),
        ("50076", 50076),
        ("-3", -3),
        ("9" * 5000, "9" * 5000),
        ("'50076'", "50076"),
        ("'true'", "true"),
        ("<<", "<<"),
    ],
)
def test_only_constants_and_whole_numbers_are_more_than_text(written: str, value: object) -> None:
    assert parse(f"a: {written}\n").data == {"a": value}


def test_every_part_has_a_line() -> None:
    lines = parse("# comment\na:\n  en: >-\n    long\n    text\n  fr:\n    - one\n\n    - two\nb: 1\n").lines
    assert lines[("a",)] == 2
    assert lines[("a", "en")] == 3
    assert lines[("a", "fr", 1)] == 9
    assert lines[("b",)] == 10


def test_the_nearest_known_line_stands_for_a_missing_part() -> None:
    lines = parse("\na:\n  en: x\n").lines
    assert nearest_line(lines, ("a", "fr")) == 2
    assert nearest_line(lines, ("z", 3)) == 2
    assert nearest_line({}, ("z",)) == 1


def test_every_repeated_key_is_refused() -> None:
    assert refusals("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n") == [
        (4, "`c` is given twice, first on line 3."),
        (5, "`a` is given twice, first on line 1."),
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "empty"),
        ("# only a comment\n", 1, "empty"),
        ("- a\n", 1, "top level"),
        ("\njust text\n", 2, "top level"),
        ("a: 1\n---\nb: 2\n", 2, "one document"),
        ("a: &x text\nb: *x\n", 2, "Aliases"),
        ("a: 1\nb: !!python/name:os.system x\n", 2, "Tags"),
        ("a: 1\nb: !!map {c: d}\n", 2, "Tags"),
        ("? [a, b]\n: 1\n", 1, "plain text"),
        ("a: 1\nb: c: d\n", 2, "not YAML"),
        ("a: 'open\n", 2, "not YAML"),
        ("a: 1\nb: \tx: y\n", 2, "not YAML"),
        ("a: 1\nb: \x07\n", 2, "U+0007"),
        (b"a: 1\nb: \xff\n", 2, "UTF-8"),
        (b"a" * (MAX_BYTES + 1), 1, "256 KB"),
        ("a:\n " + "[" * 100 + "]" * 100, 2, "deep"),
        ("- " * 1000, 1, "top level"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_line(text: str | bytes, line: int, words: str) -> None:
    document = parse(text)
    assert document.data is None
    ((found, message),) = refusals(text)
    assert words in message
    assert found == line


def test_a_byte_order_mark_is_ignored() -> None:
    assert parse(b"\xef\xbb\xbfa: 1\n").data == {"a": 1}
