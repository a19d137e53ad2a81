"""Certificates for tests: words that one says, and a desk that can sign."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.desk.certificates import issuing, making, papers
from kiosk.desk.certificates.issuing import Issued
from kiosk.desk.certificates.making import Form
from kiosk.desk.completing.completions import completions
from kiosk.desk.protocol import Desk
from kiosk.files.certificates.credentials import Signer, credential
from kiosk.model import Certificate, Wording
from store.vault import Vault
from tests.building import StillClock
from tests.holding import held, staff

TITLES = {
    "en": "Parliamentary Procedures",
    "fr": "Procédures parlementaires",
    "es": "Procedimientos parlamentarios",
}


def able_to_sign(desk: Desk, folder: Path) -> Desk:
    """The desk with a vault beside its folder."""
    return replace(desk, vault=Vault(folder))


def complete_fin(desk: Desk, clock: StillClock) -> None:
    """Ben and the first Eva Roy complete the financial course; its one session is signed."""
    held(desk, clock, "fin-1", "1002", "1005")


def issue(desk: Desk, **options: Any) -> Issued:
    """Rae issues all there is to issue."""
    return issuing.issue(desk, completions(desk.store), staff(desk, "rae"), **options)


def with_certificates(desk: Desk, folder: Path, clock: StillClock) -> Desk:
    """The desk with a vault; Ben and the first Eva Roy have the certificate of the financial
    course."""
    able = able_to_sign(desk, folder)
    complete_fin(able, clock)
    issue(able)
    return able


def given(
    desk: Desk, certificate: Certificate, form: Form = Form.PDF, paper: str = "letter"
) -> bytes:
    """The file of a certificate, as it is handed out."""
    look, remember = making.look_of(desk.vault, paper=paper), partial(papers.remember, desk)
    return making.paper(desk.vault, certificate, look, form, remember=remember)


def says(name: str = "Ana Roy", languages: tuple[str, ...] = ("en",), **fields: Any) -> Wording:
    said: dict[str, Any] = {
        "name": name,
        "title": {one: TITLES[one] for one in languages},
        "programme": dict.fromkeys(languages, "Local Executive Training"),
        "minutes": 540,
        "first_day": dt.date(2026, 4, 10),
        "last_day": dt.date(2026, 4, 11),
        "school": "Spring School",
        "place": "Toronto",
        "facilitators": ("Fay Ito",),
        "organisation": "Test Union",
        "languages": languages,
        "issued_on": dt.date(2026, 4, 12),
    }
    return Wording(**{**said, **fields})


def certificate(words: Wording | None = None, signer: Signer | None = None) -> Certificate:
    """One that says these words, signed where there is a signer."""
    words = words or says()
    one = Certificate(
        id="k-1",
        time=dt.datetime(2026, 4, 12, 13, 0, tzinfo=dt.UTC),
        attendee="ana",
        workshop="parliamentary",
        offering="pp",
        number="2026-K4F2X-0001",
        code="KJCDHVCBTVBCLBDVCVCLR",
        says=words,
    )
    return replace(one, credential=signer.sign(credential(one, words))) if signer else one
