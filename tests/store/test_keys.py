"""The key that certificates are signed with: made once, for its owner only."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)

from kiosk.errors import Refused
from kiosk.files.certificates.credentials import Signer
from store.errors import NotAFolder
from store.keys import Keys

PHRASE = "correct horse"


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(tmp_path / "issuer-key.pem")


def test_it_is_made_when_it_is_first_asked_for_and_stays(keys: Keys) -> None:
    assert not keys.exists
    made = keys.private()
    assert keys.exists
    assert keys.private() == made
    assert Signer(made).public["crv"] == "P-256"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_its_owner_can_read_it(keys: Keys, tmp_path: Path) -> None:
    for change in (keys.private, keys.rotate):
        change()
        mode = (tmp_path / "issuer-key.pem").stat().st_mode
        assert stat.S_IMODE(mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_others_who_could_read_it_no_longer_can(keys: Keys, tmp_path: Path) -> None:
    """As after it was copied back from somewhere."""
    keys.private()
    (tmp_path / "issuer-key.pem").chmod(0o644)
    keys.private()
    assert stat.S_IMODE((tmp_path / "issuer-key.pem").stat().st_mode) == 0o600


def test_a_backup_brings_back_the_same_key(keys: Keys) -> None:
    made = keys.private()
    backup = keys.backup(PHRASE)
    assert b"ENCRYPTED" in backup
    assert made.splitlines()[1] not in backup
    assert keys.rotate() != made
    assert keys.restore(backup, PHRASE) == made
    assert keys.private() == made


def test_a_wrong_passphrase_changes_nothing(keys: Keys) -> None:
    backup = keys.backup(PHRASE)
    now = keys.rotate()
    with pytest.raises(Refused, match="passphrase is not right"):
        keys.restore(backup, "something else")
    assert keys.private() == now


def test_what_is_no_such_key_is_refused(keys: Keys) -> None:
    other = rsa.generate_private_key(65537, 2048).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(PHRASE.encode())
    )
    for content in (b"", b"not a key", other, keys.private()):
        with pytest.raises(Refused, match="no backup of a key"):
            keys.restore(content, PHRASE)


def test_a_short_passphrase_is_refused(keys: Keys) -> None:
    with pytest.raises(Refused, match="at least 8"):
        keys.backup("short")


def test_a_damaged_key_says_what_to_do(keys: Keys, tmp_path: Path) -> None:
    (tmp_path / "issuer-key.pem").write_bytes(b"damaged")
    with pytest.raises(NotAFolder, match="kiosk keys restore"):
        keys.private()
