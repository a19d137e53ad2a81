"""Completions: what is shown, why, and what is taken home."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kiosk.app import KioskApp
from kiosk.desk import closing, door
from kiosk.desk.taking.completions import SOURCE
from kiosk.model import Attendee, Offering, Registration
from screens.choose import ChooseScreen
from screens.completions import CompletionsScreen
from screens.confirm import ConfirmScreen
from screens.export import ExportScreen
from screens.kiosk import KioskScreen
from tests.screens.completing import FACILITATOR, open_completions
from tests.screens.showing import School, burst, running, says, shows, text_of, until

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("home")]


async def narrow_to(pilot: Pilot[object], typed: str) -> None:
    """To the first workshop that is found so."""
    await pilot.press("o")
    await until(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen))
    await pilot.press(*typed, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, CompletionsScreen))


async def test_everyone_stands_with_sign_and_word(signed: School) -> None:
    async with running(signed.app()) as pilot:
        await open_completions(pilot, signed)
        await shows(pilot, "24 complete, 6 incomplete", "✓ complete", "… unsigned", "180/180")


async def test_the_highlighted_row_is_explained(signed: School) -> None:
    async with running(signed.app()) as pilot:
        await open_completions(pilot, signed)
        await shows(pilot, "24 complete")
        await pilot.press("s")
        await shows(pilot, "24 complete, 0 incomplete", "They were in every session.")
        await shows(pilot, "180 of 180 minutes", "The rule: every session, and at least 90")
        await shows(pilot, "✓ Sun, Nov 22  13:00–16:00  Room A  180 minutes", "Alex Morin")
        await pilot.press("s")
        await shows(pilot, "0 complete, 6 incomplete", "They missed 1 session.")
        await shows(pilot, "✗ Sun, Nov 22  13:00–16:00  Room A  absent")
        await pilot.press("s")
        await shows(pilot, "0 complete, 0 incomplete", "Not every session is closed")
        await shows(pilot, "not signed yet")


async def test_filters_narrow_together_and_esc_takes_them_away(signed: School) -> None:
    async with running(signed.app()) as pilot:
        screen = await open_completions(pilot, signed)
        await shows(pilot, "24 complete")
        await narrow_to(pilot, "leading")
        await shows(pilot, "24 complete, 6 incomplete, 0 unsigned", "Workshop: Leading")
        await pilot.press("s", "slash", *"section 4545")
        await until(pilot, lambda: 0 < screen.table.row_count < 24)
        shown = text_of(pilot.app)
        assert "incomplete" not in shown.split("Status", 2)[2].split("The rule")[0]
        await pilot.press("escape")  # each takes away the last of them
        await shows(pilot, "24 complete, 0 incomplete", "Status: complete", "Workshop: Leading")
        await pilot.press("escape")
        await shows(pilot, "24 complete, 6 incomplete, 0", "Status: all", "Workshop: Leading")
        await pilot.press("escape")
        await shows(pilot, "24 complete, 6 incomplete, 1", "Workshop: all", "Status: all")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, KioskScreen))


async def test_nothing_that_fits_says_how_to_go_on(signed: School) -> None:
    async with running(signed.app()) as pilot:
        await open_completions(pilot, signed)
        await shows(pilot, "24 complete")
        await pilot.press("slash", *"zzz")
        await shows(pilot, "Nothing fits these filters. Esc takes them away.")


async def test_a_scan_shows_whose_badge_it_is(signed: School) -> None:
    person = signed.person("Chidi Okonkwo")
    async with running(signed.app()) as pilot:
        screen = await open_completions(pilot, signed)
        await shows(pilot, "24 complete")
        burst(pilot.app, signed.code(person) + "\r")
        registered = len(signed.store.registrations_of(person.id))
        await until(pilot, lambda: screen.table.row_count == registered)
        await shows(pilot, "Chidi Okonkwo")


async def test_a_signature_made_meanwhile_appears(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_completions(pilot, school)
        await shows(pilot, "0 complete, 0 incomplete")
        assert isinstance(pilot.app, KioskApp)
        signer = school.staff(FACILITATOR)
        session = school.session("team-1")
        await pilot.app.ask(lambda desk: closing.close(desk, session, signer))
        await shows(pilot, "24 complete, 6 incomplete")


async def test_at_most_three_hundred_rows_are_drawn_and_filters_reach_all(
    school: School,
) -> None:
    offering = next(o.id for o in school.store.all(Offering) if o.id.endswith("digital"))
    with school.store.change() as tx:
        for number in range(400):
            person = Attendee(
                id=f"zz-{number}", name=f"Zora {number:03}", member_number=f"Z{number}"
            )
            tx.put(person)
            tx.put(
                Registration(
                    id=Registration.id_for(person.id, offering),
                    attendee=person.id,
                    offering=offering,
                )
            )
    async with running(school.app()) as pilot:
        screen = await open_completions(pilot, school)
        await until(pilot, lambda: screen.table.row_count == 300)
        await shows(pilot, "the first 300 of 5")
        await pilot.press("slash", *"zora 399")
        await until(pilot, lambda: screen.table.row_count == 1)
        await shows(pilot, "Zora 399")


# ---- taking home


async def open_export(pilot: Pilot[object], school: School) -> ExportScreen:
    """Of those who completed yesterday's workshop."""
    await open_completions(pilot, school)
    await shows(pilot, "24 complete")
    await pilot.press("s", "e")
    await until(pilot, lambda: isinstance(pilot.app.screen, ExportScreen))
    await shows(pilot, "Take home 24 rows")
    assert isinstance(pilot.app.screen, ExportScreen)
    return pilot.app.screen


async def test_what_is_shown_is_written_as_csv(signed: School, home: Path) -> None:
    async with running(signed.app()) as pilot:
        await open_export(pilot, signed)
        await pilot.press("ctrl+s")
        await shows(pilot, "Written:")
    (file,) = home.iterdir()
    assert file.name == "completions-2026-11-23.csv"
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert len(rows) == 24
    assert tuple(rows[0])[: len(SOURCE.usual)] == SOURCE.usual
    assert {row["complete"] for row in rows} == {"yes"}
    assert {row["completed_on"] for row in rows} == {"2026-11-22"}


async def test_rows_that_are_not_complete_say_so_in_a_column(signed: School, home: Path) -> None:
    async with running(signed.app()) as pilot:
        await open_completions(pilot, signed)
        await shows(pilot, "24 complete")
        await narrow_to(pilot, "leading")
        await pilot.press("e")
        await shows(pilot, "24 are complete, 6 not; a column says which.")
        await pilot.press("right", "ctrl+s")
        await shows(pilot, "Written:")
    (file,) = home.iterdir()
    assert file.suffix == ".json"
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [row["complete"] for row in rows].count("no") == 6
    missed = next(row for row in rows if row["complete"] == "no")
    assert missed["completed_on"] == ""
    assert missed["missing_sessions"].endswith("team-1")


async def test_no_file_is_written_over_without_asking(signed: School, home: Path) -> None:
    known = home / "mine.csv"
    known.write_text("mine")
    async with running(signed.app()) as pilot:
        form = await open_export(pilot, signed)
        await pilot.press("enter", "ctrl+u", *"mine.csv", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen))
        await shows(pilot, "is there already.")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is form)
        await shows(pilot, "Nothing was written.")
        assert known.read_text() == "mine"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen))
        await pilot.press("enter")
        await shows(pilot, "Written:")
    assert known.read_bytes().startswith("\ufeffmember_number".encode())


async def test_a_file_that_is_there_already_is_not_proposed(signed: School, home: Path) -> None:
    (home / "completions-2026-11-23.csv").write_text("yesterday's")
    async with running(signed.app()) as pilot:
        await open_export(pilot, signed)
        await shows(pilot, "completions-2026-11-23-2.csv")


async def test_where_nothing_can_be_written_it_says_why(signed: School, home: Path) -> None:
    (home / "file").write_text("")
    async with running(signed.app()) as pilot:
        form = await open_export(pilot, signed)
        await pilot.press("enter", "ctrl+u", *"file/x.csv", "ctrl+s")
        await says(pilot, "cannot be written")
        assert pilot.app.screen is form


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["80x24", "60x20"])
async def test_however_long_the_path_the_reason_is_seen(
    signed: School, home: Path, size: tuple[int, int]
) -> None:
    """A form that fills the screen has little room for what is said below it."""
    folder = home / ("f" * 120)
    folder.mkdir()
    (folder / "file").write_text("")
    async with running(signed.app(), size) as pilot:
        form = await open_export(pilot, signed)
        form.control("path").value = f"{folder}/file/x.csv"
        await pilot.press("ctrl+s")
        await says(pilot, "cannot be written")


async def test_a_facilitator_sees_but_does_not_take_home(signed: School) -> None:
    async with running(signed.app()) as pilot:
        await open_completions(pilot, signed, FACILITATOR)
        await shows(pilot, "24 complete")
        await pilot.press("e")
        await shows(pilot, "Only a representative takes completions home.")
        assert isinstance(pilot.app.screen, CompletionsScreen)


async def test_filters_by_mouse(signed: School) -> None:
    async with running(signed.app()) as pilot:
        await open_completions(pilot, signed)
        await shows(pilot, "24 complete")
        await pilot.click("#press-stand")
        await shows(pilot, "Status: complete")
        await pilot.click("#press-narrow")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen))
        await pilot.click("#choose-options", offset=(3, 1))
        await shows(pilot, "Workshop: Conflict")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_snapshot(
    signed: School, size: tuple[int, int], snapshot: Callable[[object, str], None]
) -> None:
    door.scan(signed.desk, signed.codes("parliamentary")[0])
    async with running(signed.app(), size) as pilot:
        await open_completions(pilot, signed)
        await shows(pilot, "24 complete")
        await pilot.press("down", "down", "down", "down")
        await shows(pilot, "The rule", "Amélie Boulanger")
        await until(pilot, lambda: "180 of 180 minutes" in text_of(pilot.app))
        snapshot(pilot.app, f"completions-{size[0]}x{size[1]}")
