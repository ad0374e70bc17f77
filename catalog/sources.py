"""The files of the catalog, read and validated one by one, each with the lines of its parts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product as pairs
from pathlib import Path
from typing import Final, Generic, TypeVar

from pydantic import ValidationError

from catalog.model import Entry, Family, Playbook, Product, Role, Variant
from catalog.problems import Level, Problem
from catalog.sentences import sentence_for
from catalog.yaml_source import MAX_BYTES, Document, Location, nearest_line, parse_document

SHIPPED: Final = Path(__file__).parent
"""The folder of the catalog that comes with Reconnect."""

Value = TypeVar("Value", Entry, Playbook, Family)


@dataclass(frozen=True, slots=True)
class Sourced(Generic[Value]):
    """An entry, a playbook or a family, with the file it came from."""

    value: Value
    path: Path
    lines: Mapping[Location, int]
    content: bytes

    def problem(self, message: str, *location: str | int, severity: Level = "error") -> Problem:
        """Return a problem at the line of ``location``, or of what holds it."""
        return Problem(self.path, nearest_line(self.lines, location), severity, message)


@dataclass(slots=True)
class Sources:
    """What some folders hold together: what could be read, and all problems.

    What a later folder says under an id replaces what an earlier one says. ``playbook_ids`` also names
    the playbooks whose file has a problem, so that entries are not blamed for it.
    """

    entries: dict[str, Sourced[Entry]] = field(default_factory=dict)
    playbooks: dict[str, Sourced[Playbook]] = field(default_factory=dict)
    families: dict[str, Sourced[Family]] = field(default_factory=dict)
    playbook_ids: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def read_sources(*folders: Path) -> Sources:
    """Read ``entries/``, ``playbooks/`` and ``families/`` of each folder, or the shipped catalog."""
    sources = Sources()
    for folder in folders or (SHIPPED,):
        if not any((folder / name).is_dir() for name in ("entries", "playbooks", "families")):
            message = "There is no folder with `entries/` or `playbooks/` here."
            sources.problems.append(Problem(folder, 1, "error", message))
            continue
        playbooks = _read_folder(folder / "playbooks", Playbook, sources)
        sources.playbook_ids.update(playbooks)
        sources.playbooks.update({name: found for name, found in playbooks.items() if found})
        families = _read_folder(folder / "families", Family, sources)
        sources.families.update({name: found for name, found in families.items() if found})
        entries = _read_folder(folder / "entries", Entry, sources)
        sources.entries.update({name: found for name, found in entries.items() if found})
    sources.problems += _unknown_playbooks(sources)
    sources.problems += _unserved(sources)
    return sources


def _read_folder(folder: Path, model: type[Value], sources: Sources) -> dict[str, Sourced[Value] | None]:
    """Read each file of ``folder``; a file that cannot be used counts as None under the id in its name."""
    found: dict[str, Sourced[Value] | None] = {}
    first: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".yml" and path.is_file():
            sources.problems.append(Problem(path, 1, "error", "Name the file `.yaml`: it is not read."))
        if path.suffix != ".yaml" or path.is_dir():
            continue
        if (earlier := first.setdefault(path.stem, path)) != path:
            message = f"`{path.stem}` has a file already: {earlier}."
            sources.problems.append(Problem(path, 1, "error", message))
            continue
        found[path.stem] = _read_file(path, model, sources)
    return found


def _read_file(path: Path, model: type[Value], sources: Sources) -> Sourced[Value] | None:
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        sources.problems.append(Problem(path, 1, "error", f"The file cannot be read: {error.strerror}."))
        return None
    document = parse_document(path, content)
    sources.problems.extend(document.problems)
    if document.data is None:
        return None
    try:
        value = model.model_validate(document.data)
    except ValidationError as error:
        sources.problems.extend(_schema_problems(document, error, model))
        return None
    sourced = Sourced(value, path, document.lines, content)
    sources.problems.extend(_misplaced(sourced))
    return sourced


def _schema_problems(document: Document, error: ValidationError, model: type[Value]) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        line = nearest_line(document.lines, detail["loc"])
        yield Problem(document.path, line, "error", sentence_for(detail, model))


def _misplaced(sourced: Sourced[Entry] | Sourced[Playbook] | Sourced[Family]) -> Iterator[Problem]:
    value, path = sourced.value, sourced.path
    if value.id != path.stem:
        yield sourced.problem(f"The id is `{value.id}` but the file is named `{path.name}`.", "id")
    folder = path.parent.name
    if isinstance(value, Entry) and folder != value.category:
        message = f"The category is `{value.category}` but the file lies in the folder `{folder}`."
        yield sourced.problem(message, "category")


def _unknown_playbooks(sources: Sources) -> Iterator[Problem]:
    for entry in sources.entries.values():
        for playbook, location in playbook_uses(entry.value):
            if playbook not in sources.playbook_ids:
                yield entry.problem(f"There is no playbook `{playbook}`.", *location)


def _unserved(sources: Sources) -> Iterator[Problem]:
    for playbook in sources.playbooks.values():
        for product, role in pairs(Product, Role):
            if not any(procedure.serves(product, role) for procedure in playbook.value.procedures):
                yield playbook.problem(f"There are no steps for `{product}` as `{role}`.", "procedures")


def playbook_uses(entry: Entry) -> Iterator[tuple[str, Location]]:
    """Yield each playbook that an entry or one of its variants names, with the place of the name."""
    parts: list[tuple[Location, Entry | Variant]] = [((), entry)]
    parts += [(("variants", number), variant) for number, variant in enumerate(entry.variants)]
    for base, part in parts:
        for index, remedy in enumerate(part.remedies or ()):
            yield remedy, (*base, "remedies", index)
        for index, item in enumerate(part.unhelpful or ()):
            yield item.playbook, (*base, "unhelpful", index, "playbook")
