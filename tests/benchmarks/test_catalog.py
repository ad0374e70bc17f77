from catalog.catalog import Catalog
from tests.benchmarks.catalog import catalog_report


def test_the_catalogs_time_is_measured(shipped: Catalog) -> None:
    pace = catalog_report(rounds=1)
    assert pace.entries == len(shipped.entries)
    assert pace.seconds == pace.reading + pace.indexing > 0
    assert f"{len(shipped.entries)} entries" in str(pace)
