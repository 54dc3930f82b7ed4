"""The floor: what the encoder and the linker must find in the pinned sample, which is held back."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from attribution import scoring
from detente.attribution.linker import Linker
from detente.attribution.quotations import follow
from detente.language import Encoder

SAMPLE = Path(__file__).parent / "floor.jsonl"
DIGEST = ""
FLOORS = {"content": 0.0, "source": 0.0, "exact": 0.0, "names": 0.0}
KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"}
