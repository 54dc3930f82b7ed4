"""From the sheet of a dossier to its record, with every check that needs to know what is meant."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from detente import vocab
from detente.dossiers import propositions
from detente.dossiers.sheet import Sheet, Word, line_of, shown
from detente.model import Dossier, Issue, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from yaml import Node

BELONGING = ("states", "organisations", "people", "aliases")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Read:
    """A side as it was read, each word with its line."""

    id: Word
    name: Word | None
    words: Mapping[str, tuple[Word, ...]]

    def side(self) -> Side:
        """The record."""
        given = {key: texts(self.words[key]) for key in BELONGING}
        return Side(self.id.text, self.name.text if self.name else "", **given)


def dossier(sheet: Sheet) -> Dossier | None:
    """The dossier on the sheet; what is wrong with it is told to the sheet."""
    if sheet.root is None:
        return None
    keys = sheet.record(
        sheet.root, "the dossier", ("id", "title", "sides", "issues"), ("mediators", "since")
    )
    identifier, title = sheet.word(keys.get("id"), "id"), sheet.word(keys.get("title"), "title")
    if identifier:
        sheet.check_id(identifier)
    sides = _sides(sheet, keys["sides"]) if "sides" in keys else []
    ids = [side.id.text for side in sides]
    issues = _issues(sheet, keys["issues"], ids) if "issues" in keys else []
    return Dossier(
        identifier.text if identifier else "",
        title.text if title else "",
        tuple(side.side() for side in sides),
        tuple(issues),
        _mediators(sheet, keys.get("mediators"), ids),
        _since(sheet, keys.get("since")),
    )


def texts(words: Iterable[Word]) -> tuple[str, ...]:
    """The words without their lines."""
    return tuple(word.text for word in words)


def _sides(sheet: Sheet, node: Node) -> list[Read]:
    found = []
    for key, value in sheet.entries(node, "sides"):
        what = f"side {shown(key.text)}"
        keys = sheet.record(value, what, ("name",), BELONGING)
        words = {name: sheet.words(keys.get(name), f"{name} of {what}") for name in BELONGING}
        if keys and not any(keys[name].value for name in BELONGING if name in keys):
            given = [name for name in BELONGING if name in keys] or BELONGING
            remedy = f"fill in one of {', '.join(given)}"
            sheet.fault(key.line, f"nothing makes an actor belong to {what}", remedy)
        words["states"] = tuple(code for code in words["states"] if _is_state(sheet, code))
        found.append(Read(key, sheet.word(keys.get("name"), f"name of {what}"), words))
    _refuse_shared(sheet, found)
    return found


def _is_state(sheet: Sheet, code: Word) -> bool:
    """Whether there is such a state; where not, that is a fault."""
    states, by_name = vocab.load("iso_states")["states"], _codes_by_name()
    if code.text in states:
        return True
    meant = code.text.upper() if code.text.upper() in states else None
    meant = by_name.get(_plain(code.text), meant)
    remedy = f'write "{meant}"' if meant else "use ISO 3166 two-letter codes, or EU"
    sheet.fault(code.line, f"{shown(code.text)} is no state's code", remedy)
    return False


@cache
def _codes_by_name() -> dict[str, str]:
    states: dict[str, Any] = vocab.load("iso_states")["states"]
    return {
        _plain(name): code
        for code, state in states.items()
        for name in (*state.get("capitals", ()), *state.get("aliases", ()), state["name"])
    }


def _plain(name: str) -> str:
    """A name without case and article, as two sides' names are held against each other."""
    return name.casefold().removeprefix("the ")


def _refuse_shared(sheet: Sheet, sides: Iterable[Read]) -> None:
    """No state, name or alias may stand on two sides: an actor belongs to one."""
    owners: dict[str, Word] = {}
    for side in sides:
        names = [side.name] if side.name else []
        for word in (*names, *(word for words in side.words.values() for word in words)):
            owner = owners.setdefault(_plain(word.text), side.id)
            if owner != side.id:
                what = f"{shown(word.text)} is on the sides {owner.text} and {side.id.text}"
                sheet.fault(word.line, what, "leave it on one")


def _issues(sheet: Sheet, node: Node, sides: list[str]) -> list[Issue]:
    found = []
    for key, value in sheet.entries(node, "issues"):
        what = f"issue {shown(key.text)}"
        keys = sheet.record(value, what, ("proposition", "needs"), ())
        proposition = sheet.word(keys.get("proposition"), f"proposition of {what}")
        needs = sheet.words(keys.get("needs"), f"needs of {what}")
        if "needs" in keys and not needs and not keys["needs"].value:
            remedy = f"list the sides that must consent, of {', '.join(sides)}"
            sheet.fault(line_of(keys["needs"]), f"{what} needs nobody", remedy)
        for word in needs:
            _check_need(sheet, word, what, sides)
        if proposition and (wrong := propositions.fault(proposition.text)):
            sheet.fault(proposition.line, f"proposition of {what} {wrong[0]}", wrong[1])
        found.append(Issue(key.text, proposition.text if proposition else "", texts(needs)))
    return found


def _check_need(sheet: Sheet, word: Word, what: str, sides: list[str]) -> None:
    if word.text not in sides:
        near = difflib.get_close_matches(word.text.lower(), sides, 1)
        hint = f"write {near[0]}" if near else f"the sides are {', '.join(sides)}"
        sheet.fault(word.line, f"{what} needs {shown(word.text)}, which is no side", hint)


def _mediators(sheet: Sheet, node: Node | None, sides: list[str]) -> tuple[str, ...]:
    words = sheet.words(node, "mediators")
    for word in words:
        if word.text not in sides and word.text == word.text.lower():
            remedy = f"write one of {', '.join(sides)}, or a name with a capital letter"
            sheet.fault(
                word.line, f"mediator {shown(word.text)} is neither a side nor a name", remedy
            )
    return texts(words)


def _since(sheet: Sheet, node: Node | None) -> str | None:
    """An ISO day, in quotes or not: YAML has a type of its own for it."""
    from yaml import ScalarNode

    if node is None:
        return None
    value = node.value.strip() if isinstance(node, ScalarNode) else ""
    try:
        if not _DAY.fullmatch(value):
            raise ValueError(value)
        return date.fromisoformat(value).isoformat()
    except ValueError:
        what = f"since is {shown(value)}, which is no day" if value else "since is no day"
        sheet.fault(line_of(node), what, "write a day of the calendar as 2025-01-20")
        return None
