"""Writing the site into a folder."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bot.site.pages import choices, groups, index_name, page, page_name, shared_values
from catalog.catalog import Catalog
from catalog.language import LANGUAGES, Language

RENDERER: Final = Path("node_modules/adaptivecards/dist/adaptivecards.min.js")
"""Microsoft's own renderer, where ``npm ci`` puts it."""
ENTRIES: Final = "entries"
ASSETS: Final = "assets"

_HERE: Final = Path(__file__).parent
_MARK: Final = f"{ASSETS}/catalog-site.css"
"""The file by which we know a site of ours again."""


class SiteError(Exception):
    """The site cannot be written; the text says why, and what to do."""


def build_site(catalog: Catalog, folder: Path, renderer: Path = RENDERER) -> int:
    """Write the site of ``catalog`` into ``folder``, over an earlier one, and return how many pages it has.

    Raises SiteError where the card renderer is missing, or ``folder`` holds something else.
    """
    if not renderer.is_file():
        raise SiteError(
            f"The card renderer is missing: there is no {renderer}. "
            "Install Node.js, and run npm ci in the project's folder."
        )
    _empty(folder)
    _copy_assets(folder / ASSETS, renderer)
    count = 0
    for name, content in _pages(catalog):
        (folder / name).write_text(content, encoding="utf-8")
        count += 1
    return count


def _empty(folder: Path) -> None:
    """Make ``folder``, and take the pages of an earlier site out of it."""
    if folder.exists() and not folder.is_dir():
        raise SiteError(f"{folder} is a file. Name a folder.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / _MARK).is_file():
        raise SiteError(f"{folder} holds something else. Name a new folder, or an earlier site.")
    try:
        for old in (ASSETS, ENTRIES):
            shutil.rmtree(folder / old, ignore_errors=True)
            (folder / old).mkdir(parents=True)
    except OSError as error:
        raise SiteError(f"{folder} cannot be written to: {error.strerror}.") from error


def _copy_assets(folder: Path, renderer: Path) -> None:
    for asset in sorted((_HERE / "assets").iterdir()):
        shutil.copyfile(asset, folder / asset.name)
    shutil.copyfile(renderer, folder / "adaptivecards.min.js")
    for licence in (renderer.with_name(f"{renderer.name}.LICENSE.txt"), renderer.parents[1] / "LICENSE"):
        if licence.is_file():
            shutil.copyfile(licence, folder / f"adaptivecards.{licence.name}")


def _pages(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Each page's path inside the site, and its content."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - the bot needs none

    templates = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.tests["address"] = lambda text: str(text).startswith(("https://", "http://"))
    templates.globals["cards"] = lambda page: {drawing.id: drawing.card for drawing in page.drawings}
    for language in LANGUAGES:
        shared = shared_values(catalog, language)
        listed = groups(catalog, language)
        yield (
            index_name(language),
            templates.get_template("index.html").render(
                shared, root="", groups=listed, choices=choices(listed, language), twin=_twin(language)
            ),
        )
        template = templates.get_template("entry.html")
        for entry in catalog.entries.values():
            content = template.render(
                shared,
                root="../",
                page=page(entry, catalog, language),
                twin=page_name(entry.id, shared["other"]),
            )
            yield f"{ENTRIES}/{page_name(entry.id, language)}", content


def _twin(language: Language) -> str:
    return index_name("fr" if language == "en" else "en")
