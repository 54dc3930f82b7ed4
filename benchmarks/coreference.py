"""Which mentions are one actor: NewsWCL50's ACTOR, COUNTRY and GROUP chains (dev events).

The mentions are given, as is usual for this corpus (Hamborg et al. 2019; its CoNLL form is by
Zhukova et al. 2022); what is measured is which of them go together. Ours: a mention is the actor
that its head names or refers to, a body's being its state's; where we tell none, its head word's.
The baseline: mentions with the same head word are one. Within: chains of one article; across: of
the five articles on an event.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from chains import Chains, score
from place import Place
from report import Table

# The five events are of one fortnight; the CoNLL form has lost the articles' own dates.
PUBLISHED = "2018-04-25"
if TYPE_CHECKING:
    from detente.language import Encoder

KINDS = ("ACTOR", "COUNTRY", "GROUP")
COLUMNS = ("", "MUC", "B³", "CEAF-e", "CoNLL F1", "across: MUC", "B³", "CEAF-e", "CoNLL F1")
NOTE = (
    "25 articles on five events, F1, mentions given; asked: ten points above the baseline. The"
    " chains take officials and agencies for their country."
)
_NO_SPACE_BEFORE = re.compile(r"[.,;:!?)\]%”’]|['’](?:s|re|ve|ll|d|m|t)?|n['’]t|-")
_NO_SPACE_AFTER = re.compile(r"[(\[$“‘-]")
_CUT = re.compile(r"\s(?:of|in|at|from|with|for|on|by|to|who|which|whose|that|as)\s|,|--|—")


@dataclass
class Document:
    """An article put together from its tokens, and its mentions: span and chain."""

    id: str
    text: str = ""
    mentions: list[tuple[tuple[int, int], str]] = field(default_factory=list)


def documents(path: Path) -> Iterator[Document]:
    """The articles of a CoNLL file, with the mentions of our kinds that have one chain alone."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows: list[list[str]] = []
        for line in lines:
            if line.startswith("#end"):
                yield _document(rows)
                rows = []
            elif line.strip("\n") and not line.startswith("#"):
                rows.append(line.rstrip("\n").split("\t"))


def _document(rows: list[list[str]]) -> Document:
    found = Document(rows[0][0])
    spans: list[tuple[int, int]] = []
    opened = False
    for row in rows:
        word = row[3]
        if word == "\\n":
            found.text += "\n\n"
            spans.append((len(found.text), len(found.text)))
            continue
        closing = word == '"' and opened
        opened = not opened if word == '"' else opened
        glued = not found.text or found.text[-1] in "\n" or closing
        glued = glued or bool(_NO_SPACE_BEFORE.fullmatch(word))
        glued = glued or bool(_NO_SPACE_AFTER.fullmatch(found.text[-1:]))
        glued = glued or (found.text[-1:] == '"' and opened and word != '"')
        found.text += word if glued else " " + word
        spans.append((len(found.text) - len(word), len(found.text)))
    found.mentions = _mentions(rows, spans)
    return found


def _mentions(
    rows: list[list[str]], spans: list[tuple[int, int]]
) -> list[tuple[tuple[int, int], str]]:
    opened: list[tuple[str, int]] = []
    chains: dict[tuple[int, int], set[str]] = {}
    for at, row in enumerate(rows):
        for part in row[4].split("|") if row[4] != "-" else ():
            label = part.strip().strip("()")
            if part.strip().startswith("("):
                opened.append((label, at))
            if part.strip().endswith(")"):
                first = next(i for name, i in reversed(opened) if name == label)
                opened.remove((label, first))
                chains.setdefault((spans[first][0], spans[at][1]), set()).add(label)
    return [
        (span, labels.pop())
        for span, labels in sorted(chains.items())
        if len(labels) == 1 and next(iter(labels)).rsplit("_", 1)[-1] in KINDS
    ]


def head_word(text: str) -> str:
    """The last word before what follows a noun, in lower case, without plural."""
    words = re.findall(r"[\w.]+", _CUT.split(text.strip(' "“”'))[0]) or re.findall(r"\w+", text)
    while len(words) > 1 and words[-1] == "s":
        words.pop()
    return words[-1].lower().strip(".") if words else text


def ours(document: Document) -> dict[Hashable, Hashable]:
    """Mention → the actor it is, in the articles' own terms."""
    from detente import actors
    from detente.actors.titles import title_span
    from detente.model import Article, Date

    article = Article(document.id, document.text, published=Date(PUBLISHED, "day", "given"))
    named = actors.actors(article, _encoder().analyse(document.text))
    by_id = {actor.id: actor for actor in named}
    spans = [(span, actor) for actor in named for span in actor.mentions]
    titled = [(title_span(document.text, s), a) for s, a in spans if a.kind == "person"]
    titles = [(title, actor) for title, actor in titled if title]
    found: dict[Hashable, Hashable] = {}
    for span, _ in document.mentions:
        head = _head_span(document.text, span)
        over = [(s, a) for s, a in spans if s[0] < head[1] and head[0] < s[1]]
        if not over:
            over = [(s, a) for s, a in titles if s[0] < head[1] and head[0] < s[1]]
        if over:
            best = max(over, key=lambda one: (one[1].kind == "person", one[0][1] - one[0][0]))[1]
            of = actors.state_of(best)
            found[document.id, span] = by_id.get(of or best.id, best).name if of else best.name
        else:
            found[document.id, span] = "head " + head_word(document.text[slice(*span)])
    return found


def _head_span(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The span of the mention's head word."""
    words = list(re.finditer(r"[\w.]+", _CUT.split(text[slice(*span)])[0]))
    words = [w for w in words if w.group() != "s"] or list(re.finditer(r"\S+", text[slice(*span)]))
    last = words[-1]
    return span[0] + last.start(), span[0] + last.end()


def baseline(document: Document) -> dict[Hashable, Hashable]:
    """Mention → its head word."""
    return {
        (document.id, span): head_word(document.text[slice(*span)]) for span, _ in document.mentions
    }


def coreference(place: Place) -> Table:
    """Ours and the baseline, within articles and across those of an event."""
    found = list(documents(place.data("actors-newswcl50-dev.conll.gz")))
    gold = [{(d.id, span): chain for span, chain in d.mentions} for d in found]
    rows = []
    for name, method in (("Détente", ours), ("head words", baseline)):
        told = [method(document) for document in found]
        rows.append((name, *_figures(found, gold, told)))
    return Table(
        "coreference", "Which mentions are one actor, NewsWCL50", COLUMNS, tuple(rows), NOTE
    )


def _figures(
    found: list[Document],
    gold: list[dict[tuple[str, tuple[int, int]], str]],
    told: list[dict[Hashable, Hashable]],
) -> tuple[str, ...]:
    within, across = [], []
    for scope, unit in ((within, lambda d: d.id), (across, lambda d: d.id.split("/")[0])):
        left = {m: (unit(d), c) for d, one in zip(found, gold, strict=True) for m, c in one.items()}
        right = {
            m: (unit(d), c) for d, one in zip(found, told, strict=True) for m, c in one.items()
        }
        scope.append(score(left, right))
    return (*_cells(within[0]), *_cells(across[0]))


def _cells(chains: Chains) -> tuple[str, ...]:
    values = (chains.muc, chains.b3, chains.ceaf, chains.conll)
    return tuple(f"{value:.3f}".lstrip("0") for value in values)


@cache
def _encoder() -> Encoder:
    from detente.language import Encoder

    return Encoder(threads=1)
