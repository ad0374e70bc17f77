from tests.benchmarks.search import TYPED, keystrokes, search_report


def test_a_keystroke_adds_a_letter() -> None:
    typed = list(keystrokes())
    assert typed[:3] == ["", "5", "50"]
    assert set(TYPED) <= set(typed)


async def test_searches_are_measured() -> None:
    report = await search_report(20, people=2)
    assert len(report.taken) == 20
    assert 0 < report.middle <= report.p99
    assert report.kilobytes > 1
