"""What was signed, once it is."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from kiosk.desk import closing
from kiosk.desk.completing.completions import completions
from kiosk.desk.protocol import Desk
from kiosk.desk.roster import Seen
from kiosk.model import AttendanceStatus, Closing, Staff
from screens.signs import count
from screens.staff import StaffScreen


class ClosedScreen(StaffScreen):
    """What was signed, quietly; any key goes back to the sessions."""

    CSS_PATH = ["staff.tcss", "closing.tcss"]
    PLACE = "sessions"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "back", "To the sessions")]

    def __init__(
        self, staff: Staff, title: str, signed: Closing, complete: int, early: str = ""
    ) -> None:
        """
        Args:
            early: when it ended, in words, where that was before its scheduled end.
        """
        super().__init__(staff)
        self._early = early
        self._title = title
        self._signed = signed
        self._complete = complete

    def body(self) -> ComposeResult:
        words = self.app.words
        counts: dict[Seen, int] = {}
        for line in self._signed.roster:
            seen = Seen(line.status.value)
            counts[seen] = counts.get(seen, 0) + 1
        said = ", ".join(count(seen, counts[seen], words) for seen in Seen if seen in counts)
        complete = words.plural(
            "{n} has completed the workshop", "{n} have completed the workshop", self._complete
        )
        yield Static(
            Content("\n\n").join(
                [
                    Content.styled(words("✓  Closed"), "bold $text-success"),
                    Content(self._title),
                    Content(said),
                    *([Content(self._early)] if self._early else []),
                    Content(complete),
                    Content.styled(words("Signed by {name}", name=self.staff.name), "$text-muted"),
                ]
            ),
            id="closed",
        )

    def on_mount(self) -> None:
        self.titled("")

    def go_back(self) -> None:
        self.app.go_to("sessions", self.staff)


def close(
    desk: Desk,
    session_id: str,
    staff: Staff,
    minutes: int | None,
    answers: dict[str, AttendanceStatus],
    reasons: dict[str, str],
    ended: dt.datetime | None = None,
) -> tuple[Closing, int]:
    """Sign a session.

    Returns the signature, and how many have completed the workshop by it.

    Raises:
        Refused: it cannot be signed now; the text says why.
    """
    signed = closing.close(desk, session_id, staff, minutes, answers, reasons, ended)
    sitting = desk.store.sitting(session_id)
    if sitting is None:
        return signed, 0
    rows = completions(desk.store, workshop=sitting.workshop.id)
    done = [r for r in rows if r.offering.id == sitting.offering.id and r.completion.complete]
    return signed, len(done)
