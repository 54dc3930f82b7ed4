"""Readings made by hand: invented states, people and outlets, every span found by its words."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from detente.model import (
    Actor,
    Article,
    Date,
    Discard,
    Image,
    Modality,
    ModalityKind,
    Page,
    Reading,
    Said,
    Span,
    Spans,
    Statement,
    StatementKind,
    content_id,
)

MODELS = {"detente": "0.1.0", "encoder": "sample"}


def span(text: str, phrase: str) -> Span:
    """Where `phrase` stands first."""
    start = text.index(phrase)
    return start, start + len(phrase)


def spans(text: str, phrases: Sequence[str]) -> Spans:
    """Where each of `phrases` stands first."""
    return tuple(span(text, phrase) for phrase in phrases)


def sentences(text: str) -> Spans:
    """Every line's sentences, cut after a full stop and a blank."""
    found, start = [], 0
    for position, sign in enumerate(text):
        ends = sign == "\n" or (
            sign == "." and text[position + 1 : position + 2] in ("", " ", "\n")
        )
        if ends:
            end = position + (sign == ".")
            if text[start:end].strip():
                found.append((start + (text[start] == " "), end))
            start = position + 1
    return tuple(found)


def paragraphs(text: str) -> Spans:
    """Every line that is not empty."""
    found, start = [], 0
    for line in text.split("\n"):
        if line:
            found.append((start, start + len(line)))
        start += len(line) + 1
    return tuple(found)


def actor(name: str, text: str, *mentions: str) -> Actor:
    """A person of that name, with the spans of `mentions` (default: the name)."""
    return Actor(content_id(name), name, "person", spans(text, mentions or (name,)))


def statement(
    text: str,
    source: Sequence[str],
    cue: str,
    content: Sequence[str],
    *,
    speaker: Actor | None = None,
    modality: ModalityKind = "asserted",
    carriers: Sequence[str] = (),
    kind: StatementKind = "indirect",
    via: tuple[str, ...] = (),
    said: Said | None = None,
) -> Statement:
    """A statement whose spans are the first places of the words given."""
    cues, contents = spans(text, [cue]), spans(text, content)
    holds = next(s for s in sentences(text) if s[0] <= cues[0][0] < s[1])
    return Statement(
        id=content_id(text, str(cues), str(contents)),
        source=spans(text, source),
        cue=cues,
        content=contents,
        kind=kind,
        modality=Modality(modality, spans(text, carriers)),
        confidence=0.9,
        speaker=speaker.id if speaker else None,
        via=via,
        said=said,
        sentence=holds,
    )


def reading(
    identifier: str,
    text: str,
    statements: Sequence[Statement] = (),
    actors: Sequence[Actor] = (),
    *,
    title: str = "Talks resume",
    outlet: str | None = "Harbour Courier",
    published: Date | None = None,
    **more: object,
) -> Reading:
    """A reading of a page whose body is `text`."""
    body = f"{title}\n\n{text}".encode()
    article = Article(
        content_id(title, text),
        text,
        title=title,
        outlet=outlet,
        published=published,
        language="en",
        paragraphs=paragraphs(text),
        **more,  # type: ignore[arg-type]
    )
    page = Page(identifier, body, sha256=hashlib.sha256(body).hexdigest(), outlet=outlet)
    return Reading(page, article, tuple(statements), tuple(actors), sentences(text), MODELS)


HARBOUR_TEXT = (
    "Foreign Minister Ilse Marrow said on Tuesday that the northern harbour “is not for sale”.\n\n"
    "The Daily Anchor reported that Ostmark may be willing to share the harbour, "
    "citing people close to the talks.\n\n"
    "Deputy envoy Tomas Reyl denied that a map had been drawn. "
    "It was reported that a truce could hold if the ferries run again."
)


def harbour() -> Reading:
    """A dated report with a quotation, a chain, a denial and a condition without a source."""
    text = HARBOUR_TEXT
    marrow = actor("Ilse Marrow", text)
    anchor = actor("The Daily Anchor", text)
    reyl = actor("Tomas Reyl", text)
    statements = (
        statement(
            text,
            ["Foreign Minister Ilse Marrow"],
            "said",
            ["the northern harbour “is not for sale”"],
            speaker=marrow,
            kind="mixed",
            said=Said("on Tuesday", span(text, "on Tuesday"), "2031-03-04", "day"),
        ),
        statement(
            text,
            ["people close to the talks"],
            "citing",
            ["Ostmark may be willing to share the harbour"],
            modality="possible",
            carriers=["may be"],
            via=("The Daily Anchor",),
        ),
        statement(
            text,
            ["Deputy envoy Tomas Reyl"],
            "denied",
            ["a map had been drawn"],
            speaker=reyl,
            modality="negated",
            carriers=["denied"],
        ),
        statement(
            text,
            [],
            "It was reported",
            ["a truce could hold if the ferries run again"],
            modality="conditional",
            carriers=["could", "if"],
        ),
    )
    return reading(
        "harbour.txt",
        text,
        statements,
        (marrow, anchor, reyl),
        title="Marrow rules out sale of the northern harbour",
        published=Date("2031-03-05", "day", "given"),
        standfirst="The envoys meet again on the island",
        bylines=("Nora Quill",),
        domain="harbourcourier.example",
        image=Image("The northern harbour at dawn.", "P. Lind"),
        related=("Ferries stay in port",),
        discarded=(Discard("Sign up for our letter", "subscription", 14),),
    )


def ferry(number: int = 0) -> Reading:
    """A short report without a date, from another outlet."""
    text = (
        f"Captain Lena Voss told reporters that ferry {number} will sail on Monday. "
        "“We carry anyone”, she said."
    )
    voss = actor("Lena Voss", text)
    statements = (
        statement(
            text,
            ["Captain Lena Voss"],
            "told reporters",
            [f"ferry {number} will sail on Monday"],
            speaker=voss,
            modality="future",
            carriers=["will"],
        ),
        statement(text, ["she"], "said", ["“We carry anyone”"], speaker=voss, kind="direct"),
    )
    return reading(
        f"ferry-{number}.html",
        text,
        statements,
        (voss,),
        title=f"Ferry {number} sails again",
        outlet="Island Post",
    )


def hostile() -> Reading:
    """Text that would harm a terminal, a web page, a Markdown file or a spreadsheet."""
    text = (
        "=HYPERLINK(1) said \x1b[31m<script>alert(1)</script> & *stars* [link](x). "
        "Rosa Tamm asked “will it hold?”."
    )
    tamm = actor("Rosa Tamm", text)
    statements = (
        statement(
            text,
            ["=HYPERLINK(1)"],
            "said",
            ["\x1b[31m<script>alert(1)</script> & *stars* [link](x)"],
        ),
        statement(
            text,
            ["Rosa Tamm"],
            "asked",
            ["will it hold?"],
            speaker=tamm,
            kind="direct",
            modality="question",
            carriers=["?"],
        ),
    )
    return reading(
        "hostile.html",
        text,
        statements,
        (tamm,),
        title="<b>Bold</b> \x1b]0;title\x07",
        outlet="=Cell & Sons",
        published=Date("2031-02", "month", "given"),
        url="javascript:alert(1)",
    )


def all_readings() -> list[Reading]:
    """Every sample, each of them another article."""
    return [harbour(), ferry(0), ferry(2), hostile()]
