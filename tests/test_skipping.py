"""What may be skipped, and what is then a failure."""

import pytest

TESTS = """
import pytest

def test_runs():
    pass

def test_leaves():
    pytest.skip("no browser")

@pytest.mark.sources
def test_compares():
    pass

@pytest.mark.xfail
def test_is_expected_to_fail():
    assert False
"""


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    for name in ("RECONNECT_NO_SKIPS", "RECONNECT_SOURCES"):
        monkeypatch.delenv(name, raising=False)
    pytester.makeini("[pytest]\nmarkers = sources")
    pytester.makepyfile(TESTS)
    return pytester


def outcomes(pytester: pytest.Pytester) -> dict[str, int]:
    return pytester.runpytest("-p", "tests.skipping", "-p", "no:asyncio").parseoutcomes()


def test_a_test_may_be_skipped(run: pytest.Pytester) -> None:
    assert outcomes(run) == {"passed": 1, "skipped": 2, "xfailed": 1}


def test_nothing_is_skipped_where_that_is_forbidden(
    run: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECONNECT_NO_SKIPS", "1")
    assert outcomes(run) == {"passed": 1, "failed": 1, "skipped": 1, "xfailed": 1}


def test_with_the_sources_they_are_compared(run: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECONNECT_NO_SKIPS", "1")
    monkeypatch.setenv("RECONNECT_SOURCES", "anywhere")
    assert outcomes(run) == {"passed": 2, "failed": 1, "xfailed": 1}


def test_a_module_that_skips_itself_is_a_failure(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECONNECT_NO_SKIPS", "1")
    pytester.makepyfile("import pytest\npytest.importorskip('no_such_module')")
    assert outcomes(pytester) == {"errors": 1}


def test_this_very_run_is_held_to_it(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.pluginmanager.has_plugin("tests.skipping")
