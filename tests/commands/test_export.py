"""``kiosk export``: which rows, in which order, under which columns; and there and back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from kiosk.desk.taking.tables import SOURCES
from tests.running import Command, Said

SIGNED = {"KIOSK_PIN": "1111"}


def table(said: Said) -> list[dict[str, str]]:
    assert said.status == 0, said.err
    return list(csv.DictReader(io.StringIO(said.out, newline="")))


def signed_school(school: Command) -> Command:
    """fin-1 is signed, Ben and the first Eva were there; Ana is in pp-1."""
    school("scan", "--session", "fin-1", stdin="1005\n1002\n")
    school("close", "fin-1", "--by", "Fay Ito", **SIGNED)
    school("scan", "--session", "pp-1", stdin="1001\n")
    return school


@pytest.fixture
def held(school: Command) -> Command:
    return signed_school(school)


# ---- which rows


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ((), {"Ben O'Hara", "Eva Roy"}),
        (("--workshop", "financial"), {"Ben O'Hara", "Eva Roy"}),
        (("--workshop", "parliamentary"), set()),
        (("--programme", "let", "--school", "spring"), {"Ben O'Hara", "Eva Roy"}),
        (("--local", "LOCAL  1"), {"Ben O'Hara", "Eva Roy"}),
        (("--local", "1"), {"Ben O'Hara", "Eva Roy"}),
        (("--local", "Section locale n° 01"), {"Ben O'Hara", "Eva Roy"}),
        (("--local", "Local 2"), set()),
        (("--local", "Local 11"), set()),
        (("--from", "2026-04-10", "--to", "2026-04-10"), {"Ben O'Hara", "Eva Roy"}),
        (("--from", "2026-04-11"), set()),
        (("--to", "2026-04-09"), set()),
        (("--person", "1002"), {"Ben O'Hara"}),
        (("--position", "steward"), {"Eva Roy"}),
        (("--status", "missed"), {"Eva Roy"}),
        (("--status", "unsigned"), {"Ana Núñez", "Ben O'Hara", "Finn Lee"}),
    ],
)
def test_filters(held: Command, options: tuple[str, ...], names: set[str]) -> None:
    held("attendee", "1005", "--position", "Steward")
    rows = table(held("export", "completions", *options))
    assert {row["name"] for row in rows} == names


def test_everyone_with_why(held: Command) -> None:
    columns = "name,member_number,status,reason,hours,decided_by,school_name,held_from"
    rows = table(held("export", "completions", "--status", "all", "--columns", columns))
    assert len(rows) == 6
    ben = next(row for row in rows if row["name"] == "Ben O'Hara" and row["status"] == "complete")
    assert ben == {
        "name": "Ben O'Hara",
        "member_number": "1002",
        "status": "complete",
        "reason": "all_sessions",
        "hours": "3.0",
        "decided_by": "Fay Ito",
        "school_name": "Spring School",
        "held_from": "2026-04-10",
    }


def test_attendance_session_by_session(held: Command) -> None:
    rows = table(held("export", "attendance", "--from", "2026-04-10", "--to", "2026-04-10"))
    assert {row["session"] for row in rows} == {"pp-1", "pp-2", "fin-1", "open-1"}
    by = {(row["session"], row["member_number"]): row for row in rows}
    eva = by["fin-1", "1005"]
    assert (eva["status"], eva["minutes"], eva["signed"], eva["signed_by"]) == (
        "present", "180", "yes", "Fay Ito",
    )  # fmt: skip
    assert by["fin-1", "1006"]["status"] == "absent"
    assert by["pp-1", "1002"]["status"] == "expected"
    assert by["pp-1", "1001"]["checked_in"].startswith("2026-04-10T09:00:0")
    assert ("pp-1", "1003") not in by, "who only waits for a place"
    rows = table(held("export", "attendance", "--status", "waitlisted"))
    assert {row["name"] for row in rows} == {"Cleo Park"}
    assert len(rows) == 3


def test_people_and_what_they_are_registered_for(held: Command) -> None:
    rows = table(held("export", "attendees"))
    by = {row["name"]: row for row in rows}
    assert [row["name"] for row in rows][:3] == ["Ana Núñez", "Ben O'Hara", "Cleo Park"]
    assert (by["Ben O'Hara"]["offering"], by["Ben O'Hara"]["status"]) == ("fin; pp", "registered")
    assert by["Cleo Park"]["status"] == "waitlisted"
    assert by["Dan Wu"]["status"] == "cancelled"
    assert (by["Gus Hart"]["offering"], by["Gus Hart"]["status"]) == ("", "")
    assert "KJK" not in held("export", "attendees").out, "codes only where they are asked for"
    rows = table(held("export", "attendees", "--workshop", "parliamentary"))
    assert [(row["name"], row["offering"]) for row in rows] == [
        ("Ana Núñez", "pp"), ("Ben O'Hara", "pp"), ("Cleo Park", "pp"), ("Dan Wu", "pp"),
    ]  # fmt: skip
    rows = table(held("export", "attendees", "--from", "2026-04-11", "--status", "registered"))
    assert [row["name"] for row in rows] == ["Ana Núñez", "Ben O'Hara"]


def test_what_was_done_of_a_kind_and_a_workshop(held: Command) -> None:
    rows = table(held("export", "audit", "--status", "closing"))
    assert [(row["by"], row["session"]) for row in rows] == [("Fay Ito", "fin-1")]
    rows = table(held("export", "audit", "--workshop", "parliamentary"))
    assert {row["session"] for row in rows} == {"pp-1"}
    assert table(held("export", "audit", "--to", "2020-01-01")) == []


@pytest.mark.parametrize("name", list(SOURCES))
def test_every_column_can_be_asked_for(held: Command, name: str) -> None:
    fields = held("export", name, "--fields").out.splitlines()
    every = [line.split()[0] for line in fields]
    assert every == list(SOURCES[name].columns)
    (head, *rows) = csv.reader(
        io.StringIO(held("export", name, "--columns", ",".join(every)).out, newline="")
    )
    assert head == every
    assert rows
    said = json.loads(held("export", name, "--format", "jsonl").out.splitlines()[0])
    assert tuple(said) == SOURCES[name].usual


@pytest.mark.parametrize(
    ("args", "status", "word"),
    [
        (("completions", "--school", "winter"), 1, "no school winter"),
        (("completions", "--programme", "x"), 1, "no programme x"),
        (("attendance", "--workshop", "x"), 1, "no workshop x"),
        (("completions", "--columns", "naem"), 1, "no column naem"),
        (("completions", "--columns", "name=A,local=A"), 1, "Two columns are called A"),
        (("completions", "--columns", ","), 1, "No column is named"),
        (("completions", "--sort", "naem"), 1, "no column naem"),
        (("completions", "--layout", "Ours"), 1, "no layout “Ours”"),
        (("completions", "--from", "2026-04-11", "--to", "2026-04-10"), 1, "before the first"),
        (("completions", "--from", "11 April"), 2, "--from"),
        (("completions", "--status", "done"), 2, "--status"),
        (("attendees", "--person", "nobody"), 1, "nobody"),
        (("completions", "--format", "pdf"), 2, "--format"),
    ],
)
def test_what_is_not_there(held: Command, args: tuple[str, ...], status: int, word: str) -> None:
    said = held("export", *args)
    assert (said.status, said.out) == (status, "")
    assert word in said.err


# ---- in which order, under which columns


def test_sorted(held: Command) -> None:
    def names(sort: str) -> list[str]:
        return [row["name"] for row in table(held("export", "attendees", "--sort", sort))]

    assert names("-name")[0] == "Gus Hart"
    assert names("local,-name")[:3] == ["Eva Roy", "Ben O'Hara", "Ana Núñez"]
    assert names("offering")[-1] == "Gus Hart", "what says nothing comes last"
    assert names("-offering")[-1] == "Gus Hart"


def test_sorted_as_people_sort(held: Command) -> None:
    """É beside E, capitals or not, and numbers by what they are worth."""
    for number, (name, local) in enumerate(
        [
            ("Zoe Ng", "Local 1000"),
            ("Émile Roy", "Local 79"),
            ("eric Roy", "Section locale 9"),
            ("Elena Roy", "Local 503"),
            ("Ñandu Paz", "local 00080"),
            ("Nadia Paz", f"Local {'9' * 5000}"[:200]),
        ]
    ):
        held("attendee", "--name", name, "--local", local, "--member-number", f"n{number}")
    names = [row["name"] for row in table(held("export", "attendees", "--sort", "name"))]
    assert [n for n in names if n.endswith(" Roy")] == [
        "Elena Roy", "Émile Roy", "eric Roy", "Eva Roy", "Eva Roy",
    ]  # fmt: skip
    assert [n for n in names if n.endswith(" Paz")] == ["Nadia Paz", "Ñandu Paz"]
    held("registration", "n1", "fin")
    held("registration", "n2", "fin")
    rows = table(held("export", "completions", "--status", "all", "--workshop", "financial"))
    assert [row["name"] for row in rows] == [
        "Ben O'Hara", "Émile Roy", "eric Roy", "Eva Roy", "Eva Roy",
    ]  # fmt: skip
    shown = [row["attendee"]["name"] for row in held("completions", "--json").rows]
    assert [name for name in shown if name.endswith("Roy")][:3] == [
        "Émile Roy", "eric Roy", "Eva Roy",
    ]  # fmt: skip
    rows = table(held("export", "attendees", "--sort", "local", "--columns", "local"))
    locals_ = list(dict.fromkeys(row["local"] for row in rows))
    assert locals_[-6:-2] == ["Local 79", "local 00080", "Local 503", "Local 1000"]
    assert locals_[-1] == "Section locale 9"


def test_columns_are_chosen_and_renamed(held: Command) -> None:
    columns = 'member_number=No,"name=Nom, prénom",=,minutes'
    said = held("export", "completions", "--columns", columns, "--sort", "-member_number")
    assert said.out.splitlines() == [
        'No,"Nom, prénom",minutes',
        "1005,Eva Roy,180",
        "1002,Ben O'Hara,180",
    ]


@pytest.mark.parametrize(
    ("columns", "head"),
    [
        ("name=Nom\nprénom", "Nom prénom"),
        ("name=a\rb,local", "a b,local"),
        ("name=\x1b[31mred\u202e", "[31mred"),
        ('"name=a', "a"),
        ("name==1+1", "'=1+1"),
    ],
)
def test_headings_are_one_line_that_is_safe(held: Command, columns: str, head: str) -> None:
    said = held("export", "completions", "--columns", columns)
    assert said.out.splitlines()[0] == head


def test_a_heading_longer_than_any_cell_is_refused(held: Command) -> None:
    most = csv.field_size_limit(100)
    try:
        said = held("export", "completions", "--columns", f"name={'h' * 200}")
    finally:
        csv.field_size_limit(most)
    assert (said.status, said.err) == (1, "No column is named.\n")


def test_a_layout_is_kept_under_a_name(held: Command, tmp_path: Path) -> None:
    keep = ("--columns", "name=Nom,local=Section", "--format", "jsonl")
    assert held("export", "completions", *keep, "--save-layout", "Fonds d’éducation").status == 0
    again = held("export", "completions", "--layout", "fonds d'ÉDUCATION")
    assert json.loads(again.out.splitlines()[0]) == {"Nom": "Ben O'Hara", "Section": "Local 1"}
    listed = held("export", "completions", "--layouts")
    assert listed.out == "Fonds d’éducation (jsonl): name=Nom, local=Section\n"
    assert held("export", "attendees", "--layouts").out == ""
    path = tmp_path / "ours.csv"
    said = held("export", "completions", "--layout", "Fonds d’éducation", "-o", path)
    assert path.read_bytes().startswith("\ufeffNom,Section".encode()), "the ending goes before"
    held("export", "completions", "--columns", "name", "--save-layout", "Fonds d’éducation")
    listed = held("export", "completions", "--layouts")
    assert listed.out == "Fonds d’éducation (csv): name\n", "the same name gives way"
    said = held("export", "completions", "--save-layout", "…")
    assert (said.status, "needs a name" in said.err) == (1, True)
