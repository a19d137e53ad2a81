"""Whatever a file holds, bringing it in is all of what could be read or nothing: a look
before it counts changes nothing, what is refused changes nothing, and what came in can be
taken back to the last letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.desk.bringing import batches, brought
from kiosk.desk.bringing.brought import Kind
from kiosk.desk.protocol import Desk
from kiosk.errors import ForPeople
from kiosk.files.choices import Choices
from tests.bringing import state
from tests.desk.bringing.test_people import ROWS
from tests.files.test_any_input import tables, tomls, workbooks

EVENTS = st.lists(
    st.sampled_from(
        [
            "BEGIN:VEVENT", "END:VEVENT", "UID:1", "UID:2", "SUMMARY:pp", "SUMMARY:fin",
            "DTSTART:20260417T090000", "DTSTART:20260410T090000Z", "DTEND:20260417T100000",
            "DURATION:PT2H", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20260418T090000",
            "STATUS:CANCELLED", "RECURRENCE-ID:20260418T090000", "LOCATION:Room B",
            "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.org", "CATEGORIES:open",
        ]
    ),
    max_size=20,
)  # fmt: skip
CALENDARS = EVENTS.map(
    lambda lines: "\r\n".join(
        ["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"]
    ).encode()
)


@pytest.mark.parametrize(
    ("kind", "ending"),
    [
        (Kind.ATTENDEES, ".csv"),
        (Kind.ATTENDEES, ".xlsx"),
        (Kind.ATTENDEES, ".toml"),
        (Kind.SESSIONS, ".csv"),
        (Kind.SESSIONS, ".toml"),
        (Kind.SESSIONS, ".ics"),
    ],
)
@given(data=st.data())
def test_all_of_it_or_nothing(
    tmp_path: Path, desk: Desk, kind: Kind, ending: str, data: st.DataObject
) -> None:
    made = {".csv": tables(), ".xlsx": workbooks(), ".toml": tomls(), ".ics": CALENDARS}[ending]
    path = tmp_path / f"any{ending}"
    path.write_bytes(data.draw(made))
    before = state(desk)
    try:
        content = brought.read(kind, path, "America/Toronto", Choices(day_first=True))
        looked = brought.bring(desk, content, dry_run=True)
    except ForPeople:
        assert state(desk) == before
        return
    assert state(desk) == before
    done = brought.bring(desk, content, dry_run=False)
    assert (done.added, done.changed, done.wrong) == (looked.added, looked.changed, looked.wrong)
    again = brought.bring(desk, content, dry_run=False)
    assert (again.added, again.changed, again.batch) == (0, 0, "")
    if done.batch:
        batches.undo(desk, done.batch)
    assert state(desk) == before


@given(rows=ROWS)
def test_any_roster_is_taken_back_to_the_last_letter(
    tmp_path: Path, desk: Desk, rows: list[tuple[str, ...]]
) -> None:
    path = tmp_path / "roster.csv"
    lines = ["member_number,name,local,email,offering,status", *(",".join(row) for row in rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    before = state(desk)
    content = brought.read(Kind.ATTENDEES, path, "America/Toronto")
    done = brought.bring(desk, content, dry_run=False)
    assert bool(done.batch) == (state(desk) != before)
    if done.batch:
        batches.undo(desk, done.batch)
    assert state(desk) == before
