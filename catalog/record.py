"""Records: dataclasses of which every turn makes some."""

from typing import TYPE_CHECKING, Any

__all__ = ["record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from collections.abc import Callable
    from dataclasses import dataclass

    def record(*, frozen: bool, **options: Any) -> Callable[[type], type]:
        """A dataclass, frozen for the type checker alone: making one that is truly frozen takes three times
        as long."""
        return dataclass(unsafe_hash=frozen, **options)
