"""How much of an article's body is found, and how little else: F1 over word 4-shingles.

Captures (no markup) are measured on mozilla/readability's test pages as visible text. Pages with
markup are those of examples/, whose bodies are known because we wrote them; `bodies.json` says
which elements hold the body in each outlet's pages. Every reader gets the same bytes in the same
run, and one scorer (that of scrapinghub/article-extraction-benchmark) measures them all.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path

from place import EXAMPLES, Place, json_lines, read, write_json_lines
from report import Table

COLUMNS = ("reader", "precision", "recall", "F1")
LONG_LINE = 80


def captures(place: Place) -> Table:
    """Our capture reader beside the two simple ways to take a page's visible text."""
    gold = place.data("captures-dev.jsonl.gz")
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        texts = {page["id"]: page["text"] for page in map(json.loads, lines)}
    simple: dict[str, Callable[[str], str]] = {
        "whole visible text": str,
        f"lines over {LONG_LINE} characters": _long_lines,
    }
    rows = [
        (name, *_scores(place, gold, _written(place, {key: take(t) for key, t in texts.items()})))
        for name, take in simple.items()
    ]
    ours = read(place.work / "captures.jsonl", "--as", "capture", gold)
    rows.insert(0, ("Détente", *_scores(place, gold, ours)))
    note = f"{len(texts)} pages without markup (mozilla/readability's). Asked: F1 .93."
    return Table("capture", "Body of a page without markup", COLUMNS, tuple(rows), note)


def _long_lines(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if len(line) > LONG_LINE)


def html(place: Place) -> Table:
    """Our HTML reader beside three peers on the pages of examples/."""
    bodies = known_bodies()
    paths = {name: EXAMPLES / "pages" / name for name in bodies}
    note = (
        f"{len(bodies)} English pages of examples/, written for this project; the reader was"
        " mended until these came out right, so this is a floor and no estimate for other pages."
    )
    rows = _beside_peers(place, bodies, paths)
    return Table("html", "Body of a page with markup", COLUMNS, rows, note)


def unmended(place: Place) -> Table:
    """The same on the pages of benchmarks/pages, to which the reader was never fitted."""
    kept = Path(__file__).parent / "pages"
    told = json.loads((kept / "gold.json").read_text(encoding="utf-8"))
    bodies = {name: "\n\n".join(paragraphs) for name, paragraphs in told.items()}
    paths = {name: kept / f"{name}.html" for name in bodies}
    note = (
        f"{len(bodies)} pages of as many manners, written for this project: the bodies first,"
        " then the pages around them. The reader is not mended when one of them comes out wrong."
    )
    rows = _beside_peers(place, bodies, paths)
    return Table("html-unmended", "Body of a page with markup, fresh pages", COLUMNS, rows, note)


def _beside_peers(
    place: Place, bodies: dict[str, str], paths: dict[str, Path]
) -> tuple[tuple[str, ...], ...]:
    gold = place.work / "html-gold.jsonl.gz"
    with gzip.open(gold, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"id": n, "body": b}) + "\n" for n, b in bodies.items())
    readings = json_lines(read(place.work / "html.jsonl", "--as", "html", *paths.values()))
    names = {str(path): name for name, path in paths.items()}
    ours = {names[line["id"]]: (line.get("article") or {}).get("text", "") for line in readings}
    rows = [("Détente", *_scores(place, gold, _written(place, ours)))]
    for peer, body in PEERS.items():
        found = {name: body(path.read_bytes()) for name, path in paths.items()}
        rows.append((peer, *_scores(place, gold, _written(place, found))))
    return tuple(rows)


def known_bodies() -> dict[str, str]:
    """The body of each English example page, from the elements named in `bodies.json`."""
    from lxml import html as markup

    outlets = json.loads((Path(__file__).parent / "bodies.json").read_text(encoding="utf-8"))
    expected = json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))
    bodies = {}
    for path in sorted((EXAMPLES / "pages").glob("*.html")):
        known = expected[f"pages/{path.name}"]
        if known["language"] != "en":
            continue  # jusText wants to be told the language, the others do not
        [where] = [xpath for outlet, xpath in outlets.items() if outlet in path.name]
        elements = markup.document_fromstring(path.read_bytes()).xpath(where)
        assert elements, f"bodies.json: nothing at {where} in {path.name}"
        bodies[path.name] = "\n\n".join(" ".join(e.text_content().split()) for e in elements)
        assert bodies[path.name].startswith(known["starts"]), f"{path.name}: the body's start"
        assert bodies[path.name].endswith(known["ends"]), f"{path.name}: the body's end"
    return bodies


def _trafilatura(page: bytes) -> str:
    import trafilatura

    return trafilatura.extract(page) or ""


def _readability(page: bytes) -> str:
    from lxml import html as markup
    from readability import Document

    summary = Document(page.decode()).summary(html_partial=True)
    return str(markup.fromstring(summary).text_content())


def _justext(page: bytes) -> str:
    import justext

    paragraphs = justext.justext(page, justext.get_stoplist("English"))
    return "\n".join(each.text for each in paragraphs if not each.is_boilerplate)


PEERS = {"trafilatura": _trafilatura, "readability-lxml": _readability, "jusText": _justext}


def _written(place: Place, bodies: dict[str, str]) -> Path:
    records = ({"id": name, "article": {"text": body}} for name, body in bodies.items())
    return write_json_lines(place.work / "bodies.jsonl", records)


def _scores(place: Place, gold: Path, found: Path) -> tuple[str, ...]:
    """Precision, recall and F1 as the scorer prints them."""
    printed = place.score("score_capture.py", gold, found)
    return tuple(re.findall(r"(?:precision|recall|F1) ([0-9.]+)", printed))
