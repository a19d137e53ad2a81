"""Our credentials, verified and found by libraries that did not make them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from jwcrypto import jwk, jws
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from kiosk.files.certificates.baking import bake_png, bake_svg
from kiosk.files.certificates.credentials import Signer
from kiosk.files.certificates.papers import Look, certificate_png, certificate_svg
from kiosk.model import Certificate
from store.keys import Keys
from tests.certifying import certificate, says


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return Keys(tmp_path_factory.mktemp("key") / "key.pem").private()


@pytest.fixture(scope="module")
def one(key: bytes) -> Certificate:
    return certificate(says("Ìyábọ̀ “Yá” O’Hara"), Signer(key))


@pytest.fixture(scope="module")
def verifier(key: bytes) -> OB3Verifier:
    """Knows the public half only."""
    return OB3Verifier(load_pem_private_key(key, None).public_key())


def test_as_an_open_badge(one: Certificate, verifier: OB3Verifier) -> None:
    found = verifier.verify(one.credential)
    assert (found.issuer.name, found.achievement.name) == ("Test Union", "Parliamentary Procedures")
    assert [held.identity_hash for held in found.identifiers] == ["Ìyábọ̀ “Yá” O’Hara"]
    assert found.issuance_date == one.time


def test_not_with_another_key(verifier: OB3Verifier, tmp_path: Path) -> None:
    other = Signer(Keys(tmp_path / "other.pem").private())
    with pytest.raises(OB3VerificationError, match="Invalid signature"):
        verifier.verify(certificate(signer=other).credential)


def test_as_a_signature(one: Certificate, key: bytes) -> None:
    other = jws.JWS()
    other.deserialize(one.credential)
    other.verify(jwk.JWK(**Signer(key).public))
    assert json.loads(other.payload)["credentialSubject"]["licenseNumber"] == one.number


@pytest.mark.parametrize(
    ("draw", "bake", "found"),
    [
        (certificate_png, bake_png, OB3Verifier.extract_token_from_png),
        (certificate_svg, bake_svg, OB3Verifier.extract_token_from_svg),
    ],
    ids=["png", "svg"],
)
def test_it_is_found_in_a_picture(
    one: Certificate,
    draw: Callable[[Certificate, Look], bytes],
    bake: Callable[[bytes, str], bytes],
    found: Callable[[bytes], str],
) -> None:
    assert found(bake(draw(one, Look()), one.credential)) == one.credential
