"""Marking people on a roster: one, or all who are selected; with one reason for all of them
where what was recorded says otherwise. And taking back: a check-in, or the signature."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.desk import closing, marking, walk_ins
from kiosk.desk.roster import Seen
from kiosk.model import AttendanceStatus, Attendee
from kiosk.wording import named
from kiosk.words import Words
from screens.reason import ReasonScreen
from screens.signs import word
from screens.staff import StaffScreen
from screens.walk_in import WhyForm


async def mark(
    screen: StaffScreen, session_id: str, people: Sequence[str], status: AttendanceStatus
) -> str | None:
    """Ask for the reason where one is needed, and mark them. Answers with what to say;
    ``None`` where whoever was asked went back.

    Raises:
        Refused: it cannot be so, and why.
    """
    app, words = screen.app, screen.app.words
    against = await app.ask(marking.contradicted, session_id, people, status)
    reason = ""
    if against:
        answer = await asked_why(screen, against, status)
        if answer is None:
            return None
        reason = answer
    done = await app.ask(marking.mark, session_id, people, status, screen.staff, reason)
    if len(people) == 1:
        return ""
    marked = word(Seen(status.value), words)
    return words.plural(
        "{n} person marked: {status}.", "{n} people marked: {status}.", done, status=marked
    )


async def asked_why(
    screen: StaffScreen, against: Sequence[Attendee], status: AttendanceStatus
) -> str | None:
    """Why people are marked otherwise than what was recorded of them: one reason for all."""
    words = screen.app.words
    title = _title(against, word(Seen(status.value), words), words)
    asked = WhyForm(words, title, words("It stands in the record."))
    return await screen.app.push_screen_wait(asked)


def _title(against: Sequence[Attendee], status: str, words: Words) -> str:
    if len(against) == 1:
        return words(
            "Something else is recorded of {name}. Mark them “{status}” all the same?",
            name=named(against[0], words),
            status=status,
        )
    return words.plural(
        "Something else is recorded of {n} person. Mark them “{status}” all the same?",
        "Something else is recorded of {n} people. Mark them “{status}” all the same?",
        len(against),
        status=status,
    )


async def take_back(screen: StaffScreen, session_id: str, person: Attendee) -> str | None:
    """Take back what was recorded last of somebody, with a reason.

    Raises:
        Refused: nothing stands, or it is closed.
    """
    app, words = screen.app, screen.app.words
    title = words("Take back {name}'s check-in?", name=named(person, words))
    reason = await app.push_screen_wait(WhyForm(words, title))
    if not reason:
        return None
    await app.ask(walk_ins.take_back, session_id, person.id, screen.staff, reason)
    return words("Taken back. They may check in again.")


async def reopen(screen: StaffScreen, session_id: str) -> str | None:
    """Open a closed session again, with a reason and a PIN.

    Raises:
        Refused: it is not closed, or not by this person.
    """
    app, words, title = screen.app, screen.app.words, screen.app.words("Reopen this session")
    asked = ReasonScreen(screen.staff, title, words("Why? It stands in the record."))
    reason = await app.push_screen_wait(asked)
    if not reason:
        return None
    await app.ask(closing.reopen, session_id, screen.staff, reason)
    return words("Reopened. Close it again when it is right.")
