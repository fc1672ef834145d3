"""The command line: one verb a file, each imported only when it is called.

``downrange --help`` must answer at once, so this file knows the names of the verbs and one line about each.
A verb's module exposes ``app``, a typer application: several commands make a group (``record timeline``), a
single command of the verb's own name stands alone (``plane``).

Exit codes: 0 done, 1 the answer is no, 2 bad input (one clear message on standard error), 70 an internal error, 130
interrupted.
"""

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from traceback import extract_tb
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
BAD_INPUT = 2
INTERNAL_ERROR = 70  # EX_SOFTWARE of sysexits.h
INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it


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
    """Run one command and leave with its exit code. Errors that a user can correct are one message, exit code 2."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _open_streams()
    sys.exit(_flushed(_run(given)))


def _run(given: list[str]) -> int:
    """The exit code of one command; what went wrong is said on standard error."""
    led_to = _led_to()
    try:
        application(given)(args=given, prog_name="downrange")
    except SystemExit as end:
        # A closed pipe, as of `| head`: typer puts a wrapper over it, and rich leads it nowhere.
        if type(sys.stdout).__name__ == "PacifyFlushWrapper" or _led_to() != led_to:
            return 0
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except DownrangeError as error:
        return _said(str(error), BAD_INPUT)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return 0
    except OSError as error:
        return _said(DoorCode.SYSTEM.says({"reason": error.strerror or error}), BAD_INPUT)
    except MemoryError:
        return _said(DoorCode.NO_MEMORY.says(), BAD_INPUT)
    except Exception as error:
        if os.environ.get("DOWNRANGE_DEBUG"):
            raise
        return _said(_internal(error), INTERNAL_ERROR)
    return 0


def _led_to() -> tuple[int, int] | None:
    """What standard output is: device and number of its file."""
    with suppress(OSError, ValueError):
        found = os.fstat(sys.stdout.fileno())
        return found.st_dev, found.st_ino
    return None


def _said(text: str, code: int) -> int:
    with suppress(OSError):  # nobody reads standard error
        print(f"downrange: {visible(text)}", file=sys.stderr)
    return code


def _internal(error: Exception) -> str:
    """What to report of a fault of ours: the error, where it arose, the version."""
    frames = [frame for frame in extract_tb(error.__traceback__) if "downrange" in frame.filename]
    place = f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else "unknown place"
    problem = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    python = ".".join(map(str, sys.version_info[:3]))
    return DoorCode.INTERNAL.says(
        {"problem": problem, "place": place, "version": __version__, "python": python}
    )


def _open_streams() -> None:
    """Streams that are closed lead nowhere; a pipe on Windows may know fewer letters than are printed."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _flushed(code: int) -> int:
    """The exit code once standard output is written: 0 where nobody reads on, 2 where it cannot be written."""
    try:
        sys.stdout.flush()
    except OSError as error:
        with suppress(OSError, io.UnsupportedOperation):  # else Python tries again as it ends, and says so
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return 0
        return _said(DoorCode.NO_OUTPUT.says({"reason": error.strerror}), BAD_INPUT)
    return code
