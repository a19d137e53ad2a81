"""Certificates as Open Badges 3.0: what is required, and the signature by another library."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.files.certificates.credentials import Signature, Signer, credential, read
from store.keys import Keys
from tests.certifying import certificate, says
from tests.files.open_badges import CREDENTIAL


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return Signer(Keys(tmp_path_factory.mktemp("key") / "key.pem").private())


@pytest.fixture(scope="module")
def token(signer: Signer) -> str:
    return certificate(signer=signer).credential


def part(token: str, place: int) -> dict[str, Any]:
    text = token.split(".")[place]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return found


def with_part(token: str, place: int, content: dict[str, Any]) -> str:
    parts = token.split(".")
    parts[place] = base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")
    return ".".join(parts)


@pytest.mark.parametrize("languages", [("en",), ("fr",), ("es", "en")])
@pytest.mark.parametrize(
    "unsaid", [{}, {"programme": {}}, {"school": "", "place": ""}, {"facilitators": ()}]
)
def test_it_is_as_the_specification_asks(
    languages: tuple[str, ...], unsaid: dict[str, Any]
) -> None:
    words = says("Ìyábọ̀ “Yá” Ọlátúnjí-O’Hara", languages, **unsaid)
    jsonschema.validate(
        credential(certificate(words), words), CREDENTIAL, jsonschema.Draft202012Validator
    )


WRONG: tuple[tuple[tuple[str | int, ...], Any], ...] = (
    (("issuer",), None),
    (("issuer", "type"), "Profile"),
    (("validFrom",), "2026-04-12T13:00:00"),
    (("@context",), ["https://www.w3.org/ns/credentials/v2"]),
    (("type",), ["VerifiableCredential"]),
    (("id",), "2026-K4F2X-0001"),
    (("nbf",), "1775998800"),
    (("anything",), "else"),
    (("credentialSubject", "identifier", 0, "hashed"), "false"),
    (("credentialSubject", "achievement", "criteria"), {}),
    (("credentialSubject", "achievement", "name"), {"en": "a map"}),
    (("credentialSubject", "achievement", "achievementType"), "Workshop"),
)


@pytest.mark.parametrize(("path", "value"), WRONG, ids=lambda x: str(x)[:40])
def test_the_schema_would_say_what_is_wrong(path: tuple[str | int, ...], value: Any) -> None:
    broken = json.loads(json.dumps(credential(certificate(), says())))
    inner = broken
    for step in path[:-1]:
        inner = inner[step]
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, CREDENTIAL, jsonschema.Draft202012Validator)


def test_the_claims_say_the_same_as_the_credential(token: str) -> None:
    content = part(token, 1)
    assert content["iss"] == content["issuer"]["id"]
    assert content["sub"] == content["credentialSubject"]["id"]
    assert content["jti"] == content["id"]
    assert content["nbf"] == 1775998800
    assert content["validFrom"] == "2026-04-12T13:00:00Z"
    assert "vc" not in content


def test_the_head_has_the_public_key_and_nothing_else(token: str, signer: Signer) -> None:
    head = part(token, 0)
    assert head == {"alg": "ES256", "typ": "JWT", "jwk": signer.public}
    assert "d" not in head["jwk"]


def test_it_is_read_as_it_was_signed(token: str, signer: Signer) -> None:
    found = read(token, [signer.public])
    assert found.signature is Signature.GENUINE
    assert (found.name, found.number) == ("Ana Roy", "2026-K4F2X-0001")
    assert (found.title, found.issuer) == ("Parliamentary Procedures", "Test Union")
    assert found.about == "9 hours · April 10–11, 2026. Spring School, Toronto"


def test_it_says_nothing_that_is_not_printed(token: str) -> None:
    content = json.dumps(part(token, 1))
    for unsaid in ('"ana"', "1001", "Local 1", "KJC"):
        assert unsaid not in content


def test_a_name_that_was_changed_is_altered(token: str, signer: Signer) -> None:
    content = part(token, 1)
    content["credentialSubject"]["identifier"][0]["identityHash"] = "Somebody Else"
    found = read(with_part(token, 1, content), [signer.public])
    assert (found.signature, found.name) == (Signature.ALTERED, "")


def test_a_key_that_is_not_ours_is_an_unknown_issuer(
    token: str, signer: Signer, tmp_path: Path
) -> None:
    stranger = Signer(Keys(tmp_path / "key.pem").private())
    theirs = certificate(signer=stranger).credential
    assert read(theirs, [signer.public]).signature is Signature.UNKNOWN_ISSUER
    head = {**part(token, 0), "jwk": stranger.public}
    assert read(with_part(token, 0, head), [signer.public]).signature is Signature.ALTERED


def test_no_other_algorithm_is_taken(token: str, signer: Signer) -> None:
    for algorithm in ("none", "HS256", "RS256", None):
        head = {**part(token, 0), "alg": algorithm}
        assert read(with_part(token, 0, head), [signer.public]).signature is Signature.ALTERED


@given(st.one_of(st.text(), st.binary().map(lambda b: base64.urlsafe_b64encode(b).decode())))
def test_whatever_is_read_is_answered(text: str) -> None:
    for token in (text, f"{text}.{text}.{text}", "a.b.c", "eyJhbGciOiJFUzI1NiJ9.e30."):
        assert read(token, []).signature is Signature.ALTERED


def test_a_token_without_end_is_not_read(signer: Signer) -> None:
    assert read("a." * 100_000, [signer.public]).signature is Signature.ALTERED
