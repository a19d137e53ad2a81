"""What a completion comes to, case by case: given what was signed, then this."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from kiosk.model import (
    AttendanceStatus,
    Closing,
    CompletionRule,
    Ruling,
    SignedLine,
    Sitting,
)
from kiosk.rules import makeup
from kiosk.rules.completion import Reason, complete
from kiosk.rules.session_record import SessionRecord
from tests.building import sitting
from tests.rules.recorded import (
    ABSENT,
    EXCUSED,
    PRESENT,
    approval,
    ruling,
)

FIRST = sitting("one", "2026-04-10 09:00", "2026-04-10 12:00")
SECOND = sitting("two", "2026-04-10 13:00", "2026-04-10 16:00")
THIRD = sitting("three", "2026-04-11 09:00", "2026-04-11 12:00")
ELSEWHERE = sitting("may", "2026-05-10 09:00", "2026-05-10 12:00", offering="again")
BOTH, EVERY = CompletionRule(), CompletionRule(every_session=True)
SHARE = CompletionRule(share=0.9)


# ---- completion


def signed(
    what: Sitting,
    minutes: int = 180,
    status: AttendanceStatus | None = None,
    length: int = 180,
    made_up: int = 0,
) -> SessionRecord:
    line = SignedLine(
        attendee="ana", status=status or (PRESENT if minutes else ABSENT), minutes=minutes
    )
    closing = Closing(
        time=what.end, session=what.id, by="fay", minutes=length, roster=(line,), hash=""
    )
    record = SessionRecord(what, closing, line)
    if not made_up:
        return record
    approved = approval(what.id, "may")
    there = {"may": makeup.Attended(ELSEWHERE, made_up)}
    found = makeup.credits([approved], {what.id: length - minutes}, there)
    return SessionRecord(what, closing, line, found.get(what.id, ()))


def part(number: int, day: str, offering: str) -> Sitting:
    return sitting(
        f"{offering}-{number}", f"{day} 18:00", f"{day} 21:00", offering=offering, part=number,
        parts=2,
    )  # fmt: skip


APRIL, MAY = part(1, "2026-04-16", "pp"), part(2, "2026-05-21", "pp")
LATER_1, LATER_2 = part(1, "2027-04-15", "next"), part(2, "2027-05-20", "next")
LATER_2B = sitting(
    "next-3", "2027-05-27 18:00", "2027-05-27 21:00", offering="next", part=2, parts=2
)
THIRD_2 = part(2, "2028-05-18", "third")


def instead(
    what: Sitting, *sources: Sitting, minutes: int, there: int | None = None
) -> SessionRecord:
    """A session that was missed but for what the sources do not make up: they make up
    ``minutes`` each, of ``there``."""
    missed = signed(what, 180 - minutes * len(sources))
    seen = {s.id: makeup.Attended(s, there or minutes) for s in sources}
    approved = [approval(what.id, s.id, n=n) for n, s in enumerate(sources, 1)]
    made = makeup.credits(approved, {what.id: minutes * len(sources)}, seen)
    return replace(missed, credits=made[what.id])


@dataclass(frozen=True)
class Told:
    records: list[SessionRecord]
    then: tuple[bool, Reason, int, int]
    """Complete, why, minutes of minutes."""
    rule: CompletionRule = BOTH
    elsewhere: tuple[SessionRecord, ...] = ()
    parts: int = 0
    barred: bool = False
    ruling: Ruling | None = None


def open_(what: Sitting) -> SessionRecord:
    return SessionRecord(what, None, None)


COMPLETIONS = {
    "all of it": Told([signed(FIRST), signed(SECOND)], (True, Reason.ALL_SESSIONS, 360, 360)),
    "every session and exactly nine tenths": Told(
        [signed(FIRST, 144), signed(SECOND)], (True, Reason.ALL_SESSIONS, 324, 360)
    ),
    "every session and a minute too few": Told(
        [signed(FIRST, 143), signed(SECOND)], (False, Reason.TOO_FEW_MINUTES, 323, 360)
    ),
    "nine tenths but a session missed": Told(
        [signed(FIRST, 18, length=18), signed(SECOND, 180), signed(THIRD, 0, length=18)],
        (False, Reason.MISSING_SESSIONS, 198, 216),
    ),
    "nine tenths are enough where only minutes count": Told(
        [signed(FIRST, 180), signed(SECOND, 180, length=180), signed(THIRD, 0, length=40)],
        (True, Reason.SHARE_OF_MINUTES, 360, 400),
        SHARE,
    ),
    "a minute too few where only minutes count": Told(
        [signed(FIRST, 180), signed(SECOND, 179), signed(THIRD, 0, length=40)],
        (False, Reason.TOO_FEW_MINUTES, 359, 400),
        SHARE,
    ),
    "a minute of each is enough where only touching counts": Told(
        [signed(FIRST, 1), signed(SECOND, 1)], (True, Reason.ALL_SESSIONS, 2, 360), EVERY
    ),
    "excused is a session missed": Told(
        [signed(FIRST), signed(SECOND, 0, EXCUSED)], (False, Reason.MISSING_SESSIONS, 180, 360)
    ),
    "a session nobody signed leaves it open": Told(
        [signed(FIRST), open_(SECOND)], (False, Reason.NOT_ALL_CLOSED, 180, 360)
    ),
    "every session cancelled": Told([], (False, Reason.NO_SESSIONS, 0, 0)),
    "a length that the facilitator said": Told(
        [signed(FIRST, 90, length=100)], (True, Reason.ALL_SESSIONS, 90, 100)
    ),
    "a minute less of it": Told(
        [signed(FIRST, 89, length=100)], (False, Reason.TOO_FEW_MINUTES, 89, 100)
    ),
    "a third as a share is a third": Told(
        [signed(FIRST, 60)], (True, Reason.SHARE_OF_MINUTES, 60, 180), CompletionRule(share=1 / 3)
    ),
    "two thirds less a minute": Told(
        [signed(FIRST, 119)],
        (False, Reason.TOO_FEW_MINUTES, 119, 180),
        CompletionRule(share=2 / 3),
    ),
    "a missed session made up": Told(
        [signed(FIRST), signed(SECOND, 0, made_up=180)], (True, Reason.ALL_SESSIONS, 360, 360)
    ),
    "made up is capped at what was missed": Told(
        [signed(FIRST), signed(SECOND, 100, made_up=180)], (True, Reason.ALL_SESSIONS, 360, 360)
    ),
    "made up too little": Told(
        [signed(FIRST), signed(SECOND, 0, made_up=143)], (False, Reason.TOO_FEW_MINUTES, 323, 360)
    ),
    "made up just enough": Told(
        [signed(FIRST), signed(SECOND, 0, made_up=144)], (True, Reason.ALL_SESSIONS, 324, 360)
    ),
    "both parts here": Told(
        [signed(APRIL), signed(MAY)], (True, Reason.ALL_SESSIONS, 360, 360), parts=2
    ),
    "the second part a year later": Told(
        [signed(APRIL), signed(MAY, 0)],
        (True, Reason.ALL_SESSIONS, 360, 360),
        elsewhere=(signed(LATER_2),),
        parts=2,
    ),
    "the second part a year later, too little of it": Told(
        [signed(APRIL), signed(MAY, 0)],
        (False, Reason.TOO_FEW_MINUTES, 270, 360),
        elsewhere=(signed(LATER_2, 90),),
        parts=2,
    ),
    "too little of a part here, all of it a year later": Told(
        [signed(APRIL), signed(MAY, 60)],
        (True, Reason.ALL_SESSIONS, 360, 360),
        elsewhere=(signed(LATER_2),),
        parts=2,
    ),
    "the second part a year later, over two evenings": Told(
        [signed(APRIL), signed(MAY, 0)],
        (True, Reason.ALL_SESSIONS, 360, 360),
        elsewhere=(signed(LATER_2, 90, length=90), signed(LATER_2B, 90, length=90)),
        parts=2,
    ),
    "the second part a year later, one evening of two": Told(
        [signed(APRIL), signed(MAY, 0)],
        (False, Reason.TOO_FEW_MINUTES, 270, 360),
        elsewhere=(signed(LATER_2, 90, length=90), signed(LATER_2B, 0, length=90)),
        parts=2,
    ),
    "a part not held here, one evening of two elsewhere": Told(
        [signed(APRIL)],
        (False, Reason.TOO_FEW_MINUTES, 270, 360),
        elsewhere=(signed(LATER_2, 90, length=90), signed(LATER_2B, 0, length=90)),
        parts=2,
    ),
    "half of a part in each of two other offerings does not add up by itself": Told(
        [signed(APRIL), signed(MAY, 0)],
        (False, Reason.TOO_FEW_MINUTES, 270, 360),
        elsewhere=(signed(LATER_2, 90), signed(THIRD_2, 90)),
        parts=2,
    ),
    "half of a part in each of two, approved, adds up": Told(
        [signed(APRIL), instead(MAY, LATER_2, THIRD_2, minutes=90)],
        (True, Reason.ALL_SESSIONS, 360, 360),
        elsewhere=(signed(LATER_2, 90), signed(THIRD_2, 90)),
        parts=2,
    ),
    "approved minutes of a part do not count as that part too": Told(
        [instead(APRIL, LATER_2, minutes=100, there=180), signed(MAY, 0)],
        (False, Reason.TOO_FEW_MINUTES, 260, 360),
        CompletionRule(share=0.9),
        elsewhere=(signed(LATER_2, 180),),
        parts=2,
    ),
    "the first part twice is not both": Told(
        [signed(APRIL), signed(MAY, 0)],
        (False, Reason.MISSING_PARTS, 180, 360),
        elsewhere=(signed(LATER_1),),
        parts=2,
    ),
    "a part that is not held here counts in both sums": Told(
        [signed(APRIL)],
        (True, Reason.ALL_SESSIONS, 360, 360),
        elsewhere=(signed(LATER_2),),
        parts=2,
    ),
    "what the workshop asks for is lacking": Told(
        [signed(FIRST)], (False, Reason.REQUIREMENTS_MISSING, 180, 180), barred=True
    ),
    "lacking, and too little anyway": Told(
        [signed(FIRST, 10)], (False, Reason.TOO_FEW_MINUTES, 10, 180), barred=True
    ),
    "granted": Told(
        [signed(FIRST, 0)], (True, Reason.GRANTED, 0, 180), barred=True, ruling=ruling(True)
    ),
    "granted before all is signed": Told(
        [open_(FIRST)], (True, Reason.GRANTED, 0, 180), ruling=ruling(True)
    ),
    "refused": Told([signed(FIRST)], (False, Reason.REFUSED, 180, 180), ruling=ruling(False)),
}


@pytest.mark.parametrize("case", COMPLETIONS.values(), ids=COMPLETIONS)
def test_completion(case: Told) -> None:
    done = complete(
        case.records, case.rule, case.elsewhere, case.parts, barred=case.barred, ruling=case.ruling
    )
    assert (done.complete, done.reason, done.minutes, done.scheduled_minutes) == case.then
    assert done.complete == (done.completed_on is not None)
