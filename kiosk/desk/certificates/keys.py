"""The keys of this organisation: which public ones are known, and which signs here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from kiosk.desk.protocol import Change, Desk, View
from kiosk.files.certificates.credentials import Signer
from kiosk.model import KEYS, Fact, IssuerKey


def known_keys(view: View) -> list[dict[str, str]]:
    """Every public key that any laptop signs or signed with, as JSON Web Keys."""
    facts = cast("Iterable[Fact]", view.session_facts(KEYS))
    return [fact.key for fact in facts if isinstance(fact, IssuerKey)]


def note(desk: Desk, tx: Change, public: dict[str, str]) -> None:
    """Record a public key, where it is not known yet."""
    if public not in known_keys(tx):
        tx.add(IssuerKey(time=desk.clock.now(), key=public))


def signer(desk: Desk) -> Signer:
    """What signs here, its public half recorded; the key is made when there is none."""
    found = Signer(desk.vault.signing_key())
    if found.public not in known_keys(desk.store):
        with desk.store.change() as tx:
            note(desk, tx, found.public)
    return found
