"""Who takes part, as a ledger's statements tell: states and organisations that speak and are
spoken about, who speaks for them, and who stands between them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from detente import vocab
from detente.views import phrases

if TYPE_CHECKING:
    from detente.ledger import ArticleRecord, ArticleRow
    from detente.model import Actor, Statement

WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
LONGEST_NAME = 5
# How long a state's code is; what is longer is a body's name.
CODE = 2
NEAR_MEDIATION = 5


@dataclass(frozen=True, slots=True)
class Utterance:
    """A statement as it is drafted from. `parties` speak (several jointly), `about` are named.

    A party is a state's code or an organisation's name. `speaker` is as a view names it.
    """

    statement: Statement
    article: ArticleRow
    speaker: str
    parties: tuple[str, ...]
    about: frozenset[str]
    words: str
    cue: str


@dataclass(slots=True)
class Gathering:
    """What was gathered over the articles: who said what, who speaks for whom, who mediates."""

    utterances: list[Utterance] = field(default_factory=list)
    people: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    mediating: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    articles: int = 0
    words: set[str] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)


def gather(articles: Iterable[ArticleRecord]) -> Gathering:
    """Read the articles' statements, with the party of each speaker as far as it is told."""
    found = Gathering()
    affiliations: dict[str, Counter[str]] = defaultdict(Counter)
    kept = []
    for record in articles:
        found.articles += 1
        found.words.update(actor.name for actor in record.actors)
        found.persons.update(actor.name for actor in record.actors if actor.kind == "person")
        _note_mediation(record, found)
        actors = {actor.id: actor for actor in record.actors}
        for statement in record.statements:
            actor = actors.get(statement.speaker or "")
            parties = _told_parties(record, statement, actor)
            if actor and actor.kind == "person" and parties:
                affiliations[actor.name][parties[0]] += 1
            kept.append((record.row, record.article.text, statement, actor, parties))
    bodies = {party for *_, parties in kept for party in parties if len(party) > CODE}
    for row, text, statement, actor, parties in kept:
        if not parties and actor and affiliations[actor.name]:
            parties = (affiliations[actor.name].most_common(1)[0][0],)
        said = _utterance(row, text, statement, actor, parties, bodies)
        found.utterances.append(said)
        if actor and actor.kind == "person" and said.parties:
            found.people[said.parties[0]][actor.name] += 1
    return found


def ranked(found: Gathering) -> list[tuple[str, int, int]]:
    """Parties with the numbers of articles in which they speak and are spoken about, best first.

    Who only speaks (an outlet) or is only spoken about (a place) ranks low: by the product.
    """
    speak: dict[str, set[str]] = defaultdict(set)
    about: dict[str, set[str]] = defaultdict(set)
    for said in found.utterances:
        for party in said.parties:
            speak[party].add(said.article.id)
        for party in said.about:
            about[party].add(said.article.id)
    numbers = [(party, len(speak[party]), len(about[party])) for party in speak if about[party]]
    return sorted(numbers, key=lambda each: (-each[1] * each[2], each[0]))


def names(text: str) -> Iterator[str]:
    """The codes of the states that are named in `text`, in order, by any word for them."""
    for _, code in places(text):
        yield code


def places(text: str) -> Iterator[tuple[int, str]]:
    """Which word of `text`, counted from 0, begins a name of a state, and its code."""
    known = _codes_by_words()
    words = [word.replace(".", "") for word in WORD.findall(text)]
    at = 0
    while at < len(words):
        for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            if code := known.get(" ".join(words[at : at + length])):
                yield at, code
                at += length - 1
                break
        at += 1


@cache
def _codes_by_words() -> dict[str, str]:
    """Every name of a state, as its words without dots; the first state keeps a shared one."""
    states: dict[str, Any] = vocab.load("states")["states"]
    ambiguous = vocab.load("drafting")["not_capitals"]
    found: dict[str, str] = {}
    for kind in ("name", "adjectives", "aliases", "seats", "capitals"):
        for code, state in states.items():
            given = state.get(kind, ())
            for name in [given] if isinstance(given, str) else given:
                if kind != "capitals" or name not in ambiguous:
                    words = " ".join(WORD.findall(name)).replace(".", "")
                    found.setdefault(words.removeprefix("the "), code)
    return found


def _told_parties(
    record: ArticleRecord, statement: Statement, actor: Actor | None
) -> tuple[str, ...]:
    """Whom the words of the source, else the speaker's roles, else its name speak for."""
    source = phrases.words(record.article.text, statement.source)
    roles = " ".join(role.title for role in actor.roles) if actor else ""
    for words in (source, roles, actor.name if actor else ""):
        if codes := tuple(dict.fromkeys(names(words))):
            return codes if len(codes) == 1 or _joint(words) else codes[:1]
    if actor and actor.kind == "organisation" and _is_body(actor, record):
        return (actor.name,)
    return ()


def _joint(words: str) -> bool:
    return " and " in words and "," not in words.split(" and ")[-1]


def _is_body(actor: Actor, record: ArticleRecord) -> bool:
    """Whether an organisation may take part: no outlet, and no person's last name."""
    carriers = vocab.load("carriers")
    last_names = {each.name.split()[-1] for each in record.actors if each.kind == "person"}
    last = actor.name.split()[-1]
    outlet = actor.name.removeprefix("The ") in carriers["outlets"] or last in (
        *carriers["outlet_ends"],
        *carriers["outlet_nouns"],
    )
    return not outlet and actor.name not in last_names and not actor.name.islower()


def _utterance(
    row: ArticleRow,
    text: str,
    statement: Statement,
    actor: Actor | None,
    parties: tuple[str, ...],
    bodies: Iterable[str],
) -> Utterance:
    words = phrases.words(text, statement.content)
    about = {*names(words), *(body for body in bodies if f" {body} " in f" {words} ")}
    source = phrases.words(text, statement.source)
    return Utterance(
        statement,
        row,
        phrases.speaker(actor.name if actor else None, source),
        parties,
        frozenset(about - set(parties)),
        words,
        phrases.words(text, statement.cue),
    )


def _note_mediation(record: ArticleRecord, found: Gathering) -> None:
    """Note the states that stand right before a word of mediating, or after its `by`."""
    stems = tuple(vocab.load("drafting")["mediation"])
    for start, end in record.sentences:
        sentence = record.article.text[start:end]
        words = [word.lower() for word in WORD.findall(sentence)]
        hits = [at for at, word in enumerate(words) if word.startswith(stems)]
        for at, code in places(sentence) if hits else ():
            if any(_beside(words, at, hit) for hit in hits):
                found.mediating[code].add(record.row.id)


def _beside(words: list[str], at: int, hit: int) -> bool:
    if at < hit:
        return hit - at <= NEAR_MEDIATION
    return "by" in words[hit:at] and at - hit <= NEAR_MEDIATION
