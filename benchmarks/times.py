"""When: time expressions on TempEval-3's training articles, beside Recognizers-Text.

40 in 100 of the articles, told by a hash of their names, were held back: rules were never written
from their errors. The other 60 are those that the rules were tuned on. The figures of
HeidelTime are the task's own on other articles, and are quoted, not measured here.
`times_peers.py` has the other libraries: `python benchmarks/times.py ARCHIVE NAME…` measures them.
"""

from __future__ import annotations

import json
import sys
import tarfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import times_peers
from detente.language.sentences import sentences
from detente.model import Date, Time
from detente.times import times
from place import Place
from report import Table
from timeml import Document, Score, Timex, documents

COLUMNS = ("", "strict", "relaxed", "type", "value", "date phrases", "CPU an article")
ASKED = ("–", "–", "–", ".78", "–", "–")
HEIDELTIME = ("–", "–", "–", ".776", "–", "–")
NOTE = (
    "F1 after TempEval-3's definition: the same span; spans that overlap; and of these the same"
    " type, the same value. Date phrases: share of Recognizers-Text's own date specifications with"
    " one of its readings; they are a calendar assistant's, not news."
)
Reader = Callable[[str, str], list[Timex]]


def when(place: Place) -> Table:
    """Our expressions and the best library's, by the same scorer."""
    held, tuned = parts(place.data("tempeval3-train.tar.gz"))
    phrases = list(date_phrases(place.data("date-phrases.tar.gz")))
    rows = (
        (f"Détente, {len(held)} held back", *measured(ours, held, phrases)),
        (f"Détente, {len(tuned)} tuned on", *measured(ours, tuned, [])),
        (f"Recognizers-Text, {len(held)} held back", *_peer(held, phrases)),
        ("HeidelTime on platinum", *HEIDELTIME),
        ("asked", *ASKED),
    )
    return Table("times", "When, on TempEval-3's training articles", COLUMNS, rows, NOTE)


def parts(archive: Path) -> tuple[list[Document], list[Document]]:
    """The articles held back, and those tuned on."""
    found = list(documents(archive))
    return [d for d in found if d.held_back], [d for d in found if not d.held_back]


def ours(text: str, created: str) -> list[Timex]:
    """Détente's expressions."""
    return [_timex(one) for one in told(text, created)]


def told(text: str, created: str) -> tuple[Time, ...]:
    """Détente's records of a text published at `created`."""
    return times(text, sentences(text), Date(created, "day", "given"))


def _timex(one: Time) -> Timex:
    return Timex(*one.span, one.kind.upper(), one.value or "")


def _peer(held: list[Document], phrases: list[tuple[str, str, set[str]]]) -> tuple[str, ...]:
    try:
        times_peers.recognizers("today", "2025-04-19")
    except ImportError:
        return ("not installed", "–", "–", "–", "–", "–")
    return measured(times_peers.recognizers, held, phrases)


def measured(
    reader: Reader, articles: list[Document], phrases: list[tuple[str, str, set[str]]]
) -> tuple[str, ...]:
    """A reader's cells: figures on the articles, share of the phrases, CPU time."""
    score = Score()
    reader(articles[0].text, articles[0].created)
    began = time.process_time()
    found = [reader(article.text, article.created) for article in articles]
    spent = (time.process_time() - began) / len(articles)
    for article, timexes in zip(articles, found, strict=True):
        score.add(article.gold, timexes)
    right = sum(
        any(one.value[:10] in readings for one in reader(text, created))
        for text, created, readings in phrases
    )
    share = f"{right / len(phrases):.2f}".lstrip("0") if phrases else "–"
    return (*score.figures(), share, f"{1000 * spent:.1f} ms")


def date_phrases(archive: Path) -> Iterator[tuple[str, str, set[str]]]:
    """(text, reference day, the days that it may mean) of the phrases that hold one date."""
    with tarfile.open(archive) as tar:
        file = tar.extractfile("DateTime-English/DateParser.json")
        assert file is not None
        for row in json.loads(file.read().decode("utf-8-sig")):
            readings = _readings(row["Results"])
            if readings and "Context" in row:
                yield row["Input"], row["Context"]["ReferenceDateTime"][:10], readings


def _readings(results: list[dict[str, Any]]) -> set[str]:
    if len(results) != 1 or not isinstance(results[0].get("Value"), dict):
        return set()
    value = results[0]["Value"]
    both = (value.get("PastResolution", {}), value.get("FutureResolution", {}))
    return {one["date"] for one in both if "date" in one}


def main() -> None:
    """Measure the libraries named, on both parts."""
    held, tuned = parts(Path(sys.argv[1]))
    for name in sys.argv[2:]:
        for part, articles in (("held back", held), ("tuned on", tuned)):
            print(name, part, *measured(getattr(times_peers, name), articles, []), sep="\t")


if __name__ == "__main__":
    main()
