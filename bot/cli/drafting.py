"""Putting the draft of an entry where it belongs."""

from pathlib import Path

from catalog.draft import draft_entry, entry_id, likely_category
from catalog.loader import SHIPPED, load_catalog
from catalog.model import Category


class DraftError(Exception):
    """No draft can be written; the text says why."""


def write_draft(text: str, folder: Path, category: Category | None) -> Path:
    """Write the draft of the entry that ``text`` names into ``folder``, and return its path.

    An entry of ours, wanted in another folder, is copied: it is there to be replaced. Raises DraftError.
    """
    name = entry_id(text)
    if name is None:
        raise DraftError(f"{text!r} cannot be an id. One looks like AADSTS123456 or power-platform-timeout.")
    if found := next((folder / "entries").rglob(f"{name}.yaml"), None):
        raise DraftError(f"{name} has a file already: {found}")
    ours = load_catalog(SHIPPED)
    origin = ours.origins.get(name)
    if origin is not None:
        content, category = origin.read_text(encoding="utf-8"), ours.entries[name].category
    else:
        category = category or likely_category(name, ours)
        content = draft_entry(name, category)
    path = folder / "entries" / category / f"{name}.yaml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(content)
    except OSError as error:
        raise DraftError(f"{path} cannot be written: {error.strerror or error}.") from error
    return path
