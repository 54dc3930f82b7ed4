"""The words that the rooms go by, as YAML beside this file: refused when anything is unknown."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.errors import SettingsError
from detente.vocab.schema import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(__file__).resolve().parent


@cache
def load(name: str) -> dict[str, Any]:
    """The vocabulary `name` (`modality`, `cues`, …), checked; the same object every time.

    Callers must not change it. Raises `SettingsError` when there is no such vocabulary,
    or when it has unknown, missing or doubled keys or words.
    """
    if name not in SHAPES:
        raise SettingsError(f"no vocabulary {name!r}", remedy=f"there are {', '.join(SHAPES)}")
    return read(HERE / f"{name}.yml", name)


def read(path: Path, name: str) -> dict[str, Any]:
    """Read and check one YAML file as the vocabulary `name`."""
    return check(parse(path), name, str(path))


def parse(path: Path) -> object:
    """What a YAML file holds. Raises `SettingsError` where it cannot be read or doubles a key."""
    import yaml

    try:
        return yaml.load(path.read_text("utf-8"), Loader=_strict_loader())  # noqa: S506 (a safe one)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(_one_line(error), str(path), "mend or reinstall it") from error


def check(data: object, name: str, where: str = "") -> dict[str, Any]:
    """`data` as it is when it has the shape of vocabulary `name`, else a `SettingsError`."""
    shape = SHAPES[name]
    if not isinstance(data, dict) or set(data) != set(shape):
        told = sorted(map(str, data)) if isinstance(data, dict) else type(data).__name__
        raise SettingsError(f"keys {told}", where, f"give exactly {sorted(shape)}")
    for key, kind in shape.items():
        _check_value(data[key], kind, f"{where}: {key}")
    _refuse_doubles(data, {key for key, kind in shape.items() if kind.endswith("!")}, where)
    return data


def _check_value(value: object, kind: str, where: str) -> None:
    """One of the shapes that `schema` tells of."""
    base, _, allowed = kind.rstrip("!").partition(":")
    if base == "words":
        _check_words(value, where)
        return
    if not isinstance(value, dict):
        raise SettingsError("not a mapping", where, "write key: value")
    if base == "records":
        for key, item in value.items():
            _check_words([key], where)
            _check_record(item, allowed.split(","), f"{where}.{key}")
        return
    if allowed and set(value) - set(allowed.split(",")):
        unknown = sorted(map(str, set(value) - set(allowed.split(","))))
        raise SettingsError(f"unknown class {', '.join(unknown)}", where, f"known: {allowed}")
    for key, item in value.items():
        if base == "map":
            _check_words([key, item], where)
        else:
            _check_words(item, f"{where}.{key}")


def _check_record(value: object, fields: list[str], where: str) -> None:
    """The first of `fields` is a word that must be there, the others are lists that may be."""
    if not isinstance(value, dict) or fields[0] not in value or set(value) - set(fields):
        remedy = f"give {fields[0]}, and {', '.join(fields[1:])} where there are any"
        raise SettingsError("not such a record", where, remedy)
    for key, item in value.items():
        _check_words([item] if key == fields[0] else item, f"{where}.{key}")


def _check_words(value: object, where: str) -> None:
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise SettingsError("not a list of words", where, "quote words such as 'no' and 'on'")
    untidy = [word for word in value if word != " ".join(word.split())]
    if untidy:
        raise SettingsError(f"stray space in {untidy[0]!r}", where, "single spaces only")


def _refuse_doubles(data: dict[str, Any], keys: Iterable[str], where: str) -> None:
    """No word may stand twice within the keys marked `!`: it would belong to two classes."""
    for key in sorted(keys):
        seen: set[str] = set()
        for word in _words(data[key]):
            if word in seen:
                raise SettingsError(f"{word!r} stands twice", f"{where}: {key}", "keep one")
            seen.add(word)


def _words(value: object) -> Iterator[str]:
    if isinstance(value, list):
        yield from value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _words(item)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


@cache
def _strict_loader() -> Any:
    """PyYAML's safe loader, which would take the last of two equal keys without a word."""
    import yaml

    class Strict(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        pass

    def mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
        keys = [loader.construct_object(key) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.YAMLError(f"key {key!r} stands twice, line {node.start_mark.line + 1}")
        return loader.construct_mapping(node, deep=True)

    Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)
    return Strict
