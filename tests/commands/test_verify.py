"""``kiosk verify``: what anyone shows, and the list for a web site."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

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
