"""What the lower half of the kiosk offers, as lines: the day, people, sessions."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from kiosk.desk.snapshot import Snapshot
from kiosk.model import Attendee, Sitting
from kiosk.rules.search import told_apart
from kiosk.wording import given_name, place, titled
from kiosk.words import Words
from screens.columns import WHOLE, TableColumn, TableLines, make_row, marks_of
from screens.drawing import board, hours, session_marks
from screens.layout import LineVisual


def day(snapshot: Snapshot, words: Words, width: int, height: int, wide: bool) -> Content:
    """The day's sessions, as many as there is room for."""
    return board(list(snapshot.sessions), words, width, height, wide)


def people(found: Sequence[Attendee]) -> list[LineVisual]:
    """A line a person, with what tells them apart behind the name."""
    rows = [
        make_row(Content.styled(match.attendee.name, "bold"), match.detail)
        for match in told_apart(list(found))
    ]
    lines = TableLines((TableColumn(least=12), TableColumn(least=WHOLE)), rows, gap=3)
    return [LineVisual(lines, place) for place in range(len(rows))]


def question(person: Attendee, words: Words) -> Content:
    """Whether it is they."""
    return Content.assemble((words("Is this you?"), "$text-muted"), "  ", (person.name, "bold"))


def answers(person: Attendee, words: Words) -> list[Content]:
    """Yes, with what tells them apart from others; and no."""
    (match,) = told_apart([person])
    yes = Content.assemble((words("Yes, check me in"), "bold"), f"   {match.detail}")
    return [yes, Content(words("No, start again"))]


def which(person: Attendee, walks_in: bool, words: Words) -> str:
    """What is asked above sessions."""
    if not walks_in:
        return words("Which one are you here for?")
    who = given_name(person.name)
    return words("{name}: you are not registered today. You may join:", name=who)


def sessions(sittings: Sequence[Sitting], walks_in: bool, words: Words) -> list[Content]:
    """A line a session; last, none of them, where that can be meant."""
    cells = [(hours(s, words), titled(s, words), place(s, words)) for s in sittings]
    rows = [
        make_row(*texts, marks=session_marks(s, words)[1:-2])
        for texts, s in zip(cells, sittings, strict=True)
    ]
    marks = marks_of(rows, range(3))
    lines = [
        Content.assemble(
            when, "  ", (title, "bold"), f"  {where}", *(m.text for m in marks.get(number, ()))
        )
        for number, (when, title, where) in enumerate(cells)
    ]
    return [*lines, Content(words("None of these"))] if walks_in else lines
