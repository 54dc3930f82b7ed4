"""Write `cli.md`, the reference of all commands, from the commands themselves.

.venv/bin/python docs/make_cli_reference.py
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from detente.cli import command as detente

PAGE = Path(__file__).with_name("cli.md")

HEAD = """\
<!-- Written by docs/make_cli_reference.py from the commands themselves: change their help. -->
# Commands

Exit codes: 0 when all went well, or when of several inputs at least one could be read; 1 for a
fault, told in one line on standard error; 2 for wrong usage; 130 after Ctrl-C. `NO_COLOR` turns
colours off, and nothing is coloured that does not go to a terminal.

| setting | what it says |
|---|---|
| `DETENTE_DB` | the ledger, where `--db` does not say: an SQLite file or a PostgreSQL URL |
| `DETENTE_DOSSIERS` | your folder of dossiers; else `dossiers` here, if it is there |
| `DETENTE_MODELS` | the folder of the trained weights, in place of those that are installed |
| `DETENTE_GAZETTEER` | your own states, bodies and office-holders, as YAML |
| `DETENTE_DEBUG` | when set to 1, the same as `--debug` |
"""


def page() -> str:
    """The whole page in Markdown."""
    context = detente.make_context("detente", [], resilient_parsing=True)
    parts = [HEAD, *_options(detente, context)]
    for name in detente.list_commands(context):
        if verb := detente.get_command(context, name):
            parts += _verb(verb, click.Context(verb, info_name=name, parent=context))
    return "\n".join(parts) + "\n"


def _verb(verb: click.Command, context: click.Context, level: int = 2) -> Iterator[str]:
    """A verb's section, and under it one for each verb of its own."""
    usage = " ".join(verb.collect_usage_pieces(context))
    yield f"\n{'#' * level} {context.command_path.removeprefix('detente ')}\n"
    yield f"    {context.command_path} {usage}\n"
    yield _paragraphs(verb.help or "") + "\n"
    yield from _options(verb, context)
    if isinstance(verb, click.Group):
        for name in verb.list_commands(context):
            if under := verb.get_command(context, name):
                beneath = click.Context(under, info_name=name, parent=context)
                yield from _verb(under, beneath, level + 1)


def _paragraphs(text: str) -> str:
    """The help's paragraphs, each on one line."""
    paragraphs = inspect.cleandoc(text).split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for param in command.get_params(context):
        told = param.get_help_record(context) if isinstance(param, click.Option) else None
        if told:
            names, text = told
            yield f"- `{names.replace('|', ' | ')}`: {' '.join(text.split())}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
