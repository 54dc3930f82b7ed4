"""The gazetteer: states, organisations and office-holders, and every name they go by.

The shipped YAML (`vocab/states.yml`, `organisations.yml`, `officeholders.yml`) is read from a
compiled form beside it as long as their digest agrees; else, and for the user's own file
(`DETENTE_GAZETTEER`), from the YAML itself, checked.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from detente import settings, vocab
from detente.actors.gazetteer_check import KINDS, ROLE, check
from detente.actors.spelling import words
from detente.actors.translit import skeleton
from detente.errors import SettingsError
from detente.model import content_id

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from detente.actors.titles import Gender

Nature = Literal["state", "union", "organisation", "person"]
# How a name means its entry: as its name; as an adjective or a people; as a capital or a seat,
# which may be the place alone; as a part of the state that acts for it (an army, a parliament).
Use = Literal["name", "short", "adjective", "people", "capital", "seat", "part"]

FILES = ("states", "organisations", "officeholders")
COMPILED = vocab.HERE / "gazetteer.json"
_SEX: dict[str, Gender] = {"m": "male", "f": "female"}


@dataclass(frozen=True, slots=True)
class Term:
    """An office: title, the key of what it belongs to, first and last ISO day, month or year."""

    title: str
    of: str
    since: str | None = None
    until: str | None = None

    def held(self, day: str | None) -> bool:
        """Whether the office was held on the ISO `day`; without one, whether it still is."""
        if day is None:
            return self.until is None
        since, until = self.since or "", self.until or "9999"
        return day[: len(since)] >= since and day[: len(until)] <= until


@dataclass(frozen=True, slots=True)
class Entry:
    """One state, organisation or person. `key` is a state's code, else the name.

    `of` is the key of what it belongs to; `apart`: it belongs there but is no organ of it.
    """

    key: str
    name: str
    nature: Nature
    of: str | None = None
    gender: Gender | None = None
    terms: tuple[Term, ...] = ()
    wikidata: str | None = None
    adjectives: tuple[str, ...] = ()
    apart: bool = False

    @property
    def id(self) -> str:
        """The id of the `Actor` of this name."""
        return content_id("actor", self.name)

    def held(self, day: str | None) -> tuple[Term, ...]:
        """The offices held on the ISO `day`."""
        return tuple(term for term in self.terms if term.held(day))


@dataclass(frozen=True, slots=True)
class Name:
    """One way to name an entry: its words as written, and what kind of naming it is."""

    entry: Entry
    written: tuple[str, ...]
    use: Use


@dataclass
class Gazetteer:
    """Entries by key and by name, names by their first word, persons by surname."""

    entries: dict[str, Entry] = field(default_factory=dict)
    by_name: dict[str, Entry] = field(default_factory=dict)
    names: dict[str, dict[tuple[str, ...], list[Name]]] = field(default_factory=dict)
    surnames: dict[tuple[str, ...], list[Entry]] = field(default_factory=dict)
    unions: dict[str, frozenset[str]] = field(default_factory=dict)
    lower: set[str] = field(default_factory=set)
    _alike: dict[str, list[Entry]] = field(default_factory=dict)

    def find(self, name: str) -> tuple[Name, ...]:
        """All that may be meant by `name` in full, whatever its accents and case."""
        key = words(name)
        return tuple(self.names.get(key[0], {}).get(key, ())) if key else ()

    def surnames_like(self, form: str) -> list[Entry]:
        """Persons whose surname has this `translit.skeleton`."""
        if not self._alike:
            for surname, entries in self.surnames.items():
                self._alike.setdefault(skeleton(surname[-1]), []).extend(entries)
        return self._alike.get(form, [])

    def of(self, key: str | None) -> Entry | None:
        """The entry of a state's code or an organisation's name."""
        return self.entries.get(key) if key else None

    def organ_of(self, entry: Entry) -> Entry:
        """The state, union, party or movement that a body is an organ of, else itself."""
        seen: set[str] = set()
        while entry.nature == "organisation" and not entry.apart and entry.key not in seen:
            seen.add(entry.key)
            above = self.of(entry.of)
            if above is None:
                break
            entry = above
        return entry

    def state(self, key: str | None) -> str | None:
        """The code of the state or union that `key` is or belongs to."""
        entry = self.of(key)
        seen: set[str] = set()
        while entry and entry.key not in seen:
            if entry.nature in ("state", "union"):
                return entry.key
            seen.add(entry.key)
            if entry.of in self.unions:
                return entry.of
            entry = self.of(entry.of)
        return None


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer with the user's own on top; read once in a process.

    Raises `SettingsError` where a file is wrong.
    """
    own = settings.gazetteer()
    return build([shipped(), *([_read(own)] if own else [])])


def shipped() -> dict[str, dict[str, Any]]:
    """The shipped entries, from their compiled form where it is of the YAML as it stands."""
    try:
        data: dict[str, Any] = json.loads(COMPILED.read_text("utf-8"))
    except (OSError, ValueError):
        data = {}
    if data.get("digest") == digest():
        entries: dict[str, dict[str, Any]] = data["entries"]
        return entries
    return compiled()


def compiled() -> dict[str, dict[str, Any]]:
    """The shipped YAML files as one checked mapping."""
    merged: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for name in FILES:
        for kind, entries in _read(vocab.HERE / f"{name}.yml").items():
            merged[kind].update(entries)
    return merged


def digest() -> str:
    """SHA-256 over the shipped YAML files, hexadecimal."""
    total = hashlib.sha256()
    for name in FILES:
        total.update((vocab.HERE / f"{name}.yml").read_bytes())
    return total.hexdigest()


def _read(path: Path) -> dict[str, dict[str, Any]]:
    return check(vocab.parse(path), str(path))


def build(sources: Iterable[dict[str, dict[str, Any]]]) -> Gazetteer:
    """A gazetteer of checked mappings; a later one replaces entries of the same key.

    Raises `SettingsError` where an entry refers to an affiliation that is not there.
    """
    merged: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for source in sources:
        for kind, entries in source.items():
            merged[kind].update(entries)
    found = Gazetteer(unions={key: frozenset(of) for key, of in merged["unions"].items()})
    for code, data in merged["states"].items():
        _add_state(found, code, data)
    for name, data in merged["organisations"].items():
        _add_organisation(found, name, data)
    for name, data in merged["persons"].items():
        _add_person(found, name, data)
    return found


def _add_state(found: Gazetteer, code: str, data: dict[str, Any]) -> None:
    adjectives = tuple(data.get("adjective", ()))
    entry = _entry(found, code, data["name"], "state", data, adjectives=adjectives)
    _name(found, entry, "name", [entry.name, *data.get("also", ())])
    _name(found, entry, "adjective", adjectives)
    plural = [word + "s" for word in adjectives if word[-1] in "nibhtk" and word != "British"]
    _name(found, entry, "people", data.get("people", plural))
    _name(found, entry, "capital", [data["capital"]] if "capital" in data else [])
    _name(found, entry, "seat", data.get("seats", ()))
    _name(found, entry, "part", data.get("military", ()))
    if data.get("legislature"):
        _add_legislature(found, entry, data["legislature"])


def _add_legislature(found: Gazetteer, state: Entry, names: list[str]) -> None:
    """A body of its own, by its names and as "the Iranian parliament"."""
    body = found.entries[names[0]] = Entry(names[0], names[0], "organisation", of=state.key)
    found.by_name[body.name] = body
    owners = (*state.adjectives, state.name + "'s")
    _name(found, body, "name", [*names, *(f"{one} parliament" for one in owners)])


def _add_organisation(found: Gazetteer, name: str, data: dict[str, Any]) -> None:
    key = data["of"] if data.get("of") in found.unions and data["of"] not in found.entries else name
    nature: Nature = "union" if key in found.unions else "organisation"
    adjectives = tuple(data.get("adjective", ()))
    more = {"of": data.get("of"), "apart": "apart" in data, "adjectives": adjectives}
    entry = _entry(found, key, name, nature, data, **more)
    _name(found, entry, "name", [name, *data.get("also", ())])
    _name(found, entry, "adjective", adjectives)
    _name(found, entry, "seat", data.get("seats", ()))


def _add_person(found: Gazetteer, name: str, data: dict[str, Any]) -> None:
    terms = tuple(_term(found, name, role) for role in data.get("roles", ()))
    of = data.get("of") or (terms[-1].of if terms else None)
    gender = _SEX.get(data["sex"])
    entry = _entry(found, name, name, "person", data, of=of, gender=gender, terms=terms)
    short = data.get("short", name.split()[-1])
    given = name[: -len(short)].strip() if name.endswith(short) else ""
    shorts = [short]
    full = [name]
    for also in data.get("also", ()):
        if " " in also:
            full.append(also)
        else:
            shorts.append(also)
            full += [f"{given} {also}"] if given else []
    _name(found, entry, "name", full)
    _name(found, entry, "short", [one for one in shorts if one not in full])
    for key in {words(one) for one in (*shorts, *(f.split()[-1] for f in full[1:]))}:
        found.surnames.setdefault(key, []).append(entry)


def _term(found: Gazetteer, name: str, role: str) -> Term:
    match = ROLE.fullmatch(role)
    told = match["of"] if match else ""
    entry = found.of(told) or next(
        (
            one.entry
            for one in found.find(told.replace("-", " "))
            if one.use in ("name", "adjective")
        ),
        None,
    )
    if match is None or entry is None:
        raise SettingsError(f"role {role!r}", name, "begin with a state's code or an organisation")
    return Term(match["title"], entry.key, match["since"], match["until"])


def _entry(
    found: Gazetteer, key: str, name: str, nature: Nature, data: dict[str, Any], **more: Any
) -> Entry:
    entry = Entry(key, name, nature, wikidata=data.get("wikidata"), **more)
    found.entries[key] = found.by_name[name] = entry
    return entry


def _name(found: Gazetteer, entry: Entry, use: Use, spelled: Iterable[str]) -> None:
    for one in spelled:
        key = words(one)
        if one[0].islower() and use in ("name", "short"):
            found.lower.add(key[0])
        named = found.names.setdefault(key[0], {}).setdefault(key, [])
        if not any(other.entry is entry for other in named):
            named.append(Name(entry, tuple(one.replace("-", " ").split()), use))
