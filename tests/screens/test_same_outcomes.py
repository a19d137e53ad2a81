"""The screen and ``kiosk scan`` give the same answers to the same lines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.app import KioskApp
from kiosk.desk import closing
from kiosk.desk.door import Verdict
from kiosk.desk.protocol import Desk
from kiosk.desk.thread import DeskThread
from kiosk.model import DoorRule, Offering, Session, Staff, Workshop
from screens.kiosk_door import Door
from tests.building import CODES, StillClock, add_school, at
from tests.running import Command
from tests.screens.showing import burst, running, until

NOW, LATE = "2026-04-10 09:00", "2026-04-10 18:30"

LINES = {
    "1001": "checked_in",
    CODES["ana"].lower(): "already_checked_in",
    "KJKVVVVVVVVVVVVVVVVVB": "unknown_code",
    CODES["blank"]: "unassigned_code",
    CODES["revoked"]: "revoked_code",
    "Nobody of ours": "unknown_name",
    "1002": "checked_in",
    "1003": "waitlisted",
    "1004": "registration_cancelled",
    "1005": "prerequisite_missing",
    "1007": "too_early",
    "1008": "not_registered",
}
"""What the small school answers at nine, where Financial Essentials asks for another
workshop."""

LATER = {
    "1001": "session_closed",
    "1003": "session_closed",
    "1005": "session_cancelled",
    "1007": "checked_in",
    "1007 ": "already_checked_in",
    "1008": "not_registered",
}
"""At half past six in the evening: Parliamentary Procedures is closed, Financial
Essentials cancelled, and who is online says when they
go, a minute later at the earliest."""


def ask_for_another(desk: Desk) -> None:
    with desk.store.change() as tx:
        workshop = tx.get(Workshop, "financial")
        assert workshop is not None
        tx.put(replace(workshop, prerequisites=("parliamentary",)))


def evening(desk: Desk) -> None:
    staff = desk.store.get(Staff, "fay")
    assert staff is not None
    with desk.store.change() as tx:
        for name in ("pp-1", "pp-2"):
            known = tx.get(Session, name)
            assert known is not None
            tx.put(replace(known, start=at("2026-04-10 17:30"), end=at("2026-04-10 20:00")))
        fin = tx.get(Offering, "fin")
        online = tx.get(Session, "open-1")
        fin_1 = tx.get(Session, "fin-1")
        assert fin is not None
        assert online is not None
        assert fin_1 is not None
        tx.put(replace(fin, cancelled=True))
        tx.put(replace(fin_1, start=at("2026-04-10 18:00"), end=at("2026-04-10 20:00")))
        tx.put(replace(online, door=DoorRule(departures=True)))
    for name in ("pp-1", "pp-2"):
        closing.close(desk, name, staff)


async def on_screen(desk: Desk, lines: dict[str, str], patch: pytest.MonkeyPatch) -> list[str]:
    """What the screen decides of each line, typed or scanned one after the other."""
    seen: list[str] = []
    show = Door.show

    def noted(self: Door, verdict: Verdict) -> None:
        seen.append(verdict.outcome.value)
        show(self, verdict)

    patch.setattr(Door, "show", noted)
    thread = DeskThread(lambda: desk)
    app = KioskApp(thread)
    async with running(app) as pilot:
        for number, line in enumerate(lines):
            burst(app, line.strip() + "\r")
            await until(pilot, lambda n=number: len(seen) > n, what=line)  # type: ignore[misc]
            await pilot.press("escape")
    thread.close()
    return seen


@pytest.mark.asyncio
async def test_in_the_morning(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask_for_another(desk)
    copy = other_folder(tmp_path / "copy", desk, ask_for_another)
    said = Command(copy, home=tmp_path, env={"KIOSK_NOW": NOW})(
        "scan", "--json", stdin="".join(f"{line.strip()}\n" for line in LINES)
    )
    assert [row["outcome"] for row in said.rows] == list(LINES.values())
    assert await on_screen(desk, LINES, monkeypatch) == list(LINES.values())


@pytest.mark.asyncio
async def test_in_the_evening(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: StillClock
) -> None:
    clock.set(LATE)
    evening(desk)
    copy = other_folder(tmp_path / "copy", desk, evening)
    said = Command(copy, home=tmp_path, env={"KIOSK_NOW": LATE})(
        "scan", "--json", stdin="".join(f"{line.strip()}\n" for line in LATER)
    )
    assert [row["outcome"] for row in said.rows] == list(LATER.values())
    assert await on_screen(desk, LATER, monkeypatch) == list(LATER.values())


def other_folder(path: Path, desk: Desk, prepare: object) -> Path:
    """A second school like the first."""
    from kiosk.desk import editing
    from store.folder import create, open_store

    create(path)
    store = open_store(path)
    other = Desk(store, desk.pins, desk.clock)
    editing.set_organisation(other, "Test Union", "America/Toronto", ("en", "fr", "es"))
    add_school(other)
    prepare(other)  # type: ignore[operator]
    store.close()
    return path
