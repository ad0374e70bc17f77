"""What cards are given to show, as plain values."""

from dataclasses import dataclass
from typing import Final

from catalog.catalog import Catalog
from catalog.model import Advice, Entry, Product, Role
from catalog.recognition import Details

NO_DETAILS: Final = Details()


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answer: the entry, for whom, and what was read off the paste.

    ``product`` is None when nobody has said yet where it happened. ``answer_id`` leads a later press
    back to the stored answer. ``code`` is the code to show, where the paste or the entry has one.
    """

    catalog: Catalog
    entry: Entry
    answer_id: str
    product: Product | None = None
    role: Role = Role.OWNER
    remedy: str | None = None
    details: Details = NO_DETAILS
    other_codes: tuple[str, ...] = ()

    @property
    def advice(self) -> Advice:
        return self.entry.advice(self.product)

    @property
    def data(self) -> dict[str, str]:
        """What buttons carry: ids only."""
        data = {"answer": self.answer_id, "entry": self.entry.id}
        return {**data, "product": self.product.value} if self.product else data
