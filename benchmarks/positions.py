"""Who wants what: positions and moves on the gold articles, and what an article costs.

The peers are the quick trial that the issue tells of (MiniLM and MPNet as pair models over the five
nearest sentences of each issue, by side's name); its figures are quoted, not measured here.
"""

from __future__ import annotations

import json
import re
import statistics
from pathlib import Path

from place import Place, json_lines, read
from report import Table
from speed import SPACY, timed

EFFORTS = ("full", "fast")
COLUMNS = (
    *("", "side, issue", "with stance", "agreement", "certainty", "holder", "evidence"),
    *("moves", "speakers"),
)
ASKED = ("asked", ".72", ".60", ".66", ".85", ".85", ".80", ".60", ".85")
TRIAL = ("quick trial, MiniLM", ".58", ".40", *["–"] * 6)
NOTE = (
    "24 gold articles (dev) on three sets of talks, F1 over sets of an article; certainty, holder"
    " and evidence right among matched positions; F1 of moves by side and type;"
    " speakers of quotations."
    " Thresholds were chosen on these same articles."
)
_F1 = re.compile(r"^(side-issue|side-issue-stance|agreement|moves)\s.*F1 (\S+)", re.MULTILINE)
_MATCHED = re.compile(r"(certainty|holder|evidence|speaker right) (\d\.\d+)")

ROUNDS = 1  # an article of the talks takes seconds, so that one round is long enough
FEW = 8
TALKS = """
import detente.pipeline as pipeline
from detente.fetch import FetchOptions, pages
from detente.language import Encoder
from detente.positions import Reader

encoder = Encoder(threads=1)
tools = pipeline.Tools(encoder, Reader(threads=1), EFFORT)
held = list(pages([path], FetchOptions(as_="article", dossier=DOSSIER)))

def run(some):
    return sum(len(pipeline.read_page(p, tools).positions) for p in some)
"""


def positions(place: Place) -> Table:
    """Both efforts on the gold dev articles, by their scorer."""
    articles, gold = (place.shared / "gold" / f"dev.{kind}.jsonl" for kind in ("articles", "gold"))
    rows = []
    for effort in EFFORTS:
        found = place.work / f"positions-{effort}.jsonl"
        read(found, "--as", "article", "--effort", effort, articles)
        told = place.score("score_positions.py", gold, articles, found)
        rows.append((f"Détente, {effort}", *figures(told)))
    return Table("positions", "Who wants what", COLUMNS, (*rows, TRIAL, ASKED), NOTE)


def figures(told: str) -> list[str]:
    """The scorer's figures, in the order of the columns."""
    f1 = dict(_F1.findall(told))
    right = dict(_MATCHED.findall(told))
    names = ("side-issue", "side-issue-stance", "agreement")
    values = [f1[name] for name in names]
    values += [right[name] for name in ("certainty", "holder", "evidence")]
    values += [f1["moves"], right["speaker right"]]
    return [value.removeprefix("0") for value in values]


def cost(place: Place) -> Table:
    """An article that touches the talks, in CPU seconds, and one that does not, beside spaCy."""
    gold = place.shared / "gold" / "dev.articles.jsonl"
    touched = _touched(place, gold)
    rows = []
    for effort, asked in (("full", "3"), ("fast", "0.5")):
        spent = _median(touched, TALKS, effort, None) / _count(touched)
        rows.append((f"an article of the talks, {effort}", f"{spent:.2f} s", asked))
    other = place.data("polnear-dev.jsonl.gz")
    ours = _median(other, TALKS, "full", "gaza-2025")
    peer = statistics.median(timed(other, SPACY)[0] for _ in range(ROUNDS))
    rows.append(("another article, beside spaCy small", f"{ours / peer:.2f}", "1.4"))
    few = place.work / "few.jsonl"
    lines = [line for line in touched.read_text("utf-8").splitlines() if "ukraine-2025" in line]
    few.write_text("".join(f"{_without_dossier(line)}\n" for line in lines[:FEW]), "utf-8")
    for size in (10, 40):
        talks = _dossier(place, size)
        spent = _median(few, TALKS, "full", str(talks)) / FEW
        rows.append((f"an article, a dossier of {size} issues", f"{spent:.2f} s", "–"))
    note = (
        "CPU time of one thread. Articles of the talks: those of gold dev that"
        " were put to the reader; others: 84 articles of PolNeAR dev, read with a dossier that they"
        " do not touch. A dossier of 40 issues is asked to cost at most half more than one of 10."
    )
    return Table("cost", "What positions cost", ("", "figure", "asked"), tuple(rows), note)


def _without_dossier(line: str) -> str:
    """An article's line that leaves the dossier to the option."""
    return json.dumps({key: value for key, value in json.loads(line).items() if key != "dossier"})


def _median(path: Path, code: str, effort: str, dossier: str | None) -> float:
    program = f"EFFORT, DOSSIER = {effort!r}, {dossier!r}\n{code}"
    return statistics.median(timed(path, program)[0] for _ in range(ROUNDS))


def _touched(place: Place, gold: Path) -> Path:
    """The articles in which the reader found positions."""
    found = {
        line["id"]
        for line in json_lines(read(place.work / "touched-read.jsonl", "--as", "article", gold))
        if line.get("positions")
    }
    kept = place.work / "touched.jsonl"
    lines = [
        line for line in gold.read_text("utf-8").splitlines() if json.loads(line)["id"] in found
    ]
    kept.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return kept


def _count(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def _dossier(place: Place, size: int) -> Path:
    """A dossier of `size` issues: those of the war in Ukraine, the rest invented beside them."""
    from detente import dossiers

    base = dossiers.load("ukraine-2025")
    issues = [(issue.id, issue.proposition, list(issue.needs)) for issue in base.issues[:10]]
    issues += [
        (
            f"extra-{number}",
            f"Russia and Ukraine agree on matter {number} of the talks.",
            ["russia"],
        )
        for number in range(size - len(issues))
    ]
    sides = {
        side.id: {
            "name": side.name,
            "states": list(side.states),
            "organisations": list(side.organisations),
            "aliases": list(side.aliases),
        }
        for side in base.sides
    }
    told = {
        "id": f"of-{size}",
        "title": "Talks",
        "sides": {key: {k: v for k, v in side.items() if v} for key, side in sides.items()},
        "issues": {key: {"proposition": line, "needs": needs} for key, line, needs in issues},
    }
    path = place.work / f"of-{size}.yml"
    path.write_text(json.dumps(told), "utf-8")
    return path
