"""What the store asks of a package beyond the schema, as far as it can be checked without it."""

import re
from collections import Counter
from typing import Any, Final

import pytest

from tests.manifest.packages import APP_ID, DOMAIN, FILES, FRENCH, MANIFEST, VERSION, texts

ENGLISH: Final = texts()
TRANSLATED: Final = {key: (ENGLISH[key], text) for key, text in FRENCH.items() if key != "$schema"}
COMMANDS: Final = MANIFEST["composeExtensions"][0]["commands"]
LONGEST: Final = {
    "name.short": 30,
    "name.full": 100,
    "description.short": 80,
    "description.full": 4000,
    r"bots\[0\].*\.title": 32,
    r"bots\[0\].*\.description": 128,
    r"composeExtensions\[0\].*\.title": 32,
    r"composeExtensions\[0\].*\.description": 128,
}
"""Characters that are shown whole."""


def test_the_package_holds_what_it_names_and_nothing_else() -> None:
    assert list(FILES) == ["manifest.json", "color.png", "outline.png", "fr.json"]
    assert sum(map(len, FILES.values())) < 100_000


def test_nothing_is_left_to_fill_in() -> None:
    assert b"${{" not in b"".join(FILES.values())
    assert MANIFEST["id"] == APP_ID
    assert MANIFEST["bots"][0]["botId"] == MANIFEST["composeExtensions"][0]["botId"] == APP_ID


def test_the_version_is_that_of_the_program() -> None:
    assert MANIFEST["version"] == VERSION
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_texts_are_no_longer_than_is_shown(language: str) -> None:
    spoken = ENGLISH if language == "en" else FRENCH
    long = {
        key: len(text)
        for key, text in spoken.items()
        for pattern, longest in LONGEST.items()
        if re.fullmatch(pattern, key) and not 0 < len(text.strip()) <= longest
    }
    assert long == {}


def test_every_text_that_people_read_is_in_french_too() -> None:
    read = {key for key in ENGLISH if re.search(r"^(name|description)\.|\.(title|description)$", key)}
    assert read == TRANSLATED.keys()
    same = {english for english, french in TRANSLATED.values() if english == french}
    assert same == {"Reconnect", "tickets", "Passer en français", "Switch to English"}


@pytest.mark.parametrize("key", ["description.short", "description.full"])
def test_descriptions_say_something_of_their_own(key: str) -> None:
    for text in TRANSLATED[key]:
        assert "http" not in text
        assert text.endswith(".")
        assert not (key == "description.short" and "Reconnect" in text), "the name stands beside it"
        assert "Microsoft Teams" not in text.split(".")[0]
    assert len(set(TRANSLATED["description.full"])) == 2


def test_addresses_are_https_and_on_the_bots_own_domain() -> None:
    addresses = [text for key, text in ENGLISH.items() if key.endswith("Url")]
    assert len(set(addresses)) == len(addresses) == 3
    assert all(address.startswith(f"https://{DOMAIN}/") for address in addresses)
    assert MANIFEST["validDomains"] == [DOMAIN]


def test_ids_are_unique_and_valid() -> None:
    ids = [MANIFEST["composeExtensions"][0]["id"], *(command["id"] for command in COMMANDS)]
    names = [parameter["name"] for command in COMMANDS for parameter in command["parameters"]]
    for own in (ids, names):
        assert max(Counter(own).values()) == 1
        assert all(re.fullmatch(r"[A-Za-z0-9-]{1,64}", value) for value in own)


def test_each_scope_has_one_list_of_different_commands() -> None:
    bot = MANIFEST["bots"][0]
    assert [command_list["scopes"] for command_list in bot["commandLists"]] == [[s] for s in bot["scopes"]]
    assert bot["scopes"] == ["personal", "team", "groupChat"]
    for command_list in bot["commandLists"]:
        titles = [command["title"] for command in command_list["commands"]]
        assert len(set(titles)) == len(titles) <= 10


def test_no_permission_is_asked_for_that_is_not_used() -> None:
    """Who writes (identity), and word to them when their request moves (messageTeamMembers): no more."""
    assert MANIFEST["permissions"] == ["identity", "messageTeamMembers"]
    unused: set[str] = {"authorization", "webApplicationInfo", "devicePermissions", "staticTabs"}
    assert unused & MANIFEST.keys() == set()


def contrast(colour: str) -> float:
    """With white, as WCAG counts it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def test_the_accent_colour_carries_white() -> None:
    colour: Any = MANIFEST["accentColor"]
    assert re.fullmatch(r"#[0-9A-F]{6}", colour)
    assert contrast(colour) > 4.5
