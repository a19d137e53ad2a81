"""What is asked of the desk from the public screen, and how its answers are shown.

A verdict is painted only once the desk has given it. The next visitor may ask before the
last one is answered: both are recorded, and only the later one's verdict is shown.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from kiosk.errors import ForPeople
from kiosk.rules.lock_waits import SAID_AFTER, WaitStage, stage
from kiosk.rules.repeats import REPEAT_SECONDS, is_repeat
from screens.below import Below, Step, Wanted
from screens.host import Host
from screens.kiosk_entry import Entry
from screens.sound import Bell
from screens.verdict import Shown, VerdictPanel

if TYPE_CHECKING:
    from kiosk.desk import door
    from kiosk.desk.protocol import Desk

DEBOUNCE_SECONDS = REPEAT_SECONDS
"""The same code again so soon is one scan: some scanners send each code twice."""
SLOW_SECONDS = 0.4
"""When an answer takes longer, the screen says that it is coming."""


class Decide(Protocol):
    """What the desk is asked: :func:`door.scan` or :func:`door.check_in`."""

    def __call__(
        self, desk: Desk, who: str, /, *, served: frozenset[str] | None
    ) -> door.Verdict: ...


class Door:
    """Asks, and shows the answers on the panel, or as sessions to choose from."""

    def __init__(self, panel: VerdictPanel, entry: Entry, below: Below, bell: Bell) -> None:
        self._panel, self._entry, self._below, self._bell = panel, entry, below, bell
        self._asked = 0
        self._last_code = ("", 0.0)
        self._shown_wait: Shown | None = None
        self._says_wait = False

    @property
    def _app(self) -> Host:
        return self._panel.app

    # ---- asking

    def badge(self, code: str) -> None:
        """A badge was scanned."""
        last, at = self._last_code
        now = time.monotonic()
        self._last_code = (code, now)
        if not is_repeat(code, now, last, at):
            self.scan(code)

    def scan(self, text: str) -> None:
        """Have the desk find whose code, number or name it is, for all sessions served."""
        from kiosk.desk import door

        self._decide(door.scan, text)

    def check_in(self, wanted: Wanted) -> None:
        """Check in someone who said who they are."""
        from kiosk.desk import door

        self._decide(door.check_in, wanted.person.id, wanted.session)

    def _decide(self, decide: Decide, who: str, session: str | None = None) -> None:
        """Have the desk decide on a text or a person, for one session or all it serves."""
        self._asked += 1
        self._panel.hide()
        self._panel.run_worker(self._answer(self._asked, decide, who, session))

    async def _answer(self, asked: int, decide: Decide, who: str, session: str | None) -> None:
        slow = self._panel.set_timer(SLOW_SECONDS, self._say_wait)
        very_slow = self._panel.set_timer(SAID_AFTER, self._say_slow)
        app = self._app
        try:
            await app.opened.wait()  # which sessions are served is not known before
            served = frozenset({session}) if session else app.served
            verdict = await app.ask(decide, who, served=served)
        except ForPeople as error:
            app.log_failure(error)
            self._say_failed()
        else:
            if asked == self._asked:  # else the next one is on its way; nobody could read it
                self.show(verdict)
        finally:
            slow.stop()
            very_slow.stop()
            if asked == self._asked and self._below.step is Step.DAY:
                self._entry.hint("")

    # ---- answers

    def _say_wait(self) -> None:
        self._entry.hint(self._app.words("One moment, this is being recorded…"))

    def _say_slow(self) -> None:
        """It takes long, and not because another window has the lock."""
        if not self._app.lock_wait:
            words = self._app.words
            self._entry.hint(words("This takes longer than usual. Please wait: nothing is lost."))

    def say_lock_waited(self) -> None:
        """Say that another window holds this one up: below the field at first, where staff
        are needed in its place. What is scanned and typed meanwhile is taken all the same."""
        what, then = self._app.said_of_wait()
        is_over = not what
        if self._shown_wait and self._panel.shown is self._shown_wait:
            self._panel.hide()
        if is_over and self._says_wait:
            self._entry.hint(self._below.hint())
        self._says_wait, self._shown_wait = not is_over, None
        if is_over:
            return
        wait = self._app.lock_wait
        if wait and stage(wait.seconds) is WaitStage.STUCK and not self._entry.field.value:
            self._shown_wait = Shown("wait", "◔", "", what, "", then)
            self._panel.show(self._shown_wait)
        else:
            self._entry.hint(what)

    def _say_failed(self) -> None:
        words = self._app.words
        what = words("This could not be recorded.")
        then = words("Please see staff at the desk.")
        self._panel.show(Shown("no", "✗", "", what, "", then))
        self._bell.ring(refused=True)

    def show(self, verdict: door.Verdict) -> None:
        """Paint a verdict; or ask which session is meant, if nobody types meanwhile."""
        words, attendee = self._app.words_for(verdict.attendee), verdict.attendee
        if verdict.choices and attendee and not self._entry.field.value:
            self._below.choose(attendee, verdict.choices, verdict.walk_in)
            self._entry.hint(self._below.hint())
            return
        from screens.verdict_lines import shown

        undo = words("Not you? Press Backspace now to undo.") if verdict.fact else ""
        self._panel.show(shown(verdict, words), undo, verdict if verdict.fact else None)
        self._bell.ring(verdict.outcome.is_refusal)

    # ---- taking back

    def take_back(self, verdict: door.Verdict) -> None:
        """Undo a check-in, or a departure, while its verdict shows."""
        self._panel.undoable = None
        self._last_code = ("", 0.0)
        self._panel.run_worker(self._taken_back(verdict))

    async def _taken_back(self, verdict: door.Verdict) -> None:
        from kiosk.desk import door

        words = self._app.words
        if await self._app.ask(door.undo, verdict):
            what, then = words("Taken back: nobody was checked in."), words("Scan or type again.")
            if not verdict.outcome.is_in:
                what = words("Taken back: you are still checked in.")
            self._panel.show(Shown("wait", "↺", "", what, "", then))
        self._app.read_day()
