"""The way of a page: the ordered list of steps, and the same over many pages and processes."""

from __future__ import annotations

from detente.pipeline.clustering import cluster, openings
from detente.pipeline.comparing import compare, find_story
from detente.pipeline.folding import fold
from detente.pipeline.meaning import By, remember, search
from detente.pipeline.relating import Asked, asked, asked_of, related
from detente.pipeline.resolving import find_actor, resolve
from detente.pipeline.steps import ANALYSED, Tools, apply_dossier, dossier_of, read_page, revisions
from detente.pipeline.workers import Outcome, Work, Workers, read_pages

__all__ = [
    "ANALYSED",
    "Asked",
    "By",
    "Outcome",
    "Tools",
    "Work",
    "Workers",
    "apply_dossier",
    "asked",
    "asked_of",
    "cluster",
    "compare",
    "dossier_of",
    "find_actor",
    "find_story",
    "fold",
    "openings",
    "read_page",
    "read_pages",
    "related",
    "remember",
    "resolve",
    "revisions",
    "search",
]
