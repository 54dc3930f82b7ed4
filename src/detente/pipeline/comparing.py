"""The reports of one story as claims, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.model import Claim, Comparison

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from detente.ledger import ArticleRecord, Story, StoryArticle, View
    from detente.model import Spans

# Of a modality, what makes a claim another one, and what makes it less sure.
_OTHERWISE = frozenset(("negated", "question"))
_UNSURE = frozenset(("probable", "possible", "conditional"))


def find_story(view: View, asked: str) -> Story:
    """The story whose identifier begins so, else the story of the article whose does.

    Raises NotFoundError where it is neither, or more than one.
    """
    from detente.errors import NotFoundError

    try:
        return view.story(asked)
    except NotFoundError as no_story:
        if no_story.remedy:
            raise
        try:
            article = view.article(asked).row.id
        except NotFoundError as fault:
            if fault.remedy:
                raise
            raise NotFoundError("no story or article has this identifier", asked) from None
        return view.story(view.stories_of([article])[article])


def compare(view: View, story: Story, dossier: str | None = None) -> Comparison:
    """What the reports of a story tell alike, differently, or alone; copies of a text are one."""
    from detente.stories import accounts

    articles = tuple(view.story_articles(story.id))
    firsts = [each for each in articles if each.article.copy_of is None]
    records = [view.article(each.article.id, dossier) for each in firsts]
    names = _names(view, records)
    claims = [claim for record in records for claim in _claims(record, names)]
    found = [
        each
        for each in accounts.compared(claims)
        # A figure that one report alone gives is nothing to compare.
        if not (each.kind == "figure" and each.verdict == "alone")
    ]
    return Comparison(story.id, _cited(claims, articles), tuple(found))


def _names(view: View, records: Iterable[ArticleRecord]) -> dict[str, str]:
    """For each actor in the records the name that it goes by across articles."""
    ids = {actor.id for record in records for actor in record.actors}
    rows = view.names(ids)
    firsts = view.names({row.who for row in rows.values()})
    return {name: firsts[row.who].name for name, row in rows.items() if row.who in firsts}


def _claims(record: ArticleRecord, names: Mapping[str, str]) -> Iterator[Claim]:
    yield from _positions(record, names)
    yield from _moves(record, names)
    yield from _statements(record, names)
    yield from _figures(record)


def _positions(record: ArticleRecord, names: Mapping[str, str]) -> Iterator[Claim]:
    for each in record.positions:
        who = names.get(each.holder, "")
        yield Claim(
            "position",
            *_where(record, each.evidence),
            who=who,
            about=f"{each.side or who}: {each.issue}",
            value=each.stance,
            certainty=each.certainty,
            via=each.via,
        )


def _moves(record: ArticleRecord, names: Mapping[str, str]) -> Iterator[Claim]:
    for each in record.moves:
        who, whom = names.get(each.actor, ""), names.get(each.recipient or "", "")
        yield Claim(
            "move",
            *_where(record, each.evidence),
            who=who,
            about=f"{who}: {each.type} {whom}".strip(),
            value=each.status,
        )


def _statements(record: ArticleRecord, names: Mapping[str, str]) -> Iterator[Claim]:
    for each in record.statements:
        kind = each.modality.kind
        yield Claim(
            "statement",
            *_where(record, each.content),
            who=names.get(each.speaker or "", ""),
            value=kind if kind in _OTHERWISE else "",
            certainty=kind if kind in _UNSURE else "",
            via=each.via,
        )


def _figures(record: ArticleRecord) -> Iterator[Claim]:
    from detente.stories import figures

    text = record.article.text
    for start, end in record.sentences:
        for number, counted, word in figures.figures(text[start:end]):
            yield Claim(
                "figure", *_where(record, ((start, end),)), who=word, about=counted, value=number
            )


def _where(record: ArticleRecord, spans: Spans) -> tuple[str, str, str, str, tuple[int, int]]:
    text = record.article.text
    words = " … ".join(" ".join(text[start:end].split()) for start, end in spans)
    outlet = record.row.outlet or record.row.domain or ""
    return record.row.id, outlet, record.row.id, words, (spans[0][0], spans[-1][1])


def _cited(claims: Iterable[Claim], articles: Iterable[StoryArticle]) -> tuple[str, ...]:
    """Whom the reports name as where they have it from, the one that most of them name first."""
    own = {(each.article.outlet or "").casefold() for each in articles}
    of: dict[str, set[str]] = {}
    for claim in claims:
        for name in claim.via[:1]:
            if name.casefold() not in own or len(own) > 1:
                of.setdefault(name, set()).add(claim.article)
    return tuple(sorted(of, key=lambda name: (-len(of[name]), name)))[:3]
