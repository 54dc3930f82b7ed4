"""All that is read from one page, or why nothing was."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.model.base import Spans
from detente.model.page import Article, Page
from detente.model.said import Actor, Statement
from detente.model.talks import Background, Division, Move, Position, Proposal, Time


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no reading: its id and the one line that says why."""

    id: str
    error: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is read from one page: what the ledger keeps and `read --json` prints.

    `models` maps a model's name to its revision. `dossier` is the id of the dossier that the
    positions, moves, proposals and divisions were read with; without one they are empty, and so
    are the `quotations`: those within longer statements, each as one of its own. The ledger keeps
    statements whole, without them.
    """

    page: Page
    article: Article
    statements: tuple[Statement, ...] = ()
    actors: tuple[Actor, ...] = ()
    sentences: Spans = ()
    models: dict[str, str] = field(default_factory=dict)
    dossier: str | None = None
    times: tuple[Time, ...] = ()
    positions: tuple[Position, ...] = ()
    moves: tuple[Move, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    divisions: tuple[Division, ...] = ()
    background: tuple[Background, ...] = ()
    quotations: tuple[Statement, ...] = ()
