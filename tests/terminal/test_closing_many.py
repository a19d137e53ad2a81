"""A session of two hundred people is closed at a real keyboard, in less than a minute of
typing."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from kiosk.model import Attendee, Closing
from kiosk.rules import attendance
from kiosk.rules.schedule import standing_closing
from store.folder import open_store
from tests.terminal.conftest import ENTER, F10, Door, Terminal

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pty")

UP, DOWN = "\x1b[A", "\x1b[B"
KEYS_OF_A_MINUTE = 120
"""Two keys a second: whoever looks for each of them is as quick."""


class Typist:
    """Types keys, and counts them."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self.count = 0

    def press(self, *keys: str) -> None:
        self.count += len(keys)
        self._terminal.send("".join(keys))


def two_hundred(door: Door, folder: Path, seen: int) -> str:
    """Two hundred registered for the session that is open now, of whom so many have come;
    its id."""
    (row,) = (row for row in door.rows("sessions") if "now" in str(row["id"]))
    roster = folder / "crowd.csv"
    missing = 200 - int(str(row["registered"]))
    lines = [f"{9_000_000 + n},Crowd N{n:03},Local 9,{row['offering']}" for n in range(missing)]
    roster.write_text("member_number,name,local,offering\n" + "\n".join(lines), encoding="utf-8")
    door.kiosk("import", "attendees", str(roster))
    door.kiosk("scan", stdin="\n".join(str(9_000_000 + n) for n in range(seen)))
    assert door.checked_in() == seen
    return str(row["id"])


def to_session(door: Door, session: str) -> list[str]:
    """The arrows from where the cursor stands at first to a session: at some hours of the
    day others are open in a room too."""
    listed = door.rows("sessions")
    running = [row for row in listed if row["state"] in ("open", "running")]
    first = min(running, key=lambda row: bool(row["online"]))
    (wanted,) = (row for row in listed if row["id"] == session)
    way = listed.index(wanted) - listed.index(first)
    return [DOWN if way > 0 else UP] * abs(way)


def signed(door: Door, session: str) -> tuple[Closing, dict[str, str]]:
    """The signature in the folder, and by name what it says of each."""
    store = open_store(door.data)
    try:
        closing = standing_closing(store.session_facts(session))
        assert closing is not None
        names = {a.id: a.name for a in store.all(Attendee)}
        return closing, {names[line.attendee]: line.status.value for line in closing.roster}
    finally:
        store.close()


def test_two_hundred_in_less_than_a_minute_of_typing(door: Door, tmp_path: Path) -> None:
    session = two_hundred(door, tmp_path, seen=168)
    terminal = door.open()
    typist = Typist(terminal)
    terminal.shows("Scan your badge, or type your name")
    typist.press(F10)
    terminal.shows("Who are you?")
    typist.press(ENTER)
    typist.press(*"2468", ENTER)
    terminal.shows("Today")
    typist.press(*to_session(door, session), ENTER)
    terminal.shows("Status", "32 expected")
    typist.press("c")
    terminal.shows("32 people were never seen", "32 absent")
    typist.press(*"lexlexlexlexlexlex")
    terminal.shows("6 late", "6 excused", "20 absent")
    typist.press("a", " ")  # the others are on a paper list
    terminal.shows("182 present", "6 late", "6 excused", "6 absent")
    typist.press(ENTER, *"2468", ENTER)
    terminal.shows("✓  Closed", "182 present, 6 late, 6 excused, 6 absent", seconds=60)
    terminal.send(F10)
    terminal.shows("Scan your badge, or type your name")
    assert typist.count <= KEYS_OF_A_MINUTE
    closing, status = signed(door, session)
    assert Counter(status.values()) == {"present": 182, "late": 6, "excused": 6, "absent": 6}
    assert all(status[f"Crowd N{n:03}"] == "present" for n in range(168))
    # As they stand on the page: by name, whatever signs are above the letters.
    assert status["Aïssatou N'Diaye"] == "late"
    assert status["Christopher Featherstonehaugh-Cholmondeley Worthington"] == "excused"
    assert status["Crowd N168"] == "absent"
    again = attendance.roster_hash(session, closing.minutes, closing.roster)
    assert closing.hash == again
