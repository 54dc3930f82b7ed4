"""Spans, identifiers, and the words that several records share."""

from __future__ import annotations

import hashlib
from typing import Literal

Span = tuple[int, int]


Spans = tuple[Span, ...]


MediaType = Literal["html", "capture", "article"]


Precision = Literal["second", "minute", "day", "month", "year"]


StatementKind = Literal["direct", "indirect", "mixed"]


EntityKind = Literal["person", "organisation", "place", "other"]


ModalityKind = Literal[
    "asserted", "probable", "possible", "conditional", "negated", "future", "question"
]


TimeKind = Literal["date", "time", "duration", "set"]


Stance = Literal["for", "open", "conditional", "against"]


Certainty = Literal["stated", "reported", "possible"]


MoveType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]


MoveStatus = Literal["done", "planned", "conditional", "denied"]


ProposalStatus = Literal["tabled", "awaiting-reply", "accepted", "rejected", "expired"]


def content_id(*parts: str) -> str:
    """Twenty hexadecimal digits of the SHA-256 over `parts`, NUL-separated."""
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:20]
