"""Where pages come from: files, folders, standard input, JSONL, URLs, and `.gz` of each."""

from __future__ import annotations

from detente.fetch.options import FetchOptions, Unchanged, Validators
from detente.fetch.targets import pages

__all__ = ["FetchOptions", "Unchanged", "Validators", "pages"]
