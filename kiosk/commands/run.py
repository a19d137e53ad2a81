"""Opening the screens: for ``kiosk`` and ``kiosk demo``."""

from __future__ import annotations

import logging
import logging.handlers
import os
import sys
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.commands.lock_waits import StoreWaits, shown_on_screen
from kiosk.commands.looks import Looks
from kiosk.desk.serving import Serving
from kiosk.desk.thread import DeskThread
from kiosk.errors import Refused
from screens.host import SMALLEST, Ended

if TYPE_CHECKING:
    from kiosk.desk.protocol import Desk

log = logging.getLogger("kiosk")
_early = logging.handlers.MemoryHandler(1000, flushLevel=logging.CRITICAL + 1)
"""Keeps what is logged before the data folder is open."""

_MOST_FAILURES = 5
"""So many within a minute, and it is not opened again."""


def check_terminal() -> None:
    """Whether the screens can be shown here.

    Raises:
        Refused: no terminal, or one that is too small.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise Refused(
            "The kiosk needs a terminal. Without one, “kiosk scan” reads codes from a pipe."
        )
    size = os.get_terminal_size(sys.stdin.fileno())
    if size.columns < SMALLEST[0] or size.lines < SMALLEST[1]:
        raise Refused(
            "This window has {columns} columns and {lines} lines; the kiosk needs "
            "{width} by {height}, and looks best from 80 by 24. Make it larger.",
            columns=size.columns,
            lines=size.lines,
            width=SMALLEST[0],
            height=SMALLEST[1],
        )


def open_kiosk(
    path: Path, looks: Looks, room: str = "", sessions: frozenset[str] = frozenset()
) -> None:
    """Show the kiosk until staff close it; open it again after an error nobody foresaw.

    Args:
        room, sessions: what it checks in to; without either, the whole school.
    """
    check_terminal()
    log.propagate = False  # an error never goes to the screen
    log.addHandler(_early)
    with ExitStack() as opened:
        serving = Serving(room, sessions)
        opened.enter_context(shown_on_screen(f"kiosk --room {room}" if room else "kiosk"))
        thread = DeskThread(partial(_open, opened, path, serving), StoreWaits())
        try:
            _show(thread, path, serving, looks)
        finally:
            thread.close()


def _open(opened: ExitStack, path: Path, serving: Serving) -> Desk:
    from kiosk.commands.opening import open_desk  # and so the store: after the first frame

    desk = opened.enter_context(open_desk(path))
    serving.check(desk.store)
    _log_to(path / "log")
    return desk


def _show(thread: DeskThread, path: Path, serving: Serving, looks: Looks) -> None:
    from kiosk.app import KioskApp

    failures: list[float] = []
    failed = ""
    waiting: list[str] = []
    while True:
        app = KioskApp(
            thread,
            serving=serving,
            failed=failed,
            waiting=waiting,
            theme=looks.theme,
            sound=looks.sound,
        )
        app.fonts = path / "fonts"
        match app.run():
            case Ended.REFUSED if app.refused:
                raise app.refused
            case Ended.FAILED:
                failed, waiting = app.failed, app.scans.waiting
            case _:
                return
        failures = [t for t in failures if time.monotonic() - t < 60] + [time.monotonic()]
        if len(failures) >= _MOST_FAILURES:
            raise Refused(
                "The kiosk fails again and again. Reference {reference}: the details are in "
                "{log}. What was confirmed is kept.",
                reference=failed,
                log=path / "log",
            )


def _log_to(folder: Path) -> None:
    """Errors go to a rotating file in the data folder, never to the screen."""
    from store.access import make_folder  # after the first frame
    from store.private_log import PrivateLog

    make_folder(folder)
    handler = PrivateLog(folder / "kiosk.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(message)s"))
    log.addHandler(handler)
    _early.setTarget(handler)
    _early.close()
    log.removeHandler(_early)


def offer(path: Path, looks: Looks) -> None:
    """An empty folder: set it up, or see the demo."""
    check_terminal()
    click.echo(f"There is no school in {path} yet.")
    choice = click.prompt(
        "Set one up, or look at a demo school?",
        type=click.Choice(["setup", "demo", "quit"]),
        default="demo",
    )
    context = click.get_current_context()
    if choice == "setup":
        from kiosk.commands.init import command as init

        init.main(["--data", str(path)], standalone_mode=False)
        open_kiosk(path, looks)
    elif choice == "demo":
        from kiosk.commands.demo import command as demo

        context.invoke(demo, no_open=False, as_json=False, data=None)
