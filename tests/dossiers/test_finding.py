"""Dossiers by path and by id, the starters, a new one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from detente import dossiers
from detente.errors import SettingsError

TALKS = """\
id: {id}
title: Harbour talks
sides: {{east: {{name: Ostmark, aliases: [Holm]}}}}
issues: {{ferries: {{proposition: Ferries run again., needs: [east]}}}}
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, without a folder of dossiers."""
    monkeypatch.delenv("DETENTE_DOSSIERS", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def keep(folder: Path, name: str, identifier: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(TALKS.format(id=identifier), encoding="utf-8")
    return path


def test_every_starter_is_in_order() -> None:
    found = dossiers.available()
    assert {"gaza-2025", "iran-2025", "ukraine-2025"} <= {each.id for each in found}
    for each in found:
        assert each.title == dossiers.load(each.id).title
        assert dossiers.load(str(each.path)) == dossiers.load(each.id)


def test_the_user_s_own_are_found_by_id_and_come_before_starters(here: Path) -> None:
    keep(here / "dossiers", "harbour.yml", "harbour")
    keep(here / "dossiers", "gaza-2025.yaml", "gaza-2025")
    assert dossiers.load("harbour").id == "harbour"
    assert dossiers.load("gaza-2025").title == "Harbour talks"
    paths = {each.id: each.path for each in dossiers.available()}
    assert paths["gaza-2025"] == Path("dossiers/gaza-2025.yaml")


def test_the_environment_names_the_folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(here / "talks", "harbour.yml", "harbour")
    with pytest.raises(SettingsError, match="no dossier 'harbour'; there are congo-2025, "):
        dossiers.load("harbour")
    monkeypatch.setenv("DETENTE_DOSSIERS", str(here / "talks"))
    assert dossiers.load("harbour").id == "harbour"
    monkeypatch.setenv("DETENTE_DOSSIERS", str(here / "none"))
    with pytest.raises(SettingsError, match="not a folder; make it, or unset it"):
        dossiers.load("harbour")


def test_a_faulty_one_is_listed_without_a_title(here: Path) -> None:
    (keep(here / "dossiers", "harbour.yml", "harbour")).write_text("id: [", encoding="utf-8")
    assert {each.id: each.title for each in dossiers.available()}["harbour"] is None


def test_the_file_is_named_after_the_id(here: Path) -> None:
    keep(here / "dossiers", "harbour.yml", "ferries")
    with pytest.raises(SettingsError, match=r"its id is ferries; name the file ferries\.yml, or"):
        dossiers.load("harbour")
    assert dossiers.load("dossiers/harbour.yml").id == "ferries"


@pytest.mark.parametrize(
    ("path", "content", "message"),
    [
        ("none.yml", None, "none.yml: No such file or directory; `detente dossier list` shows"),
        ("latin.yml", b"title: Caf\xe9", "latin.yml: is not UTF-8; save it as UTF-8"),
        ("./.", None, "is a directory"),
        ("nul\0.yml", None, "is no path"),
    ],
)
def test_files_that_cannot_be_read(path: str, content: bytes | None, message: str) -> None:
    if content is not None:
        Path(path).write_bytes(content)
    with pytest.raises(SettingsError, match=re.compile(re.escape(message), re.IGNORECASE)):
        dossiers.load(path)


def test_a_file_needs_no_ending(here: Path) -> None:
    keep(here, "harbour.txt", "ferries")
    assert dossiers.load("harbour.txt").id == "ferries"


def test_a_byte_order_mark_does_no_harm(here: Path) -> None:
    path = keep(here, "harbour.yml", "harbour")
    path.write_text(path.read_text("utf-8"), encoding="utf-8-sig")
    assert dossiers.load(str(path)).id == "harbour"


def test_the_digest_follows_what_is_said_and_not_how() -> None:
    text = TALKS.format(id="harbour")
    before = dossiers.digest(dossiers.parse(text, ""))
    assert dossiers.digest(dossiers.parse("# a comment\n" + text, "")) == before
    assert dossiers.digest(dossiers.parse(text.replace("run again", "stop"), "")) != before


def test_a_new_one_passes_once_it_is_filled_in() -> None:
    path = dossiers.new("harbour")
    assert path == Path("dossiers/harbour.yml")
    with pytest.raises(dossiers.DossierError) as caught:
        dossiers.load(str(path))
    # The title, the day, two names, two states and two propositions.
    assert len(caught.value.faults) == 8
    text = (
        path.read_text("utf-8")
        .replace('title: ""', "title: Talks")
        .replace("YYYY-MM-DD", "2031-01-01")
    )
    for old, new in (
        ('name: ""', "name: Ostmark"),
        ('name: ""', "name: Westmark"),
        ("[XX]", "[AT]"),
        ("[XX]", '["NO"]'),
        ('proposition: ""', "proposition: Ferries run again."),
        ('proposition: ""', "proposition: The harbour is sold."),
    ):
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    assert [side.states for side in dossiers.load("harbour").sides] == [("AT",), ("NO",)]


def test_a_new_one_overwrites_nothing() -> None:
    dossiers.new("harbour").write_text("mine", encoding="utf-8")
    with pytest.raises(SettingsError, match="is there already; edit it, or take another id"):
        dossiers.new("harbour")
    assert Path("dossiers/harbour.yml").read_text("utf-8") == "mine"


@pytest.mark.parametrize("identifier", ["", "../up", "Harbour", "a b", "a/b"])
def test_a_new_one_has_an_id(identifier: str, here: Path) -> None:
    with pytest.raises(SettingsError, match="is not an id"):
        dossiers.new(identifier)
    assert not list(here.iterdir())
