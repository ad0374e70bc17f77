"""``reconnect explain``: answers as Teams does, for people, scripts and whole files."""

import json
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Run
from tests.cards.schema import problems

MESSAGE = (
    "AADSTS50076: Due to a configuration change made by your administrator, or because you moved to a new "
    "location, you must use multi-factor authentication to access '00000003-0000-0000-c000-000000000000'."
)


def test_an_answer_is_drawn_with_steps(run: Run) -> None:
    result = run("explain", MESSAGE)
    assert result.exit_code == 0
    assert "AADSTS50076" in result.stdout
    assert "What to do now" in result.stdout
    assert "1." in result.stdout


def test_french_is_drawn_when_asked_for_or_pasted(run: Run) -> None:
    assert "Que faire maintenant" in run("explain", "AADSTS50076", "--language", "fr").stdout
    assert (
        "Que faire maintenant" in run("explain", "Mon flux ne marche plus depuis lundi : AADSTS50076").stdout
    )


def test_product_and_role_change_the_steps(run: Run) -> None:
    owner = run("explain", "AADSTS50076", "--product", "viva-goals").stdout
    admin = run("explain", "AADSTS50076", "--product", "viva-goals", "--role", "admin").stdout
    assert owner != admin
    assert "Try again" in owner


def test_several_lines_are_read_from_standard_input(run: Run) -> None:
    result = run("explain", "-", "--json", input=f"Sorry,\nwe are having trouble\n{MESSAGE}\nTimestamp: x\n")
    assert json.loads(result.stdout)["entries"][0]["id"] == "AADSTS50076"


def test_json_gives_outcome_entries_evidence_and_details(run: Run) -> None:
    text = f"{MESSAGE} Correlation ID: 7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff"
    found = json.loads(run("explain", "--json", text).stdout)
    assert found["outcome"] == "answer"
    assert found["codes"] == ["AADSTS50076"]
    assert found["language"] == "en"
    assert found["details"]["correlation_id"] == "7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff"
    [code, *_] = found["entries"][0]["evidence"]
    assert (code["kind"], code["value"], code["span"]) == ("code", "AADSTS50076", [0, 11])


def test_card_gives_a_valid_adaptive_card(run: Run) -> None:
    card = json.loads(run("explain", "--card", MESSAGE).stdout)
    assert problems(card) == []


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("AADSTS999999: something new", "unknown_code"),
        ("Error: the printer is on fire", "no_match"),
        ("see you tomorrow", "not_an_error"),
        ("", "not_an_error"),
    ],
)
def test_no_answer_is_exit_code_1(run: Run, text: str, outcome: str) -> None:
    result = run("explain", "--json", text)
    assert (result.exit_code, json.loads(result.stdout)["outcome"]) == (1, outcome)
    assert run("explain", text).exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["explain"],
        ["explain", "x", "--language", "de"],
        ["explain", "x", "--product", "toaster"],
        ["explain", "x", "--batch", "file"],
        ["explain", "--batch", "missing.jsonl"],
        ["explain", "--nonsense"],
        ["nonsense"],
    ],
)
def test_bad_usage_is_exit_code_2_and_says_why(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.strip()


def test_a_batch_is_answered_line_for_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "pastes.jsonl"
    texts = [MESSAGE, "AADSTS999999", "see you tomorrow", "Error: the printer is on fire"]
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    result = run("explain", "--batch", str(path))
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["outcome"] for line in lines] == ["answer", "unknown_code", "not_an_error", "no_match"]
    assert lines[0]["entries"][0]["id"] == "AADSTS50076"
    assert set(lines[0]) == {"outcome", "entries", "codes", "language"}
    assert set(lines[0]["entries"][0]) == {"id", "confidence"}
    assert "Explaining" in result.stderr


@pytest.mark.parametrize("line", ["{", "[]", '{"txt": "x"}', '{"text": 1}', '"x"'])
def test_a_bad_line_of_a_batch_is_named(run: Run, tmp_path: Path, line: str) -> None:
    path = tmp_path / "pastes.jsonl"
    path.write_text(f'{{"text": "AADSTS50076"}}\n{line}\n', encoding="utf-8")
    result = run("explain", "--batch", str(path))
    assert result.exit_code == 2
    assert f"{path.name}:2: error:" in result.stderr.replace("\n", "")
    assert result.stdout == ""
