"""A certificate as an Open Badge 3.0: a credential, signed as a JWT with ES256.

The public key stands in the token's head, so that it can be checked without asking anyone;
that it is one of ours is for whoever checks to know.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kiosk.files.certificates.saying import lines_of
from kiosk.model import Certificate, Wording
from kiosk.words import words as words_of

if TYPE_CHECKING:
    from joserfc.jwk import ECKey

ALGORITHM = "ES256"
CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
LARGEST = 100_000
"""Characters of a token; ours have two thousand."""

_OURS = uuid.UUID("5d6f1d3e-8a55-5b0b-9a0e-6f2f5b7e4f11")
"""Only that ids made from our own ids are the same wherever they are made."""


class Signature(StrEnum):
    """What a token's signature says of it."""

    GENUINE = "genuine"
    ALTERED = "altered"
    UNKNOWN_ISSUER = "unknown_issuer"


@dataclass(frozen=True, slots=True)
class Read:
    """A token, and what its signature says. Of one that was altered the content says
    nothing, and is empty."""

    signature: Signature
    content: Mapping[str, Any]

    @property
    def number(self) -> str:
        """The certificate's."""
        return str(_within(self.content, "credentialSubject", "licenseNumber"))

    @property
    def name(self) -> str:
        return str(_within(self.content, "credentialSubject", "identifier", 0, "identityHash"))

    @property
    def title(self) -> str:
        return str(_within(self.content, "credentialSubject", "achievement", "name"))

    @property
    def issuer(self) -> str:
        return str(_within(self.content, "issuer", "name"))

    @property
    def about(self) -> str:
        """Hours, days and place, in a sentence."""
        return str(_within(self.content, "credentialSubject", "narrative"))


class Signer:
    """Signs with one key."""

    def __init__(self, private: bytes) -> None:
        """``private``: a P-256 key in PEM."""
        from joserfc.jwk import ECKey

        self._key = ECKey.import_key(private)
        self.public = _public(self._key)
        """As a JSON Web Key, without anything secret."""

    def sign(self, content: Mapping[str, Any]) -> str:
        """A token with this content. No two are the same: a signature has a random part."""
        from joserfc import jws

        said = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        head = {"alg": ALGORITHM, "typ": "JWT", "jwk": self.public}
        return jws.serialize_compact(head, said.encode(), self._key)


def credential(certificate: Certificate, says: Wording) -> dict[str, Any]:
    """What is signed for a certificate.

    Args:
        certificate: with its number and the time that it was issued.
    """
    words = words_of(says.languages[0])
    title = says.title[says.languages[0]]
    issuer = _urn("organisation", says.organisation)
    subject = _urn("attendee", certificate.number)  # says nothing, and is no one else's
    issued = certificate.time.isoformat(timespec="seconds").replace("+00:00", "Z")
    name = _urn("certificate", certificate.number)
    return {
        "@context": list(CONTEXT),
        "id": name,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": title,
        "issuer": {"id": issuer, "type": ["Profile"], "name": says.organisation},
        "validFrom": issued,
        "credentialSubject": {
            "id": subject,
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityHash": says.name,
                    "identityType": "name",
                }
            ],
            "licenseNumber": certificate.number,
            "narrative": ". ".join(lines_of(says, words)),
            "achievement": {
                "id": _urn("workshop", f"{says.organisation} {certificate.workshop}"),
                "type": ["Achievement"],
                "achievementType": "Course",
                "humanCode": certificate.workshop,
                "name": title,
                "description": says.programme.get(words.language) or title,
                "criteria": {
                    "narrative": words(
                        "Was there for as much of the workshop as its programme asks for, by "
                        "the attendance that its facilitators signed."
                    )
                },
            },
        },
        "iss": issuer,
        "sub": subject,
        "jti": name,
        "nbf": int(certificate.time.timestamp()),
    }


def read(token: str, known: Iterable[Mapping[str, str]]) -> Read:
    """What a token says, and whether one of the known keys signed it so.

    Args:
        known: public keys, as :attr:`Signer.public`.
    """
    from joserfc import jws
    from joserfc.errors import JoseError
    from joserfc.jwk import ECKey

    altered = Read(Signature.ALTERED, {})
    if len(token) > LARGEST:
        return altered
    try:
        head = jws.extract_compact(token.encode()).headers()
        if head.get("alg") != ALGORITHM:
            return altered
        key = ECKey.import_key({**_only_public(head["jwk"])})
        said = jws.deserialize_compact(token, key, algorithms=[ALGORITHM])
        content = json.loads(said.payload)
    except (JoseError, ValueError, KeyError, TypeError, RecursionError):
        return altered
    if not isinstance(content, dict):
        return altered
    genuine = key.thumbprint() in _thumbprints(known)
    return Read(Signature.GENUINE if genuine else Signature.UNKNOWN_ISSUER, content)


def _thumbprints(known: Iterable[Mapping[str, str]]) -> set[str]:
    """Of those that are keys: another program may have written anything among them."""
    from joserfc.errors import JoseError
    from joserfc.jwk import ECKey

    found = set()
    for one in known:
        with suppress(JoseError, ValueError, TypeError):
            found.add(ECKey.import_key({**one}).thumbprint())
    return found


def _public(key: ECKey) -> dict[str, str]:
    return _only_public(key.as_dict(private=False))


def _only_public(key: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(key[name]) for name in ("kty", "crv", "x", "y")}


def _urn(kind: str, name: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_OURS, f'{kind} {name}')}"


def _within(content: Any, *path: str | int) -> Any:
    """What stands at a place in a content that anyone may have written."""
    for step in path:
        try:
            content = content[step]
        except (KeyError, IndexError, TypeError):
            return ""
    return content if isinstance(content, str) else ""
