"""Certificates on paper and as pictures: frozen words in, bytes out."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from kiosk.errors import ForPeople
from kiosk.files.certificates.pictures import LOGO, slug_of
from kiosk.files.certificates.pictures import picture as picture_of
from kiosk.files.certificates.saying import said
from kiosk.files.paper.letters import NotPrintable, Unprintable, faults_in, printable
from kiosk.files.paper.printing import HERE, PAPERS, pdf, picture
from kiosk.model import Certificate, Wording
from kiosk.rules.certificates import spaced
from kiosk.rules.names import fold
from kiosk.words import words as words_of

TEMPLATE = "certificate.typ"
TEMPLATE_FILES = (TEMPLATE, "given.typ")
"""What somebody who changes the template begins with."""


class NoPaper(ForPeople):
    """What a certificate said went when the person was forgotten."""


@dataclass(frozen=True, slots=True)
class Look:
    """How certificates are made: the same look and the same words give the same bytes."""

    template: Path = HERE
    """A folder with ``certificate.typ``."""
    paper: str = "letter"
    fonts: Path | None = None
    pictures: Path | None = None
    """A folder with ``logo.svg`` (or .png, .jpg), and signatures by the facilitator's name:
    ``alex-morin.png``."""

    asked_for: bool = False
    """The template was named by whoever asked, and is not the one in use here."""

    @property
    def mark(self) -> str:
        """Tells papers of another size, or made with a template that was asked for, apart.
        Of the one in use it stays the same when that is changed."""
        if not self.asked_for:
            return self.paper
        made = hashlib.sha256()
        for source in sorted(self.template.glob("**/*")):
            if source.is_file():
                made.update(source.name.encode() + b"\0" + source.read_bytes() + b"\0")
        return f"{self.paper}-{made.hexdigest()[:12]}"


def certificates_pdf(
    issued: Sequence[Certificate], look: Look, *, attached: bool = True, sample: bool = False
) -> bytes:
    """One PDF with a page for each, the signed credentials attached.

    Args:
        attached: not for a file that only goes to the printer.
        sample: it says across the page that it is none.

    Raises:
        NotPrintable: a text has a letter that is in none of the fonts.
        BadTemplate: the template cannot be printed with.
        NoPaper: someone was forgotten.
    """
    made = max(one.time for one in issued)
    data, files = _data(issued, look, attached, sample)
    return pdf(look.template / TEMPLATE, data, made=made, files=files, fonts=look.fonts)


def certificate_png(certificate: Certificate, look: Look) -> bytes:
    """The page as a picture, without the credential; errors as of :func:`certificates_pdf`."""
    data, files = _data([certificate], look, False, False)
    return picture(look.template / TEMPLATE, data, "png", files=files, fonts=look.fonts)


def certificate_svg(certificate: Certificate, look: Look) -> bytes:
    """The same as an SVG."""
    data, files = _data([certificate], look, False, False)
    return picture(look.template / TEMPLATE, data, "svg", files=files, fonts=look.fonts)


def _data(
    issued: Sequence[Certificate], look: Look, attached: bool, sample: bool
) -> tuple[dict[str, Any], dict[str, bytes]]:
    files: dict[str, bytes] = {}
    logo = picture_of(look.pictures, LOGO)
    if logo:
        files[LOGO] = logo
    pages = [_page(one, look, files, attached, sample) for one in issued]
    first = _wording(issued[0])
    words = words_of(first.languages[0])
    title = words("Certificate of completion")
    if len(issued) == 1:
        title = f"{title}: {first.name}"
    data = {
        "title": title,
        "organisation": first.organisation,
        "language": words.language,
        "paper": PAPERS[look.paper],
        "logo": LOGO if logo else "",
        "certificates": pages,
    }
    return data, files


def _wording(certificate: Certificate) -> Wording:
    if certificate.says is None:
        raise NoPaper(
            "Certificate {number} was of someone who is forgotten: nothing can be printed.",
            number=certificate.number,
        )
    return certificate.says


def _page(
    certificate: Certificate, look: Look, files: dict[str, bytes], attached: bool, sample: bool
) -> dict[str, Any]:
    says = _wording(certificate)
    code = spaced(certificate.code)
    address = f"{says.verify_at}#" if says.verify_at else ""
    people = []
    for name in says.facilitators:
        slug, drawn = slug_of(name), picture_of(look.pictures, name)
        if drawn:
            files[slug] = drawn
        people.append({"name": name, "picture": slug if drawn else ""})
    sides = []
    for language in says.languages:
        words = words_of(language)
        alt = words("QR code: {code}", code=code)
        sides.append({**said(says, words), "qr": alt})
    return {
        "number": certificate.number,
        "code": code,
        "qr": qr_svg(address + certificate.code),
        "address": says.verify_at.removeprefix("https://"),
        "credential": certificate.credential if attached else "",
        "name": says.name,
        "organisation": says.organisation,
        "people": people,
        "sample": sample,
        "sides": sides,
    }


def qr_svg(text: str) -> str:
    """A text as a drawing: level Q, without a quiet zone, since paper is white around it."""
    import qrcode

    # One pattern for all: trying the others takes seven times as long, and all are read.
    made = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_Q, border=0, mask_pattern=3)
    made.add_data(text)
    made.make(fit=True)
    rows = made.get_matrix()
    drawn = []
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            wide = len(list(run))
            if dark:
                drawn.append(f"M{x} {y}h{wide}v1h-{wide}z")
            x += wide
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path shape-rendering="crispEdges" d="{"".join(drawn)}"/></svg>'
    )


def file_stem(certificate: Certificate) -> str:
    """A file name that says whose it is, safe on every system, and unique by the number.
    Who is forgotten has only the number."""
    name = fold(certificate.says.name)[:60].strip() if certificate.says else ""
    return "-".join(filter(None, (name.replace(" ", "-"), certificate.number.lower())))


def sample(says: Wording) -> Certificate:
    """What a preview shows: no number and no code of ours."""
    return Certificate(
        time=dt.datetime.combine(says.issued_on, dt.time(), dt.UTC),
        attendee="",
        workshop="",
        offering="",
        number="0000-XXXXX-0000",
        code="KJC" + "C" * 18,
        says=says,
    )


def find_faults(wordings: Sequence[Wording], fonts: Path | None) -> list[tuple[Unprintable, ...]]:
    """What each of these says that cannot be printed, before any is issued; nothing for
    most."""
    texts = dict.fromkeys(printable(text) for one in wordings for text in texts_of(one))
    when = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    template, missing = HERE / "certificate_letters.typ", set[str]()
    while True:
        rest = [text for text in texts if not faults_in([text], missing)]
        try:
            pdf(template, {"texts": rest}, made=when, fonts=fonts)
            break
        except NotPrintable as refused:
            missing.update(refused.letters)
    if not missing:
        return [()] * len(wordings)
    return [tuple(faults_in(map(printable, texts_of(one)), missing)) for one in wordings]


def texts_of(says: Wording) -> list[str]:
    """All that a certificate says of names that people gave."""
    texts = (
        says.name,
        *says.title.values(),
        *says.programme.values(),
        says.school,
        says.place,
        *says.facilitators,
        says.organisation,
    )
    return [text for text in texts if text]
