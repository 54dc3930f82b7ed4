"""How well copies are folded, and what folding costs: `python benchmarks/copies.py [--grow N]`.

758 articles of two days (shared/data/news-2025-05-21.jsonl.gz) go into a ledger as they stand and
are folded as `detente add` does. Two measures:

- Labels: 200 pairs, read and labelled by hand (`copies-labels.jsonl`: addresses and hashes, no
  text). They were drawn from 10,000 pairs that share 3 % of their runs of five words or have a
  TF-IDF cosine of .3: all 61 that share 15 % of what is not furniture, the 50 pairs of two houses
  and the 40 of one house that are most alike by cosine (at most six a house), 30 that share 30 % of
  their runs, furniture and all, and 19 at random. Thresholds were set on one half; which half a
  pair is in, its addresses' hash decides. A copy has the same text, cut, led in or edited; a live
  page that holds a report among others, a follow-up with the same background, two pages with the
  same lists around their own words are none.
- Made: copies made by rule of 120 of the articles under another outlet's name, since few of the
  real ones are trimmed; pairs of different articles must stay apart.

With `--grow N`, generated articles are added one by one and folded: what the last cost beside the
hundredth, in processor time.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import itertools
import json
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import ledger as generated
from detente import pipeline
from detente.ledger import View, Writer
from detente.model import Article, Date, Page, Reading, content_id
from place import Place
from report import Table

NEWS = "news-2025-05-21.jsonl.gz"
LABELS = Path(__file__).parent / "copies-labels.jsonl"
COLUMNS = ("", "pairs", "copies", "precision", "recall")
ASKED = ("asked", "", "", ".97", ".95")
MADE = 120
BESIDE = 50
Row = dict[str, Any]


def articles(place: Place) -> list[Row]:
    """The articles, as their feeds had them."""
    with gzip.open(place.data(NEWS), "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def reading(row: Row) -> Reading:
    """An article with nothing read from it."""
    text, title = row["text"], row["title"]
    domain = (urlsplit(row["link"]).hostname or "").removeprefix("www.")
    digest = hashlib.sha256(row["link"].encode()).hexdigest()
    page = Page(row["link"], text.encode(), url=row["link"], sha256=digest)
    when = Date("2025-05-21", "day", "given")
    article = Article(
        id=content_id(title, text),
        text=text,
        title=title,
        domain=domain,
        url=row["link"],
        published=when,
        paragraphs=((0, len(text)),),
    )
    return Reading(page, article, models={"benchmark": "copies"})


def folded(rows: Iterable[Row], work: Path, name: str) -> dict[str, str]:
    """For each article's address, the identifier of the first that has its text."""
    url = str(work / name)
    ids = {}
    with Writer(url) as writer:
        for row in rows:
            made = reading(row)
            writer.add(made)
            ids[row["link"]] = made.article.id
        pipeline.fold(writer)
    with View(url) as view:
        origins = {name: copy.origin for name, copy in view.copies().items()}
    return {link: origins.get(name, name) for link, name in ids.items()}


@dataclass(frozen=True)
class Count:
    """Right and wrong pairs."""

    pairs: int
    copies: int
    found: int
    right: int

    def row(self, name: str) -> tuple[str, ...]:
        """The row of the table."""
        precision = f"{self.right / self.found:.3f}".lstrip("0") if self.found else "–"
        recall = f"{self.right / self.copies:.3f}".lstrip("0") if self.copies else "–"
        return name, str(self.pairs), str(self.copies), precision, recall


def count(labels: Sequence[Row], origin: dict[str, str]) -> Count:
    """The labels held against what was folded."""
    said = [(label["copy"], origin[label["a"]] == origin[label["b"]]) for label in labels]
    return Count(
        len(said), sum(a for a, _ in said), sum(b for _, b in said), sum(a and b for a, b in said)
    )


def labelled(rows: Sequence[Row], work: Path) -> list[tuple[str, ...]]:
    """The rows of the table that rest on labels."""
    texts = {row["link"]: hashlib.sha256(row["text"].encode()).hexdigest()[:16] for row in rows}
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    for label in labels:
        if [texts[label["a"]], texts[label["b"]]] != label["sha256"]:
            raise SystemExit(f"benchmark: another text than was labelled: {label['a']}")
    origin = folded(rows, work, "labelled.db")
    halves: dict[bool, list[Row]] = {True: [], False: []}
    for label in labels:
        halves[_tuned(label)].append(label)
    groups = Counter(origin.values())
    pairs = sum(number * (number - 1) // 2 for number in groups.values())
    told = {frozenset((label["a"], label["b"])) for label in labels if label["copy"]}
    return [
        count(halves[True], origin).row("labels, half the thresholds were set on"),
        count(halves[False], origin).row("labels, the other half"),
        count(labels, origin).row("all labels"),
        (f"all {pairs} pairs that were folded, of any", "286,903", str(len(told)), "", ""),
    ]


def _tuned(label: Row) -> bool:
    key = f"{label['a']} {label['b']}".encode()
    return hashlib.sha256(key).digest()[0] % 2 == 0


Maker = Callable[[list[str], list[str], random.Random], list[str]]


def _head(share: float) -> Maker:
    return lambda own, _other, _dice: own[: max(int(len(own) * share), 30)]


def _edited(own: list[str], _other: list[str], dice: random.Random) -> list[str]:
    return [word if dice.random() > 0.02 else word[: len(word) // 2] + "x" for word in own]


MAKERS: dict[str, Maker] = {
    "another headline": lambda own, _other, _dice: own,
    "the first 60 %": _head(0.6),
    "the first 40 %": _head(0.4),
    "the first 20 %": _head(0.2),
    "a lead of 40 words of its own": lambda own, other, _dice: other[:40] + own,
    "such a lead, and half of the rest": lambda own, other, _: other[:40] + own[: len(own) // 2],
    "one word in 50 spelt otherwise": _edited,
    "60 words of another house at the end": lambda own, other, _dice: own + other[-60:],
}


def made(rows: Sequence[Row], work: Path) -> list[tuple[str, ...]]:
    """The rows of the table that rest on copies made by rule."""
    dice = random.Random(5)
    long = [row for row in rows if len(row["text"].split()) >= 200]
    chosen = dice.sample(long, MADE)
    copies: list[tuple[str, Row, Row]] = []
    for number, (row, name) in enumerate(zip(chosen, itertools.cycle(MAKERS), strict=False)):
        other = dice.choice([each for each in long if each["source"] != row["source"]])
        words = MAKERS[name](row["text"].split(), other["text"].split(), dice)
        link = f"https://made.example/{number}"
        title = f"Made {number}"
        copies.append((name, row, {"link": link, "title": title, "text": " ".join(words)}))
    for _, _, copy in copies:  # each under the name of a house of its own
        copy["link"] = copy["link"].replace("made.", f"made{copy['title'][5:]}.")
    origin = folded([*rows, *(copy for _, _, copy in copies)], work, "made.db")
    real = {row["link"]: row["text"] for row in rows}
    found = []
    for name in MAKERS:
        mine = [(row, copy) for kind, row, copy in copies if kind == name]
        right = sum(origin[row["link"]] == origin[copy["link"]] for row, copy in mine)
        wrong = sum(
            origin[copy["link"]] == origin[link] and text != row["text"] and not _near(row, link)
            for row, copy in mine
            for link, text in real.items()
        )
        found.append(Count(len(mine) * len(rows), len(mine), right + wrong, right).row(name))
    return found


def _near(row: Row, link: str) -> bool:
    """Whether a label says that the two are copies of each other."""
    return frozenset((row["link"], link)) in _labelled_copies()


def _labelled_copies() -> set[frozenset[str]]:
    labels = map(json.loads, LABELS.read_text(encoding="utf-8").splitlines())
    return {frozenset((label["a"], label["b"])) for label in labels if label["copy"]}


def copies(place: Place) -> Table:
    """Folding, beside what is asked."""
    rows = articles(place)
    found = (*labelled(rows, place.work), *made(rows, place.work), ASKED)
    note = "758 articles as they stand, furniture and all; copies made by rule of 120 of them."
    return Table("copies", "Which articles are one text", COLUMNS, found, note)


def grow(count: int) -> None:
    """Print what adding and folding an article costs, early and late."""
    with tempfile.TemporaryDirectory() as folder, Writer(str(Path(folder) / "grown.db")) as writer:
        costs = []
        for number, each in enumerate(generated.readings(count)):
            before = time.process_time()
            writer.add(each)
            middle = time.process_time()
            pipeline.fold(writer)
            costs.append((middle - before, time.process_time() - middle))
            if number % 1000 == 999:
                early, late = _medians(costs[75:125]), _medians(costs[-BESIDE:])
                pairs = zip(early, late, strict=True)
                print(number + 1, *(f"{b * 1e3:.1f} ms ({b / a:.2f})" for a, b in pairs))


def _medians(costs: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    adding, folding = zip(*costs, strict=True)
    return (
        statistics.median(adding),
        statistics.median(folding),
        statistics.median(map(sum, costs)),
    )


def main() -> None:
    """Print the table, or what folding costs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    shared = Path(__file__).resolve().parents[2] / "shared"
    parser.add_argument("--shared", type=Path, default=shared, metavar="FOLDER")
    parser.add_argument("--grow", type=int, metavar="N")
    options = parser.parse_args()
    if options.grow:
        grow(options.grow)
        return
    with tempfile.TemporaryDirectory() as folder:
        for row in copies(Place(options.shared, Path(folder))).rows:
            print("{:42} {:>8} {:>7} {:>10} {:>7}".format(*row))


if __name__ == "__main__":
    sys.exit(main())
