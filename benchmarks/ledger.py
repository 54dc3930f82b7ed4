"""What the ledger costs: `python benchmarks/ledger.py [--db URL] [--articles N]`.

Readings are made by rule from 20,000 invented words, drawn as words are in a language (Zipf), ten
statements to an article; one in ten has a position on one of twenty issues. Statements' vectors
lie around 500 directions, since invented words have no meaning. Printed: the processor and wall
time of one `add` at the start and at the end, adding 500 articles a second time, and searches over
all the statements, by words and meaning together, one in two with a filter: speaker, actor, outlet,
days, side, issue or kind. Reading what a query means is in their time.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from detente.ledger import Filters, View, Writer
from detente.model import (
    Actor,
    Article,
    Date,
    Modality,
    Page,
    Position,
    Reading,
    Statement,
    content_id,
)
from detente.pipeline.meaning import gist

SYLLABLES = ("ka", "ro", "mi", "ten", "sul", "ber", "no", "va", "dri", "pel", "ash", "ku", "lor")
WORDS = [
    "".join(parts) for parts in itertools.islice(itertools.product(SYLLABLES, repeat=4), 20_000)
]
NAMES = [f"{WORDS[n].title()} {WORDS[n + 977].title()}" for n in range(2_000)]
OUTLETS = [f"{word.title()} Courier" for word in WORDS[5_000:5_050]]
MODELS = {"encoder": "benchmark"}
PARAGRAPHS, LENGTH = 10, 45
SEARCHES = 300
TALKS, SIDES, ISSUES = "talks", 4, 20
DIRECTIONS, WIDTH = 500, 384


def readings(count: int, seed: int = 7) -> Iterator[Reading]:
    """`count` readings, the same for the same seed."""
    dice = random.Random(seed)
    order = WORDS[:]
    dice.shuffle(order)
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(order) + 1)))
    for number in range(count):
        words = dice.choices(order, cum_weights=weights, k=PARAGRAPHS * LENGTH)
        yield _reading(number, words, dice)


def _reading(number: int, words: list[str], dice: random.Random) -> Reading:
    names = dice.sample(NAMES, 4)
    parts, actors, statements, at = [], {}, [], 0
    for start in range(0, len(words), LENGTH):
        name = names[start // LENGTH % 4]
        sentence = f"{name} said that {' '.join(words[start : start + LENGTH])}."
        statements.append(_statement(number, name, at, len(sentence)))
        actors[name] = Actor(content_id(name), name, "person", ((at, at + len(name)),))
        parts.append(sentence)
        at += len(sentence) + 2
    text = "\n\n".join(parts)
    body = f"<html><body>{text}</body></html>".encode() * 3
    sentences = tuple(statement.sentence for statement in statements)
    article = Article(
        id=content_id(str(number), text),
        text=text,
        title=" ".join(words[:8]),
        outlet=dice.choice(OUTLETS),
        url=f"https://courier.example/{number}",
        published=Date(f"2031-{number % 12 + 1:02}-{number % 28 + 1:02}", "day", "meta"),
        language="en",
        paragraphs=sentences,
    )
    page = Page(str(number), body, "html", article.url, sha256=hashlib.sha256(body).hexdigest())
    people = tuple(actors.values())
    held = [_position(number, statements[0])] if number % 10 == 0 else []
    return Reading(
        page,
        article,
        tuple(statements),
        people,
        sentences,
        MODELS,
        dossier=TALKS if held else None,
        positions=tuple(held),
    )


def _position(number: int, statement: Statement) -> Position:
    return Position(
        id=content_id("position", str(number)),
        dossier=TALKS,
        holder=statement.speaker or "",
        side=f"side{number // 10 % SIDES}",
        issue=f"issue{number // 10 % ISSUES}",
        stance="for",
        certainty="stated",
        evidence=statement.content,
        confidence=0.9,
    )


def directions(seed: int = 3) -> np.ndarray:
    """What invented statements mean: float32, shape (DIRECTIONS, WIDTH)."""
    return np.random.default_rng(seed).normal(size=(DIRECTIONS, WIDTH)).astype(np.float32)


def around(chosen: np.ndarray, dice: np.random.Generator) -> np.ndarray:
    """Vectors around these directions, their cosines with them about .8."""
    return chosen + 0.75 * dice.normal(size=chosen.shape).astype(np.float32)


def remember(url: str) -> None:
    """Give every statement a vector."""
    dice, centres = np.random.default_rng(4), directions()
    with Writer(url) as writer, View(url) as view:
        while waiting := view.wordings("benchmark", 200):
            found = []
            for each in waiting:
                chosen = centres[dice.integers(DIRECTIONS, size=len(each.statements))]
                found.append((each, around(chosen, dice)))
            writer.keep_vectors(found, "benchmark")


def _statement(number: int, name: str, at: int, length: int) -> Statement:
    end = at + len(name)
    return Statement(
        id=content_id(str(number), str(at)),
        source=((at, end),),
        cue=((end + 1, end + 5),),
        content=((end + 6, at + length - 1),),
        kind="indirect",
        modality=Modality("asserted"),
        confidence=0.9,
        speaker=content_id(name),
        sentence=(at, at + length),
    )


def fill(url: str, count: int) -> list[tuple[float, float]]:
    """Add `count` readings; processor and wall seconds of each `add`."""
    costs = []
    with Writer(url) as writer:
        for reading in readings(count):
            cpu, wall = time.process_time(), time.perf_counter()
            assert writer.add(reading) == "new"
            costs.append((time.process_time() - cpu, time.perf_counter() - wall))
    return costs


def twice(url: str, count: int = 500) -> dict[str, float]:
    """Wall seconds of adding the same readings first and again, whole, by page, in bulk."""
    given = list(readings(count, seed=8))
    pages = [reading.page for reading in given]
    with Writer(url) as writer:
        return {
            "first": timed(lambda: [writer.add(reading) for reading in given]),
            "again, add": timed(lambda: [writer.add(reading) for reading in given]),
            "again, has": timed(lambda: [writer.has(page, MODELS) for page in pages]),
            "again, seen": timed(lambda: writer.seen(pages, MODELS)),
        }


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def searches(url: str) -> dict[str, list[float]]:
    """Seconds of each search, by the wall and by the processor."""
    dice, drawn, centres = random.Random(9), np.random.default_rng(9), directions()
    found: dict[str, list[float]] = {"wall": [], "cpu": []}
    with View(url) as view:
        said = [row.passage.split() for row in view.statements(limit=250)]
        asked = [_query(said, dice) for _ in range(SEARCHES)]
        # What a process pays once: the model, and the codes of all statements.
        gist(1).vectors(["warm"])
        view.search("warm", vector=centres[0])
        for query, filters in asked:
            vector = around(centres[drawn.integers(DIRECTIONS, size=1)], drawn)[0]
            cpu, wall = time.process_time(), time.perf_counter()
            gist(1).vectors([query])
            view.search(query, filters, vector=vector)
            found["wall"].append(time.perf_counter() - wall)
            found["cpu"].append(time.process_time() - cpu)
    return found


def _query(said: list[list[str]], dice: random.Random) -> tuple[str, Filters]:
    """Words as the texts hold them, so that frequent ones are asked for more often."""
    passage = dice.choice(said)
    at = dice.randrange(3, len(passage) - 3)
    one, two, three = passage[at : at + 3]
    query = dice.choice((one, f"{one} {two}", f'"{one} {two}"', f"{one} {three} -{two}"))
    return query, Filters(**dice.choice((*[{}] * len(_filters(dice)), *_filters(dice))))


def _filters(dice: random.Random) -> tuple[dict[str, str], ...]:
    month = dice.randrange(1, 13)
    return (
        {"speaker": dice.choice(NAMES)},
        {"actor": dice.choice(NAMES)},
        {"outlet": dice.choice(OUTLETS)},
        {"since": "2031-05-01"},
        {"since": f"2031-{month:02}-05", "until": f"2031-{month:02}-09"},
        {"dossier": TALKS, "side": f"side{dice.randrange(SIDES)}"},
        {"dossier": TALKS, "issue": f"issue{dice.randrange(ISSUES)}"},
        {"kind": "indirect", "outlet": dice.choice(OUTLETS)},
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db")
    parser.add_argument("--articles", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _report(options.db or f"{folder}/benchmark.db", options.articles)


def _report(url: str, count: int) -> None:
    costs = fill(url, count)
    early, late = costs[50:150], costs[-100:]
    for name, which in (("processor", 0), ("wall", 1)):
        first, last = (statistics.median(each[which] for each in part) for part in (early, late))
        print(
            f"add, {name}: {first * 1e3:.2f} ms at 100 stored, {last * 1e3:.2f} ms at {count}: "
            f"ratio {last / first:.2f}"
        )
    again = twice(url)
    for name, seconds in again.items():
        print(f"500 articles, {name}: {seconds:.3f} s, first / this {again['first'] / seconds:.1f}")
    with View(url) as view:
        status = view.status()
    remember(url)
    for name, seconds in searches(url).items():
        cuts = statistics.quantiles(seconds, n=20)
        print(
            f"search of {status.statements} statements, {name}: median {cuts[9] * 1e3:.1f} ms, "
            f"p95 {cuts[18] * 1e3:.1f} ms"
        )
    if Path(url).is_file():
        print(f"file: {status.size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
