"""The labelled sets: articles as gists, and which pairs of them tell one event."""

from __future__ import annotations

import collections
import email.utils
import gzip
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from detente.stories.gist import Gist, gist

LABELS = Path(__file__).resolve().parents[1] / "data" / "stories"
# Of the campaign's articles that no pair was read of, one in so many is taken.
MORE = 6
Texts = list[dict[str, str]]


@dataclass(frozen=True)
class Labelled:
    """`stories` names each article's story (None: not known), `given` labels of single pairs."""

    gists: tuple[Gist, ...]
    stories: tuple[str | None, ...] | None
    given: dict[frozenset[str], int] = field(default_factory=dict)

    def label(self, one: int, other: int) -> int:
        """1 where the two tell one event, 0 where not, -1 where that is not known."""
        pair = frozenset((self.gists[one].id, self.gists[other].id))
        if pair in self.given:
            return self.given[pair]
        if self.stories is None:
            return 0
        left, right = self.stories[one], self.stories[other]
        return int(left == right) if left is not None and right is not None else 0


def made(texts: Texts, vectors: np.ndarray | None) -> tuple[Gist, ...]:
    found = []
    for row, each in enumerate(texts):
        extra = {} if vectors is None else {"vector": vectors[row]}
        found.append(gist(each["id"], each["title"], "", each["text"], each["day"], **extra))
    return tuple(found)


def stored(vectors: Path | None, name: str) -> np.ndarray | None:
    return None if vectors is None else np.load(vectors / f"{name}.vec.npy")


def lines(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def news_texts(shared: Path) -> Texts:
    """Two days of news; lines that an outlet prints under everything are left out."""
    rows = lines(shared / "data" / "news-2025-05-21.jsonl.gz")
    often = collections.Counter(
        (row["source"], line.strip()) for row in rows for line in set(row["text"].split("\n"))
    )
    return [
        {
            "id": row["link"],
            "title": row["title"],
            "text": "\n".join(
                line for line in row["text"].split("\n") if often[row["source"], line.strip()] < 4
            ),
            "day": _day(row["published"]),
        }
        for row in rows
    ]


def news_stories(texts: Texts) -> list[str | None]:
    """The story of each article where one is labelled."""
    labels = json.loads((LABELS / "news.json").read_text(encoding="utf-8"))
    names = {link: str(n) for n, links in enumerate(labels["stories"]) for link in links}
    return [names.get(each["id"]) for each in texts]


def plain_words(text: str) -> list[str]:
    return re.findall(r"\b\w\w+\b", text.lower())


def news(shared: Path, vectors: Path | None = None) -> Labelled:
    labels = json.loads((LABELS / "news.json").read_text(encoding="utf-8"))
    gists = made(news_texts(shared), stored(vectors, "news"))
    names = {link: str(n) for n, links in enumerate(labels["stories"]) for link in links}
    given = {
        frozenset((one, other)): -1
        for links in labels["unsure"]
        for one in links
        for other in links
        if not (one in names and names.get(one) == names.get(other))
    }
    given |= {frozenset((each.id,)): -1 for each in gists}
    return Labelled(gists, tuple(names.get(each.id) for each in gists), given)


def campaign_texts(shared: Path) -> Texts:
    rows = lines(shared / "data" / "polnear-train.jsonl.gz")
    out = []
    for row in rows:
        title, _, text = row["text"].partition("\n")
        out.append({"id": row["id"], "title": title, "text": text, "day": row["id"].split("_")[1]})
    return out


def campaign(shared: Path, vectors: Path | None = None) -> Labelled:
    """One campaign's news: pairs that were read; all others are of different events."""
    labels = json.loads((LABELS / "campaign.json").read_text(encoding="utf-8"))
    labels_of = {name for pairs in labels.values() for pair in pairs for name in pair}
    texts = campaign_texts(shared)
    rows = [row for row, each in enumerate(texts) if each["id"] in labels_of or row % MORE == 0]
    vectors_of = stored(vectors, "polnear")
    some = None if vectors_of is None else vectors_of[rows]
    gists = made([texts[row] for row in rows], some)
    given = {frozenset(pair): 1 for pair in labels["same"]}
    given |= {frozenset(pair): 0 for pair in labels["other"]}
    given |= {frozenset(pair): -1 for pair in labels["unsure"]}
    return Labelled(gists, None, given)


def written_texts() -> Texts:
    out: Texts = []
    story = ""
    for line in (LABELS / "written.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            story = line[2:].split()[0]
        elif line.startswith("# "):
            outlet, day, title = line[2:].split(" | ")
            name = f"{story}/{outlet}"
            out.append({"id": name, "story": story, "title": title, "day": day, "text": ""})
        else:
            out[-1]["text"] += line + "\n"
    return out


def written(shared: Path, vectors: Path | None = None) -> Labelled:
    texts = written_texts()
    gists = made(texts, stored(vectors, "written"))
    return Labelled(gists, tuple(each["story"] for each in texts))


def _day(published: str) -> str:
    if published[:4].isdigit():
        return published[:10]
    return email.utils.parsedate_to_datetime(published).date().isoformat()
