"""The program: ``downrange``, or ``python -m downrange`` where the script of that name is not on the path."""

import signal
import sys
from _thread import interrupt_main
from threading import Event, Thread, main_thread
from types import FrameType

ASK_AGAIN_S = 5.0


def run() -> None:
    """Run the command line; Ctrl-C ends it with exit code 130, also while its modules are still loading."""
    if (
        signal.getsignal(signal.SIGINT) is signal.default_int_handler
    ):  # else a script runs us in the background
        signal.signal(signal.SIGINT, _interrupt)
    try:
        from downrange.cli import main

        main()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        _ended.set()


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Raise KeyboardInterrupt, and again until the program ends.

    One that comes inside a destructor, or inside code of others that passes over every exception, is lost.
    """
    if not _asked.is_set():
        _asked.set()
        Thread(target=_ask_again, daemon=True).start()
    raise KeyboardInterrupt


def _ask_again() -> None:
    while not _ended.wait(ASK_AGAIN_S):
        if hasattr(signal, "pthread_kill"):  # to the main thread, which may be waiting
            signal.pthread_kill(main_thread().ident or 0, signal.SIGINT)
        else:
            interrupt_main()


_asked, _ended = Event(), Event()

if __name__ == "__main__":
    run()
