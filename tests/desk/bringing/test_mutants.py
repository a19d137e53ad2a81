"""Files that reps really have, with something done to them, are brought in: each row comes in
or is listed, a look before it counts says what happens, the same file again changes nothing,
and all of it can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.desk.bringing import batches, brought
from kiosk.desk.bringing.brought import Content, Kind
from kiosk.desk.bringing.reporting import Report, number_of
from kiosk.desk.protocol import Desk
from kiosk.errors import ForPeople
from kiosk.files.choices import Choices
from tests.bringing import state
from tests.files import mutants

FILES = {
    "roster.csv": (Kind.ATTENDEES, mutants.text_tables("attendees")),
    "roster.xlsx": (Kind.ATTENDEES, mutants.workbooks("attendees")),
    "plan.csv": (Kind.SESSIONS, mutants.text_tables("sessions")),
    "plan.xlsx": (Kind.SESSIONS, mutants.workbooks("sessions")),
    "plan.ics": (Kind.SESSIONS, mutants.lines_changed(mutants.CALENDAR)),
    "plan.toml": (Kind.SESSIONS, mutants.lines_changed(mutants.TOML)),
}


BY_OTHERS = ("in this file before", "two workshops", "did not come in", "already")
"""Rows that are wrong only beside others."""


@pytest.mark.parametrize("name", sorted(FILES))
@given(data=st.data())
def test_whatever_was_done_to_a_file(
    tmp_path: Path, desk: Desk, name: str, data: st.DataObject
) -> None:
    kind, made = FILES[name]
    path = tmp_path / name
    path.write_bytes(data.draw(made))
    before = state(desk)
    known = brought.before(desk)
    said = Choices(day_first=data.draw(st.sampled_from([True, None])), known=known.known)
    try:
        content = brought.read(kind, path, known.zone, said)
        looked = brought.bring(desk, content, dry_run=True)
    except ForPeople:
        assert state(desk) == before
        return
    assert state(desk) == before
    done = brought.bring(desk, content, dry_run=False)
    try:
        assert (done.added, done.changed) == (looked.added, looked.changed)
        assert (done.wrong, done.questions) == (looked.wrong, looked.questions)
        nothing_is_lost(content, done)
        again = brought.bring(desk, brought.read(kind, path, known.zone, said), dry_run=False)
        assert (again.added, again.changed, again.batch) == (0, 0, "")
        by_themselves = not any(word in w.reason for w in done.wrong for word in BY_OTHERS)
        if content.table is not None and by_themselves and (done.wrong or done.questions):
            path.with_stem("mended").write_bytes(brought.left_behind(content, done))
            stays_out(desk, path.with_stem("mended"), kind, said)
    finally:
        if done.batch:
            batches.undo(desk, done.batch)
    assert state(desk) == before


def nothing_is_lost(content: Content, report: Report) -> None:
    """Each row of a table came in, was passed over, or is listed with its number."""
    if content.attendees is not None and content.table is not None:
        listed = {number_of(w.where) for w in report.wrong} | {q.row for q in report.questions}
        came = {number_of(where) for where, _ in content.attendees.entries}
        rows = {row.number for row in content.table.rows}
        assert listed <= rows
        assert len(rows - came - listed) == report.left_out
    elif content.sessions is not None and content.table is not None:
        listed = {number_of(w.where) for w in report.wrong}
        came = {number_of(w) for file in content.sessions for w, _ in file.sessions.entries}
        assert came | listed == {row.number for row in content.table.rows}


def stays_out(desk: Desk, path: Path, kind: Kind, said: Choices) -> None:
    """The rows that stayed out, brought in as they are, change nothing that is there."""
    try:
        report = brought.bring(desk, brought.read(kind, path, "America/Toronto", said), False)
    except ForPeople:
        return
    try:
        assert report.changed == 0
    finally:
        if report.batch:
            batches.undo(desk, report.batch)
