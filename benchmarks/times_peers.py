"""Other libraries' time expressions as TIMEX3, for the comparison in `docs/times.md`.

Each is a function of (text, creation time) to `Timex`es, and is asked with the settings that suit
news best: ambiguous dates lie in the past.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

from timeml import Timex

KINDS = {"date": "DATE", "daterange": "DATE", "duration": "DURATION", "set": "SET"}


def created(value: str) -> datetime.datetime:
    """A creation time as a naive time."""
    return datetime.datetime.fromisoformat(value)


def recognizers(text: str, when: str) -> list[Timex]:
    """Microsoft's Recognizers-Text (`recognizers-text-suite`), paragraph by paragraph."""
    from recognizers_date_time import Culture, recognize_datetime

    found = []
    for part in re.finditer(r"[^\n]+", text):
        try:
            results = recognize_datetime(part.group(), Culture.English, reference=created(when))
        except Exception:  # noqa: S112 (it fails on some texts; those count as without a result)
            continue
        for one in results:
            kind = one.type_name.split(".")[1]
            value = _recognized((one.resolution or {}).get("values") or [{}])
            start = part.start() + one.start
            end = part.start() + one.end + 1
            found.append(Timex(start, end, KINDS.get(kind, "TIME"), value))
    return found


def _recognized(values: list[dict[str, Any]]) -> str:
    """TIMEX3 value of the first (past) resolution; an open timex is filled in from its start."""
    one = values[0]
    timex = str(one.get("timex", ""))
    told = str(one.get("value") or one.get("start") or "")
    if one.get("type") in ("duration", "set") or "REF" in timex:
        return timex
    if one.get("type") == "date":
        return told or timex
    if timex.startswith("("):
        return told
    if timex.startswith("XXXX") and told:
        return told[:4] + timex[4:]
    if one.get("type") in ("datetime", "datetimerange", "timerange", "time") and told:
        return told.replace(" ", "T")[:16]
    return timex


def dateparser(text: str, when: str) -> list[Timex]:
    """dateparser's `search_dates`, which gives words without offsets: found again in order."""
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": created(when), "PREFER_DATES_FROM": "past"}
    found, place = [], 0
    for words, told in search_dates(text, languages=["en"], settings=settings) or []:
        start = text.find(words, place)
        if start < 0:
            continue
        place = start + len(words)
        found.append(Timex(start, place, "DATE", told.date().isoformat()))
    return found


def timexy(text: str, when: str) -> list[Timex]:
    """timexy, a spaCy component of rules."""
    import spacy
    import timexy as component  # noqa: F401 (registers itself)

    global _NLP
    if _NLP is None:
        _NLP = spacy.blank("en")
        _NLP.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy"})
    found = []
    for entity in _NLP(text).ents:
        if entity.label_ != "timexy":
            continue
        kind = re.search(r'type="(\w+)"', entity.kb_id_)
        value = re.search(r'value="([^"]*)"', entity.kb_id_)
        told = value[1] if value else ""
        if kind and kind[1] == "DATE":
            told = told[:10]
        found.append(Timex(entity.start_char, entity.end_char, kind[1] if kind else "", told))
    return found


_NLP: Any = None
