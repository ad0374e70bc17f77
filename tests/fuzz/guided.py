"""Fuzzing that watches which lines an input reaches: ``python -m tests.fuzz.guided TARGET RUNS FOLDER``.

atheris (libFuzzer) makes the inputs, from seeds that it keeps in FOLDER. It ends the process by itself, with
a code that is not 0 where anything was raised, and tells on standard error how many inputs it made.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import atheris

with atheris.instrument_imports(include=["bot.teams", "catalog", "dialogs.command"]):
    from bot.teams.body import RefusedError, parse_object
    from bot.teams.envelope import read_envelope
    from bot.teams.errors import MalformedActivityError
    from bot.teams.inbound import translate
    from catalog.recognition import Recogniser
    from catalog.redaction import redact
    from catalog.yaml_source import parse_document
    from dialogs.commands import Commands

from tests.fakes.activities import MENTION, executed, in_channel, message, searched, submitted
from tests.fuzz.texts import COMMANDS, ERRORS, INJECTIONS, lines_of
from tests.small_catalog import small_catalog

_SMALL: Final = small_catalog()
_RECOGNISER: Final = Recogniser(_SMALL)
_COMMANDS: Final = Commands(_SMALL)
_LONGEST: Final = 4096
_PATIENCE: Final = 20
"""Seconds that one input may take, watched lines and all."""


def activity(content: bytes) -> None:
    """The body of a call becomes something that a person did, or is refused."""
    try:
        body = parse_object(content)
        translate(body, read_envelope(body))
    except (RefusedError, MalformedActivityError):
        return


def paste(content: bytes) -> None:
    """What a person wrote is read, and what of it may be kept is the same when cleaned again."""
    text = content.decode("utf-8", "replace")
    _COMMANDS.parse(text)
    _RECOGNISER.recognise(text)
    redact(text)


def override(content: bytes) -> None:
    """A file of an operator's is data, or problems that stand on lines which it has."""
    document = parse_document(Path("own.yaml"), content)
    assert document.data is not None or document.problems
    assert all(1 <= problem.line <= lines_of(content) + 1 for problem in document.problems)


_Target = Callable[[bytes], None]
TARGETS: Final[dict[str, tuple[_Target, list[bytes]]]] = {
    "activity": (
        activity,
        [
            json.dumps(body).encode()
            for body in (
                message(),
                message("<at>Helper</at> x", **in_channel(entities=[MENTION])),
                executed(),
                submitted({"verb": "help"}),
                searched("50076"),
            )
        ],
    ),
    "paste": (paste, [text.encode() for text in (*ERRORS, *INJECTIONS, *COMMANDS)]),
    "override": (override, [b"id: x\nlist: [a, {b: 'c'}]\ntext: >-\n  a\n  b\n", b"a: &a 1\nb: *a\n"]),
}


def main(target: str, runs: str, folder: str) -> None:
    """Make so many inputs."""
    check, seeds = TARGETS[target]
    corpus = Path(folder)
    for number, seed in enumerate(seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    limits = [f"-atheris_runs={runs}", f"-max_len={_LONGEST}", f"-timeout={_PATIENCE}", "-seed=1"]
    artifacts = f"-artifact_prefix={corpus}/"
    atheris.Setup([sys.argv[0], *limits, artifacts, "-verbosity=1", folder], check)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
