"""Texts made from an expression to keep that expression busy: what it repeats, again and again."""

import re
from collections.abc import Iterable, Iterator
from re import _constants as code  # type: ignore[attr-defined]  # how Python itself reads expressions
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final, NamedTuple

_REPEATS: Final = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)
_LETTERS: Final = "aA1 \n\t.-_/\"'<>=:;,&%@\\|()[]{}*+#?!$^~`é«\u00a0\u0660\u0000"
"""Characters that stand for all others: one of each kind that expressions tell apart."""
_ENDS: Final = ("\x00", "", "!", "\n")


class Pump(NamedTuple):
    """``start``, then ``unit`` as often as wanted, then ``end``, which may spoil the match."""

    start: str
    unit: str
    end: str

    def text(self, length: int) -> str:
        """About ``length`` characters."""
        return self.start + self.unit * max(1, length // len(self.unit)) + self.end


def pumps(pattern: re.Pattern[Any], *, units: int = 120, ends: int = len(_ENDS)) -> list[Pump]:
    """What is likely to cost ``pattern`` most, each once: so many things to repeat, each with some ends."""
    source = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    tree = _parser.parse(source, pattern.flags & ~re.DEBUG)
    whole = _sample(tree)
    found: list[tuple[str, str]] = [("", whole), ("", whole[:-1])]
    for start, body in _repeats(tree, ""):
        repeated = list(dict.fromkeys(_samples(body)))
        found += [(start, unit) for unit in repeated] + [("", start + unit) for unit in repeated[:2]]
        found += [("", unit) for unit in repeated]
    kept = list(dict.fromkeys((start, unit) for start, unit in found if unit))
    every = max(1, -(-len(kept) // units))
    return [Pump(start, unit, end) for start, unit in kept[::every] for end in _ENDS[:ends]]


def _repeats(tree: Iterable[Any], start: str) -> Iterator[tuple[str, Any]]:
    """Each repeated part, with a text that leads up to it."""
    for operation, argument in tree:
        if operation in _REPEATS:
            yield start, argument[2]
        for part in _parts(operation, argument):
            yield from _repeats(part, start)
        start += _of_one(operation, argument)


def _parts(operation: Any, argument: Any) -> list[Any]:
    """The expressions within one part of an expression."""
    if operation in _REPEATS:
        return [argument[2]]
    if operation is code.SUBPATTERN:
        return [argument[3]]
    if operation is code.BRANCH:
        return list(argument[1])
    if operation in (code.ASSERT, code.ASSERT_NOT):
        return [argument[1]]
    if operation is code.ATOMIC_GROUP:
        return [argument]
    if operation is code.GROUPREF_EXISTS:
        return [part for part in argument[1:] if part]
    return []


def _samples(tree: Any) -> Iterator[str]:
    """Texts that the expression matches, one for each way through its first choice."""
    yield _sample(tree)
    if len(tree) == 1:
        operation, argument = tree[0]
        if operation in (code.IN, code.NOT_LITERAL, code.ANY):
            yield from (letter for letter in _LETTERS if _takes(operation, argument, letter))
        for part in _parts(operation, argument):
            yield from _samples(part)


def _sample(tree: Iterable[Any]) -> str:
    """A text that the expression matches, where no look-around forbids it."""
    return "".join(_of_one(operation, argument) for operation, argument in tree)


def _of_one(operation: Any, argument: Any) -> str:
    if operation is code.LITERAL:
        return chr(argument)
    if operation in (code.IN, code.NOT_LITERAL, code.ANY):
        named = _named(argument)
        return next((letter for letter in _LETTERS if _takes(operation, argument, letter)), named)
    if operation in _REPEATS:
        return _sample(argument[2]) * min(max(int(argument[0]), 1), 40)
    if operation in (code.ASSERT, code.ASSERT_NOT, code.AT, code.GROUPREF):
        return ""
    parts = _parts(operation, argument)
    return _sample(parts[0]) if parts else ""


def _takes(operation: Any, argument: Any, letter: str) -> bool:
    if operation is code.ANY:
        return letter != "\n"
    if operation is code.NOT_LITERAL:
        return bool(ord(letter) != argument)
    is_negated = bool(argument) and argument[0][0] is code.NEGATE
    return is_negated != any(_is_in(item, letter) for item in argument)


def _is_in(item: Any, letter: str) -> bool:
    operation, argument = item
    if operation is code.LITERAL:
        return bool(ord(letter) == argument)
    if operation is code.RANGE:
        return bool(argument[0] <= ord(letter) <= argument[1])
    if operation is code.CATEGORY:
        return bool(re.match(_CATEGORIES[argument], letter))
    return False


_CATEGORIES: Final = {
    code.CATEGORY_DIGIT: r"\d",
    code.CATEGORY_NOT_DIGIT: r"\D",
    code.CATEGORY_SPACE: r"\s",
    code.CATEGORY_NOT_SPACE: r"\S",
    code.CATEGORY_WORD: r"\w",
    code.CATEGORY_NOT_WORD: r"\W",
}


def _named(argument: Any) -> str:
    """A character that a class names itself, for classes that take none of the usual ones."""
    items = argument if isinstance(argument, list) else []
    for operation, value in items:
        if operation is code.LITERAL:
            return chr(value)
        if operation is code.RANGE:
            return chr(value[0])
    return "a"
