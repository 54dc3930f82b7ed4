"""Readings as `readings` makes them, read with a dossier: every kind of line, by rule."""

from __future__ import annotations

from dataclasses import replace

from readings import MATTERS, MODELS, MOODS, reading

from detente.model import (
    Actor,
    Article,
    Background,
    Date,
    Division,
    Move,
    Page,
    Position,
    Proposal,
    Reading,
    Stance,
    Time,
    content_id,
)

DOSSIER = "strait-2031"
STANCES: tuple[Stance, ...] = ("open", "against", "for", "conditional")


def followed(
    number: int, parts: int = 3, dossier: str = DOSSIER, models: dict[str, str] = MODELS
) -> Reading:
    """Article `number`, a position for each paragraph, and where there are two, all other lines."""
    bare = reading(number, parts, models)
    positions = tuple(_position(bare, dossier, part) for part in range(parts))
    bare = replace(bare, dossier=dossier, positions=positions)
    if parts < 2:
        return bare
    one, other = (each.id for each in bare.actors[:2])
    day = Time((0, 4), "date", "2031-03-02", "2031-03-02", "2031-03-02", words=(0, 9))
    return replace(
        bare,
        times=(day, Time((5, 9), "duration", "P3D", deadline=True)),
        moves=(
            Move(
                id=content_id(bare.article.id, dossier, "move"),
                actor=one,
                side="coast",
                recipient=other if number % 2 else None,
                type="REQUEST",
                status="planned" if number % 3 else "done",
                evidence=(bare.sentences[1],),
                confidence=0.5,
                date="2031-02" if number % 2 else None,
            ),
        ),
        proposals=(
            Proposal(
                id=content_id(bare.article.id, dossier, "proposal"),
                proposer=one if number % 2 else None,
                side="coast",
                addressees=(other,),
                terms=(bare.statements[0].content[0], bare.statements[1].content[1]),
                status="awaiting-reply",
                evidence=bare.statements[0].content,
                confidence=0.5,
                issue=MATTERS[number % 6],
                deadline="2031-05-01",
                deadline_words=bare.statements[0].cue[0],
                reply=bare.statements[1].cue[0] if number % 2 else None,
            ),
        ),
        divisions=(
            Division(
                id=content_id(bare.article.id, dossier, "division"),
                side="coast",
                camps=((one,), (other,)),
                evidence=(bare.statements[1].source[0],),
                confidence=0.5,
                issue=MATTERS[number % 6] if number % 2 else None,
            ),
        ),
        background=(Background(bare.sentences[0], day),),
    )


def _position(bare: Reading, dossier: str, part: int) -> Position:
    statement = bare.statements[part]
    words = bare.article.text[slice(*statement.sentence)]
    mood = next(mood for mood in MOODS if mood in words)
    return Position(
        id=content_id(bare.article.id, dossier, str(part)),
        dossier=dossier,
        holder=statement.speaker or "",
        side="coast" if part % 2 else None,
        issue=next(matter for matter in MATTERS if matter in words),
        stance=STANCES[MOODS.index(mood)],
        certainty=("stated", "reported", "possible")[(len(bare.article.id) + part) % 3],
        evidence=statement.content,
        confidence=0.9,
        via=("Fjord Wire", "people at the talks") if part % 2 else (),
        as_of=(None, "2031-02", "2031")[part % 3],
    )


def telling(
    name: str,
    stance: Stance,
    day: str | None,
    *,
    number: int = 0,
    certainty: str = "stated",
    as_of: str | None = None,
    via: tuple[str, ...] = (),
    issue: str = "transit",
    dossier: str = DOSSIER,
    outlet: str | None = "Fjord Wire",
    words: str = "It was told so.",
    title: str | None = None,
) -> Reading:
    """An article of one position: what `name` holds of `issue`, published on `day`."""
    text = f"{name} spoke. {words}"
    title = title or f"{number} {day} {stance} {certainty} {issue}"
    article = Article(
        id=content_id(title, text),
        text=text,
        title=title,
        outlet=outlet,
        published=Date(day, "day", "given") if day else None,
    )
    actor = Actor(content_id("actor", name), name, "person", ((0, len(name)),), side="coast")
    at = len(name) + 8
    position = Position(
        id=content_id(article.id, dossier, name, issue, stance),
        dossier=dossier,
        holder=actor.id,
        side="coast",
        issue=issue,
        stance=stance,
        certainty=certainty,  # type: ignore[arg-type]
        evidence=((at, at + 2),),
        confidence=0.9,
        via=via,
        as_of=as_of,
    )
    sentences = ((0, at - 1), (at, len(text)))
    page = Page(id=title, body=f"{title}\n{text}".encode())
    return Reading(page, article, (), (actor,), sentences, MODELS, dossier, positions=(position,))
