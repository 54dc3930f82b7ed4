"""Which talks are followed: the dossiers shipped here and those of the user, checked."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from detente.dossiers.sheet import ID, DossierError, Sheet, shown
from detente.errors import SettingsError
from detente.model import Dossier, content_id
from detente.settings import dossiers_directory

__all__ = [
    "Available",
    "DossierError",
    "available",
    "check_id",
    "content",
    "digest",
    "load",
    "new",
    "parse",
]

STARTERS = Path(__file__).resolve().parent
ENDINGS = (".yml", ".yaml")
TEMPLATE = STARTERS / "template.txt"


class Available(NamedTuple):
    """A dossier that `load` finds by its id; `title` is None where the file is not in order."""

    id: str
    title: str | None
    path: Path

    @property
    def starter(self) -> bool:
        """Whether it came with Détente."""
        return self.path.parent == STARTERS


def load(id_or_path: str) -> Dossier:
    """The dossier in a YAML file, or the one with that id: the user's own before a starter.

    What has an ending or a slash is a path, and so is the name of a file where no dossier has
    that id. Raises `DossierError`, which tells every
    fault with its line, or `SettingsError` where there is no such dossier.
    """
    path = _place(id_or_path)
    found = _read(path)
    if path == _by_id().get(id_or_path) and found.id != id_or_path:
        remedy = f"name the file {found.id}{path.suffix}, or change the id in it"
        raise SettingsError(f"its id is {found.id}", str(path), remedy)
    return found


def _place(id_or_path: str) -> Path:
    """The file that is meant by a path or an id."""
    if Path(id_or_path).suffix in ENDINGS or "/" in id_or_path or "\\" in id_or_path:
        return Path(id_or_path)
    path = _by_id().get(id_or_path)
    if path is None and Path(id_or_path).is_file():
        return Path(id_or_path)
    if path is None:
        remedy = f"there are {', '.join(_by_id())}; give the path of a file for another"
        raise SettingsError(f"no dossier {id_or_path!r}", remedy=remedy)
    return path


def content(id_or_path: str) -> str:
    """The YAML text of the dossier that `load` would give; errors as for `load`."""
    load(id_or_path)
    return _place(id_or_path).read_text(encoding="utf-8-sig")


def parse(text: str, where: str) -> Dossier:
    """The dossier in a YAML text; `where` is what faults call it. Raises `DossierError`."""
    from detente.dossiers import checks

    sheet = Sheet(text, where)
    found = checks.dossier(sheet)
    sheet.refuse_faults()
    assert found is not None, "a text that gives no dossier has a fault"  # noqa: S101
    return found


def available() -> tuple[Available, ...]:
    """Every dossier that has an id, sorted; the user's own hide starters with the same id."""
    return tuple(Available(name, _title(path), path) for name, path in sorted(_by_id().items()))


def new(identifier: str) -> Path:
    """Write a commented file to begin with into the user's folder (made where there is none).

    Raises `SettingsError` where `identifier` is no id, or the file is there already.
    """
    check_id(identifier)
    folder = dossiers_directory() or Path("dossiers")
    folder.mkdir(exist_ok=True)
    path = folder / f"{identifier}.yml"
    text = TEMPLATE.read_text("utf-8").replace("id: ID", f"id: {identifier}", 1)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise SettingsError("is there already", str(path), "edit it, or take another id") from error
    return path


def check_id(identifier: str) -> None:
    """Raise `SettingsError` unless `identifier` is fit to be a dossier's id."""
    if not ID.fullmatch(identifier):
        remedy = "use lower-case letters, digits and dashes"
        raise SettingsError(f"{shown(identifier)} is not an id", remedy=remedy)


def digest(dossier: Dossier) -> str:
    """A content hash: two dossiers have the same one when they say the same, comments apart."""
    return content_id(json.dumps(asdict(dossier), sort_keys=True))


def _by_id() -> dict[str, Path]:
    """The files by the ids that they are named after."""
    own = dossiers_directory()
    folders = [STARTERS] if own is None else [STARTERS, own]
    return {
        path.stem: path
        for folder in folders
        for path in sorted(folder.iterdir())
        if path.suffix in ENDINGS and not path.name.startswith(".")
    }


def _title(path: Path) -> str | None:
    try:
        return _read(path).title
    except SettingsError:
        return None


def _read(path: Path) -> Dossier:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError("is not UTF-8", str(path), "save it as UTF-8") from error
    except OSError as error:
        remedy = "`detente dossier list` shows those at hand"
        raise SettingsError(error.strerror or "cannot be read", str(path), remedy) from error
    except ValueError as error:
        raise SettingsError("is no path", repr(str(path)), "give the path of a file") from error
    return parse(text, str(path))
