"""Whose page a capture is: the outlet's name and its domain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from detente.article.capture_lines import Line, furniture

_HOST = r"(?:[a-z0-9-]+\.)+[a-z]{2,12}"
_DOMAIN = re.compile(rf"^(?:https?://)?(?:www\.)?({_HOST})/?$", re.I)
# In a footer line a domain may stand last, after words.
_LAST_DOMAIN = re.compile(rf"(?:^|[\s|(])(?:https?://)?(?:www\.)?({_HOST})/?\)?$")
_FILE = re.compile(r"\.(?:jpe?g|png|gif|pdf|html?|php|js|py|md|txt|mp[34]|docx?)$")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s*(?:©|\(c\)|copyright|by|\d{4}|[-–,]))*\s*"
    r"(?P<name>[^\W\d_][^.|©•,;]{2,50})",
    re.I,
)
_TAIL = re.compile(
    r"\s*(?:all rights|alle rechte|\bllc\b|\binc\b|\bltd\b|\bgmbh\b|\d{4}|[-–|]\s).*$", re.I
)
_CORPORATE = {"media", "group", "company", "corporation", "corp", "press", "publishing", "the"}
_CORPORATE |= {"publications", "publishers", "holdings", "limited", "verlag", "medien", "of", "and"}
_HEAD_SHARE, _HEAD_LEAST = 0.15, 12
_FOOT_LINES = 15
_LONGEST_NAME = 6


def is_domain(text: str) -> bool:
    """Whether a line holds a domain and nothing else."""
    return bool(_DOMAIN.match(text))


def outlet(lines: Sequence[Line]) -> tuple[str | None, str | None, set[int]]:
    """The outlet's name, its domain, and the indices of lines that hold nothing else.

    The name is a line whose letters are the domain's; else a line that stands at the page's head
    and foot and shares a word with the copyright notice; else the notice's own name.
    """
    domain, used = _domain(lines)
    named = _by_domain(lines, domain, used) if domain else None
    owner = _owner(lines)
    if named is None and owner:
        named = _at_both_ends(lines, owner)
    if named is None:
        return owner, domain, used
    key = lines[named].key
    same = {i for i, line in enumerate(lines) if line.key == key}
    return lines[named].text.lstrip("*+ "), domain, used | same


def _domain(lines: Sequence[Line]) -> tuple[str | None, set[int]]:
    """The commonest domain alone on a line; else one that ends a footer line and spells a name."""
    alone = {i: found[1].lower() for i, x in enumerate(lines) if (found := _DOMAIN.match(x.text))}
    alone = {i: name for i, name in alone.items() if not _FILE.search(name)}
    if alone:
        domain = Counter(alone.values()).most_common(1)[0][0]
        return domain, {i for i, name in alone.items() if name == domain}
    for i in range(len(lines) - 1, max(-1, len(lines) - 1 - _FOOT_LINES), -1):
        found = _LAST_DOMAIN.search(lines[i].text)
        if found and _by_domain(lines, found[1], {i}) is not None:
            return found[1], {i}
    return None, set()


def _by_domain(lines: Sequence[Line], domain: str, used: set[int]) -> int | None:
    label = domain.rsplit(".", 1)[0].replace("-", "").split(".")[-1]
    for i, line in enumerate(lines):
        squashed = "".join(line.words)
        if i not in used and squashed and label in (squashed, squashed.removeprefix("the")):
            return i
    return None


def _at_both_ends(lines: Sequence[Line], owner: str) -> int | None:
    """A short line of the head that comes again at the foot and has a word of the owner's name."""
    telling = set(owner.lower().split()) - _CORPORATE
    foot = {line.key for line in lines[-_FOOT_LINES:]}
    for i, line in enumerate(lines[: max(_HEAD_LEAST, int(len(lines) * _HEAD_SHARE))]):
        short = 0 < len(line.words) <= _LONGEST_NAME and i < len(lines) - _FOOT_LINES
        if short and line.key in foot and telling & set(line.words) and line.text[:1].isupper():
            return i
    return None


def _owner(lines: Sequence[Line]) -> str | None:
    for line in reversed(lines):
        found = _COPYRIGHT.search(line.text[:300])
        if found:
            name = _TAIL.sub("", found["name"]).strip(" -–|,:")
            plain = not sum(furniture().hits(tuple(name.lower().split())))
            if plain and 2 < len(name) <= 40 and name[0].isupper():
                return name
    return None
