"""``reconnect catalog``: look at the catalog and check it."""

import json
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.table import Table

from bot.cli.console import Exit, catalog_or_exit, err, fail, out, settings_or_exit
from bot.cli.drafting import DraftError, write_draft
from bot.cli.drawing import draw_entry
from bot.cli.sampling import failing_samples
from bot.site import RENDERER, SiteError, build_site
from catalog.language import LANGUAGES, Language
from catalog.lint import lint as find_problems
from catalog.loader import SHIPPED, catalog_of
from catalog.model import Category, Entry
from catalog.problems import CatalogError, Problem
from catalog.recognition import Recogniser
from catalog.resolve import resolve_entry
from catalog.schema import entry_schema, family_schema, playbook_schema
from catalog.sources import read_sources
from dialogs.fullest import too_large

app = typer.Typer(help="Look at the catalog of errors, and check it.", no_args_is_help=True)


@app.command()
def lint(
    folders: Annotated[
        list[Path] | None, typer.Argument(help="Folders; without any, the ones in use.")
    ] = None,
) -> None:
    """Report every problem of the catalog at once, as path:line: severity: sentence."""
    read = folders or (SHIPPED, *settings_or_exit().catalog_dirs)
    problems = sorted([*find_problems(*read), *_too_large(*read)])
    for problem in problems:
        out.print(str(problem.relative_to(Path.cwd())), markup=False, soft_wrap=True)
    errors = sum(problem.severity == "error" for problem in problems)
    err.print(f"Errors: {errors}. Warnings: {len(problems) - errors}.")
    if problems:
        raise typer.Exit(Exit.NO_ANSWER)


def _too_large(*folders: Path) -> list[Problem]:
    """Cards can be measured only of a catalog that can be read."""
    sources = read_sources(*folders)
    try:
        return too_large(sources, catalog_of(sources))
    except CatalogError:
        return []


@app.command("test")
def check_samples(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Default: every entry.")] = None,
) -> None:
    """Check that examples are answered with their entry, and counterexamples are not."""
    settings = settings_or_exit()
    recogniser = Recogniser(catalog_or_exit(settings))
    entries = read_sources(SHIPPED, *settings.catalog_dirs).entries
    if unknown := [name for name in ids or () if name not in entries]:
        fail([f"The catalog has no entry {name!r}. See: reconnect catalog list" for name in unknown])
    problems = [problem for name in ids or entries for problem in failing_samples(entries[name], recogniser)]
    for problem in problems:
        out.print(str(problem), markup=False, soft_wrap=True)
    err.print(f"{len(ids or entries)} entries, {len(problems)} samples fail")
    if problems:
        raise typer.Exit(Exit.NO_ANSWER)


@app.command()
def show(
    entry_id: Annotated[str, typer.Argument(metavar="ID", help="For example AADSTS50076.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the whole entry, in every language.")
    ] = False,
    language: Annotated[Literal["en", "fr"], typer.Option(help="Language to draw.")] = "en",
) -> None:
    """Show one entry with its playbooks written out."""
    catalog = catalog_or_exit(settings_or_exit())
    entry = catalog.entry(entry_id) or catalog.entry(f"AADSTS{entry_id.upper().removeprefix('AADSTS')}")
    if entry is None:
        fail([f"The catalog has no entry {entry_id!r}. See: reconnect catalog list"], Exit.NO_ANSWER)
    if as_json:
        whole = {each: resolve_entry(entry, catalog, each) for each in LANGUAGES}
        out.print_json(json.dumps(whole, ensure_ascii=False))
    else:
        out.print(draw_entry(entry, catalog, language))


@app.command("list")
def list_entries(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    language: Annotated[Literal["en", "fr"], typer.Option(help="Language of the titles.")] = "en",
) -> None:
    """List every entry: id, title, severity, who can fix it, sources."""
    catalog = catalog_or_exit(settings_or_exit())
    entries = list(catalog.entries.values())
    if as_json:
        out.print_json(json.dumps([_summary(entry) for entry in entries], ensure_ascii=False))
    else:
        out.print(_table(entries, language))


@app.command()
def new(
    entry_id: Annotated[str, typer.Argument(metavar="ID", help="For example AADSTS123456.")],
    folder: Annotated[
        Path | None, typer.Option(help="The catalog's folder; without it your own, else ours.")
    ] = None,
    category: Annotated[Category | None, typer.Option(help="Default: that of the nearest code.")] = None,
) -> None:
    """Write a draft of an entry, to be filled in. What comes with Reconnect is copied, to be changed."""
    settings = settings_or_exit()
    try:
        path = write_draft(entry_id, folder or [SHIPPED, *settings.catalog_dirs][-1], category)
    except DraftError as error:
        fail([str(error)])
    err.print(f"Wrote {path}", markup=False, soft_wrap=True)
    err.print("Fill it in, then run: reconnect catalog lint", markup=False)


@app.command()
def site(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write it; made if need be.")],
    renderer: Annotated[
        Path, typer.Option(help="The card renderer's file, adaptivecards.min.js.")
    ] = RENDERER,
) -> None:
    """Write a site to look the whole catalog over: an index with search, and a page per entry."""
    try:
        count = build_site(catalog_or_exit(settings_or_exit()), folder, renderer)
    except SiteError as error:
        fail([str(error)])
    err.print(f"{count} pages. Open {folder / 'index.html'} in a browser.", markup=False, soft_wrap=True)


@app.command()
def schema(
    kind: Annotated[
        Literal["entry", "playbook", "family"], typer.Argument(help="Which kind of file.")
    ] = "entry",
) -> None:
    """Print the JSON Schema of catalog files, for editors."""
    schemas = {"entry": entry_schema, "playbook": playbook_schema, "family": family_schema}
    out.print_json(json.dumps(schemas[kind]()))


def _summary(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "title": {each: entry.title.in_(each) for each in LANGUAGES},
        "severity": entry.severity.value,
        "fixed_by": [fixer.value for fixer in entry.fixed_by],
        "sources": [source.value for source in entry.sources],
    }


def _table(entries: list[Entry], language: Language) -> Table:
    table = Table("Id", "Title", "Severity", "Fixed by", "Sources", box=None, header_style="bold")
    for entry in entries:
        table.add_row(
            entry.id,
            entry.title.in_(language),
            entry.severity,
            ", ".join(entry.fixed_by),
            ", ".join(entry.sources),
        )
    return table
