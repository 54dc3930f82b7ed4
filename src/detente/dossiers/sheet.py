"""A YAML text read node by node, so that everything wrong with it is told with its line."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yaml import Node

LARGEST = 1_000_000
SHOWN = 40
ID = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
STRING, BOOLEAN, EMPTY = (f"tag:yaml.org,2002:{name}" for name in ("str", "bool", "null"))


class DossierError(SettingsError):
    """Everything wrong with one dossier: `faults` in the order of lines, its text one a line."""

    def __init__(self, faults: Iterable[SettingsError]) -> None:
        """Keep the faults; the first one gives the parts."""
        self.faults = tuple(faults)
        first = self.faults[0]
        super().__init__(first.what, first.where, first.remedy)

    def __str__(self) -> str:
        """All faults, one a line."""
        return "\n".join(map(str, self.faults))


@dataclass(frozen=True, slots=True)
class Word:
    """A text of the file, blanks made single, and the line that it stands on, from 1."""

    text: str
    line: int


class Sheet:
    """Reads nodes into words; what is wrong is kept, and the reading goes on."""

    def __init__(self, text: str, where: str) -> None:
        """Compose `text` into nodes; `root` is None where that cannot be done."""
        self.where = where
        self._faults: list[tuple[int, SettingsError]] = []
        self.root = self._composed(text)

    def fault(self, line: int, what: str, remedy: str) -> None:
        """Keep a fault; foreign words in it are made fit for one line."""
        told = (" ".join(part.split()) for part in (what, f"{self.where}:{line}", remedy))
        self._faults.append((line, SettingsError(*told)))

    def refuse_faults(self) -> None:
        """Raise `DossierError` where there was any fault."""
        if self._faults:
            raise DossierError(fault for _, fault in sorted(self._faults, key=lambda each: each[0]))

    def record(
        self, node: Node, what: str, required: Iterable[str], optional: Iterable[str]
    ) -> dict[str, Node]:
        """The values of a mapping by key, those of `required` and `optional` only."""
        required, known = tuple(required), (*required, *optional)
        found: dict[str, Node] = {}
        for key, value in self._pairs(node, what):
            if key.text in known:
                found[key.text] = value
            else:
                remedy = f"{_nearest(key.text, known)}known: {', '.join(known)}"
                self.fault(key.line, f"{what} has an unknown key {shown(key.text)}", remedy)
        for key_name in required:
            if key_name not in found and _is_mapping(node):
                self.fault(line_of(node), f"{what} has no {key_name!r}", f"add {key_name}: …")
        return found

    def entries(self, node: Node, what: str) -> Iterator[tuple[Word, Node]]:
        """The ids of a mapping with their nodes; at least one, each fit to be an id."""
        empty = True
        for key, value in self._pairs(node, what):
            empty = False
            self.check_id(key)
            yield key, value
        if empty and _is_mapping(node):
            self.fault(line_of(node), f"{what} are empty", "give at least one")

    def check_id(self, word: Word) -> None:
        """An id is lower-case ASCII letters and digits, in parts joined by dashes."""
        if not ID.fullmatch(word.text):
            better = "-".join(re.findall(r"[a-z0-9]+", word.text.lower()))
            remedy = f"write {better}" if better else "use letters a-z, digits and dashes"
            self.fault(word.line, f"{shown(word.text)} is not an id", remedy)

    def word(self, node: Node | None, what: str) -> Word | None:
        """A text; None, with a fault, where there is something else."""
        from yaml import ScalarNode

        if node is None:
            return None
        line = line_of(node)
        if not isinstance(node, ScalarNode):
            self.fault(line, f"{what} is not a text", "write one text, in quotes if in doubt")
            return None
        text = " ".join(node.value.split())
        if node.tag == BOOLEAN:
            meant = "true" if node.value.lower() in ("yes", "true", "on", "y") else "false"
            self.fault(line, f"{what}: YAML takes {text} for {meant}", f'write "{text}" in quotes')
        elif node.tag == EMPTY or not text:
            self.fault(line, f"{what} is empty", "write a text")
        elif node.tag != STRING:
            kind = node.tag.rpartition(":")[2]
            self.fault(line, f"{what}: {shown(text)} is no text ({kind})", f'write "{text}"')
        elif not text.isprintable():
            self.fault(line, f"{what} holds a control character", "take it out")
        else:
            return Word(text, line)
        return None

    def words(self, node: Node | None, what: str) -> tuple[Word, ...]:
        """A list of texts, none of them twice."""
        from yaml import SequenceNode

        if node is None:
            return ()
        if not isinstance(node, SequenceNode):
            self.fault(line_of(node), f"{what} is not a list", "write it as [one, another]")
            return ()
        found: dict[str, Word] = {}
        for item in node.value:
            word = self.word(item, what)
            if word and word.text in found:
                self.fault(word.line, f"{what} has {shown(word.text)} twice", "keep one")
            elif word:
                found[word.text] = word
        return tuple(found.values())

    def _composed(self, text: str) -> Node | None:
        import yaml

        if len(text) > LARGEST:
            self.fault(1, "too large to be a dossier", f"at most {LARGEST:,} characters")
            return None
        try:
            root = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, error.position) + 1
            self.fault(line, f"holds the character U+{error.character:04X}", "take it out")
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            told = " ".join(filter(None, (error.context, error.problem)))
            remedy = "indent with spaces; put a text with a colon, comma or # in quotes"
            self.fault(mark.line + 1 if mark else 1, f"is not YAML: {told}", remedy)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            self.fault(1, f"is not YAML: {error or type(error).__name__}", "mend it")
        else:
            if root is None:
                self.fault(1, "is empty", "`detente dossier new ID` writes one to begin with")
            return root
        return None

    def _pairs(self, node: Node, what: str) -> Iterator[tuple[Word, Node]]:
        """Key and value of a mapping, in order; a doubled key is told and passed over."""
        if not _is_mapping(node):
            self.fault(line_of(node), f"{what} is no mapping", "write key: value, one a line")
            return
        seen: dict[str, int] = {}
        for key_node, value in node.value:
            key = self.word(key_node, f"a key of {what}")
            if key and key.text in seen:
                first = f"it stands on line {seen[key.text]} already; keep one"
                self.fault(key.line, f"{what}: {shown(key.text)} stands twice", first)
            elif key:
                seen[key.text] = key.line
                yield key, value


def line_of(node: Node) -> int:
    """The line on which a node begins, from 1."""
    return int(node.start_mark.line) + 1


def shown(text: str) -> str:
    """A foreign text as it may stand in a message: quoted, and not too long."""
    return repr(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")


def _is_mapping(node: Node) -> bool:
    from yaml import MappingNode

    return isinstance(node, MappingNode)


def _nearest(text: str, known: Iterable[str]) -> str:
    """A hint at what was probably meant."""
    near = difflib.get_close_matches(text.lower(), list(known), 1)
    return f"write {near[0]}; " if near else ""
