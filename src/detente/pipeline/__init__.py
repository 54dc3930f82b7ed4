"""The way of a page: the ordered list of steps, and the same over many pages and processes."""

from __future__ import annotations

from detente.pipeline.clustering import cluster
from detente.pipeline.folding import fold
from detente.pipeline.resolving import find_actor, resolve
from detente.pipeline.steps import ANALYSED, Tools, apply_dossier, dossier_of, read_page, revisions
from detente.pipeline.workers import Outcome, Work, Workers, read_pages

__all__ = [
    "ANALYSED",
    "Outcome",
    "Tools",
    "Work",
    "Workers",
    "apply_dossier",
    "cluster",
    "dossier_of",
    "find_actor",
    "fold",
    "read_page",
    "read_pages",
    "resolve",
    "revisions",
]
