"""Certificates from the completions: issued, written, looked over, revoked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from textual.pilot import Pilot

from kiosk.desk import closing, demo
from kiosk.desk.certificates import standing
from kiosk.model import Attendee
from kiosk.rules.certificates import State
from screens.certificates import CertificatesForm
from screens.choose import ChooseScreen
from screens.reason import ReasonScreen
from store.vault import Vault
from tests.screens.completing import FACILITATOR, open_completions
from tests.screens.showing import School, burst, running, shows, text_of, until

pytestmark = pytest.mark.asyncio


@pytest.fixture
def signed(signed: School, home: Path) -> School:
    """The key can be asked for."""
    signed.desk = replace(signed.desk, vault=Vault(signed.path))
    return signed


async def open_form(pilot: Pilot[object], school: School) -> CertificatesForm:
    await open_completions(pilot, school)
    await shows(pilot, "24 complete")
    await pilot.press("c")
    await until(pilot, lambda: isinstance(pilot.app.screen, CertificatesForm))
    form = pilot.app.screen
    assert isinstance(form, CertificatesForm)
    return form


async def path_ends(
    pilot: Pilot[object], form: CertificatesForm, ending: str, whole: bool = False
) -> None:
    """Wait until the form proposes a file whose name ends so, or is this as a whole."""

    def is_so() -> bool:
        path = form.values()["path"]
        return path == ending if whole else path.endswith(ending)

    await until(pilot, is_so, what=ending)


async def write(pilot: Pilot[object], pin: str = demo.REP[1]) -> None:
    form = pilot.app.screen
    assert isinstance(form, CertificatesForm)
    if "pin" in form.fields:
        form.control("pin").value = pin
    await pilot.press("ctrl+s")


async def test_what_the_filter_shows_is_issued_and_written(signed: School, home: Path) -> None:
    async with running(signed.app()) as pilot:
        await open_form(pilot, signed)
        await shows(pilot, "24 certificates", "24 are issued now.")
        await shows(pilot, "Amélie Boulanger · Diriger en équipe · 3")
        await write(pilot)
        await shows(pilot, "24 certificates, 24 of them new, in ~/certificates-2026-11-23")
    files = list((home / "certificates-2026-11-23").iterdir())
    assert len(files) == 24
    assert all(len(PdfReader(path).pages) == 1 for path in files[:3])
    assert len(standing.everyone(signed.desk.store)) == 24


async def test_whose_letters_no_font_has_is_left_out_and_said(signed: School, home: Path) -> None:
    person = signed.person("Amélie Boulanger")
    with signed.desk.store.change() as tx:
        tx.put(replace(person, name="王小明"))
    async with running(signed.app()) as pilot:
        await open_form(pilot, signed)
        await write(pilot)
        await shows(pilot, "certificate is left out: no font has", "王小明: no font has 王 小 明")
        await pilot.press("escape")
        await shows(pilot, "23 certificates, 23 of them new")
    assert len(list((home / "certificates-2026-11-23").iterdir())) == 23
    assert standing.of(signed.desk.store, person.id) == []


async def test_again_the_same_ones_without_a_pin(signed: School, home: Path) -> None:
    async with running(signed.app()) as pilot:
        await open_form(pilot, signed)
        await write(pilot)
        await shows(pilot, "24 of them new")
        first = {p.name: p.read_bytes() for p in (home / "certificates-2026-11-23").iterdir()}
        await pilot.press("c")
        await until(pilot, lambda: isinstance(pilot.app.screen, CertificatesForm))
        await shows(pilot, "24 were issued before, and are given")
        assert "PIN" not in text_of(pilot.app)
        await write(pilot)
        await shows(pilot, "24 certificates, 0 of them new")
    assert {p.name: p.read_bytes() for p in (home / "certificates-2026-11-23").iterdir()} == first


async def test_all_in_one_file_in_two_languages(signed: School, home: Path) -> None:
    async with running(signed.app()) as pilot:
        form = await open_form(pilot, signed)
        form.control("form").value = "one"
        form.control("languages").value = "en fr"
        await until(pilot, lambda: form.values()["path"].endswith(".pdf"))
        await write(pilot)
        await shows(pilot, "in ~/certificates-2026-11-23.pdf")
    reader = PdfReader(home / "certificates-2026-11-23.pdf")
    assert len(reader.pages) == 24
    assert len(list(reader.attachment_list)) == 24
    (one, *_) = standing.everyone(signed.desk.store)
    assert one.certificate.says is not None
    assert one.certificate.says.languages == ("en", "fr")


async def test_a_sample_is_looked_at_again_and_again_and_issues_nothing(
    signed: School, home: Path
) -> None:
    for languages, said in (("", "Amélie Boulanger"), ("en fr", "This certifies that")):
        async with running(signed.app()) as pilot:
            form = await open_form(pilot, signed)
            form.control("form").value = "sample"
            form.control("languages").value = languages
            await path_ends(pilot, form, "-sample.pdf")
            await pilot.press("ctrl+s")
            await shows(pilot, "A sample is in ~/certificates-2026-11-23-sample.pdf.")
            await shows(pilot, "Nothing was issued.")
        (page,) = PdfReader(home / "certificates-2026-11-23-sample.pdf").pages
        assert said in page.extract_text()
        assert "0000-XXXXX-0000" in page.extract_text()
    assert standing.everyone(signed.desk.store) == []


async def test_the_name_of_the_file_goes_with_its_form(signed: School) -> None:
    async with running(signed.app()) as pilot:
        form = await open_form(pilot, signed)
        for kind, ending in (
            ("one", ".pdf"),
            ("sample", "-sample.pdf"),
            ("each", ""),
            ("print", ".pdf"),
        ):
            form.control("form").value = kind
            await path_ends(pilot, form, f"~/certificates-2026-11-23{ending}", whole=True)


async def test_a_wrong_pin_issues_nothing(signed: School) -> None:
    async with running(signed.app()) as pilot:
        await open_form(pilot, signed)
        await pilot.press("ctrl+s")
        await shows(pilot, "Type your PIN")
        await write(pilot, "0000")
        await shows(pilot, "That PIN is not right.")
    assert standing.everyone(signed.desk.store) == []


async def test_a_pin_is_typed_again_where_it_was_wrong(signed: School) -> None:
    async with running(signed.app()) as pilot:
        await open_form(pilot, signed)
        await pilot.press("tab", "tab", "tab")
        burst(pilot.app, "9999\r")
        await shows(pilot, "That PIN is not right.")
        burst(pilot.app, f"{demo.REP[1]}\r")
        await shows(pilot, "24 certificates, 24 of them new")


async def test_what_is_typed_behind_a_pin_is_not_of_it(signed: School) -> None:
    async with running(signed.app()) as pilot:
        form = await open_form(pilot, signed)
        await pilot.press("tab", "tab", "tab")
        burst(pilot.app, f"9999\r{demo.REP[1]}")
        await shows(pilot, "That PIN is not right.")
        assert form.values()["pin"] == demo.REP[1]
        await pilot.press("enter")
        await shows(pilot, "24 certificates, 24 of them new")


async def test_a_folder_is_not_named_as_a_file(signed: School, home: Path) -> None:
    async with running(signed.app()) as pilot:
        form = await open_form(pilot, signed)
        form.control("path").value = "~/all.docx"
        await write(pilot)
        await shows(pilot, "all.docx is named as a file, and a folder is")
    assert not (home / "all.docx").exists()
    assert standing.everyone(signed.desk.store) == []


async def test_a_facilitator_issues_and_revokes_none(signed: School) -> None:
    async with running(signed.app()) as pilot:
        await open_completions(pilot, signed, FACILITATOR)
        await shows(pilot, "24 complete")
        await pilot.press("c")
        await shows(pilot, "Only a representative issues certificates.")


async def test_before_anything_is_signed_there_is_none(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_completions(pilot, school)
        await shows(pilot, "0 complete")
        await pilot.press("i")
        await shows(pilot, "No certificate was issued yet.")
        await pilot.press("c")
        await shows(pilot, "Nobody here has completed a workshop")


async def test_one_is_chosen_and_revoked(signed: School) -> None:
    async with running(signed.app(), size=(120, 40)) as pilot:
        await open_form(pilot, signed)
        await write(pilot)
        await shows(pilot, "24 of them new")
        await pilot.press("i")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen))
        await pilot.press(*"eve roy", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReasonScreen))
        await pilot.press(*"wrong", "enter", *demo.REP[1], "enter")
        await shows(pilot, "is revoked.")
        await pilot.press("i")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen))
        await pilot.press(*"eve roy")
        await shows(pilot, "Ève Roy", "revoked")
    eve: Attendee = signed.person("Ève Roy")
    (one,) = standing.of(signed.desk.store, eve.id)
    assert one.state is State.REVOKED


async def test_one_that_was_taken_away_is_pointed_out(signed: School) -> None:
    async with running(signed.app(), size=(120, 40)) as pilot:
        await open_form(pilot, signed)
        await write(pilot)
        await shows(pilot, "24 of them new")
        closing.reopen(
            signed.desk, signed.session("team-1"), signed.staff(demo.FACILITATOR[0]), "mistake"
        )
        await pilot.press("i")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen))
        await shows(pilot, "no longer complete")
