"""Readings made by rule, of invented people and talks: number `n` is always the same."""

from __future__ import annotations

import hashlib

from detente.model import (
    Actor,
    Article,
    Date,
    Discard,
    Image,
    Modality,
    Page,
    Reading,
    Role,
    Said,
    Span,
    Statement,
    content_id,
)

MODELS = {"encoder": "r1", "rules": "7"}
PEOPLE = ("Ilse Brandvold", "Tomás Ferreira-Lind", "Aino Käräjä", "Bo Zetterlund")
OUTLETS = (("The Harbour Courier", "harbourcourier.example"), ("Fjord Wire", "fjord.example"))
MATTERS = ("fishing quotas", "the strait", "pilot fees", "the cable", "ice patrols", "transit")
MOODS = ("willing to negotiate", "against any delay", "ready for a ceasefire", "undecided")
MONTHS = ("2031-03-0{}T09:00:00Z", "2031-03-1{}", "2031-04")


def _find(text: str, words: str, start: int = 0) -> Span:
    at = text.index(words, start)
    return at, at + len(words)


def _paragraph(number: int, part: int) -> tuple[str, str]:
    name = PEOPLE[(number + part) % len(PEOPLE)]
    mood, matter = MOODS[(number + part) % 4], MATTERS[(number * 3 + part) % 6]
    return name, f"{name} said the coast was {mood} over {matter}, round {number}-{part}."


def reading(
    number: int,
    parts: int = 3,
    models: dict[str, str] = MODELS,
    outlet: int | None = None,
    body: bytes | None = None,
) -> Reading:
    """Article `number` with `parts` paragraphs, one statement and one actor's mention in each."""
    said = [_paragraph(number, part) for part in range(parts)]
    text = "\n\n".join(words for _, words in said)
    name, domain = OUTLETS[(number if outlet is None else outlet) % 2]
    title = f"Talks on {MATTERS[number % 6]} enter round {number}"
    day = MONTHS[number % 3].format(number % 9 + 1) if number % 4 else None
    sentences = tuple(_find(text, words) for _, words in said)
    article = Article(
        id=content_id(title, text),
        text=text,
        title=title,
        standfirst="Delegates meet again.",
        bylines=("A. Reporter",),
        outlet=name,
        domain=domain,
        url=f"https://{domain}/{number}",
        published=Date(day, "day", "meta") if day else None,
        language="en" if number % 5 else "de",
        image=Image("Boats at anchor", None),
        paragraphs=sentences,
        related=("Earlier rounds",),
        discarded=(Discard("Menu", "navigation", 1), Discard("Share", "furniture")),
        notes=("tidied",),
    )
    raw = body or f"<html>{text}</html>".encode()
    page = Page(
        id=f"in/{number}.html",
        body=raw,
        media_type="html",
        url=article.url,
        fetched="2031-03-20T00:00:00Z",
        sha256=hashlib.sha256(raw).hexdigest(),
    )
    return Reading(
        page=page,
        article=article,
        statements=tuple(
            _statement(article, who, sentence)
            for (who, _), sentence in zip(said, sentences, strict=True)
        ),
        actors=_actors(text, [who for who, _ in said]),
        sentences=sentences,
        models=models,
    )


def _actors(text: str, names: list[str]) -> tuple[Actor, ...]:
    return tuple(
        Actor(
            id=content_id("actor", name),
            name=name,
            kind="person",
            mentions=(_find(text, name),),
            roles=(Role("Envoy", "2031-03-01"),),
            side="coast",
        )
        for name in dict.fromkeys(names)
    )


def _statement(article: Article, who: str, sentence: Span) -> Statement:
    text, start = article.text, sentence[0]
    first, second = _find(text, "the coast was", start), _find(text, "over", start)
    content = (first, (second[0], sentence[1] - 1))
    return Statement(
        id=content_id(article.id, repr(content)),
        source=(_find(text, who, start),),
        cue=(_find(text, "said", start),),
        content=content,
        kind=("direct", "indirect", "mixed")[sentence[1] % 3],
        modality=Modality("possible", (_find(text, "was", start),)),
        confidence=0.75,
        speaker=content_id("actor", who),
        via=("Fjord Wire", "people at the talks"),
        said=Said("today", (0, 4), "2031-03-01", "day"),
        sentence=sentence,
    )
