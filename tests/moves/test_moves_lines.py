"""The lines of moves that we wrote for training are sound and balanced as their page says."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from detente.moves import TYPES

FOLDER = Path(__file__).parents[2] / "training" / "data" / "moves"


def lines(name: str) -> list[dict[str, Any]]:
    text = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("name", ["written", "templates"])
def test_every_line_is_sound(name: str) -> None:
    for line in lines(name):
        assert line["actor"] in line["passage"]
        for label in line["labels"]:
            assert label["type"] in TYPES
            assert label["status"] in ("done", "planned", "conditional", "denied")
            assert label["evidence"] in line["passage"]
            assert label["recipient"] is None or label["recipient"] in line["passage"]


def test_every_type_has_forty_and_templates_stay_the_smaller_part() -> None:
    written, templates = lines("written"), lines("templates")
    counts = Counter(label["type"] for line in (*written, *templates) for label in line["labels"])
    assert min(counts[kind] for kind in TYPES) >= 40
    assert len(templates) * 2 <= len(written)
