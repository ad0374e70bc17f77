"""The catalog site in a real browser, opened from its files, without a server or a network."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.site import build_site
from catalog.catalog import Catalog
from tests.bot.site.test_site import hostile

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

ROOT: Final = Path(__file__).parents[2]
PICTURE: Final = Path(__file__).parent / "output" / "catalog-site.png"
"""The picture in docs/images is a copy of it."""
SIZE: Final = 1100, 800


@pytest.fixture(scope="module")
def site(shipped: Catalog, renderer: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build_site(shipped, folder, renderer)
    return folder


@asynccontextmanager
async def opened(
    browser: Browser, path: Path, *, scheme: Literal["light", "dark"] = "light"
) -> AsyncIterator[Page]:
    """A page of the site; whatever it complains of, or asks a network for, fails the test."""
    width, height = SIZE
    context = await browser.new_context(
        offline=True, color_scheme=scheme, viewport={"width": width, "height": height}
    )
    complaints: list[str] = []
    page = await context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    await page.goto(path.as_uri())
    try:
        yield page
        assert complaints == []
    finally:
        await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def index(browser: Browser, site: Path) -> AsyncIterator[Page]:
    async with opened(browser, site / "index.html") as page:
        yield page


@pytest_asyncio.fixture(loop_scope="session")
async def entry(browser: Browser, site: Path) -> AsyncIterator[Page]:
    async with opened(browser, site / "entries" / "AADSTS50076.en.html") as page:
        yield page


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("50076", "AADSTS50076"),
        ("UserStrongAuthClientAuthN", "AADSTS50076"),
        ("travelling second STEP", "AADSTS50076"),
        ("double authentification coupee", "AADSTS50076"),
        ("grant was revoked changed password", "AADSTS50173"),
    ],
)
async def test_the_search_finds_by_code_name_message_and_phrase(index: Page, typed: str, wanted: str) -> None:
    await index.get_by_label("Search").fill(typed)
    await expect(index.locator(".entry:visible .id").filter(has_text=wanted)).not_to_have_count(0)
    assert await index.locator(".entry:visible").count() < 12


async def test_filters_narrow_each_other_and_are_kept_in_the_address(index: Page, shipped: Catalog) -> None:
    every = len(shipped.entries)
    await expect(index.get_by_role("status")).to_have_text(f"{every} of {every} entries")
    await index.get_by_label("Severity").select_option("critical")
    await index.get_by_label("Who can fix it").select_option("app-owner")
    wanted = [
        name
        for name, item in shipped.entries.items()
        if item.severity == "critical" and "app-owner" in item.fixed_by
    ]
    assert sorted(await index.locator(".entry:visible .id").all_inner_texts()) == sorted(wanted)
    await expect(index.get_by_role("status")).to_have_text(f"{len(wanted)} of {every} entries")
    await index.locator(".entry:visible a").first.click()
    await index.go_back()
    await expect(index.locator(".entry:visible")).to_have_count(len(wanted))
    await index.get_by_role("button", name="Clear").click()
    await expect(index.locator(".entry:visible")).to_have_count(every)


async def test_the_product_filter_shows_what_is_special_to_it(index: Page) -> None:
    await index.get_by_label("Product").select_option("power-platform")
    await expect(index.get_by_text("power-platform-timeout")).to_be_visible()
    await expect(index.get_by_text("AADSTS120000", exact=True)).to_be_hidden()


async def test_no_match_is_said(index: Page) -> None:
    await index.get_by_label("Search").fill("printer on fire")
    await expect(index.get_by_text("No entry has all of these words")).to_be_visible()


async def test_an_entry_draws_its_card_with_bold_words_and_numbered_steps(entry: Page) -> None:
    card = entry.locator(".ac-adaptiveCard")
    await expect(card).to_contain_text("Your sign-in needs a second step")
    await expect(card.locator("strong").first).to_be_visible()
    assert await card.locator("ol > li").count() > 3
    assert "**" not in await card.inner_text()


async def test_the_cards_own_switches_work(entry: Page) -> None:
    card = entry.locator(".ac-adaptiveCard")
    before = await card.inner_text()
    await card.get_by_role("button", name="New connection").locator("visible=true").click()
    assert await card.inner_text() != before
    details = card.get_by_text("Error code")
    await expect(details).to_be_hidden()
    await card.get_by_text("Details").click()
    await expect(details).to_be_visible()


async def test_another_product_shows_another_card(entry: Page) -> None:
    card = entry.locator(".ac-adaptiveCard")
    await card.get_by_role("button", name="Viva Goals").click()
    await expect(entry.get_by_label("Show the card")).to_have_value("viva-goals")
    await expect(card).to_contain_text("Viva Goals was refused")
    await entry.get_by_label("Show the card").select_option("failing")
    await expect(card).to_contain_text("private browser window")


async def test_a_button_that_needs_teams_says_so(entry: Page) -> None:
    await entry.get_by_role("button", name="Ask an admin").click()
    await expect(entry.get_by_role("status")).to_contain_text("In Teams, “Ask an admin” goes to the bot")


async def test_pages_lead_to_each_other(entry: Page) -> None:
    await entry.get_by_role("link", name="Français").click()
    await expect(entry.locator("html")).to_have_attribute("lang", "fr")
    await expect(entry.get_by_role("heading", level=1)).to_have_text(
        "Il manque la deuxième étape de vérification"
    )
    await entry.get_by_role("link", name="AADSTS50079").click()
    await expect(entry.locator("main")).to_contain_text("AADSTS50079")
    await entry.get_by_role("link", name="Authentification multifacteur").click()
    await expect(entry.get_by_label("Catégorie")).to_have_value("multifactor")


async def test_the_keyboard_alone_will_do(index: Page) -> None:
    await index.keyboard.press("Tab")
    await expect(index.get_by_role("link", name="Skip to the content")).to_be_focused()
    await index.keyboard.press("Enter")
    await index.keyboard.press("Tab")
    await expect(index.get_by_label("Search")).to_be_focused()


async def test_a_phone_needs_no_sideways_scrolling(index: Page, site: Path) -> None:
    await index.set_viewport_size({"width": 360, "height": 740})
    for path in ("index.fr.html", "entries/AADSTS50076.fr.html", "entries/power-platform-dlp-block.fr.html"):
        await index.goto((site / path).as_uri())
        wide = await index.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, path


async def test_dark_is_dark(browser: Browser, site: Path) -> None:
    async with opened(browser, site / "entries" / "AADSTS50076.en.html", scheme="dark") as page:
        await expect(page.locator("body")).to_have_css("background-color", "rgb(27, 26, 25)")
        await expect(page.locator(".ac-adaptiveCard")).to_have_css("background-color", "rgb(43, 42, 41)")


async def test_a_hostile_entry_runs_nothing(
    browser: Browser, small: Catalog, renderer: Path, tmp_path: Path
) -> None:
    build_site(hostile(small), tmp_path, renderer)
    for path in ("index.html", "entries/AADSTS50076.en.html"):
        async with opened(browser, tmp_path / path) as page:
            assert await page.locator("img").count() == 0


async def test_a_picture_for_the_guide(entry: Page) -> None:
    await expect(entry.locator(".ac-adaptiveCard")).to_be_visible()
    picture = await entry.screenshot()
    await asyncio.to_thread(PICTURE.parent.mkdir, exist_ok=True)
    await asyncio.to_thread(PICTURE.write_bytes, picture)
    assert len(picture) < 200_000
