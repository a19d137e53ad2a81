"""Another window stands still while it holds the lock: the screens say so, and what was
scanned meanwhile is recorded in its order."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from textual.pilot import Pilot

from kiosk.app import KioskApp
from kiosk.commands.lock_waits import StoreWaits
from kiosk.desk.thread import DeskThread
from kiosk.rules import lock_waits
from screens.confirm import ConfirmScreen
from tests.holding_lock import Holder, holding
from tests.screens.scanning import owners
from tests.screens.showing import School, burst, check_ins, running, shows, text_of, until
from tests.screens.signing_in import sign_in

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.skipif(sys.platform == "win32", reason="no process is suspended there"),
]


@pytest.fixture
def holder(school: School, monkeypatch: pytest.MonkeyPatch) -> Iterator[Holder]:
    """Another window, suspended inside a change; it is told soon."""
    monkeypatch.setattr(lock_waits, "SAID_AFTER", 0.3)
    monkeypatch.setattr(lock_waits, "HOLDER_AFTER", 1.5)
    monkeypatch.setattr("kiosk.app.LOCK_SECONDS", 0.1)
    with holding(school.path) as found:
        found.suspend()
        yield found


def app_of(school: School) -> KioskApp:
    thread = DeskThread(lambda: school.desk, StoreWaits())
    school.threads.append(thread)
    return KioskApp(thread)


async def unwrapped(pilot: Pilot[object], *texts: str) -> None:
    """Wait until these texts stand on the screen, however they are wrapped."""

    def said() -> str:
        return " ".join(text_of(pilot.app).split())

    await until(
        pilot,
        lambda: all(text in said() for text in texts),
        what=" and ".join(texts),
        at_rest=False,
    )


async def test_visitors_read_it_and_what_they_scanned_is_recorded_in_order(
    school: School, holder: Holder
) -> None:
    codes = school.codes("parliamentary")[:3]
    (journal,) = (school.path / "journal").glob("*.jsonl")
    before = journal.read_bytes()
    async with running(app_of(school)) as pilot:
        burst(pilot.app, "".join(f"{code}\r" for code in codes[:2]))
        await shows(pilot, "Another window on this laptop is still recording.", at_rest=False)
        await unwrapped(pilot, f"“kiosk import” (process {holder.pid}", "It is suspended. Staff:")
        burst(pilot.app, f"{codes[2]}\r")
        await unwrapped(pilot, "Nothing is lost: what waits is then recorded in order.")
        assert journal.read_bytes() == before
        holder.go_on()
        holder.end()
        await shows(pilot, "✓")
        await until(pilot, lambda: len(check_ins(school)) == 3)
        await until(pilot, lambda: "another window" not in text_of(pilot.app).lower())
        assert "suspended" not in text_of(pilot.app)
    facts = sorted(check_ins(school), key=lambda fact: fact.order)
    assert [fact.attendee for fact in facts] == owners(school, codes)


@pytest.mark.parametrize(
    ("presses", "what", "then"),
    [
        (0, "has been recording since", "It is suspended. Staff:"),
        (1, "enregistre depuis", "Il est suspendu. Personnel"),
        (2, "registra desde las", "Está suspendido. Personal:"),
    ],
)
async def test_it_is_said_in_the_language_of_the_screen(
    school: School, holder: Holder, presses: int, what: str, then: str
) -> None:
    async with running(app_of(school)) as pilot:
        await pilot.press(*["f3"] * presses)
        burst(pilot.app, school.codes("parliamentary")[0] + "\r")
        await unwrapped(pilot, what, then)
        holder.go_on()
        holder.end()


async def test_who_types_meanwhile_goes_on_typing(school: School, holder: Holder) -> None:
    async with running(app_of(school)) as pilot:
        burst(pilot.app, school.codes("parliamentary")[0] + "\r")
        await unwrapped(pilot, "It is suspended.")
        burst(pilot.app, "trem")
        await shows(pilot, "trem", "Marie-Ève Tremblay", "“kiosk import” (process", at_rest=False)
        holder.go_on()
        holder.end()


async def test_staff_read_it_on_their_screens(school: School, holder: Holder) -> None:
    async with running(app_of(school)) as pilot:
        holder.go_on()
        await sign_in(pilot)
        holder.suspend()
        burst(pilot.app, school.codes("parliamentary")[0] + "\r")
        await unwrapped(pilot, "Another window on this laptop is still recording. Please wait")
        await unwrapped(pilot, f"“kiosk import” (process {holder.pid}", "It is suspended. Staff:")
        pilot.app.push_screen(ConfirmScreen("Sure?", "It is gone.", "Yes"))
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), at_rest=False)
        await unwrapped(pilot, "Sure?", "It is suspended. Staff:")
        holder.go_on()
        holder.end()
        await until(pilot, lambda: "suspended" not in text_of(pilot.app))
        await until(pilot, lambda: len(check_ins(school)) == 1)
