"""Every command and option is documented, and `docs/cli.md` says what the commands say."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from detente import cli

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "cli.md"
REMEDY = "run .venv/bin/python docs/make_cli_reference.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    path = ROOT / "docs" / "make_cli_reference.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def contexts() -> Iterator[click.Context]:
    """The context of the command itself, of every verb, and of every verb's own."""
    top = cli.command.make_context("detente", [], resilient_parsing=True)
    yield top
    for verb in cli.VERBS:
        found = cli.command.get_command(top, verb)
        assert found
        context = click.Context(found, info_name=verb, parent=top)
        yield context
        if isinstance(found, click.Group):
            for name, under in found.commands.items():
                yield click.Context(under, info_name=name, parent=context)


def test_the_page_is_not_stale(script: ModuleType) -> None:
    assert PAGE.read_text(encoding="utf-8") == script.page(), REMEDY


def test_every_file_that_holds_a_command_is_a_verb() -> None:
    folder = Path(cli.__file__).parent
    holding = {
        path.stem
        for path in folder.glob("*.py")
        if path.stem != "__init__"
        and re.search(r"@click\.(command|group)\(", path.read_text(encoding="utf-8"))
    }
    assert holding == set(cli.VERBS)


@pytest.mark.parametrize("context", list(contexts()), ids=lambda context: context.command_path)
def test_a_command_and_its_options_are_told(context: click.Context) -> None:
    page = PAGE.read_text(encoding="utf-8")
    name = context.command_path.removeprefix("detente ")
    assert context.command.help
    section = re.split(rf"\n#+ {re.escape(name)}\n", page)[-1].split("\n## ")[0].split("\n### ")[0]
    for param in context.command.get_params(context):
        if isinstance(param, click.Option):
            assert param.help, f"{name} {param.opts[0]} has no help"
            assert param.opts[-1] in section, f"{name} {param.opts[-1]}; {REMEDY}"


def test_an_undocumented_option_would_be_seen(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    [status] = [each.command for each in contexts() if each.info_name == "status"]
    more = [*status.params, click.Option(["--newly-made"], help="Something.")]
    monkeypatch.setattr(status, "params", more)
    assert "--newly-made" in script.page()
    assert PAGE.read_text(encoding="utf-8") != script.page()
