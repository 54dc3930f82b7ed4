"""What the pipeline finds in annotated articles: sentences, actors, sides.

python training/positions/readings.py --shared ../shared --out training/work/readings.jsonl
One line an article and dossier, `id` being both with a bar between them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path

import msgspec

import data
from detente import actors, dossiers, pipeline
from detente.language import Encoder
from detente.model import Page, Reading


def annotated(shared: Path) -> Iterator[tuple[str, str, str, str | None, Path]]:
    """(id, text, title, published, dossier's file) of every annotated article."""
    for part in ("dev", "train"):
        for one in data.jsonl(shared / f"gold/{part}.articles.jsonl"):
            file = shared / "dossiers" / f"{one['dossier']}.yml"
            yield one["id"], one["text"], one["title"], one["published"], file
    news = {one["link"]: one for one in data.jsonl(shared / "data/news-2025-05-21.jsonl.gz")}
    folders = (data.DATA / "annotated/dossiers", shared / "dossiers")
    for line in data.jsonl(data.DATA / "annotated/positions.jsonl"):
        one = news[line["link"]]
        if hashlib.sha256(one["text"].encode()).hexdigest() != line["sha256"]:
            raise SystemExit(f"{line['link']}: another text than the one that was annotated")
        named = (folder / f"{line['dossier']}.yml" for folder in folders)
        file = next(path for path in named if path.exists())
        yield line["link"], one["text"], one["title"], _iso(one["published"]), file
    for one in data.articles():
        file = data.ARTICLES / "dossiers" / f"{one['dossier']}.yml"
        yield one["id"], one["text"], one["title"], one["published"], file


def _iso(told: str) -> str:
    """An ISO time; the news has those of e-mail."""
    try:
        return parsedate_to_datetime(told).isoformat()
    except ValueError:
        return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    tools = pipeline.Tools(Encoder())
    read: dict[str, Reading] = {}
    given.out.parent.mkdir(parents=True, exist_ok=True)
    with given.out.open("w", encoding="utf-8") as lines:
        for name, text, title, published, file in annotated(given.shared):
            if name not in read:
                page = Page(name, text.encode(), "article", title=title, published=published)
                read[name] = pipeline.read_page(page, tools)
            reading, dossier = read[name], dossiers.load(str(file))
            found = {
                "id": f"{name}|{dossier.id}",
                "text": text,
                "sentences": reading.sentences,
                "actors": actors.sided(reading.actors, dossier, reading.article),
            }
            lines.write(json.dumps(msgspec.to_builtins(found)) + "\n")


if __name__ == "__main__":
    main()
