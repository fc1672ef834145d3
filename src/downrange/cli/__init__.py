"""The command line: one verb a file, each imported only when it is called.

``downrange --help`` must answer at once, so this file knows the names of the verbs and one line about each.
A verb's module exposes ``app``, a typer application: several commands make a group (``record timeline``), a
single command of the verb's own name stands alone (``plane``).

Exit codes: 0 done, 1 the answer is no, 2 bad input (one clear message on standard error), 70 an internal error.
"""

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from downrange import __version__
from downrange.cli.door_codes import DoorCode
from downrange.errors import DownrangeError
from downrange.kernel.visible_text import visible

VERBS = {
    "brief": "Write the brief of a launch: one page, the map, every number with its source.",
    "notice": "Read launch hazard notices: areas, windows, and what could not be read.",
    "plane": "Infer the orbital plane from the areas of a launch, with its 90 % interval.",
    "fall": "Say what falls, where and when, and on whom.",
    "identify": "Find which new catalogue objects came from a launch.",
    "search": "Write predicted elements of a launch, for observers who look for it.",
    "passes": "Find when satellites rise, culminate and set over places.",
    "overflight": "Find when a satellite could image a place.",
    "coverage": "Say how often satellites reach an area or the globe, and with what gaps.",
    "manoeuvres": "Find when satellites burnt their engines, how strongly and which way.",
    "debris": "Say where and when the pieces of a break-up or a re-entry come down.",
    "decay": "Forecast when an object comes down, with a window.",
    "record": "Show who says what: timeline, claims and denials, provisions, checks.",
    "vehicles": "List the launch vehicles on file, what is stated of them and by whom.",
    "case": "List the shipped cases and make new case folders.",
}
ABOUT = """Watch a space launch from the first public notice to the last re-entry.

Public sources only; for civil safety and transparency. All times are UTC.

Example: downrange brief 2023-11-21-malligyong-1 --out out
"""
INTERNAL_ERROR = 70  # EX_SOFTWARE of sysexits.h


def application(arguments: Sequence[str]) -> typer.Typer:
    """The typer application, with the one verb that `arguments` names loaded and the others as names only."""
    root = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    root.callback(help=ABOUT)(_options)
    named = next((word for word in arguments if not word.startswith("-")), None)
    for verb, line in VERBS.items():
        if verb == named:
            _load(root, verb, line)
        else:
            root.command(verb, help=line)(_unloaded)
    return root


def _load(root: typer.Typer, verb: str, line: str) -> None:
    app: typer.Typer = import_module(f"downrange.cli.{verb}").app
    commands = app.registered_commands
    alone = commands[0] if len(commands) == 1 else None
    if alone is not None and alone.callback is not None and alone.callback.__name__ == verb:
        root.command(verb, help=alone.help)(alone.callback)
    else:
        root.add_typer(app, name=verb, help=line, no_args_is_help=True)


def _unloaded() -> None:
    """A name in the list of verbs; never called, because the verb that is called is loaded."""


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"downrange {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool,
        typer.Option("--version", help="Say the version and stop.", callback=_say_version, is_eager=True),
    ] = False,
) -> None:
    """The options that stand before any verb."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command. Errors that a user can correct are one message on standard error, exit code 2."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):  # a pipe on Windows may know fewer letters than we print
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        application(given)(args=given, prog_name="downrange")
    except DownrangeError as error:
        print(f"downrange: {visible(str(error))}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:  # the reader went away, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("DOWNRANGE_DEBUG"):
            raise
        problem = f"{type(error).__name__}: {error}".splitlines()[0]
        print(f"downrange: {visible(DoorCode.INTERNAL.says({'problem': problem}))}", file=sys.stderr)
        sys.exit(INTERNAL_ERROR)
