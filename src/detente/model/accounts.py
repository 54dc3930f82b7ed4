"""What reports of one event claim and how they compare; what is related to an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.model.base import Span

ClaimKind = Literal["position", "move", "statement", "figure"]


Verdict = Literal["alike", "differently", "alone"]


Reason = Literal[
    "named as related", "same event", "earlier step", "later step", "other side's answer", "near"
]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report says. `text` are its words, `span` where they stand in the article's text.

    `origin` is the article whose text it is, the same for all copies. Claims with the same `about`
    are of the same thing (a holder's stance on an issue, one's move towards another, a number of
    something); of statements, where it is "", the words decide. `value` is what is claimed of it
    (a stance, a status, a number), `certainty` how surely. `who` holds, moves or speaks. `via` is
    the chain it came through, nearest the outlet first.
    """

    kind: ClaimKind
    article: str
    outlet: str
    origin: str
    text: str
    span: Span
    who: str = ""
    about: str = ""
    value: str = ""
    certainty: str = ""
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """Claims of one thing. `differs` says in what they do: "value", "certainty"."""

    verdict: Verdict
    kind: ClaimKind
    claims: tuple[Claim, ...]
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The claims of a story's reports, compared; `story` is its identifier.

    `cited` names where most reports say that they have it from.
    """

    story: str
    cited: tuple[str, ...]
    claims: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """A stored article that is related to another, why, and how near it is (0…1).

    `article` and `story`, the story it is in, are identifiers. `words` say the reason in full.
    """

    article: str
    reason: Reason
    words: str
    score: float
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """What was found, and out of how many stored articles of which ISO days ("": none is told).

    `missing` are the headlines that the article names as related and that are not stored.
    """

    found: tuple[Near, ...]
    looked: int
    first: str
    last: str
    missing: tuple[str, ...] = ()
