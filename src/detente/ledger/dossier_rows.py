"""What the ledger tells of the dossiers it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class DossierRow:
    """The text of a dossier's file, as it was kept last."""

    id: str
    sha256: str
    content: str
    first_seen: str
    last_seen: str


class DossierCount(NamedTuple):
    """A dossier, how many articles were read with it, and how many positions it has."""

    dossier: str
    articles: int
    positions: int
