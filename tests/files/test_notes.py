"""Footers, titles and remarks within a table are asked about, and never taken for people."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.files.attendees import Roster, read_attendees
from kiosk.model import RegistrationStatus

HEAD = "Name,Local,Email\nKim Poe,79,kim@example.org\nAl Ott,80,\n"


def read(folder: Path, content: str) -> Roster:
    path = folder / "roster.csv"
    path.write_text(content, encoding="utf-8")
    return read_attendees(path)


def certain(roster: Roster) -> list[str]:
    """The names of those of whom nothing is asked."""
    return [p.name for w, p in roster.entries if int(w[4:]) not in roster.doubts]


@pytest.mark.parametrize(
    "line",
    [
        "Generated on 2026-11-30 by office,,", "Page 1 of 2,,", "3. In-Meeting activities",
        "End of report,,", "* late registration", "Nombre de participants : 1",
        "Prepared for the committee", "For internal use only,,", "Ann Able", "Registered:,,",
        "Number of participants,2,", "Fin du rapport,x,",
    ],
)  # fmt: skip
def test_a_line_that_may_be_a_note_is_asked_about(tmp_path: Path, line: str) -> None:
    roster = read(tmp_path, f"{HEAD}{line}\n")
    assert certain(roster) == ["Kim Poe", "Al Ott"]
    assert roster.wrong == []
    assert [str(d.reason) for d in roster.doubts.values()] == [
        "it may be a note or a title, and nobody’s name"
    ]


@pytest.mark.parametrize("below", ["Ann Able,,", "Prepared for the committee"])
def test_one_cell_under_an_empty_line_is_asked_about(tmp_path: Path, below: str) -> None:
    names = "Name,Local\nAna Roy,\nBo Lee,\nCy Tull,\nDi Vine,\n"
    assert certain(read(tmp_path, names)) == ["Ana Roy", "Bo Lee", "Cy Tull", "Di Vine"]
    roster = read(tmp_path, f"{names}\n{below}\n")
    assert list(roster.doubts) == [7]


def test_a_list_of_names_with_little_else_is_one(tmp_path: Path) -> None:
    roster = read(tmp_path, "Name,Email\nAna Roy,\nBo Lee,b@x.org\nCy Tull,\nDi Vine,\n")
    assert roster.doubts == {}
    alone = read(tmp_path, "Name\nAna Roy\n\nBo Lee\nEnd of report\n")
    assert certain(alone) == ["Ana Roy", "Bo Lee"]


def test_a_cell_of_several_lines_leaves_no_empty_line(tmp_path: Path) -> None:
    roster = read(tmp_path, 'Name,Notes\nAna Roy,\n"Bo Lee","a\nb\nc"\nCy Tull,\nDi Vine,\n')
    assert roster.doubts == {}


@pytest.mark.parametrize(
    "title", ["Waiting list:", "Liste d’attente", "LISTA DE ESPERA", "Cancelled:", "Withdrawn"]
)
def test_who_stands_under_a_waiting_list_is_not_registered(tmp_path: Path, title: str) -> None:
    roster = read(
        tmp_path,
        f"Name,Local,Workshop,Status\nKim Poe,79,pp,\n{title},,,\nAl Ott,80,pp,\n"
        "Bo Lee,80,pp,waitlisted\nRegistered:,,,\nCy Tull,81,pp,\n",
    )
    assert certain(roster) == ["Kim Poe", "Bo Lee", "Cy Tull"]
    assert sorted(roster.doubts) == [3, 6]
    assert [(w.where, str(w.reason)) for w in roster.wrong] == [
        ("row 4", f"it stands under “{title}”: write its state in a column")
    ]
    statuses = {p.name: p.registrations for _, p in roster.entries}
    assert statuses["Bo Lee"] == (("pp", RegistrationStatus.WAITLISTED),)


def test_a_total_stays_what_it_was(tmp_path: Path) -> None:
    roster = read(tmp_path, f"{HEAD}Total,2,\n")
    assert [str(w) for w in roster.wrong] == ["row 4, “Name”: “Total” is not a name"]
