"""What the gap rests on: the latest positions out of many. `python benchmarks/gap.py [--db URL]`.

Articles are made by rule, three a day over two years, each with fifty positions; a few holders are
heard far more often than others (Zipf), as in the news. No holder leads its side, so that the gap
has to look at everybody: the costly case.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import get_args

from detente.ledger import Filters, View, Writer
from detente.model import (
    Actor,
    Article,
    Certainty,
    Date,
    Dossier,
    Issue,
    Page,
    Position,
    Reading,
    Side,
    Stance,
    content_id,
)
from detente.views.gap import Gap
from detente.views.gap import gap as count
from detente.views.principals import Principals
from detente.views.standing import standing
from place import Place
from report import Table

POSITIONS, PER_ARTICLE, PER_DAY = 100_000, 50, 3
HOLDERS = [f"Delegate {chr(65 + n % 26)}{n}" for n in range(200)]
ISSUES = [f"issue-{n}" for n in range(12)]
SIDES = ("coast", "islands", "league")
DOSSIER = "benchmark"
FIRST = datetime.date(2031, 1, 1)
ROUNDS = 5
COLUMNS = ("", "figure", "asked")


def readings(positions: int, seed: int = 7) -> Iterator[Reading]:
    """Readings that hold so many positions in all, the same for the same seed."""
    dice = random.Random(seed)
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(HOLDERS) + 1)))
    for number in range(positions // PER_ARTICLE):
        yield _reading(number, dice.choices(HOLDERS, cum_weights=weights, k=PER_ARTICLE), dice)


def _reading(number: int, holders: list[str], dice: random.Random) -> Reading:
    sentences = [f"{name} told of point {n} in round {number}." for n, name in enumerate(holders)]
    text, spans, at = " ".join(sentences), [], 0
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence) + 1
    day = FIRST + datetime.timedelta(days=number // PER_DAY)
    name = content_id(str(number), text)
    article = Article(name, text, f"Round {number}", published=Date(str(day), "day", "given"))
    actors = {each: _actor(each, span) for each, span in zip(holders, spans, strict=True)}
    found = [_position(name, actors[h], s, dice) for h, s in zip(holders, spans, strict=True)]
    body = text.encode()
    page = Page(str(number), body, "article", sha256=hashlib.sha256(body).hexdigest())
    people = tuple(actors.values())
    return Reading(
        page, article, (), people, tuple(spans), {"m": "1"}, DOSSIER, positions=tuple(found)
    )


def _actor(name: str, span: tuple[int, int]) -> Actor:
    side = SIDES[HOLDERS.index(name) % len(SIDES)]
    return Actor(content_id(name), name, "person", ((span[0], span[0] + len(name)),), side=side)


def _position(article: str, actor: Actor, span: tuple[int, int], dice: random.Random) -> Position:
    return Position(
        id=content_id(article, str(span)),
        dossier=DOSSIER,
        holder=actor.id,
        side=actor.side,
        issue=dice.choice(ISSUES),
        stance=dice.choice(get_args(Stance)),
        certainty=dice.choice(get_args(Certainty)),
        evidence=(span,),
        confidence=0.9,
    )


def fill(url: str, positions: int) -> list[float]:
    """Add the readings; processor seconds of each `add`."""
    costs = []
    with Writer(url) as writer:
        for reading in readings(positions):
            start = time.process_time()
            assert writer.add(reading) == "new"
            costs.append(time.process_time() - start)
    return costs


def slowest(work: Callable[[], object]) -> float:
    """Wall seconds of the slowest of a few runs, the first from a cold start."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return max(seconds)


def measured(url: str, positions: int) -> tuple[tuple[str, str, str], ...]:
    """What it costs to keep the positions and to ask for the latest, as rows of a table."""
    costs = fill(url, positions)
    early, late = costs[20:60], costs[-40:]
    growth = statistics.median(late) / statistics.median(early)
    days = positions // PER_ARTICLE // PER_DAY
    half, week = (FIRST + datetime.timedelta(days=n) for n in (days // 2, days - 7))
    with View(url) as view:
        now = slowest(lambda: view.latest(DOSSIER))
        then = slowest(lambda: view.latest(DOSSIER, str(half)))
        changed = slowest(lambda: view.changed(DOSSIER, str(week)))
        whole = slowest(lambda: told(view, str(FIRST + datetime.timedelta(days=days))))
        found = len(view.latest(DOSSIER))
    return (
        (f"the latest of {positions:,} positions ({found:,})", f"{now:.2f} s", "under 1 s"),
        ("the same, as of half-way", f"{then:.2f} s", "–"),
        ("the gap itself, every issue with its reason and evidence", f"{whole:.2f} s", "under 1 s"),
        ("who moved in the last week", f"{changed:.2f} s", "–"),
        (f"processor time of one add, {positions:,} stored beside 2,000", f"{growth:.2f}", "flat"),
    )


def told(view: View, as_of: str) -> Gap:
    """What `detente gap` tells of an ISO day."""
    sides = tuple(Side(side, side.title(), organisations=(side.title(),)) for side in SIDES)
    issues = tuple(Issue(issue, f"What {issue} says.", SIDES) for issue in ISSUES)
    about = Dossier(DOSSIER, "Benchmark", sides, issues)
    leaders = Principals(about, view.actors(Filters(dossier=DOSSIER)))
    return count(about, standing(view, about, leaders, as_of), leaders, as_of)


def gap(place: Place) -> Table:
    """The ledger's part of `detente gap`, and the whole; SQLite in a file."""
    rows = measured(str(place.work / "gap.db"), POSITIONS)
    note = (
        f"Generated positions of {len(HOLDERS)} holders on {len(ISSUES)} issues; slowest of five."
    )
    return Table("gap", "What the gap rests on", COLUMNS, rows, note)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db")
    parser.add_argument("--positions", type=int, default=POSITIONS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for row in measured(options.db or f"{folder}/gap.db", options.positions):
            print("; ".join(row))


if __name__ == "__main__":
    main()
