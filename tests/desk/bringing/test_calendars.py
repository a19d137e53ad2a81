"""Bringing in a calendar: sessions of what its events name, and who accepted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.desk import closing, editing
from kiosk.desk.bringing import batches, brought
from kiosk.desk.bringing.brought import Kind
from kiosk.desk.bringing.reporting import Report
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.files.choices import Choices
from kiosk.model import Offering, School, Session
from tests.bringing import state
from tests.building import at

Bring = Callable[..., Report]
EVENT = (
    "UID:1@x\nSUMMARY:{summary}\nLOCATION:Room Z\n"
    "DTSTART;TZID=America/Toronto:20260417T090000\nDTEND;TZID=America/Toronto:20260417T120000\n"
)


@pytest.fixture
def bring(tmp_path: Path, desk: Desk) -> Bring:
    def bring(*events: str, dry_run: bool = False, **said: str) -> Report:
        path = tmp_path / "school.ics"
        held = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
        path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n{held}END:VCALENDAR\n", encoding="utf-8")
        choices = Choices(**said)  # type: ignore[arg-type]
        read = brought.read(Kind.SESSIONS, path, "America/Toronto", choices)
        return brought.bring(desk, read, dry_run)

    return bring


def event(summary: str, more: str = "") -> str:
    return EVENT.format(summary=summary) + more


BEFORE = {"pp-1", "pp-2", "pp-3", "fin-1", "open-1"}


def new(desk: Desk, offering: str) -> list[Session]:
    """The sessions of an offering that the small school does not have."""
    return [s for s in desk.store.sessions_of(offering) if s.id not in BEFORE]


@pytest.mark.parametrize(
    "summary",
    ["pp", "Parliamentary Procedures", "Spring school: pp (Room Z)", "parliamentary procedures, 2"],
)
def test_the_offering_that_the_summary_names(bring: Bring, desk: Desk, summary: str) -> None:
    report = bring(event(summary))
    assert report.wrong == []
    (session,) = new(desk, "pp")
    assert (session.start, session.end, session.room) == (
        at("2026-04-17 09:00"),
        at("2026-04-17 12:00"),
        "Room Z",
    )
    school = desk.store.get(School, "spring")
    assert school is not None
    assert school.ends == at("2026-04-17 00:00").date()


def test_a_category_and_an_offering_that_is_said(bring: Bring, desk: Desk) -> None:
    bring(event("A meeting", "CATEGORIES:fin,School"))
    assert len(new(desk, "fin")) == 1
    bring(event("A meeting").replace("1@x", "2@x"), offering="open")
    assert len(new(desk, "open")) == 1


def test_the_same_calendar_twice_changes_nothing_and_a_newer_one_moves(
    bring: Bring, desk: Desk
) -> None:
    rule = "RRULE:FREQ=WEEKLY;COUNT=3"
    assert bring(event("pp", rule)).added == 3
    before = state(desk)
    again = bring(event("pp", rule))
    assert (again.added, again.changed, again.batch) == (0, 0, "")
    assert state(desk) == before
    moved = event("pp").replace("T090000", "T093000")
    one = "RECURRENCE-ID;TZID=America/Toronto:20260424T090000\n" + moved.replace("0417T", "0424T")
    assert bring(event("pp", rule), one).changed == 1
    assert [f"{s.start:%d %H:%M}" for s in new(desk, "pp")] == ["17 09:00", "24 09:30", "01 09:00"]


def test_what_is_not_held_any_more_is_cancelled(bring: Bring, desk: Desk) -> None:
    rule = "RRULE:FREQ=WEEKLY;COUNT=2"
    bring(event("pp", rule))
    bring(event("pp", f"{rule}\nEXDATE;TZID=America/Toronto:20260424T090000"))
    assert [s.cancelled for s in new(desk, "pp")] == [False, True]


def test_a_session_that_is_known_at_that_time_is_that_session(bring: Bring, desk: Desk) -> None:
    same = event("pp").replace("20260417", "20260410").replace("T120000", "T123000")
    assert bring(same).changed == 1
    pp1 = desk.store.get(Session, "pp-1")
    assert pp1 is not None
    assert (pp1.end, pp1.room) == (at("2026-04-10 12:30"), "Room Z")
    assert len(desk.store.sessions_of("pp")) == 3


def test_floating_times_are_on_the_schools_clock(bring: Bring, desk: Desk) -> None:
    editing.set_offering(desk, "fin", zone="America/Vancouver")
    bring("UID:9\nSUMMARY:fin\nDTSTART:20260417T090000\nDTEND:20260417T120000")
    (session,) = new(desk, "fin")
    assert session.start == at("2026-04-17 09:00", "America/Vancouver")


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (event("Lunch"), "neither its summary nor its categories name an offering"),
        (event("pp and fin"), "it may be fin, pp"),
        (event("pp").replace("20260417T090000", "20260308T023000"), "does not exist"),
        (event("pp").replace("20260417T120000", "20260417T080000"), "ends before it starts"),
        (event("pp").replace("20260417T120000", "20260419T080000"), "longer than a day"),
        (event("pp").replace("2026", "2926"), "is the century right"),
        (event("pp").replace("2026", "1926"), "year"),
    ],
)
def test_an_event_that_cannot_be_a_session(
    bring: Bring, desk: Desk, given: str, wrong: str
) -> None:
    before = state(desk)
    report = bring(given)
    assert [w.where for w in report.wrong] == ["event 1"]
    assert wrong in str(report.wrong[0])
    assert state(desk) == before


def test_a_signed_session_is_not_moved(bring: Bring, desk: Desk) -> None:
    closing.close(desk, "fin-1", closing.identify(desk, "Fay Ito", "1111"))
    same = event("fin").replace("20260417", "20260410").replace("T120000", "T123000")
    assert "fin-1 is closed" in str(bring(same).wrong[0])


def test_who_accepted_is_registered_and_who_declined_is_not(bring: Bring, desk: Desk) -> None:
    for who in ("ana", "ben", "gus"):
        editing.change_attendee(desk, who, email=f"{who}@x.org")
    people = (
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:GUS@x.org\n"
        "ATTENDEE;PARTSTAT=DECLINED:mailto:ben@x.org\n"
        "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ana@x.org\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:stranger@x.org"
    )
    report = bring(event("fin", people))
    statuses = {r.attendee: r.status.value for r in desk.store.registrations_in("fin")}
    assert (statuses["gus"], statuses["ben"]) == ("registered", "cancelled")
    assert "ana" not in statuses
    assert report.left_out == 1


@pytest.mark.parametrize(
    ("name", "registered"),
    [
        ("", ["gus"]),
        ("Gus Hart", ["gus"]),
        ("HART\\, Gus", ["gus"]),
        ("gus@x.org", ["gus"]),
        ("A. Hart", ["gus"]),
        ("Cleo Park", []),
        ("Eva Roy", []),
    ],
)
def test_an_address_is_not_his_where_the_name_is_somebody_elses(
    bring: Bring, desk: Desk, name: str, registered: list[str]
) -> None:
    """An office's address, under which one person is known and another is invited."""
    editing.change_attendee(desk, "gus", email="office@x.org")
    named = f';CN="{name}"' if name else ""
    report = bring(event("open", f"ATTENDEE{named};PARTSTAT=ACCEPTED:mailto:office@x.org"))
    found = [r.attendee for r in desk.store.registrations_in("open") if r.attendee != "finn"]
    assert found == registered
    assert report.left_out == 1 - len(registered)


def test_a_workshop_that_is_not_held_yet_is_held_in_the_school_that_is_said(
    bring: Bring, desk: Desk
) -> None:
    with desk.store.change() as tx:
        tx.put(School(id="autumn", name="Autumn", zone="America/Toronto"))
    editing.set_offering(desk, "pp", cancelled=True)
    bring(event("Parliamentary Procedures"), school="autumn")
    offering = desk.store.get(Offering, "autumn-parliamentary")
    assert offering is not None
    assert (offering.room, len(desk.store.sessions_of(offering.id))) == ("Room Z", 1)


def test_what_is_said_must_be_there(bring: Bring) -> None:
    with pytest.raises(Refused, match="There is no offering nope"):
        bring(event("pp"), offering="nope")
    with pytest.raises(Refused, match="There is no school nope"):
        bring(event("pp"), school="nope")


def test_a_calendar_is_taken_back(bring: Bring, desk: Desk) -> None:
    before = state(desk)
    report = bring(event("pp", "RRULE:FREQ=WEEKLY;COUNT=3"))
    batches.undo(desk, report.batch)
    assert state(desk) == before


# ---- the nights in which the clocks change


def times(desk: Desk, offering: str = "pp") -> list[tuple[str, str]]:
    """Start and end of the new sessions, as the clock on the wall shows them."""
    return [
        (f"{s.start:%m-%d %H:%M%z}", f"{s.end:%m-%d %H:%M%z}")
        for s in sorted(new(desk, offering), key=lambda s: s.start)
    ]


TORONTO = ";TZID=America/Toronto"


NIGHTS = [
    # the clocks go forward at 02:00 on 14 March: it is 03:00 then
    ("{z}:20270314T010000", "DTEND{z}:20270314T040000", ("01:00-0500", "04:00-0400")),
    ("{z}:20270314T010000", "DURATION:PT3H", ("01:00-0500", "05:00-0400")),
    ("{z}:20270313T230000", "DTEND{z}:20270314T040000", ("23:00-0500", "04:00-0400")),
    ("{z}:20270314T010000", "DTEND{z}:20270314T013000", ("01:00-0500", "01:30-0500")),
    ("{z}:20270314T030000", "DTEND{z}:20270314T040000", ("03:00-0400", "04:00-0400")),
    ("{z}:20270314T010000", "DTEND:20270314T080000Z", ("01:00-0500", "04:00-0400")),
    ("{z}:20270314T010000", "DTEND:20270314T040000", ("01:00-0500", "04:00-0400")),
    (":20270314T060000Z", "DTEND:20270314T080000Z", ("01:00-0500", "04:00-0400")),
    (":20270314T060000Z", "DURATION:PT2H", ("01:00-0500", "04:00-0400")),
    (
        "{z}:20270314T010000",
        "DTEND;TZID=America/Vancouver:20270314T010000",
        ("01:00-0500", "05:00-0400"),
    ),
    # they go back at 02:00 on 7 November: it is 01:00 again
    ("{z}:20271107T000000", "DTEND{z}:20271107T030000", ("00:00-0400", "03:00-0500")),
    ("{z}:20271107T000000", "DURATION:PT3H", ("00:00-0400", "02:00-0500")),
    ("{z}:20271107T000000", "DTEND{z}:20271107T013000", ("00:00-0400", "01:30-0400")),
    ("{z}:20271107T000000", "DTEND:20271107T063000Z", ("00:00-0400", "01:30-0500")),
    ("{z}:20271107T014500", "DTEND{z}:20271107T011500", ("01:45-0400", "01:15-0500")),
    ("{z}:20271107T030000", "DTEND{z}:20271107T040000", ("03:00-0500", "04:00-0500")),
]
"""Start, end, and what the clock on the wall shows then. ``{z}`` names the zone, or does not."""


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (start.replace("{z}", zone), end.replace("{z}", zone), expected)
        for start, end, expected in NIGHTS
        for zone in (TORONTO, "")
        if zone or not ("Z" in start + end or "TZID" in end)
    ],
)
def test_an_end_on_the_wall_clock_and_a_duration(
    bring: Bring, desk: Desk, start: str, end: str, expected: tuple[str, str]
) -> None:
    report = bring(f"UID:1\nSUMMARY:pp\nDTSTART{start}\n{end}\n")
    assert report.wrong == []
    ((starts, ends),) = times(desk)
    assert (starts[6:], ends[6:]) == expected


@pytest.mark.parametrize(
    "said",
    [
        f"DTSTART{TORONTO}:20270314T010000\nDTEND{TORONTO}:20270314T023000",
        f"DTSTART{TORONTO}:20270314T023000\nDTEND{TORONTO}:20270314T040000",
    ],
)
def test_a_time_that_the_clocks_jump_over_is_told(bring: Bring, desk: Desk, said: str) -> None:
    report = bring(f"UID:1\nSUMMARY:pp\n{said}\n")
    assert [str(wrong.reason) for wrong in report.wrong] == [
        "2027-03-14 02:30 does not exist in America/Toronto: the clocks jump over it"
    ]
    assert new(desk, "pp") == []


def test_each_time_of_a_series_over_the_change_ends_on_the_wall_clock(
    bring: Bring, desk: Desk
) -> None:
    rule = "RRULE:FREQ=DAILY;COUNT=3\n"
    said = f"UID:1\nSUMMARY:pp\nDTSTART{TORONTO}:20270313T010000\n"
    bring(f"{said}DTEND{TORONTO}:20270313T040000\n{rule}")
    assert [ends for _, ends in times(desk)] == [
        "03-13 04:00-0500",
        "03-14 04:00-0400",
        "03-15 04:00-0400",
    ]
    bring(f"{said}DURATION:PT3H\n{rule}")
    assert [ends for _, ends in times(desk)] == [
        "03-13 04:00-0500",
        "03-14 05:00-0400",
        "03-15 04:00-0400",
    ]


def test_a_time_moved_after_the_series_was_brought_in_moves_its_session(
    bring: Bring, desk: Desk
) -> None:
    """In a file of its own, and named without a zone."""
    bring(event("pp", "RRULE:FREQ=DAILY;COUNT=3\n"))
    before = {s.id for s in new(desk, "pp")}
    moved = EVENT.format(summary="pp").replace("20260417T", "20260418T")
    moved = moved.replace("T090000", "T140000").replace("T120000", "T150000")
    report = bring(f"{moved}RECURRENCE-ID:20260418T090000\n")
    assert report.wrong == []
    assert {s.id for s in new(desk, "pp")} == before
    assert [starts for starts, _ in times(desk)] == [
        "04-17 09:00-0400",
        "04-18 14:00-0400",
        "04-19 09:00-0400",
    ]
