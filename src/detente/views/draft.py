"""A dossier proposed from what a ledger holds, for a person to edit."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente import vocab
from detente.errors import NotFoundError
from detente.views import draft_issues, draft_parties, draft_sentence, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.ledger import Filters, View
    from detente.views.draft_issues import Topic
    from detente.views.draft_parties import Gathering, Party, Utterance

FEWEST = 2
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 -]{2,}[A-Za-z0-9]")
# A party that weighs less than this beside the first one belongs to other news.
LEAST_SHARE = 0.03
# One article in so many may be older than the talks.
STRAY = 20
SHOWN, QUOTED = 3, 160


@dataclass(frozen=True, slots=True)
class Seat:
    """A proposed side, with what it rests on: numbers of articles, and who speaks for it."""

    id: str
    party: Party
    name: str
    states: tuple[str, ...]
    organisations: tuple[str, ...]
    aliases: tuple[str, ...]
    speaks: int
    spoken_about: int
    people: tuple[tuple[str, int], ...]
    together: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed dossier with its evidence; `mediators` are ids of sides or names."""

    sides: tuple[Seat, ...]
    issues: tuple[Topic, ...]
    mediators: tuple[tuple[str, int], ...]
    since: str | None
    articles: int
    statements: int


def draft(view: View, filters: Filters, sides: int, issues: int) -> Draft:
    """At most so many sides and issues, from the articles that fit.

    Raises `NotFoundError` where too little is told to propose two sides and an issue.
    """
    found = draft_parties.gather(view.each_article(filters))
    parties = seats(found, sides)
    names = {side.party: draft_sentence.named(side.name) for side in parties}
    topics = draft_issues.topics(found.utterances, names, found.persons, issues)
    if len(parties) < FEWEST or not topics:
        told = phrases.counted(found.articles, "article")
        remedy = "add more articles, or begin with `detente dossier new ID`"
        raise NotFoundError(f"{told} tell too little to draft from", remedy=remedy)
    days = [
        said.article.published.value[:10] for said in found.utterances if said.article.published
    ]
    since = min((day for day in days if len(day) == 10), default=None)
    mediators = _mediators(found, parties)
    return Draft(parties, topics, mediators, since, found.articles, len(found.utterances))


def as_yaml(found: Draft, identifier: str) -> str:
    """The draft as a dossier's file, the evidence in comments."""
    return "\n".join(_lines(found, identifier)) + "\n"


def _lines(found: Draft, identifier: str) -> Iterator[str]:
    articles = phrases.counted(found.articles, "article")
    statements = phrases.counted(found.statements, "statement")
    yield f"# Drafted from {articles} with {statements}: a proposal to be edited."
    yield "# Put together sides that act as one, leave out what is beside the talks, and word each"
    yield "# proposition so that a side can be for or against it; then `detente dossier check`."
    yield f"id: {_quoted(identifier)}"
    yield f"title: {_quoted(' – '.join(side.name for side in found.sides[:FEWEST]))}"
    if found.since:
        yield f"since: {found.since}"
    yield "\nsides:"
    for side in found.sides:
        yield from _side_lines(side)
    listed = ", ".join(_quoted(name) for name, _ in found.mediators)
    yield f"\nmediators: [{listed}]"
    for name, count in found.mediators:
        yield f"  # {name}: beside a word of mediating in {phrases.counted(count, 'article')}"
    yield "\nissues:"
    ids = {side.party: side.id for side in found.sides}
    for topic in found.issues:
        yield from _issue_lines(topic, ids)


def _side_lines(side: Seat) -> Iterator[str]:
    yield f"  # speaks in {side.speaks}, is spoken about in {side.spoken_about} articles"
    if side.people:
        yield f"  # speak for it: {_counts(side.people)}"
    if side.together:
        yield f"  # speaks together with: {_counts(side.together)}"
    yield f"  {_quoted(side.id)}:"
    yield f"    name: {_quoted(side.name)}"
    for key in ("states", "organisations", "aliases"):
        if words := getattr(side, key):
            yield f"    {key}: [{', '.join(map(_quoted, words))}]"


def _issue_lines(topic: Topic, ids: dict[Party, str]) -> Iterator[str]:
    articles = phrases.counted(topic.articles, "article")
    yield f"  # {phrases.counted(topic.statements, 'statement')} in {articles}"
    if topic.made:
        yield "  # no statement gave a sentence: word it anew"
    for said in topic.evidence[:SHOWN]:
        yield f"  # {_evidence(said)}"
    yield f"  {_quoted(topic.id)}:"
    yield f"    proposition: {_quoted(topic.proposition)}"
    yield f"    needs: [{', '.join(_quoted(ids[party]) for party in topic.parties)}]"


def _evidence(said: Utterance) -> str:
    published = said.article.published
    outlet = said.article.outlet or said.article.domain or "unknown outlet"
    place = f"{outlet}, {phrases.day(published.value if published else None)}, {said.article.id}"
    words = said.words if len(said.words) <= QUOTED else f"{said.words[:QUOTED]}…"
    return _comment(f"{said.speaker}: {words} ({place})")


def _counts(pairs: Iterable[tuple[str, int]]) -> str:
    return _comment(", ".join(f"{name} ({count})" for name, count in pairs))


def _comment(text: str) -> str:
    """Foreign words as they may stand in a comment: on one line, and nothing but printable."""
    line = phrases.one_line(text)
    return "".join(sign if sign.isprintable() else "�" for sign in line)


def _quoted(text: str) -> str:
    """A text as YAML takes it for nothing but a text: plain where that is safe, else in quotes."""
    line = _comment(text)
    if _PLAIN.fullmatch(line) and line.lower() not in ("true", "false", "null"):
        return line
    return json.dumps(line, ensure_ascii=False)


def seats(found: Gathering, most: int) -> tuple[Seat, ...]:
    """At most so many sides, the weightiest first, no two of the same name."""
    sides: dict[str, Seat] = {}
    taken: set[str] = set()
    order = draft_parties.ranked(found)
    for party, speaks, about in order:
        if len(sides) == most or speaks * about < LEAST_SHARE * order[0][1] * order[0][2]:
            break
        if _plain(party.name) not in taken:
            side = _seat(found, party, speaks, about, taken)
            sides.setdefault(side.id, side)
    return tuple(sides.values())


def _seat(found: Gathering, party: Party, speaks: int, about: int, taken: set[str]) -> Seat:
    state = vocab.load("iso_states")["states"][party.key] if party.is_state else {}
    others = (*state.get("capitals", ()), *state.get("seats", ()))
    aliases = [each for each in others if each in found.names and _plain(each) not in taken]
    taken.update(map(_plain, (party.name, *aliases)))
    words = draft_parties.WORD.findall(_ascii(party.name))
    together = Counter(
        other.name
        for said in found.utterances
        if party in said.parties
        for other in said.parties
        if other != party
    )
    return Seat(
        id="-".join(word.lower() for word in words) or "side",
        party=party,
        name=party.name,
        states=(party.key,) if party.is_state else (),
        organisations=() if party.is_state else (party.key,),
        aliases=tuple(aliases),
        speaks=speaks,
        spoken_about=about,
        people=tuple(found.people[party].most_common(SHOWN)),
        together=tuple(together.most_common(SHOWN)),
    )


def _ascii(name: str) -> str:
    """A name in what an id may hold: without accents, and without letters of other scripts."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return bare.replace("_", " ").replace(".", "")


def _since(utterances: Iterable[Utterance]) -> str | None:
    """The first day on which there was news, but for a stray article long before."""
    published = {said.article.id: said.article.published for said in utterances}
    days = sorted(date.value[:10] for date in published.values() if date and len(date.value) >= 10)
    return days[len(days) // STRAY] if days else None


def _mediators(found: Gathering, sides: tuple[Seat, ...]) -> tuple[tuple[str, int], ...]:
    """Who stands beside a word of mediating in more than one article; ids of sides, or names."""
    ids = {side.party: side.id for side in sides}
    counted = {
        ids.get(party, party.name): len(articles)
        for party, articles in found.mediating.items()
        if len(articles) > 1
    }
    return tuple(sorted(counted.items(), key=lambda each: (-each[1], each[0]))[: 2 * SHOWN])


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ")
