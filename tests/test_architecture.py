"""The picture of the house says what the import contracts and the code say."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import grimp
import pytest

from detente import model

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "detente"
PICTURE = ROOT / "docs" / "images" / "house.svg"
# Folders of data, not rooms of code.
DATA = {"_models"}
COMMON_GROUND = {"dossiers", "vocab", "weights", "settings", "model", "errors"}

Arrow = tuple[str, str]


def contracts(kind: str) -> list[dict[str, list[str]]]:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = config["tool"]["importlinter"]["contracts"]
    return [contract for contract in found if contract["type"] == kind]


def room(module: str) -> str:
    """`detente.views.templates` belongs to the room `views`."""
    return module.split(".")[1] if "." in module else module


def layers() -> list[set[str]]:
    """The rooms from the top down, as the layers contract has them."""
    [contract] = contracts("layers")
    return [{room(name.strip()) for name in line.split("|")} for line in contract["layers"]]


def allowed(arrow: Arrow) -> bool:
    """Whether every import contract lets the first room import the second."""
    upper, lower = arrow
    depth = {name: number for number, layer in enumerate(layers()) for name in layer}
    independent = [set(map(room, each["modules"])) for each in contracts("independence")]
    forbidden = {
        (room(source), room(target))
        for each in contracts("forbidden")
        for source in each["source_modules"]
        for target in each["forbidden_modules"]
    }
    return (
        depth[upper] < depth[lower]
        and not any(upper in group and lower in group for group in independent)
        and arrow not in forbidden
    )


def rooms_on_disk() -> set[str]:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    modules = {path.stem for path in PACKAGE.glob("*.py")}
    return {name for name in folders | modules if not name.startswith("__") and name not in DATA}


def imports_in_code() -> set[Arrow]:
    graph = grimp.build_graph("detente", cache_dir=None)
    found = {
        (room(importer), room(imported))
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if "." in importer and "." in imported
    }
    return {(a, b) for a, b in found if a != b and not a.startswith("__")}


def drawn(attribute: str) -> list[ElementTree.Element]:
    tree = ElementTree.parse(PICTURE)  # noqa: S314  our own picture, not an input
    return [element for element in tree.iter() if attribute in element.attrib]


def drawn_rooms() -> set[str]:
    return {element.attrib["data-room"] for element in drawn("data-room")}


def arrows(kind: str) -> list[ElementTree.Element]:
    return [line for line in drawn("data-from") if line.attrib["class"] == kind]


def ends(line: ElementTree.Element) -> Arrow:
    return line.attrib["data-from"], line.attrib["data-to"]


def test_the_contracts_name_every_room() -> None:
    assert set().union(*layers()) == rooms_on_disk()


def test_the_picture_shows_every_room_under_its_name() -> None:
    assert drawn_rooms() == rooms_on_disk()
    for box in drawn("data-room"):
        assert box.attrib["data-room"] in "".join(box.itertext()).split()


def test_arrows_touch_the_rooms_they_name() -> None:
    frames = {box.attrib["data-room"]: box[0].attrib for box in drawn("data-room")}
    for line in drawn("data-from"):
        for name, (x, y) in zip(ends(line), (("x1", "y1"), ("x2", "y2")), strict=True):
            frame = {key: float(frames[name][key]) for key in ("x", "y", "width", "height")}
            assert frame["x"] <= float(line.attrib[x]) <= frame["x"] + frame["width"]
            assert frame["y"] <= float(line.attrib[y]) <= frame["y"] + frame["height"]


def test_import_arrows_keep_the_contracts() -> None:
    contradictions = [ends(line) for line in arrows("imports") if not allowed(ends(line))]
    assert not contradictions


def test_import_arrows_are_the_imports_of_the_code() -> None:
    in_code = {arrow for arrow in imports_in_code() if arrow[1] not in COMMON_GROUND}
    assert {ends(line) for line in arrows("imports")} == in_code


def test_common_ground_is_the_bottom_of_the_house() -> None:
    lowest = list(itertools.dropwhile(lambda layer: "fetch" not in layer, layers()))[1:]
    assert set().union(*lowest) == COMMON_GROUND


def test_the_way_of_a_page_is_one_path_through_the_stage_rooms() -> None:
    way = [ends(line) for line in arrows("page")]
    assert [before[1] for before in way[:-1]] == [after[0] for after in way[1:]]
    [independence] = contracts("independence")
    visited = [way[0][0], *(target for _, target in way)]
    assert visited == [*map(room, independence["modules"]), "views"]


@pytest.mark.parametrize("line", arrows("page"), ids=lambda line: line.attrib["data-record"])
def test_what_is_handed_on_is_a_record(line: ElementTree.Element) -> None:
    from detente import ledger

    record = line.attrib["data-record"]
    assert hasattr(model, record) or hasattr(ledger, record)


def test_a_forbidden_arrow_is_told_from_an_allowed_one() -> None:
    assert allowed(("cli", "pipeline"))
    assert allowed(("views", "ledger"))
    assert not allowed(("views", "fetch"))
    assert not allowed(("fetch", "article"))
    assert not allowed(("model", "errors"))
