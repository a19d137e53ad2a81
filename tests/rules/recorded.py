"""Facts of one person and one session, for tests of rules."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from kiosk.model import (
    AttendanceRule,
    AttendanceStatus,
    CheckIn,
    Closing,
    Departure,
    How,
    MakeUp,
    Mark,
    Merge,
    NoDeparture,
    PersonFact,
    Reopening,
    Ruling,
    SignedLine,
    Unmarked,
    Void,
)
from kiosk.rules.attendance import roster, roster_hash
from tests.building import at

PRESENT, LATE, LEFT_EARLY, EXCUSED, ABSENT = AttendanceStatus
DAY = "2026-04-10"
GRACE = dt.timedelta(minutes=15)
MORNING = ("2026-04-10 09:00", "2026-04-10 12:00")
SPRING_NIGHT = ("2026-03-08 01:00", "2026-03-08 04:00")  # the clock jumps from 2 to 3
AUTUMN_NIGHT = ("2026-11-01T00:30-04:00", "2026-11-01T02:30-05:00")  # one hour twice
MIDNIGHT = ("2026-04-10 22:00", "2026-04-11 01:00")
STRICT = AttendanceRule(no_departure=NoDeparture.LEFT)
TRUSTING = AttendanceRule(unmarked=Unmarked.PRESENT)


def fact(kind: type[Any], n: int, time: str, **fields: Any) -> Any:
    """The n-th fact that was entered, of a time of the day, or a whole one."""
    moment = at(time if len(time) > 8 else f"{DAY} {time}")
    common = {"session": "morning", "attendee": "ana", **fields}
    return kind(id=f"k-{n}", entered=at(f"{DAY} 00:00"), time=moment, **common)


def came(time: str, n: int = 1, how: How = How.BADGE) -> CheckIn:
    return fact(CheckIn, n, time, how=how)  # type: ignore[no-any-return]


def went(time: str, n: int = 2, how: How = How.BADGE) -> Departure:
    return fact(Departure, n, time, how=how)  # type: ignore[no-any-return]


def report(*times: str) -> list[PersonFact]:
    """A video meeting's rows, each a device that joins and leaves."""
    kinds = (came, went)
    return [kinds[i % 2](time, 20 + i, How.REPORT) for i, time in enumerate(times)]


def marked(status: AttendanceStatus, n: int = 9, time: str = "11:00") -> Mark:
    return fact(Mark, n, time, status=status, reason="I saw it")  # type: ignore[no-any-return]


def void(n: int, of: int) -> Void:
    return fact(Void, n, "11:30", voids=f"k-{of}")  # type: ignore[no-any-return]


def closing(n: int, *lines: SignedLine, by: str = "fay") -> Closing:
    return Closing(
        id=f"k-{n}",
        entered=at(f"{DAY} 00:00"),
        time=at(f"{DAY} 12:00"),
        session="morning",
        by=by,
        minutes=180,
        roster=lines,
        hash=roster_hash("morning", 180, lines),
    )


def reopening(n: int) -> Reopening:
    return Reopening(
        id=f"k-{n}", entered=at(f"{DAY} 00:00"), time=at(f"{DAY} 12:00"), session="morning",
        reason="why",
    )  # fmt: skip


def approval(missed: str, *sources: str, n: int = 1) -> MakeUp:
    return fact(MakeUp, n, "12:00", session="", missed=missed, sources=sources, by="fay")  # type: ignore[no-any-return]


def ruling(granted: bool, n: int = 1) -> Ruling:
    return fact(Ruling, n, "17:00", session="", offering="pp", granted=granted, by="rae")  # type: ignore[no-any-return]


def merge(n: int, attendee: str, into: str) -> Merge:
    return fact(Merge, n, "10:00", session="", attendee=attendee, into=into)  # type: ignore[no-any-return]


@st.composite
def days(draw: st.DrawFn) -> list[PersonFact]:
    """Facts of one person, as two laptops and a report write them."""
    facts: list[PersonFact] = []
    for n in range(1, draw(st.integers(0, 9)) + 1):
        minute = draw(st.integers(-30, 230))
        time = (at(f"{DAY} 09:00") + dt.timedelta(minutes=minute)).isoformat()
        how = draw(st.sampled_from([How.BADGE, How.REPORT]))
        kind = draw(st.sampled_from(["in", "out", "mark", "void"]))
        if kind == "in":
            facts.append(came(time, n, how))
        elif kind == "out":
            facts.append(went(time, n, how))
        elif kind == "mark":
            facts.append(marked(draw(st.sampled_from(list(AttendanceStatus))), n, time))
        elif facts:
            facts.append(void(n, int(draw(st.sampled_from(facts)).id.split("-")[1])))
    return facts


RULES = st.builds(
    AttendanceRule,
    unmarked=st.sampled_from(list(Unmarked)),
    no_departure=st.sampled_from(list(NoDeparture)),
)


def signs(facts: list[PersonFact], rule: AttendanceRule) -> tuple[SignedLine, ...]:
    start, end = (at(time) for time in MORNING)
    in_order = sorted(facts, key=lambda one: one.order)
    return roster(["ana"], {"ana": in_order}, start, end, GRACE, rule)
