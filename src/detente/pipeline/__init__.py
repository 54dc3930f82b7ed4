"""The way of a page: the ordered list of steps, and the same over many pages and processes."""

from __future__ import annotations

from detente.pipeline.meaning import By, remember, search
from detente.pipeline.resolving import find_actor, resolve
from detente.pipeline.steps import ANALYSED, Tools, apply_dossier, dossier_of, read_page, revisions
from detente.pipeline.workers import Outcome, Work, Workers, read_pages

__all__ = [
    "ANALYSED",
    "By",
    "Outcome",
    "Tools",
    "Work",
    "Workers",
    "apply_dossier",
    "dossier_of",
    "find_actor",
    "read_page",
    "read_pages",
    "remember",
    "resolve",
    "revisions",
    "search",
]
