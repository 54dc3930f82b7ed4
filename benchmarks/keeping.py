"""What keeping costs as the ledger grows: `ledger.py`'s measurements as a table."""

from __future__ import annotations

import statistics

from ledger import fill, remember, searches, twice
from place import Place
from report import Table

ARTICLES = 10_000
COLUMNS = ("", "figure", "asked")


def keeping(place: Place) -> Table:
    """Adding to a small and a large ledger, adding again, searching; SQLite in a file."""
    url = str(place.work / "benchmark.db")
    costs = [processor for processor, _ in fill(url, ARTICLES)]
    growth = statistics.median(costs[-100:]) / statistics.median(costs[50:150])
    again = twice(url)
    remember(url)
    wall, processor = (statistics.quantiles(each, n=20)[18] for each in searches(url).values())
    rows = (
        (f"processor time of one add, {ARTICLES:,} stored beside 100", f"{growth:.2f}", "flat"),
        (
            "adding 500 articles, first beside again",
            f"{again['first'] / again['again, seen']:.0f}",
            "at least 20",
        ),
        (
            "search of 105,000 statements by words and meaning, filters included, 95 % within",
            f"{wall * 1e3:.0f} ms ({processor * 1e3:.0f} ms of the processor)",
            "100 ms",
        ),
    )
    note = "Generated readings; reading the pages, which known ones are spared, is not in it."
    return Table("keeping", "What keeping costs", COLUMNS, rows, note)
