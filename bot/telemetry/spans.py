"""Where traces begin and end, for whoever collects them. Without a collector nothing is done."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Final, Protocol

Value = str | int | float | bool
Attributes = Mapping[str, Value]
"""What a span tells: kinds, counts and codes. Never what a person wrote, nor an id of anybody."""


class Span(Protocol):
    """One step that is being traced."""

    def note(self, attributes: Attributes) -> None:
        """Tell more of it."""


class Spans(Protocol):
    """Traces steps: each is part of the one in which it begins."""

    def span(
        self, name: str, attributes: Attributes | None = None, *, inner: bool = False
    ) -> AbstractContextManager[Span]:
        """One step. An ``inner`` one is traced only as part of another: what goes on all the time is not."""


class _Nothing:
    """A step that nobody traces."""

    def note(self, attributes: Attributes) -> None: ...

    def __enter__(self) -> Span:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


NOTHING: Final = _Nothing()


class _NoSpans:
    def span(
        self, name: str, attributes: Attributes | None = None, *, inner: bool = False
    ) -> AbstractContextManager[Span]:
        return NOTHING


NO_SPANS: Final[Spans] = _NoSpans()
"""Traces nothing, at almost no cost."""
