"""``kiosk certificates``, ``verify`` and ``keys``."""

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
from tests.certifying import complete_fin
from tests.running import Command

PHRASE = "correct horse"


@pytest.fixture
def school(school: Command, desk: Desk, clock: StillClock) -> Command:
    """Two completed the financial course, and Rae's PIN is given."""
    complete_fin(desk, clock)
    school.env["KIOSK_PIN"] = "2222"
    return school


def test_a_file_for_each(school: Command, tmp_path: Path) -> None:
    said = school("certificates", "-o", tmp_path / "out", "--json")
    assert said.status == 0
    assert said.err == f"2 certificates in {tmp_path / 'out'}, 2 of them new.\n"
    assert [row["attendee"]["name"] for row in said.rows] == ["Ben O'Hara", "Eva Roy"]
    for row in said.rows:
        assert len(PdfReader(row["file"]).pages) == 1
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert [re.sub(r"\d{4}-\w{5}-", "", name) for name in names] == [
        "ben-ohara-0001.pdf",
        "eva-roy-0002.pdf",
    ]


def test_asked_again_the_same_bytes_and_no_pin(school: Command, tmp_path: Path) -> None:
    options = ("--png", "--svg")
    first = school("certificates", "-o", tmp_path / "one", *options)
    again = school("certificates", "-o", tmp_path / "two", *options, KIOSK_PIN=None)
    assert (first.status, again.status) == (0, 0)
    assert again.err.endswith("0 of them new.\n")
    made = sorted((tmp_path / "one").iterdir())
    assert len(made) == 6
    for path in made:
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


@pytest.mark.parametrize("options", [["--one-file"], ["--for-printing"], []])
def test_all_in_one_file(school: Command, tmp_path: Path, options: list[str]) -> None:
    target = tmp_path / "all.pdf"
    assert school("certificates", "-o", target, *options).status == 0
    reader = PdfReader(target)
    assert len(reader.pages) == 2
    assert len(list(reader.attachment_list)) == (0 if options == ["--for-printing"] else 2)
    before = target.read_bytes()
    school("certificates", "-o", target, *options)
    assert target.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--session", "fin-1"], ["Ben O'Hara", "Eva Roy"]),
        (["--offering", "fin", "--attendee", "1002"], ["Ben O'Hara"]),
        (["--workshop", "financial", "--attendee", "eva1"], ["Eva Roy"]),
    ],
)
def test_of_what_is_asked_for(school: Command, options: list[str], names: list[str]) -> None:
    said = school("certificates", *options, "--json")
    assert [row["attendee"]["name"] for row in said.rows] == names


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--offering", "pp"], "no certificate to give: 2 not complete"),
        (["--offering", "nothing"], "There is no offering nothing"),
        (["--workshop", "nothing"], "There is no workshop nothing"),
        (["--session", "nothing"], "There is no session nothing"),
        (["--attendee", "nobody at all"], "nobody at all"),
        (["--by", "Fay Ito"], "Fay Ito is not a representative"),
    ],
)
def test_what_cannot_be_is_refused(school: Command, options: list[str], why: str) -> None:
    said = school("certificates", *options)
    assert (said.status, said.out) == (1, "")
    assert why in said.err


def test_a_wrong_pin_issues_nothing(school: Command) -> None:
    said = school("certificates", KIOSK_PIN="9999")
    assert (said.status, "PIN is not right" in said.err) == (1, True)
    assert school("certificates", "list", "--json").rows == []


@pytest.mark.parametrize(
    "options", [["--one-file"], ["--png", "--one-file", "-o", "x.pdf"], ["--language", "de"]]
)
def test_wrong_usage(school: Command, options: list[str]) -> None:
    assert school("certificates", *options).status == 2


def test_list_and_revoke(school: Command) -> None:
    number = school("certificates", "--json").rows[0]["number"]
    said = school("certificates", "revoke", number, "--reason", "wrong person")
    assert (said.status, said.out) == (0, f"Certificate {number} is revoked.\n")
    rows = {row["number"]: row for row in school("certificates", "list", "--json").rows}
    assert (rows[number]["state"], rows[number]["reason"]) == ("revoked", "wrong person")
    assert [row["state"] for row in rows.values()].count("active") == 1
    again = school("certificates", "--json")
    assert number not in [row["number"] for row in again.rows]
    assert "1 without: revoked before" in again.err
    assert school("certificates", "revoke", number, "--reason", "x").status == 1
    assert number in school("certificates", "list").out


def test_a_template_of_ones_own(school: Command, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert school("certificates", "template", folder).status == 0
    source = (folder / "certificate.typ").read_text(encoding="utf-8")
    (folder / "certificate.typ").write_text(source.replace("one.organisation)", "[Our Own])"))
    target = tmp_path / "x.pdf"
    assert school("certificates", "--template", folder, "-o", target).status == 0
    assert "Our Own" in PdfReader(target).pages[0].extract_text()
    assert school("certificates", "template", folder).status == 1


def test_the_template_of_the_folder_is_used_for_what_was_not_made(
    school: Command, tmp_path: Path
) -> None:
    def made(number: int, folder: str) -> str:
        school("certificates", "--attendee", f"100{number}", "-o", tmp_path / folder)
        (path,) = (tmp_path / folder).iterdir()
        return str(PdfReader(path).pages[0].extract_text())

    before = made(2, "a")
    assert school("certificates", "template").status == 0
    own = school.data / "template" / "certificate.typ"
    source = own.read_text(encoding="utf-8")
    own.write_text(source.replace("one.organisation)", "[Our Own])"), encoding="utf-8")
    assert made(2, "b") == before, "what was made stays"
    assert "Our Own" in made(5, "c")
    assert school("check").status == 0


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("one.name", "one.nam", r'dictionary does not contain key "nam" \(line \d+\)'),
        ('text(size: 10pt, weight: "bold", said)', "[]", "leaves out the certificate number, the"),
        ("#let ink =", "#let ink = (", "cannot be printed with: unclosed delimiter"),
        (None, "", "There is no template"),
    ],
)
def test_a_template_that_somebody_broke_issues_nothing(
    school: Command, tmp_path: Path, old: str | None, new: str, why: str
) -> None:
    assert school("certificates", "template").status == 0
    own = school.data / "template" / "certificate.typ"
    source = own.read_text(encoding="utf-8")
    if old is None:
        own.unlink()
    else:
        assert old in source
        own.write_text(source.replace(old, new), encoding="utf-8")
    said = school("certificates", "-o", tmp_path / "out")
    assert said.status == 1
    assert re.search(why, said.err), said.err
    assert school("certificates", "list", "--json").rows == []
    own.write_text(source, encoding="utf-8")
    assert school("certificates", "-o", tmp_path / "out").status == 0


def test_a_logo_that_cannot_be_printed_issues_nothing(school: Command, tmp_path: Path) -> None:
    (school.data / "pictures").mkdir()
    (school.data / "pictures" / "Logo.PNG").write_bytes(b"text")
    said = school("certificates", "-o", tmp_path / "out")
    assert (said.status, "Logo.PNG is neither a PNG" in said.err) == (1, True)
    assert school("certificates", "list", "--json").rows == []


def test_a_preview_issues_nothing(school: Command, tmp_path: Path) -> None:
    target = tmp_path / "x.pdf"
    said = school("certificates", "preview", "-o", target, "--name", "Ọlátúnjí", KIOSK_PIN=None)
    assert said.status == 0
    assert "Ọlátúnjí" in PdfReader(target).pages[0].extract_text()
    assert school("certificates", "list", "--json").rows == []
    refused = school("certificates", "preview", "-o", target, "--name", "王")
    assert refused.status == 1
    assert "王" in refused.err


# ---- verifying


def issued(school: Command, tmp_path: Path) -> dict[str, Path | str]:
    row = school(
        "certificates", "--attendee", "ben", "-o", tmp_path / "o", "--png", "--svg", "--json"
    ).row
    pdf = Path(row["file"])
    token = next(iter(PdfReader(pdf).attachment_list)).content.decode()
    (tmp_path / "x.jwt").write_text(token + "\n")
    return {
        "pdf": pdf,
        "png": pdf.with_suffix(".png"),
        "svg": pdf.with_suffix(".svg"),
        "jwt": tmp_path / "x.jwt",
        "token": token,
        "code": row["code"],
        "number": row["number"],
    }


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
    for nothing in ("hello", "", "../nothing.pdf", "x" * 5000):
        assert school("verify", nothing).status == 1
    assert school("verify").status == 2


def test_another_folder_does_not_know_the_issuer(school: Command, tmp_path: Path) -> None:
    made = issued(school, tmp_path)
    other = tmp_path / "other"
    init(school, other)
    said = school("verify", made["pdf"], "--data", other)
    assert (said.status, said.out.splitlines()[0][:14]) == (1, "Unknown issuer")


def init(school: Command, folder: Path) -> None:
    options = ["--organisation", "Other", "--zone", "UTC", "--facilitator", "A B", "--rep", "A B"]
    assert school("init", "--languages", "en", *options, "--data", folder).status == 0


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


# ---- keys


def test_a_backup_of_the_data_has_no_key_and_all_certificates(
    school: Command, tmp_path: Path
) -> None:
    made = issued(school, tmp_path)
    secret = (school.data / "issuer-key.pem").read_bytes().splitlines()[1]
    assert school("backup", tmp_path / "backup.zip").status == 0
    other = tmp_path / "restored"
    assert school("restore", tmp_path / "backup.zip", "--data", other).status == 0
    assert not (other / "issuer-key.pem").exists()
    assert all(secret not in path.read_bytes() for path in other.rglob("*") if path.is_file())
    assert school("verify", made["pdf"], "--data", other).status == 0
    again = school("certificates", "--data", other, "-o", tmp_path / "again", "--attendee", "ben")
    assert again.err.endswith("0 of them new.\n")
    (path,) = (tmp_path / "again").iterdir()
    assert path.read_bytes() == Path(made["pdf"]).read_bytes(), "made again, the same bytes"


def test_a_key_is_backed_up_changed_and_put_back(school: Command, tmp_path: Path) -> None:
    made = issued(school, tmp_path)
    school.env["KIOSK_PASSPHRASE"] = PHRASE
    backup, key = tmp_path / "key.pem", school.data / "issuer-key.pem"
    before = key.read_bytes()
    assert school("keys", "backup", backup).status == 0
    assert backup.stat().st_mode & 0o077 == 0
    assert school("keys", "backup", backup).status == 1, "nothing is written over"
    assert school("keys", "rotate").status == 0
    assert key.read_bytes() != before
    assert school("verify", made["pdf"]).status == 0
    assert school("keys", "restore", backup, KIOSK_PASSPHRASE="wrong words").status == 1
    assert school("keys", "restore", backup).status == 0
    assert key.read_bytes() == before
    assert school("verify", made["pdf"]).status == 0
    assert b"PRIVATE" not in b"".join(
        path.read_bytes() for path in (school.data / "journal").rglob("*") if path.is_file()
    )
