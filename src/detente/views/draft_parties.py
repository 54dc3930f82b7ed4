"""Who takes part, as a ledger's statements tell: states and organisations that speak and are
spoken about, who speaks for them, and who stands between them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from detente import vocab
from detente.views import phrases

if TYPE_CHECKING:
    from detente.ledger import ArticleRecord, ArticleRow
    from detente.model import Actor, Statement

WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
LONGEST_NAME = 5
NEAR_MEDIATION = 5


class Party(NamedTuple):
    """Who may take part: a state by its code, or a body by its name."""

    kind: Literal["state", "body"]
    key: str

    @property
    def name(self) -> str:
        """The name, as a reader knows it."""
        return (
            str(vocab.load("iso_states")["states"][self.key]["name"]) if self.is_state else self.key
        )

    @property
    def is_state(self) -> bool:
        """Whether it is a state."""
        return self.kind == "state"


@dataclass(frozen=True, slots=True)
class Utterance:
    """A statement as it is drafted from. `parties` speak (several jointly), `about` are named.

    `speaker` is as a view names it, `words` and `cue` as they stand in the article.
    """

    statement: Statement
    article: ArticleRow
    speaker: str
    parties: tuple[Party, ...]
    about: frozenset[Party]
    words: str
    cue: str


@dataclass(slots=True)
class Gathering:
    """What was gathered over the articles: who said what, who speaks for whom, who mediates.

    `mediating` has the ids of articles; `names` are those of all actors, `persons` of persons.
    """

    utterances: list[Utterance] = field(default_factory=list)
    people: dict[Party, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    mediating: dict[Party, set[str]] = field(default_factory=lambda: defaultdict(set))
    articles: int = 0
    names: set[str] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)


class _Heard(NamedTuple):
    """A statement with its speaker and the parties that its own words tell."""

    record: ArticleRecord
    statement: Statement
    actor: Actor | None
    told: tuple[Party, ...]
    is_body: bool


def gather(articles: Iterable[ArticleRecord]) -> Gathering:
    """Read the articles' statements, with the party of each speaker as far as it is told."""
    found = Gathering()
    heard: list[_Heard] = []
    for record in articles:
        found.articles += 1
        found.names.update(actor.name for actor in record.actors)
        found.persons.update(actor.name for actor in record.actors if actor.kind == "person")
        _note_mediation(record, found)
        heard += _heard(record)
    belongs = _belonging(heard)
    bodies = frozenset(party for parties in belongs.values() for party in parties)
    for each in heard:
        actor = each.actor
        parties = belongs.get(actor.name, ()) if actor and each.is_body else each.told
        parties = parties or (belongs.get(actor.name, ()) if actor else ())
        found.utterances.append(_utterance(each, parties, bodies))
        if actor and actor.kind == "person" and parties:
            found.people[parties[0]][actor.name] += 1
    return found


def _heard(record: ArticleRecord) -> Iterator[_Heard]:
    actors = {actor.id: actor for actor in record.actors}
    for statement in record.statements:
        actor = actors.get(statement.speaker or "")
        source = phrases.words(record.article.text, statement.source)
        is_body = bool(actor and actor.kind == "organisation" and _is_body(actor, record))
        yield _Heard(record, statement, actor, _told_parties(source, actor), is_body)


def _belonging(heard: Iterable[_Heard]) -> dict[str, tuple[Party, ...]]:
    """Whom each speaker, by name, speaks for: what is told of it most often.

    A body that is told with a state in no more than half of its statements ("the foreign
    ministry" is, "Hamas" is not) speaks for itself.
    """
    told: dict[str, Counter[Party]] = defaultdict(Counter)
    spoke: Counter[str] = Counter()
    bodies: set[str] = set()
    for each in heard:
        if each.actor:
            spoke[each.actor.name] += 1
            told[each.actor.name].update(each.told[:1])
            bodies |= {each.actor.name} if each.is_body else set()
    found: dict[str, tuple[Party, ...]] = {}
    for name, parties in told.items():
        if name in bodies and 2 * parties.total() <= spoke[name]:
            found[name] = (Party("body", name),)
        elif parties:
            found[name] = (parties.most_common(1)[0][0],)
    return found


def ranked(found: Gathering) -> list[tuple[Party, int, int]]:
    """Parties with the numbers of articles in which they speak and are spoken about, best first.

    Who only speaks (an outlet) or is only spoken about (a place) ranks low: by the product.
    """
    speak: dict[Party, set[str]] = defaultdict(set)
    about: dict[Party, set[str]] = defaultdict(set)
    for said in found.utterances:
        for party in said.parties:
            speak[party].add(said.article.id)
        for party in said.about:
            about[party].add(said.article.id)
    numbers = [(party, len(speak[party]), len(about[party])) for party in speak if about[party]]
    return sorted(numbers, key=lambda each: (-each[1] * each[2], each[0]))


def states_in(text: str) -> Iterator[Party]:
    """The states that are named in `text`, in order, by any word for them."""
    for _, state in places(text):
        yield state


def places(text: str) -> Iterator[tuple[int, Party]]:
    """Which word of `text`, counted from 0, begins a name of a state, and the state."""
    known = _codes_by_words()
    words = [word.replace(".", "") for word in WORD.findall(text)]
    at = 0
    while at < len(words):
        for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            if code := known.get(" ".join(words[at : at + length])):
                yield at, Party("state", code)
                at += length - 1
                break
        at += 1


@cache
def _codes_by_words() -> dict[str, str]:
    """Every name of a state, as its words without dots; the first state keeps a shared one."""
    states: dict[str, Any] = vocab.load("iso_states")["states"]
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


def _told_parties(source: str, actor: Actor | None) -> tuple[Party, ...]:
    """The states that the words of the source, else the speaker's roles or name, tell of."""
    roles = " ".join(role.title for role in actor.roles) if actor else ""
    for words in (source, roles, actor.name if actor else ""):
        if states := tuple(dict.fromkeys(states_in(words))):
            return states if _joint(words) else states[:1]
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


def _utterance(heard: _Heard, parties: tuple[Party, ...], bodies: Iterable[Party]) -> Utterance:
    text, statement = heard.record.article.text, heard.statement
    words = phrases.words(text, statement.content)
    about = {*states_in(words), *(body for body in bodies if _stands_in(body, words))}
    source = phrases.words(text, statement.source)
    return Utterance(
        statement,
        heard.record.row,
        phrases.speaker(heard.actor.name if heard.actor else None, source),
        parties,
        frozenset(about - set(parties)),
        words,
        phrases.words(text, statement.cue),
    )


def _stands_in(party: Party, words: str) -> bool:
    return not party.is_state and bool(re.search(rf"\b{re.escape(party.key)}\b", words))


def _note_mediation(record: ArticleRecord, found: Gathering) -> None:
    """Note the states that stand right before a word of mediating, or after its `by`."""
    stems = tuple(vocab.load("drafting")["mediation"])
    for start, end in record.sentences:
        sentence = record.article.text[start:end]
        words = [word.lower() for word in WORD.findall(sentence)]
        hits = [at for at, word in enumerate(words) if word.startswith(stems)]
        for at, state in places(sentence) if hits else ():
            if any(_beside(words, at, hit) for hit in hits):
                found.mediating[state].add(record.row.id)


def _beside(words: list[str], at: int, hit: int) -> bool:
    if at < hit:
        return hit - at <= NEAR_MEDIATION
    return "by" in words[hit:at] and at - hit <= NEAR_MEDIATION
