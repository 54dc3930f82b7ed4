"""Publication dates as pages show them to a reader; what can be read in two ways is not read."""

from __future__ import annotations

import re
from datetime import date, time

from detente.model import Date

BASIS = "visible-text"
_FIRST_YEAR, _LAST_YEAR = 1990, 2100

# Month names by their first letters, in the languages that captures come in.
_MONTHS = {
    1: "january jan januar jänner janvier janv enero gennaio gen janeiro styczeń stycznia januari",
    2: "february feb februar februari février fevr févr febrero febbraio fevereiro fev luty lutego",
    3: "march mar märz mrz maart mars marzo março marzec marca",
    4: "april apr avril avr abril abr aprile kwiecień kwietnia",
    5: "may mai mei mayo maggio mag maio maj maja",
    6: "june jun juni juin junio giugno giu junho czerwiec czerwca",
    7: "july jul juli juillet juil julio luglio lug julho lipiec lipca",
    8: "august aug augustus août aout agosto ago sierpień sierpnia augusti",
    9: "september sep sept septembre septiembre settembre set setembro wrzesień września",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out październik października",
    11: "november nov novembre noviembre novembro listopad listopada",
    12: "december dec dezember dez décembre déc diciembre dic dicembre dezembro grudzień grudnia",
}
_MONTH_OF = {name: month for month, names in _MONTHS.items() for name in names.split()}
_NAMES = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PATTERNS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?<!\d){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"(?<!\d){_YEAR}[/.](?P<month>\d{{1,2}})[/.](?P<day>\d{{1,2}})(?!\d)",
        rf"(?<![\d/]){_YEAR}\s?年\s?(?P<month>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})\s?日",
        rf"(?:(?<![^\W\d_])|(?-i:(?<=[a-z])(?=[A-Z])))(?P<name>{_NAMES})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|er|º)?(?:\s+|-)(?:de\s+|of\s+)?"
        rf"(?P<name>{_NAMES})\.?,?(?:\s+|-)(?:de\s+)?{_YEAR}(?!\d)",
        rf"(?<![\d.])(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}(?!\d)",
        rf"(?<![\d/])(?P<one>\d{{1,2}})[/-](?P<two>\d{{1,2}})[/-]{_YEAR}(?!\d)",
    )
)
_MONTH_ONLY = re.compile(rf"^(?P<name>{_NAMES})\s+{_YEAR}$", re.I)
_CLOCK = re.compile(
    r"(?<![\d:.])(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?!\d)"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?\s*(?P<zone>Z\b|(?:UTC|GMT)?\s?[+-]\d\d:?\d\d|UTC\b|GMT\b|[EPCM][SD]T\b|ET\b|BST\b|CES?T\b)?",
    re.I,
)
_HOUR = re.compile(r"(?<![\d:.])(?P<hour>1[0-2]|[1-9])\s?(?P<half>[ap]\.?m\b\.?)", re.I)
# "ET" alone is left without an offset, as it is summer time for half of the year.
_OFFSETS = {
    "Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "BST": "+01:00", "CET": "+01:00",
    "CEST": "+02:00", "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00",
    "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00",
}  # fmt: skip
_CHANGED = re.compile(
    r"\b(?:updated?|modified|last (?:updated|modified|edited)|revised|aktualisiert|geändert|"
    r"mis à jour|actualizado|atualizado|aktualizacja|aggiornato)\b",
    re.I,
)
_ISSUED = re.compile(
    r"\b(?:published?|posted|first published|created|veröffentlicht|erstellt|publié|publicado|"
    r"opublikowano|pubblicato|gepubliceerd|filed|issued)\b",
    re.I,
)


def visible_date(line: str) -> Date | None:
    """The date that a line shows as its own, None where it shows none or could mean two.

    Of several dates in one line the one called published counts, else the first that is not
    called updated. `03/04/2021` is day or month first: it is not guessed.
    """
    found = sorted(_dates(line))
    issued = [x for x in found if _ISSUED.search(_before(line, x[0], found))]
    changed = [x for x in found if _CHANGED.search(_before(line, x[0], found))]
    left = [x for x in issued if x not in changed] or [x for x in found if x not in changed]
    if left:
        start, end, day = left[0]
        following = min([x[0] for x in found if x[0] > start], default=len(line))
        return _with_time(day, line[end:following], line[max(0, start - 30) : start])
    month = _MONTH_ONLY.match(line.strip())
    if month and _plausible(int(month["year"])):
        value = f"{month['year']}-{_MONTH_OF[month['name'].lower()]:02d}"
        return Date(value, "month", BASIS)
    return None


def is_dated(line: str) -> bool:
    """Whether a full date stands anywhere in the line: published, updated or ambiguous."""
    return bool(_dates(line) or _PATTERNS[-1].search(line))


def is_changed(line: str) -> bool:
    """Whether the line speaks of an update rather than of publication."""
    return bool(_CHANGED.search(line)) and not _ISSUED.search(line)


def _dates(line: str) -> list[tuple[int, int, date]]:
    found: list[tuple[int, int, date]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(line):
            day = _day(match.groupdict())
            if day and not any(a < match.end() and match.start() < b for a, b, _ in found):
                found.append((match.start(), match.end(), day))
    return found


def _day(parts: dict[str, str]) -> date | None:
    year = int(parts["year"])
    if "one" in parts:
        one, two = int(parts["one"]), int(parts["two"])
        if one <= 12 and two <= 12 and one != two:
            return None
        month, day = (one, two) if one <= 12 else (two, one)
    else:
        month = _MONTH_OF[parts["name"].lower()] if "name" in parts else int(parts["month"])
        day = int(parts["day"])
    try:
        return date(year, month, day) if _plausible(year) else None
    except ValueError:
        return None


def _plausible(year: int) -> bool:
    return _FIRST_YEAR <= year < _LAST_YEAR


def _before(line: str, start: int, found: list[tuple[int, int, date]]) -> str:
    """The words that lead up to a date: those since the date before it."""
    return line[max([end for _, end, _ in found if end <= start], default=0) : start]


def _with_time(day: date, after: str, before: str) -> Date:
    clock = _CLOCK.search(after[:40]) or _HOUR.search(after[:40]) or _CLOCK.search(before)
    if clock is None:
        return Date(day.isoformat(), "day", BASIS)
    parts = clock.groupdict()
    hour = int(parts["hour"])
    half = (parts["half"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    shown = time(hour, int(parts.get("minute") or 0), int(parts.get("second") or 0))
    precise = bool(parts.get("second"))
    value = f"{day.isoformat()}T{shown.isoformat('seconds' if precise else 'minutes')}"
    value += _offset(parts.get("zone"))
    return Date(value, "second" if precise else "minute", BASIS)


def _offset(zone: str | None) -> str:
    name = (zone or "").upper().strip()
    hours = re.search(r"([+-]\d\d):?(\d\d)$", name)
    return f"{hours[1]}:{hours[2]}" if hours else _OFFSETS.get(name, "")
