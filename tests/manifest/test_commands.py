"""What the manifest lets people choose and open is there: commands in each language, and pages."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from bot.app import create_app
from bot.settings import Settings
from cards.wording import wording
from catalog.catalog import Catalog
from catalog.language import LANGUAGES, Language
from dialogs.commands import Commands
from tests.manifest.packages import DOMAIN, FRENCH, MANIFEST, texts

TITLES = {key: title for key, title in texts().items() if key.startswith("bots") and key.endswith("title")}

Get = Callable[[str], Any]


@pytest.mark.parametrize("key", TITLES)
def test_a_command_is_understood_in_both_languages_and_means_the_same(key: str, small: Catalog) -> None:
    commands = Commands(small)
    english, french = commands.parse(TITLES[key]), commands.parse(FRENCH[key])
    assert english is not None
    if not english.verb.startswith("language"):
        assert english == french
    assert french is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_help_names_can_be_chosen_in_the_personal_chat(language: Language) -> None:
    titles = TITLES if language == "en" else FRENCH
    personal = {titles[key] for key in TITLES if "commandLists[0]" in key}
    assert wording(language).commands.keys() <= personal


@pytest.fixture
async def get(tmp_path: Path, small: Catalog) -> AsyncIterator[Get]:
    settings = Settings(_env_file=None, database_url=f"sqlite+aiosqlite:///{tmp_path / 'db.sqlite3'}")
    server = TestServer(create_app(settings, small))
    async with server, aiohttp.ClientSession() as session:
        yield lambda path: session.get(server.make_url(path))


@pytest.mark.parametrize("name", ["websiteUrl", "privacyUrl", "termsOfUseUrl"])
async def test_a_page_that_the_manifest_names_is_served(name: str, get: Get) -> None:
    path = MANIFEST["developer"][name].removeprefix(f"https://{DOMAIN}")
    async with get(path) as response:
        assert response.status == 200
        assert response.content_type == "text/html"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        page = await response.text()
    assert 'lang="en"' in page
    assert 'lang="fr"' in page
    assert "<script" not in page


def test_the_search_has_one_box_since_the_bot_reads_one() -> None:
    [command] = MANIFEST["composeExtensions"][0]["commands"]
    assert len(command["parameters"]) == 1
    assert command["initialRun"]
