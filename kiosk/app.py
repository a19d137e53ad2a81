"""The app: one screen for visitors, the staff's behind a PIN, and what keeps both alive."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import secrets
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events, work
from textual._context import active_message_pump  # whose code it is that runs
from textual.app import ScreenStackError
from textual.css.query import NoMatches
from textual.dom import DOMNode, NoScreen
from textual.driver import Driver
from textual.filter import LineFilter
from textual.worker import WorkerFailed, get_current_worker

from kiosk.desk.serving import EVERYTHING, Serving
from kiosk.desk.snapshot import Snapshot
from kiosk.desk.thread import DeskThread
from kiosk.errors import ForPeople
from kiosk.rules.lock_waits import WaitStage, stage
from kiosk.rules.names import fold
from screens.host import DayChanged, Ended, Host, LockWaited
from screens.kiosk import KioskScreen
from screens.scan_reader import ScanReader
from screens.themes import DARK, PLAIN, THEMES

if TYPE_CHECKING:
    from kiosk.desk.board import Board
    from kiosk.desk.protocol import Desk
    from kiosk.model import Staff

REFRESH_SECONDS = 0.25
"""How often the day is read: what another window did is seen within half a second."""

LEAVE_SECONDS = 5.0

LOCK_SECONDS = 1.0
"""How often is looked whether another window holds this one up."""

log = logging.getLogger("kiosk")


class KioskApp(Host, inherit_bindings=False):
    """Inert to every key that would quit, suspend, select or open a palette."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    TITLE = "Session kiosk"
    CSS_PATH = "../screens/kiosk.tcss"
    """The app's first screen is never pushed, so that its sheet is not read with it."""
    CSS = "Screen { overflow: hidden; }"

    def __init__(
        self,
        desk: DeskThread,
        *,
        serving: Serving = EVERYTHING,
        failed: str = "",
        waiting: Sequence[str] = (),
        theme: str = DARK.name,
        sound: bool = True,
    ) -> None:
        """Args:
        desk: the thread that owns the store.
        serving: which sessions this kiosk checks in to.
        failed: the reference of the error after which the app is opened again.
        waiting: codes of the badges that waited then.
        theme: the kiosk's own palette, of ``screens.themes.THEMES``.
        sound: whether a check-in and a refusal are heard.
        """
        super().__init__()
        self.desk = desk
        self.snapshot = Snapshot.opening()
        self.language = self.snapshot.languages[0]
        self.failed = failed
        self.refused: ForPeople | None = None
        """Why the data folder could not be opened."""
        self.opened = asyncio.Event()
        self._serving = serving
        self._waited = waiting
        self._board: Board | None = None
        self._sound = sound
        self.own_theme = PLAIN.name if self.no_color else theme
        for known in (*THEMES.values(), PLAIN):
            self.register_theme(known)
        # Not as a change, for which every sheet would be read once more before the first frame.
        self.set_reactive(KioskApp.theme, self.own_theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.scans = ScanReader(self, super().on_event)
        self._reading = False
        self._read_again = False
        self._telling_wait = False

    def get_driver_class(self) -> type[Driver]:
        if sys.platform == "win32":
            return super().get_driver_class()  # reads characters, not bytes
        from screens.terminal import KioskTerminal

        return KioskTerminal

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual sends greys where ``NO_COLOR`` is set; the terminal's own two are better."""
        if not self.no_color:
            return super().get_line_filters()
        from screens.plain import PLAINLY

        return (PLAINLY,)

    def get_default_screen(self) -> KioskScreen:
        """The kiosk lies under everything else from the first frame on."""
        return KioskScreen(self.failed)

    def on_mount(self) -> None:
        # The first frame goes out before anything is read: whoever starts to type or scan
        # then is answered as soon as it has been.
        self.call_after_refresh(self._open)
        self.set_interval(LOCK_SECONDS, self._look_for_wait)
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                try:
                    loop.add_signal_handler(getattr(signal, name), self._leave)
                except (NotImplementedError, RuntimeError):
                    return  # Windows, or not the main thread: the system's own way

    def _leave(self) -> None:
        """The system asks it to end. A terminal that is gone can hold the end up for ever;
        what anyone was told is on the disk long since, so that is not waited for."""
        self.exit(Ended.LEFT)
        last = threading.Timer(LEAVE_SECONDS, os._exit, (1,))
        last.daemon = True
        last.start()

    async def on_event(self, event: events.Event) -> None:
        """Look at keys for a scan before anything can act on them; those that bubble up
        again were looked at."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self.scans.take(event)
        else:
            await super().on_event(event)

    # ---- keeping up

    @work
    async def _open(self) -> None:
        try:
            await self.desk.open()
        except ForPeople as error:
            self.refused = error
            self.exit(Ended.REFUSED)
            return
        self.read_day()
        self.scans.keep(self._waited)
        self.set_interval(REFRESH_SECONDS, self.read_day)
        await asyncio.to_thread(_ready)
        await self.opened.wait()
        # What was read stays: to look for garbage among a hundred thousand people would
        # hold a verdict up.
        gc.freeze()

    def read_day(self) -> None:
        if self._reading:
            self._read_again = True
        else:
            self._read()

    @work
    async def _read(self) -> None:
        self._reading = True
        try:
            self._read_again = True
            while self._read_again:
                self._read_again = False
                found = await self.desk.do(self._read_board, self.snapshot)
                if found:
                    if not self.snapshot.is_open:
                        self.language = found.languages[0]
                    self.snapshot = found
                    self.opened.set()
                    if self.screen_stack:  # else the app is ending
                        self.screen.post_message(DayChanged(found))
        finally:
            self._reading = False

    def _read_board(self, desk: Desk, known: Snapshot) -> Snapshot | None:
        if self._board is None:
            from kiosk.desk.board import Board  # not before the first frame

            self._board = Board(self._serving)
        return self._board.read(desk, known if known.is_open else None)

    def _look_for_wait(self) -> None:
        seconds = self.desk.waits.seconds()
        if (self.lock_wait or stage(seconds)) and not self._telling_wait:
            self._tell_wait(seconds)

    @work
    async def _tell_wait(self, seconds: float) -> None:
        """Say that another window holds this one up, and who it is once it takes very long;
        or that it is over."""
        from kiosk.model.locking import LockWait  # nobody waits, nearly always

        self._telling_wait = True
        try:
            is_stuck = stage(seconds) is WaitStage.STUCK
            holder = await asyncio.to_thread(self.desk.waits.holder) if is_stuck else None
            self.lock_wait = LockWait(seconds, holder) if stage(seconds) else None
            if self.screen_stack:
                for screen in self.screen_stack:
                    screen.post_message(LockWaited())
        finally:
            self._telling_wait = False

    # ---- staff

    @work
    async def open_staff(self) -> None:
        if isinstance(self.screen, KioskScreen):
            try:
                known = await self.ask(_staff)
            except ForPeople as error:
                if isinstance(self.screen, KioskScreen):
                    self.screen.say_wrong(error)
                return
            if not known:
                self.bell()
                return
            from screens.pin import PinScreen

            staff = await self.push_screen_wait(PinScreen(known))
            if staff:
                self.go_to("sessions", staff)

    def go_to(self, place: str, staff: Staff) -> None:
        from screens.places import PLACES  # not before anyone signs in: the door opens sooner

        screen = PLACES[place](staff)
        self._to_kiosk()
        self.push_screen(screen)

    def sign_out(self) -> None:
        self._to_kiosk()
        self.theme = self.own_theme
        self.speak(self.snapshot.languages[0])
        if isinstance(self.screen, KioskScreen):
            self.screen.notice(self.words("You are signed out."))

    def bell(self) -> None:
        """Heard at the door only, and only where it is wanted."""
        if self._sound and self.screen_stack and isinstance(self.screen, KioskScreen):
            super().bell()

    def _to_kiosk(self) -> None:
        while len(self.screen_stack) > 1 and not isinstance(self.screen, KioskScreen):
            self.pop_screen()

    # ---- what nobody foresaw

    def log_failure(self, error: BaseException) -> str:
        reference = secrets.token_hex(3)
        detail = "".join(traceback.format_exception(error))
        log.error("%s %s", reference, detail)
        return reference

    def _handle_exception(self, error: Exception) -> None:
        """Log it and end, to be opened again: no traceback on a public screen."""
        if self._is_of_what_was_left(error):
            log.debug("not drawn, for it was left: %s", error)
            return
        if self.is_headless:
            super()._handle_exception(error)
            return
        self.failed = self.log_failure(error)
        self._exit = True
        self.exit(Ended.FAILED)
        self._close_messages_no_wait()

    def _is_of_what_was_left(self, error: Exception) -> bool:
        """Whether a screen that was left, and is being taken down, misses what was on it; or
        any, when the app ends. It goes piece by piece, while what it had asked for may still
        be answered: that is drawn for nobody, and the kiosk goes on."""
        cause: BaseException = error
        widget: object = active_message_pump.get(None)
        if isinstance(error, WorkerFailed):
            cause, widget = error.error, get_current_worker().node
        if not isinstance(cause, NoMatches | NoScreen | ScreenStackError):
            return False
        if not self._running:
            return True
        if not isinstance(widget, DOMNode):
            return False
        try:
            return widget.screen not in self.screen_stack
        except NoScreen:
            return True


def _ready() -> None:
    """Load what the first visitor's answer needs."""
    from screens import offered, verdict_lines  # noqa: F401

    verdict_lines.ready()


def _staff(desk: Desk) -> list[Staff]:
    """Who can sign in on this laptop, by name."""
    from kiosk.model import Staff

    known = (staff for staff in desk.store.all(Staff) if desk.pins.has(staff.id))
    return sorted(known, key=lambda staff: fold(staff.name))
