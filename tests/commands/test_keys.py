"""``kiosk keys``: backed up, changed, put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.desk.protocol import Desk
from tests.building import StillClock
from tests.commands.issued import able_to_issue, issued
from tests.running import Command

PHRASE = "correct horse"


@pytest.fixture
def school(school: Command, desk: Desk, clock: StillClock) -> Command:
    return able_to_issue(school, desk, clock)


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


def test_a_damaged_key_can_be_changed_for_another(school: Command, tmp_path: Path) -> None:
    """As the message about it says."""
    made, key = issued(school, tmp_path), school.data / "issuer-key.pem"
    for damage in (b"", b"damaged", b"-----BEGIN PRIVATE KEY-----\nMIG\n"):
        key.write_bytes(damage)
        said = school("keys", "backup", tmp_path / "x.pem", KIOSK_PASSPHRASE=PHRASE)
        assert (said.status, "kiosk keys rotate" in said.err) == (1, True)
        assert not (tmp_path / "x.pem").exists()
        assert school("verify", made["pdf"]).status == 0, "only the public half is needed"
        assert school("keys", "rotate", "--yes").status == 0
    assert school("certificates", "-o", tmp_path / "more").err.endswith("1 of them new.\n")
    for path in (tmp_path / "more").iterdir():
        assert school("verify", path).status == 0


def test_a_key_that_is_gone_is_made_anew(school: Command, tmp_path: Path) -> None:
    made = issued(school, tmp_path)
    (school.data / "issuer-key.pem").unlink()
    assert school("certificates", "-o", tmp_path / "more").err.endswith("1 of them new.\n")
    assert (school.data / "issuer-key.pem").stat().st_mode & 0o077 == 0
    for path in (made["pdf"], *(tmp_path / "more").iterdir()):
        assert school("verify", path).status == 0
