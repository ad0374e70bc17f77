from tests.fuzz.report import account


def test_parts_of_a_run_add_up() -> None:
    first = account({"presses": 25_000, "searches": 5_000}, "", "abc", "2026-01-01")
    both = account({"overrides": 10_000, "searches": 6_000}, first, "def", "2026-01-02")
    assert [line for line in both.splitlines() if line.startswith("| ")][1:] == [
        "| presses | 25,000 | `abc`, 2026-01-01 |",
        "| searches | 6,000 | `def`, 2026-01-02 |",
        "| overrides | 10,000 | `def`, 2026-01-02 |",
        "| **together** | **41,000** | |",
    ]
