"""What cards are given to show, as plain values."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from catalog.catalog import Catalog
from catalog.model import Advice, Entry, Product, Role, Text
from catalog.recognition import Details

NO_DETAILS: Final = Details()
_GUID: Final = "00000000-0000-0000-0000-000000000000"
LONGEST_DETAILS: Final = Details(_GUID, _GUID, "2026-01-01 00:00:00.0000000 +00:00", "a" * 80, "r" * 120)
"""As much as is ever read off a paste."""
LONGEST_ID: Final = "0" * 12
"""Of an answer or a turn."""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answer: the entry, for whom, and what was read off the paste.

    ``product`` is None when nobody has said yet where it happened. ``answer_id`` leads a later press
    back to the stored answer. ``quoted`` is the literal message that the paste quotes;
    ``is_coded`` tells whether the paste has the code itself. ``known_since`` is set while admins work on
    it as a problem of several people. ``is_from_paste`` is false for what was looked up, not pasted.
    ``reference`` names the turn that answered, as the log does.
    """

    catalog: Catalog
    entry: Entry
    answer_id: str
    product: Product | None = None
    role: Role = Role.OWNER
    remedy: str | None = None
    is_from_paste: bool = True
    details: Details = NO_DETAILS
    other_codes: tuple[str, ...] = ()
    quoted: str | None = None
    is_coded: bool = True
    known_since: datetime | None = None
    reference: str | None = None

    advice: Advice = field(init=False)
    """What the entry tells this reader."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "advice", self.entry.advice(self.product, self.quoted))

    @property
    def shown_product(self) -> Product:
        """The product whose steps are shown: the one named, else the entry's own, else any other app."""
        return self.product or (self.entry.products[0] if self.entry.products else Product.OTHER)

    @property
    def differs(self) -> Text | None:
        """What else the same message can mean, where only its code would tell."""
        family = None if self.is_coded else self.catalog.family_of(self.entry)
        return family[0].differs if family else None

    @property
    def data(self) -> dict[str, str]:
        """What buttons carry: ids only."""
        data = {"answer": self.answer_id, "entry": self.entry.id}
        return {**data, "product": self.product.value} if self.product else data
