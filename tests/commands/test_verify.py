"""``kiosk verify``: what anyone shows, and the list for a web site."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader, PdfWriter

from kiosk.desk.protocol import Desk
from kiosk.rules.certificates import hashed
from tests.building import StillClock
from tests.commands.issued import able_to_issue, init, issued
from tests.running import Command


@pytest.fixture
def school(school: Command, desk: Desk, clock: StillClock) -> Command:
    return able_to_issue(school, desk, clock)


def test_every_form_of_it_verifies(school: Command, tmp_path: Path) -> None:
    made = issued(school, tmp_path)
    for form in ("pdf", "png", "svg", "jwt", "token", "code"):
        said = school("verify", made[form], "--json", KIOSK_PIN=None)
        assert (said.status, said.row["verdict"]) == (0, "genuine")
        assert (said.row["name"], said.row["number"]) == ("Ben O'Hara", made["number"])
        if isinstance(path := made[form], Path):
            assert school("verify", "-", stdin=path.read_bytes()).status == 0
    said = school("verify", "-", stdin=f"{made['code']}\n")
    assert said.out.startswith("Genuine.\n")
    assert "1002" not in said.out, "no more than is printed"


def test_a_revoked_one_says_since_when(school: Command, tmp_path: Path) -> None:
    made = issued(school, tmp_path)
    school("certificates", "revoke", made["number"], "--reason", "secret reason")
    for form in ("pdf", "code"):
        said = school("verify", made[form])
        assert (said.status, said.out.splitlines()[0]) == (1, "Revoked on 2026-04-10.")
        assert "secret" not in said.out


def test_what_is_wrong_ends_with_one(school: Command, tmp_path: Path) -> None:
    made = issued(school, tmp_path)
    changed = str(made["token"])[:-6] + "AAAAAA"
    for what, first in ((changed, "Altered"), ("KJC-CCCC-CCCC-CCCC-CCCC-CC", "Unknown")):
        said = school("verify", what)
        assert said.status == 1
        assert said.out.startswith(first)
    for nothing, why in (
        ("hello", "neither a certificate's file nor its code"),
        ("", "neither a certificate's file nor its code"),
        ("../nothing.pdf", "There is no file"),
        ("x" * 5000, "neither a certificate's file nor its code"),
        (f"{made['code']}X", "too long for a code: it has 22 letters, and a code has 21."),
        (str(made["code"])[:-1], "not a whole code: it has 20 letters of 21."),
        (str(made["code"])[:-1] + "O", "That is not a code: none has O in it. Compare"),
        (str(made["code"])[:-2] + "0A", "That is not a code: none has 0, A in it. Compare"),
        ("KJC-HKHR-CHLT-FEDH-TJIN-GK", "A letter of that code is not right, or two have"),
    ):
        for said in (school("verify", nothing), school("verify", "-", stdin=nothing)):
            assert (said.status, said.out) == (1, "")
            assert why in said.err or said.err.startswith("This is neither")
    assert school("verify").status == 2


def with_a_page_more(path: Path, to: Path, first: bool = False) -> Path:
    """A certificate with a page added, behind it or before it."""
    writer = PdfWriter(clone_from=path)
    width, height = writer.pages[0].mediabox.width, writer.pages[0].mediabox.height
    writer.insert_blank_page(width, height, 0 if first else 1)
    writer.write(to)
    return to


@pytest.mark.parametrize("first", [True, False])
def test_of_a_file_with_a_page_added_the_whole_is_said_first(
    school: Command, tmp_path: Path, first: bool
) -> None:
    made = issued(school, tmp_path)
    path = with_a_page_more(Path(made["pdf"]), tmp_path / "more.pdf", first)
    said = school("verify", path)
    lines = said.out.splitlines()
    assert said.status == 1
    assert lines[0] == "Altered: this file is not what was issued. (1 of 2 genuine)"
    pages = [line.partition(".")[0] for line in lines if line.startswith("Page")]
    by_page = ["Page 1: Genuine", "Page 2: Altered: this is not what was issued"]
    if first:
        by_page = ["Page 1: Altered: this is not what was issued", "Page 2: Genuine"]
    assert pages == by_page
    row = school("verify", path, "--json").row
    assert list(row)[:2] == ["file", "whole"]
    assert (row["file"], row["whole"], row["verdict"]) == (str(path), "altered", "altered")
    assert sorted((one["page"], one["verdict"]) for one in row["certificates"]) == (
        [(1, "altered"), (2, "genuine")] if first else [(1, "genuine"), (2, "altered")]
    )


def test_of_one_certificate_the_fields_mean_what_they_meant(
    school: Command, tmp_path: Path
) -> None:
    made = issued(school, tmp_path)
    row = school("verify", made["pdf"], "--json").row
    (one,) = row["certificates"]
    assert {name: row[name] for name in one} == one
    assert (row["whole"], row["why"], row["page"]) == ("genuine", None, 1)
    assert school("verify", made["code"], "--json").row["file"] is None


def test_a_folder_is_a_line_for_each_file(school: Command, tmp_path: Path) -> None:
    made, folder = issued(school, tmp_path), tmp_path / "sent"
    (folder / "more" / ".hidden").mkdir(parents=True)
    (folder / "a.pdf").write_bytes(Path(made["pdf"]).read_bytes())
    (folder / "more" / "b.png").write_bytes(Path(made["png"]).read_bytes())
    (folder / "more" / ".hidden" / "c.pdf").write_bytes(b"no")
    for left in (".DS_Store", "Thumbs.db", "desktop.ini"):
        (folder / left).write_bytes(b"\0\1")
    said = school("verify", folder, made["svg"], folder / "a.pdf")
    assert said.status == 0
    assert said.err == "3 files: 3 genuine.\n"
    lines = said.out.splitlines()
    number = made["number"]
    assert [" ".join(line.split()) for line in lines] == [
        f"Genuine {path} {number} Ben O'Hara Financial Essentials"
        for path in (folder / "a.pdf", folder / "more" / "b.png", made["svg"])
    ]
    with_a_page_more(Path(made["pdf"]), folder / "more" / "z.pdf")
    (folder / "list.xlsx").write_bytes(b"PK\3\4 no workbook")
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "half.pdf").write_bytes(Path(made["pdf"]).read_bytes()[:2000])
    said = school("verify", folder, "--json")
    assert said.status == 1
    found = {Path(row["file"]).name: row["whole"] for row in said.rows}
    assert found == {
        "a.pdf": "genuine",
        "empty.pdf": "no_certificate",
        "half.pdf": "no_certificate",
        "list.xlsx": "no_certificate",
        "b.png": "genuine",
        "z.pdf": "altered",
    }
    assert all(bool(row["why"]) is (row["verdict"] is None) for row in said.rows)
    text = school("verify", folder)
    assert text.err == "6 files: 3 no certificate, 2 genuine, 1 altered.\n"
    assert "Altered          " in text.out
    assert text.out.count("No certificate   ") == 3


def test_whatever_is_wrong_with_one_the_others_are_looked_at(
    school: Command, tmp_path: Path
) -> None:
    made = issued(school, tmp_path)
    school("certificates", "revoke", made["number"], "--reason", "x")
    eva = school("certificates", "--attendee", "eva1", "-o", tmp_path / "e", "--json").row
    short = str(made["code"])[:-1]
    several = (tmp_path / "nothing.pdf", made["pdf"], short, eva["code"], eva["file"])
    said = school("verify", *several)
    assert said.status == 1
    assert [line.split("  ")[0] for line in said.out.splitlines()] == [
        "No certificate",
        "Revoked on 2026-04-10",
        "No certificate",
        "Genuine",
        "Genuine",
    ]
    assert "There is no file" in said.out
    assert "not a whole code" in said.out
    assert school("verify", eva["file"], eva["code"]).status == 0


def test_a_folder_with_nothing_in_it_is_not_genuine(school: Command, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    said = school("verify", tmp_path / "none")
    assert (said.status, said.out) == (1, "")
    assert "There is no file in" in said.err
    assert school("verify", tmp_path / "none", "--public-list", tmp_path / "web").status == 2


def test_another_folder_does_not_know_the_issuer(school: Command, tmp_path: Path) -> None:
    made = issued(school, tmp_path)
    other = tmp_path / "other"
    init(school, other)
    said = school("verify", made["pdf"], "--data", other)
    assert (said.status, said.out.splitlines()[0][:14]) == (1, "Unknown issuer")


def test_init_makes_the_key(school: Command, tmp_path: Path) -> None:
    init(school, tmp_path / "other")
    assert (tmp_path / "other" / "issuer-key.pem").stat().st_mode & 0o077 == 0
    assert school("check", "--data", tmp_path / "other").status == 0


def test_the_folder_is_well_with_certificates_in_it(school: Command, tmp_path: Path) -> None:
    issued(school, tmp_path)
    assert school("check").status == 0


def test_a_list_for_a_web_site_says_nothing_of_whose(school: Command, tmp_path: Path) -> None:
    made = issued(school, tmp_path)
    other = school("certificates", "--json").rows[1]
    school("certificates", "revoke", other["number"], "--reason", "secret reason")
    said = school("verify", "--public-list", tmp_path / "web")
    assert said.status == 0
    page = (tmp_path / "web" / "index.html").read_text(encoding="utf-8")
    listed = json.loads((tmp_path / "web" / "certificates.json").read_bytes())
    code = str(made["code"])
    assert listed["codes"] == {
        hashed(code.replace("-", "")): ["active"],
        hashed(other["code"].replace("-", "")): ["revoked", "2026-04-10"],
    }
    for secret in ("O'Hara", "Ben", "Eva", "1002", "secret", code, code.replace("-", "")):
        assert secret not in page
        assert secret not in json.dumps(listed)
    inside = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert inside is not None
    held = json.loads(inside[1])
    assert held["codes"] == listed["codes"]
    assert sorted(held["words"]) == ["en", "es", "fr"]
    assert not re.findall(r"(?:src|href)=|fetch\(|https?://", page), "it asks nobody for anything"


def test_the_address_of_the_page_is_printed_from_then_on(school: Command, tmp_path: Path) -> None:
    before = issued(school, tmp_path)
    said = school("verify", "--address", "https://union.example/verify")
    assert (said.status, said.out) == (0, "")
    school("certificates", "--attendee", "eva1", "-o", tmp_path / "eva")
    (path,) = (tmp_path / "eva").iterdir()
    assert "union.example/verify" in PdfReader(path).pages[0].extract_text()
    picture = pypdfium2.PdfDocument(path)[0].render(scale=150 / 72).to_pil()
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text.startswith("https://union.example/verify#KJC")
    assert school("verify", found.text).status == 0
    school("certificates", "--attendee", "ben", "-o", tmp_path / "again")
    (again,) = (tmp_path / "again").iterdir()
    assert again.read_bytes() == Path(before["pdf"]).read_bytes()


@pytest.mark.parametrize(
    "address", ["http://x.example", "nonsense", "https://x/#a", "https://" + "x" * 90]
)
def test_what_is_no_address(school: Command, address: str) -> None:
    assert school("verify", "--address", address).status == 1
