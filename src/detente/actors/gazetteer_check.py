"""The shape of a gazetteer file: what is refused, with place and remedy."""

from __future__ import annotations

import re
from typing import Any

from detente.errors import SettingsError

KINDS = ("states", "unions", "organisations", "persons")
_TEXTS = {
    "states": {"name", "capital", "wikidata"},
    "organisations": {"of", "apart", "wikidata"},
    "persons": {"sex", "short", "of", "wikidata"},
}
_LISTS = {
    "states": {"also", "seats", "adjective", "people", "legislature", "military"},
    "organisations": {"also", "seats", "adjective"},
    "persons": {"also", "roles"},
}
_NEEDED = {"states": {"name"}, "organisations": set[str](), "persons": {"sex"}}
ROLE = re.compile(
    r"(?P<of>\S+) (?P<title>\S.*?) (?P<since>\d{4}(?:-\d\d){0,2})?/(?P<until>\d{4}(?:-\d\d){0,2})?"
)


def check(data: object, where: str) -> dict[str, dict[str, Any]]:
    """`data` when it has the shape of a gazetteer, else a `SettingsError` that names the entry."""
    if not isinstance(data, dict) or not data or set(data) - set(KINDS):
        raise SettingsError("not a gazetteer", where, f"give {', '.join(KINDS)}")
    for kind, entries in data.items():
        if not isinstance(entries, dict):
            raise SettingsError(f"{kind} is not a mapping", where, "write name: {…}")
        for key, entry in entries.items():
            place = f"{where}: {kind}: {key}"
            if not isinstance(key, str) or not key.strip():
                raise SettingsError("a key that is no text", place, "put it in quotes")
            if kind == "unions":
                _words(entry, place)
            else:
                _entry(entry, kind, place)
    return data


def _entry(entry: object, kind: str, where: str) -> None:
    if not isinstance(entry, dict):
        raise SettingsError("not a mapping", where, "write {…}")
    unknown = set(entry) - _TEXTS[kind] - _LISTS[kind]
    if unknown:
        known = ", ".join(sorted(_TEXTS[kind] | _LISTS[kind]))
        raise SettingsError(f"unknown key {sorted(map(str, unknown))[0]!r}", where, f"use {known}")
    missing = _NEEDED[kind] - set(entry)
    if missing:
        raise SettingsError(f"no {sorted(missing)[0]!r}", where, "add it")
    for key in _TEXTS[kind] & set(entry):
        _words([entry[key]], f"{where}: {key}")
    for key in _LISTS[kind] & set(entry):
        _words(entry[key], f"{where}: {key}")
    if kind == "persons":
        _person(entry, where)


def _person(entry: dict[str, Any], where: str) -> None:
    if entry["sex"] not in ("m", "f", "x"):
        raise SettingsError(f"sex {entry['sex']!r}", where, "use m, f or x (not told)")
    for role in entry.get("roles", ()):
        match = ROLE.fullmatch(role)
        if not match:
            remedy = "write 'US senator 2011-01/2025-01': affiliation, title, from/until"
            raise SettingsError(f"role {role!r}", where, remedy)
        since, until = match["since"], match["until"]
        if since and until and until < since[: len(until)]:
            raise SettingsError(f"role {role!r} ends before it begins", where, "mend the dates")


def _words(value: object, where: str) -> None:
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise SettingsError("not a list of words", where, "quote words such as 'NO' and 'on'")
    untidy = [word for word in value if word != " ".join(word.split())]
    if untidy:
        raise SettingsError(f"stray space in {untidy[0]!r}", where, "single spaces only")
