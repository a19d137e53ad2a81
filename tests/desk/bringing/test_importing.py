"""Bringing in what a file holds, in one change."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.desk import closing, editing
from kiosk.desk.bringing import importing
from kiosk.desk.protocol import Desk
from kiosk.files.attendees import read_attendees
from kiosk.files.programmes import read_programme
from kiosk.files.reading import NotThatFile
from kiosk.files.sessions import read_sessions
from kiosk.model import (
    Offering,
    School,
    Session,
    Workshop,
)
from tests.bringing import SAMPLE, Files, counts, state, written
from tests.building import at


@pytest.fixture
def files(tmp_path: Path, desk: Desk) -> Files:
    return Files(tmp_path, desk)


# ---- programmes

EXTRA = """
[programme]
id = "extra"
title = "Extra"
[[workshop]]
id = "one"
title = "One"
[[workshop]]
id = "two"
title = "Two"
prerequisites = ["one", "financial"]
"""


def test_a_programme_with_its_workshops(files: Files, desk: Desk) -> None:
    assert counts(files.programme(EXTRA)) == (3, 0, 0, [])
    two = desk.store.get(Workshop, "two")
    assert two is not None
    assert (two.programme, two.prerequisites) == ("extra", ("one", "financial"))
    assert counts(files.programme(EXTRA)) == (0, 0, 3, [])
    assert counts(files.programme(EXTRA.replace('"Two"', '"Zwei"'))) == (0, 1, 2, [])


@pytest.mark.parametrize(
    ("workshop", "wrong"),
    [
        ('id = "three"\ntitle = "x"\nprerequisites = ["none"]', "it names none, which is no"),
        ('id = "three"\ntitle = "x"\nequivalents = ["none"]', "it names none, which is no"),
        ('id = "financial"\ntitle = "x"', "financial belongs to let"),
    ],
)
def test_a_workshop_that_does_not_go_with_what_is_known(
    files: Files, desk: Desk, workshop: str, wrong: str
) -> None:
    report = files.programme(f"{EXTRA}[[workshop]]\n{workshop}\n")
    assert (report.added, len(report.wrong)) == (3, 1)
    assert wrong in str(report.wrong[0])
    assert desk.store.get(Workshop, "three") is None
    financial = desk.store.get(Workshop, "financial")
    assert financial is not None
    assert financial.programme == "let"


def test_what_could_not_be_read_is_reported_too(files: Files) -> None:
    report = files.programme(EXTRA + '[[workshop]]\nid = "X X"\ntitle = "x"\n')
    assert [w.where for w in report.wrong] == ["workshop 3"]
    assert report.added == 3


# ---- sessions

SUMMER = """
[school]
id = "summer"
name = "Summer School"
[[offering]]
id = "summer-pp"
workshop = "parliamentary"
room = "Room C"
sessions = [
  { start = 2026-07-10T09:00:00, hours = 3 },
  { start = 2026-07-11T09:00:00, hours = 3 },
]
"""


def test_a_school_with_offerings_and_sessions(files: Files, desk: Desk) -> None:
    assert counts(files.sessions(SUMMER)) == (4, 0, 0, [])
    assert [s.start for s in desk.store.sessions_of("summer-pp")] == [
        at("2026-07-10 09:00"),
        at("2026-07-11 09:00"),
    ]
    assert counts(files.sessions(SUMMER)) == (0, 0, 4, [])
    moved = SUMMER.replace("2026-07-11T09", "2026-07-11T10")
    assert counts(files.sessions(moved)) == (0, 1, 3, [])


NIGHT = SUMMER.replace("2026-07-10T09:00:00, hours = 3", "2026-11-01T01:30:00, hours = 1")


def test_the_same_file_twice_changes_nothing_even_in_the_hour_that_is_twice(
    files: Files, desk: Desk
) -> None:
    """Python finds a time in that hour equal to none with another kind of offset."""
    assert counts(files.sessions(NIGHT)) == (4, 0, 0, [])
    assert counts(files.sessions(NIGHT)) == (0, 0, 4, [])


def test_minutes_and_doors_over_a_change_of_the_clocks_are_real(files: Files, desk: Desk) -> None:
    files.sessions(
        SUMMER.replace("2026-07-10T09:00:00, hours = 3", "2026-03-08T01:00:00, hours = 2")
    )
    sitting = desk.store.sitting("summer-pp-1")
    assert sitting is not None
    assert sitting.minutes == 120
    assert sitting.end == at("2026-03-08 04:00")


def test_a_session_keeps_what_was_decided_by_hand(files: Files, desk: Desk) -> None:
    files.sessions(SUMMER)
    editing.set_session(desk, "summer-pp-1", cancelled=True)
    editing.set_offering(desk, "summer-pp", cancelled=True)
    assert counts(files.sessions(SUMMER)) == (0, 0, 4, [])
    session, offering = (
        desk.store.get(Session, "summer-pp-1"),
        desk.store.get(Offering, "summer-pp"),
    )
    assert session is not None
    assert offering is not None
    assert (session.cancelled, offering.cancelled) == (True, True)


def test_a_file_with_some_of_the_sessions_does_not_shorten_the_school(
    files: Files, desk: Desk
) -> None:
    files.sessions(SUMMER)
    files.sessions(
        SUMMER.replace("summer-pp", "summer-fin").replace("2026-07-10", "2026-07-09")
        .replace("2026-07-11", "2026-07-10")
    )  # fmt: skip
    school = desk.store.get(School, "summer")
    assert school is not None
    assert (str(school.starts), str(school.ends)) == ("2026-07-09", "2026-07-11")


def test_offerings_of_unknown_workshops_stay_out_with_their_sessions(
    files: Files, desk: Desk
) -> None:
    report = files.sessions(
        SUMMER.replace('"parliamentary"', '"nothing"')
        + '[[offering]]\nid = "summer-fin"\nworkshop = "financial"\n'
        + "sessions = [{ start = 2026-07-10T09:00:00, hours = 3 }]"
    )
    assert counts(report) == (
        3,
        0,
        0,
        ["offering 1: there is no workshop nothing; import its programme first"],
    )
    assert desk.store.get(Session, "summer-pp-1") is None
    assert desk.store.get(Session, "summer-fin-1") is not None


def test_an_id_that_is_another_offerings_already(files: Files, desk: Desk) -> None:
    before = state(desk)
    taken = SUMMER.replace("summer-pp", "fin")
    report = files.sessions(taken)
    assert [str(w) for w in report.wrong] == ["offering 1: fin is financial at spring already"]
    after = state(desk)
    assert after["offerings"] == before["offerings"]
    assert after["sessions"] == before["sessions"], "nor do its sessions go to the other one"


def test_an_id_that_is_another_session_already(files: Files, desk: Desk) -> None:
    report = files.sessions(SUMMER.replace("hours = 3 }", 'hours = 3, id = "pp-1" }', 1))
    assert [str(w) for w in report.wrong] == ["offering 1, session 1: pp-1 is a session of pp"]
    known = desk.store.get(Session, "pp-1")
    assert known is not None
    assert known.offering == "pp"
    assert desk.store.get(Session, "summer-pp-2") is not None


def test_a_part_that_its_workshop_does_not_have(files: Files, desk: Desk) -> None:
    report = files.sessions(SUMMER.replace("hours = 3 }", "hours = 3, part = 2 }", 1))
    assert [str(w) for w in report.wrong] == [
        "offering 1, session 1: parliamentary has 0 parts, not 2"
    ]


TABLE = "offering,workshop,start,end,school\n"


def test_the_rows_of_an_offering_that_does_not_come_in(files: Files, desk: Desk) -> None:
    report = files.sessions(
        TABLE
        + "x,nothing,2026-07-10 09:00,2026-07-10 12:00,summer\n"
        + "x,nothing,2026-07-10 13:00,2026-07-10 16:00,summer\n"
        + "y,financial,2026-07-10 13:00,2026-07-10 16:00,summer\n",
        ".csv",
    )
    assert [w.where for w in report.wrong] == ["row 2", "row 3"]
    assert desk.store.get(Session, "y-1") is not None
    assert desk.store.get(Session, "x-1") is None


def test_a_session_that_was_signed_is_not_moved_by_a_file(files: Files, desk: Desk) -> None:
    """What stands under a signature is changed by hand, after reopening."""
    from kiosk.model import Staff

    files.sessions(SUMMER.replace("2026-07-10T09:00:00", "2026-04-10T08:00:00"))
    fay = desk.store.get(Staff, "fay")
    assert fay is not None
    closing.close(desk, "summer-pp-1", fay)
    report = files.sessions(SUMMER)
    assert [str(w) for w in report.wrong] == [
        "offering 1, session 1: summer-pp-1 is closed; reopen it before it is changed"
    ]
    known = desk.store.get(Session, "summer-pp-1")
    assert known is not None
    assert known.start == at("2026-04-10 08:00")


# ---- looking before it counts


def test_a_dry_run_says_the_same_and_changes_nothing(files: Files, desk: Desk) -> None:
    before, revision = state(desk), written(desk)
    for bring, content in (
        (files.programme, EXTRA),
        (files.sessions, SUMMER + '[[offering]]\nid = "X X"\nworkshop = "x"\n'),
        (files.attendees, "name,offering\nWim Moss,pp\nIvo Moss,nothing\n"),
    ):
        said = counts(bring(content, dry_run=True))
        assert state(desk) == before
        assert written(desk) == revision
        assert said[0] > 0
        assert counts(bring(content)) == said
        before, revision = state(desk), written(desk)


def test_a_file_that_is_not_what_it_says_brings_in_nothing(files: Files, desk: Desk) -> None:
    before, size = state(desk), written(desk)
    nothing = ["", "\ufeff", "<html>"]
    for bring, contents in (
        (files.programme, [*nothing, "[other]\nx = 1\n", SUMMER]),
        (files.sessions, [*nothing, "[other]\nx = 1\n", EXTRA]),
        (files.attendees, [*nothing, "number\n1\n", 'name\nWim Moss\n"Ana\n']),
    ):
        for content in contents:
            with pytest.raises(NotThatFile):
                bring(content)
    assert (state(desk), written(desk)) == (before, size)


def test_the_samples_come_in_clean_and_twice(desk: Desk) -> None:
    for name in ("cupe-let.toml", "local-1000-stewards.toml", "csea.toml"):
        file = read_programme(SAMPLE / name)
        first = importing.bring_programme(desk, file)
        assert first.wrong == []
        assert first.added > 6
        assert counts(importing.bring_programme(desk, file))[:2] == (0, 0)
    for name in ("local-1000-2025.toml", "csea-school.toml"):
        read = read_sessions(SAMPLE / name, "UTC")
        first = importing.bring_sessions(desk, read)
        assert first.wrong == []
        assert first.added > 6
        assert counts(importing.bring_sessions(desk, read))[:2] == (0, 0)
    people = read_attendees(SAMPLE / "demo-attendees.csv")
    assert counts(importing.bring_attendees(desk, people))[::3] == (120, [])
    assert counts(importing.bring_attendees(desk, people)) == (0, 0, 120, [])
