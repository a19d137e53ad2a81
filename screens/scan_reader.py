"""Badges that are scanned where nobody waits for one: while staff have a dialog open, type
a PIN, or type into a field.

Every key passes here before anything acts on it. What begins like a badge is kept back for
as long as a scanner takes to go on; a whole code never reaches a field or a button, nor does
the Enter before or behind it. It waits, in order, until a screen is in front that knows what
a scan means there.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from textual import events
from textual.timer import Timer
from textual.widgets import Input

from kiosk.rules import codes
from screens.below import Step
from screens.kiosk import KioskScreen
from screens.kiosk_door import DEBOUNCE_SECONDS
from screens.scan_input import TERMINATOR_WITHIN, TERMINATORS, ScanInput, event_clock
from screens.waiting import WaitingScans

if TYPE_CHECKING:
    from screens.host import Host

_TYPED_HELD_FOR = 0.08
"""Seconds for which a letter is kept back that may be a scan's, or a hand's; and an Enter
that may come before a scan."""
_HELD_FOR = 0.3
"""Seconds where no letter of a badge means anything, or after those that no hand types."""
_DELIVER_EVERY = 0.1

_MODIFIERS = ("shift", "caps_lock", "num_lock")
"""Ends of the names of keys that some terminals tell of between the letters of a scan."""


class _Reads(Enum):
    """Who reads a scan that is made now."""

    FIELD = "field"
    SCREEN = "screen"
    """The screen takes every key as it comes."""
    NOBODY = "nobody"


class ScanReader:
    """Reads the app's keys, and keeps the badges that wait."""

    def __init__(self, app: Host, forward: Callable[[events.Event], Awaitable[None]]) -> None:
        """``forward``: gives an event to whoever has the focus."""
        self.waiting: list[str] = []
        """Codes, in the order of their scans."""
        self._app = app
        self._forward = forward
        self._before: events.Key | None = None
        """An Enter that may belong to the scan that follows."""
        self._held: list[events.Key] = []
        self._timer: Timer | None = None
        self._delivering: Timer | None = None
        self._sends_enter_first = False
        self._letters = ""
        """The last that came, kept back or not; none after another key."""
        self._ended_at = 0.0
        """When the last letter of a scan came; zero after another key."""
        self._ended_with: set[str] = set()
        self._last = ("", 0.0)

    async def take(self, event: events.Key | events.Paste) -> None:
        """Give a key on, now or later, or keep it as a part of a scan."""
        if isinstance(event, events.Paste):
            await self._take_paste(event)
        elif event.key.endswith(_MODIFIERS):
            await self._forward(event)
        elif event.key in TERMINATORS:
            await self._take_terminator(event)
        else:
            is_letter = event.is_printable and event.character
            if is_letter and self._marks_a_scan(event):
                if self._reads() is not _Reads.NOBODY:
                    await self._forward(event)
                return
            letters = self._letters + (event.character or "").upper() if is_letter else ""
            self._letters, self._ended_at = letters[-codes.LENGTH :], 0.0
            if codes.is_code(self._letters):
                self._ended_at, self._ended_with = event.time, set()
            if is_letter:
                await self._take_letter(event)
            else:
                await self._let_go()
                await self._forward(event)

    # ---- who is in front

    def _reads(self) -> _Reads:
        screen = self._app.screen
        if isinstance(screen, KioskScreen):
            if screen.focused is None:  # a click beside everything takes it away
                screen.set_focus(screen.field)
            return _Reads.FIELD
        if isinstance(screen.focused, ScanInput):
            return _Reads.FIELD
        takes_scan = getattr(screen, "takes_scan", None)
        return _Reads.SCREEN if takes_scan and takes_scan() else _Reads.NOBODY

    def _may_come_first(self) -> bool:
        """Whether an Enter is kept back until it is clear that no scan follows it: where it
        would check someone in; and everywhere, once a scanner has shown that it sends its
        Enter first. Hands notice it nowhere but where they type on at once."""
        screen = self._app.screen
        if isinstance(screen, KioskScreen):
            return screen.below.step not in (Step.DAY, Step.HELP)
        return self._sends_enter_first

    # ---- keys

    async def _take_letter(self, event: events.Key) -> None:
        reads = self._reads()
        if reads is not _Reads.NOBODY and not self._before:
            await self._let_go()
            await self._forward(event)
            return
        self._held.append(event)
        while self._held and not self._may_be_a_scan():
            await self._let_go(1)
        held = self._held_letters()
        if reads is not _Reads.NOBODY and held == codes.PREFIX:
            # The field takes it from here, without the Enter.
            self._sends_enter_first, self._before = True, None
            await self._let_go()
        elif codes.is_code(held):
            self._sends_enter_first |= self._before is not None
            self._before, self._held = None, []
            self._read(held, event.time)
        elif self._held:
            self._wait()

    def _held_letters(self) -> str:
        return "".join(key.character or "" for key in self._held).upper()

    def _may_be_a_scan(self) -> bool:
        held = self._held_letters()
        return codes.begins(held) or codes.is_code(held)

    async def _take_terminator(self, event: events.Key) -> None:
        reads = self._reads()
        within = event.time - self._ended_at < TERMINATOR_WITHIN and not self._held
        ends = within and event.key not in self._ended_with  # once: the next is a hand's
        self._ended_with.add(event.key)
        if ends and reads is _Reads.NOBODY:
            return
        await self._let_go()
        if ends or reads is _Reads.SCREEN or not self._may_come_first():
            await self._forward(event)
        else:
            self._before = event
            self._wait()
        self._letters = ""

    async def _take_paste(self, event: events.Paste) -> None:
        await self._let_go()
        found = codes.all_in(event.text) if self._reads() is _Reads.NOBODY else []
        for code in found:
            self._read(code, event.time)
        if not found:
            await self._forward(event)

    def _marks_a_scan(self, event: events.Key) -> bool:
        """Whether this is a scanner's mark behind a code: before its Enter; what is typed
        behind that is a hand's."""
        follows = event.time - self._ended_at < TERMINATOR_WITHIN
        is_open = not (self._held or self._ended_with)
        return follows and is_open and codes.is_mark(event.character or "")

    # ---- keeping back

    async def _let_go(self, count: int | None = None) -> None:
        """Give on what was kept back, the oldest first: it was no scan."""
        before, self._before = self._before, None
        count = len(self._held) if count is None else count
        keys, self._held = self._held[:count], self._held[count:]
        for key in filter(None, (before, *keys)):
            await self._forward(key)

    def _wait(self) -> None:
        if self._timer is None:
            self._timer = self._app.set_timer(_TYPED_HELD_FOR, self._time_is_up)

    async def _time_is_up(self) -> None:
        self._timer = None
        if not self._app.screen_stack:
            return  # the app is ending
        kept = [key for key in (self._before, *self._held) if key]
        if kept and event_clock() - kept[-1].time < self._patience():
            self._wait()
        else:
            await self._let_go()

    def _patience(self) -> float:
        """How long what is kept back waits for the next letter."""
        is_typed = self._before or isinstance(self._app.screen.focused, Input)
        is_begun = len(self._held) >= len(codes.PREFIX)
        return _HELD_FOR if is_begun or not is_typed else _TYPED_HELD_FOR

    # ---- badges

    def _read(self, code: str, time: float) -> None:
        last, at = self._last
        self._last = (code, time)
        if last == code and time - at < DEBOUNCE_SECONDS:
            return  # some scanners send each code twice
        for field in self._app.screen.query(ScanInput):
            field.post_message(ScanInput.Scanned(field, code))
            return
        self.keep([code])

    def keep(self, scanned: Sequence[str]) -> None:
        """Have badges decided on, in their order, as soon as a screen for it is in front."""
        self.waiting.extend(scanned)
        self._deliver()
        if self.waiting and self._delivering is None:
            self._delivering = self._app.set_interval(_DELIVER_EVERY, self._deliver)

    def _deliver(self) -> None:
        """Have those that wait decided on, if a screen for it is in front; else say that
        they wait."""
        from screens.staff import StaffScreen

        screen = self._app.screen
        if isinstance(screen, KioskScreen | StaffScreen) and screen.is_mounted:
            found, self.waiting = self.waiting, []
            for code in found:
                if isinstance(screen, StaffScreen):
                    screen.scanned(code)
                else:
                    screen.field.post_message(ScanInput.Scanned(screen.field, code))
        for line in screen.query(WaitingScans):
            line.tell(self.waiting)
        if not self.waiting and self._delivering:
            self._delivering.stop()
            self._delivering = None
