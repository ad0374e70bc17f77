from tests.fuzz.counting import GUIDED, PLAN
from tests.fuzz.report import account

_GUIDED = {f"guided: {kind}": count for kind, count in GUIDED.items()}


def test_parts_of_a_run_of_one_commit_add_up() -> None:
    first = account(PLAN, "", "abc", "2026-01-01")
    assert first.startswith("Made by parts of `make fuzz` on 2026-01-01")
    both = account(_GUIDED, first, "abc", "2026-01-02")
    assert both.startswith("Made by `make fuzz` on 2026-01-02, of the code of commit `abc`")
    assert f"**{sum(PLAN.values()) + sum(GUIDED.values()):,}**" in both


def test_what_was_made_of_another_commit_goes() -> None:
    first = account(PLAN, "", "abc", "2026-01-01")
    assert "presses" not in account(_GUIDED, first, "def", "2026-01-02")
