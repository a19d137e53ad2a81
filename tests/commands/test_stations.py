"""Several stations on one folder, and one that dies."""

from __future__ import annotations

import json
import shutil
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.running import Command

PEOPLE = 500
NOW = "2026-04-10T09:00"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A folder with five hundred people who are expected now, and their codes."""
    home = tmp_path_factory.mktemp("prepared")
    kiosk = Command(home / "data", home)
    made = kiosk(
        "init", "--organisation", "U", "--zone", "America/Toronto", "--languages", "en",
        "--facilitator", "Fay Ito", "--rep", "Rae Diaz", KIOSK_PIN="1234",
    )  # fmt: skip
    assert made.status == 0, made.err
    (home / "p.toml").write_text(
        '[programme]\nid = "p"\ntitle = "P"\n[[workshop]]\nid = "w"\ntitle = "W"\n'
    )
    (home / "s.toml").write_text(
        '[school]\nid = "s"\nname = "S"\n[[offering]]\nid = "o"\nworkshop = "w"\n'
        "sessions = [{ start = 2026-04-10T09:00:00, hours = 3 }]\n"
    )
    rows = "".join(f"{n},Person {n},o\n" for n in range(PEOPLE))
    (home / "r.csv").write_text(f"member_number,name,offering\n{rows}")
    for what, name in (("programme", "p.toml"), ("sessions", "s.toml"), ("attendees", "r.csv")):
        assert kiosk("import", what, home / name).status == 0
    codes = [row["badge_code"] for row in kiosk("attendees", "--json", "--codes").rows]
    assert len(set(codes)) == PEOPLE
    return home / "data", codes


@pytest.fixture
def station(kiosk: Command, prepared: tuple[Path, list[str]]) -> Command:
    shutil.copytree(prepared[0], kiosk.data)
    kiosk.env["KIOSK_NOW"] = NOW
    return kiosk


@pytest.fixture
def codes(prepared: tuple[Path, list[str]]) -> list[str]:
    return prepared[1]


def recorded(station: Command) -> list[str]:
    """Whose check-ins stand in the journal, with repetitions if there were any."""
    found = []
    for path in sorted(station.data.glob("journal/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            facts = json.loads(line)["put"].get("facts", {})
            found += [f["attendee"] for f in facts.values() if f["kind"] == "check_in"]
    return found


def test_two_stations_fed_the_same_codes_at_once_check_in_each_person_once(
    station: Command, codes: list[str]
) -> None:
    answers: list[list[dict[str, Any]]] = []
    problems: list[bytes] = []

    def work() -> None:
        process = station.start("scan", "--json")
        out, err = process.communicate("\n".join(codes).encode(), timeout=100)
        answers.append([json.loads(line) for line in out.splitlines()])
        problems.append(err)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == [b"", b""]
    assert [len(rows) for rows in answers] == [PEOPLE, PEOPLE]
    outcomes = Counter(row["outcome"] for rows in answers for row in rows)
    assert outcomes == {"checked_in": PEOPLE, "already_checked_in": PEOPLE}
    let_in = [r["attendee"]["id"] for rows in answers for r in rows if r["outcome"] == "checked_in"]
    assert len(set(let_in)) == PEOPLE
    # What the second one was told is what the first one had been told.
    told = {r["attendee"]["id"]: r["at"] for rows in answers for r in rows if not r["first_at"]}
    assert all(
        told[r["attendee"]["id"]] == r["first_at"]
        for rows in answers
        for r in rows
        if r["first_at"]
    )
    assert sorted(recorded(station)) == sorted(let_in)
    (row,) = station("sessions", "--json").rows
    assert row["checked_in"] == PEOPLE


def test_what_was_printed_before_a_kill_is_there(station: Command, codes: list[str]) -> None:
    process = station.start("scan", "--json")
    assert process.stdin is not None
    assert process.stdout is not None
    feeder = threading.Thread(target=feed, args=(process.stdin, codes))
    feeder.start()
    printed = [json.loads(process.stdout.readline()) for _ in range(150)]
    process.kill()
    printed += [
        json.loads(line) for line in process.stdout.read().splitlines() if line.endswith(b"}")
    ]
    feeder.join()
    process.communicate()
    assert process.returncode != 0
    assert 150 <= len(printed) < PEOPLE, "it was killed in the middle"
    assert {row["outcome"] for row in printed} == {"checked_in"}

    there = recorded(station)
    assert len(there) == len(set(there))
    assert {row["attendee"]["id"] for row in printed} <= set(there)
    assert len(there) - len(printed) <= 1, "at most the one in hand was not told any more"

    # And the next one goes on from there: everyone is in, nobody twice.
    said = station("scan", "--json", stdin="\n".join(codes))
    outcomes = Counter(row["outcome"] for row in said.rows)
    assert outcomes == {
        "already_checked_in": len(there),
        "checked_in": PEOPLE - len(there),
    }
    first = {row["attendee"]["id"]: row["at"] for row in printed}
    for row in said.rows:
        if row["attendee"]["id"] in first:
            assert row["first_at"] == first[row["attendee"]["id"]]
    assert sorted(recorded(station)) == sorted({row["attendee"]["id"] for row in said.rows})


def feed(stream: Any, codes: list[str]) -> None:
    try:
        for code in codes:
            stream.write(f"{code}\n".encode())
            stream.flush()
    except OSError:
        pass


def test_a_line_that_a_crash_left_unfinished_is_set_aside(
    station: Command, codes: list[str]
) -> None:
    station("scan", stdin=codes[0])
    (journal,) = station.data.glob("journal/*.jsonl")
    with journal.open("ab") as file:
        file.write(b'{"crc":"00000000","n":999,"at":"2026')
    said = station("scan", "--json", stdin="\n".join(codes[:2]))
    assert [row["outcome"] for row in said.rows] == ["already_checked_in", "checked_in"]
    assert len(recorded(station)) == 2


def test_a_list_is_read_while_a_station_works(station: Command, codes: list[str]) -> None:
    process = station.start("scan", "--json")
    assert process.stdin is not None
    assert process.stdout is not None
    for place, code in enumerate(codes[:5], 1):
        process.stdin.write(f"{code}\n".encode())
        process.stdin.flush()
        process.stdout.readline()
        (row,) = station("sessions", "--json").rows
        assert row["checked_in"] == place
    process.communicate()
    assert process.returncode == 0
