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
from jwcrypto import jwk, jws

from kiosk.files.credentials import Signature, Signer, credential, read
from store.keys import Keys
from tests.certifying import certificate, says

URI = {"type": "string", "pattern": r"^(urn|https?|did):"}
TEXT = {"type": "string", "minLength": 1}


def typed(name: str, required: list[str], /, **fields: Any) -> dict[str, Any]:
    types = {"type": "array", "contains": {"const": name}}
    return {
        "type": "object",
        "required": ["type", *required],
        "properties": {"type": types, **fields},
    }


REQUIRED = typed(
    "VerifiableCredential",
    ["@context", "id", "issuer", "validFrom", "credentialSubject"],
    **{
        "@context": {
            "type": "array",
            "minItems": 2,
            "prefixItems": [
                {"const": "https://www.w3.org/ns/credentials/v2"},
                {"pattern": r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context-3\.0\.\d\.json$"},
            ],
        },
        "id": URI,
        "name": TEXT,
        "issuer": typed("Profile", ["id"], id=URI, name=TEXT),
        "validFrom": {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"},
        "credentialSubject": typed(
            "AchievementSubject",
            ["achievement"],
            id=URI,
            identifier={
                "type": "array",
                "items": {
                    "required": ["type", "hashed", "identityHash", "identityType"],
                    "properties": {
                        "type": {"const": "IdentityObject"},
                        "hashed": {"type": "boolean"},
                        "identityHash": TEXT,
                        "identityType": {"const": "name"},
                    },
                    "additionalProperties": False,
                },
            },
            achievement=typed(
                "Achievement",
                ["id", "criteria", "description", "name"],
                id=URI,
                name=TEXT,
                description=TEXT,
                criteria={
                    "type": "object",
                    "anyOf": [{"required": ["id"]}, {"required": ["narrative"]}],
                    "properties": {"narrative": TEXT},
                },
            ),
        ),
    },
)
"""What Open Badges 3.0 asks of an achievement's credential."""


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
def test_it_has_what_the_specification_asks_for(languages: tuple[str, ...]) -> None:
    words = says("Ìyábọ̀ “Yá” Ọlátúnjí-O’Hara", languages)
    jsonschema.validate(
        credential(certificate(words), words), REQUIRED, jsonschema.Draft202012Validator
    )


def test_the_schema_would_say_what_is_missing() -> None:
    whole = credential(certificate(), says())
    for path in (["issuer"], ["credentialSubject", "achievement", "criteria"], ["validFrom"]):
        broken = json.loads(json.dumps(whole))
        inner = broken
        for step in path[:-1]:
            inner = inner[step]
        del inner[path[-1]]
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, REQUIRED, jsonschema.Draft202012Validator)


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


def test_another_library_verifies_it(token: str, signer: Signer) -> None:
    other = jws.JWS()
    other.deserialize(token)
    other.verify(jwk.JWK(**signer.public))
    assert json.loads(other.payload) == part(token, 1)


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
