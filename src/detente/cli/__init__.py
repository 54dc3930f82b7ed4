"""The command line: one file a verb, loaded when it is called.

A bare start imports click and nothing else from outside; every verb imports what it needs
inside its function, so that `detente --help` answers at once.
"""

from __future__ import annotations

import errno
import importlib
from typing import Any

import click

from detente import __version__
from detente.errors import DetenteError

VERBS = (
    *("read", "add", "brief", "gap", "changes", "positions", "moves", "proposals", "divisions"),
    *("who", "actors", "stories", "related", "compare"),
    *("search", "show", "export", "dossier", "status", "models"),
)
INTERRUPTED = 130


class RefusalError(click.ClickException):
    """A fault told in one line on standard error, or one line each for several; exit code 1."""

    def show(self, file: Any = None) -> None:
        """Print the lines; `file` defaults to standard error."""
        for line in self.format_message().splitlines():
            click.echo(f"detente: {line}", file=file, err=True)


class Verbs(click.Group):
    """The verbs in their order of use; a verb's module is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All verbs, in the order in which a newcomer needs them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb's command, or None where there is no such verb."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"detente.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; a fault becomes one line, unless `--debug` asks for all of it."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("detente: interrupted", err=True)
            ctx.exit(INTERRUPTED)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as fault:
            if ctx.params.get("debug") or _broken_pipe(fault):
                raise
            raise RefusalError(_told(fault)) from fault


def _broken_pipe(fault: Exception) -> bool:
    """Whether the reader of our output has gone (`detente … | head`); click ends that quietly."""
    return isinstance(fault, OSError) and fault.errno == errno.EPIPE


def _told(fault: Exception) -> str:
    if isinstance(fault, DetenteError):
        return str(fault)
    if isinstance(fault, OSError):
        where = f"{fault.filename}: " if fault.filename else ""
        return f"{where}{fault.strerror or fault}"
    words = " ".join(str(fault).split())
    return f"internal fault, {type(fault).__name__}: {words}; `detente --debug …` shows where"


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="detente", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, envvar="DETENTE_DEBUG", help="Show where a fault arose.")
def command(debug: bool) -> None:
    """Read the news about a negotiation and keep its record: who said what, and where it stands.

    `read` shows what is in a page; `add` keeps it; `brief` tells what is new. Every line points
    at its sentence. All runs on this machine, offline.
    """


def main() -> None:
    """Run, and leave with the exit code: 0, 1 for a fault, 2 for wrong usage, 130 after Ctrl-C."""
    command(prog_name="detente")
