"""The catalog as the rest of Reconnect sees it: read-only, checked, ordered by id."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from catalog.model import Entry, Family, Playbook


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything that is known. Made by :func:`catalog.loader.load_catalog`.

    The mappings are read-only and iterate by id. ``version`` is a short hash of the files' content;
    ``origins`` gives the file that each entry came from.
    """

    entries: Mapping[str, Entry]
    playbooks: Mapping[str, Playbook]
    families: Mapping[str, Family]
    origins: Mapping[str, Path]
    version: str

    def entry(self, entry_id: str) -> Entry | None:
        """Return the entry of that id, or None: ids also come from cards, which may be old or forged."""
        return self.entries.get(entry_id)

    def playbook(self, playbook_id: str) -> Playbook:
        """Return a playbook that an entry refers to; loading has made sure that it exists.

        Raises KeyError for any other id.
        """
        return self.playbooks[playbook_id]

    def family_of(self, entry: Entry) -> tuple[Family, tuple[Entry, ...]] | None:
        """Return the family of ``entry`` and its other members, or None when its messages are its own."""
        family = self.families.get(entry.family) if entry.family else None
        if family is None:
            return None
        others = (
            other for other in self.entries.values() if other.family == family.id and other.id != entry.id
        )
        return family, tuple(others)
