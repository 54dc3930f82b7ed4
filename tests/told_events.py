"""A ledger with two invented events, one of them told by two outlets and copied by a third."""

from __future__ import annotations

import hashlib
from pathlib import Path

from detente import ledger, pipeline
from detente.model import Article, Date, Page, Reading, content_id

RAID = (
    ("Fjord Wire", "2033-05-03", "Jets raid rebel camps above Gorlin"),
    ("Selland Post", "2033-05-03", "Fifty or eleven? Gorlin raid counted twice"),
    ("Lowland Echo", "2033-05-04", "Raid above Gorlin"),
    ("Selland Post", "2033-05-03", "Ferry fares go up in Haldby"),
)
_FIRST = (
    "Jets of the Lowland government raided three rebel camps in the hills above Gorlin on Tuesday."
    " The raid killed 50 fighters, the war ministry said. The rebels want revenge for their dead."
    " Smoke stood over the camps until the evening, villagers told our reporter."
)
TEXTS = (
    _FIRST,
    "The rebels of the hills speak of another toll. In the raid on three camps above Gorlin on"
    " Tuesday, 11 fighters were killed, their council said, and not more. Jets had come at dawn."
    " The war ministry of the Lowland government would not comment on the camps.",
    _FIRST,
    "Who takes the ferry from Haldby will pay two crowns more from June. The council of the town"
    " voted for it on Tuesday by nine to six. Pensioners stay free.",
)
FRESH = (
    "Rebel camps burn after raid near Gorlin\n\n"
    "Jets raided rebel camps in the hills above Gorlin on Tuesday, and the war ministry spoke of 50"
    " fighters killed in three camps. The rebels denied it."
)


def ids() -> list[str]:
    return [content_id(title, text) for (_, _, title), text in zip(RAID, TEXTS, strict=True)]


def filled(path: Path) -> str:
    """The ledger's path, with the articles read as far as sentences go, folded and clustered."""
    from detente.language.sentences import sentences

    with ledger.Writer(str(path)) as writer:
        for (outlet, day, title), text in zip(RAID, TEXTS, strict=True):
            body = f"{title}\n{text}".encode()
            article = Article(
                content_id(title, text),
                text,
                title,
                outlet=outlet,
                published=Date(day, "day", "given"),
                language="en",
                paragraphs=((0, len(text)),),
            )
            page = Page(title, body, "article", sha256=hashlib.sha256(body).hexdigest())
            spans = sentences(text)
            writer.add(Reading(page, article, sentences=spans, models={"test": "1"}))
        pipeline.fold(writer)
        with ledger.View(str(path)) as view:
            pipeline.cluster(writer, view)
    return str(path)
