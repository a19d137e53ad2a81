"""Papers and pictures of certificates: made once, and the same whenever they are asked for.

What is made is kept beside the journal. Where it is gone, or on another laptop, it is made
again of the same frozen words and the same signed credential.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.desk.certificates.papers import Remember, papers_in
from kiosk.desk.certificates.wording import today
from kiosk.desk.protocol import Desk, Vault
from kiosk.errors import Text
from kiosk.files.certificates import baking
from kiosk.files.certificates.found import is_on, squashed
from kiosk.files.certificates.papers import (
    TEMPLATE,
    Look,
    certificate_png,
    certificate_svg,
    certificates_pdf,
    sample,
    texts_of,
)
from kiosk.files.certificates.saying import lines_of
from kiosk.files.paper.letters import NotPrintable, Unprintable, faults_in, printable
from kiosk.files.paper.printing import HERE, BadTemplate
from kiosk.model import Certificate, Offering, School, Wording, Workshop, text
from kiosk.rules.certificates import spaced
from kiosk.words import words


class Form(StrEnum):
    """What a certificate is made as."""

    PDF = "pdf"
    PNG = "png"
    SVG = "svg"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Whose certificate cannot be printed, since no font has all of its letters."""

    attendee: str
    offering: str
    workshop: str
    name: str
    faults: tuple[Unprintable, ...]

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters that are missing, each once."""
        return tuple(dict.fromkeys(one for fault in self.faults for one in fault.letters))


@dataclass(frozen=True, slots=True)
class OneFile:
    """Several certificates in one PDF."""

    content: bytes
    certificates: tuple[Certificate, ...]
    """Those in it, a page each."""
    left_out: tuple[LeftOut, ...] = ()


def look_of(vault: Vault, template: Path | None = None, paper: str = "letter") -> Look:
    """How certificates look here.

    Args:
        template: of somebody's own; else the organisation's, else the house's.
    """
    used = vault.template or HERE
    return Look(template or used, paper, vault.fonts, vault.pictures, template is not None)


def paper(
    vault: Vault,
    certificate: Certificate,
    look: Look,
    form: Form = Form.PDF,
    *,
    remember: Remember,
) -> bytes:
    """One certificate, byte for byte as it was made the first time.

    Args:
        remember: records a new one, before it is kept: what is kept is known.

    Raises:
        NotPrintable, BadTemplate, NoPaper: as of ``certificates_pdf``.
    """
    name = f"{certificate.number.lower()}-{look.mark}.{form.value}"
    content = vault.kept(certificate.attendee, name) if certificate.says else None
    if content is None:
        content = _made(certificate, look, form)
        remember(papers_in([certificate], content))
        vault.keep(certificate.attendee, name, content)
    return content


def one_file(issued: Sequence[Certificate], look: Look, *, remember: Remember) -> OneFile:
    """All that can be printed in one PDF, a page each; arguments and errors as of
    :func:`paper`, where none can be."""
    made = _without_gaps(issued, lambda some: certificates_pdf(some, look))
    remember(papers_in(made.certificates, made.content))
    return made


def for_printing(issued: Sequence[Certificate], look: Look) -> OneFile:
    """The same for a printer only: nothing is attached, and nobody can verify it as a file."""
    return _without_gaps(issued, lambda some: certificates_pdf(some, look, attached=False))


def _without_gaps(
    issued: Sequence[Certificate], make: Callable[[Sequence[Certificate]], bytes]
) -> OneFile:
    left_out: list[LeftOut] = []
    while True:
        try:
            return OneFile(make(issued), tuple(issued), tuple(left_out))
        except NotPrintable as refused:
            found = [(one, _faults_of(one, refused.letters)) for one in issued]
            rest = [one for one, faults in found if not faults]
            if not rest or len(rest) == len(issued):
                raise
            left_out += [left_out_of(one, faults) for one, faults in found if faults]
            issued = rest


def _faults_of(certificate: Certificate, letters: Sequence[str]) -> tuple[Unprintable, ...]:
    texts = texts_of(certificate.says) if certificate.says else []
    return tuple(faults_in(map(printable, texts), letters))


def left_out_of(certificate: Certificate, faults: Sequence[Unprintable]) -> LeftOut:
    """Says whose certificate is left out."""
    name = certificate.says.name if certificate.says else ""
    return LeftOut(
        certificate.attendee, certificate.offering, certificate.workshop, name, tuple(faults)
    )


def _made(certificate: Certificate, look: Look, form: Form) -> bytes:
    match form:
        case Form.PNG:
            return baking.bake_png(certificate_png(certificate, look), certificate.credential)
        case Form.SVG:
            return baking.bake_svg(certificate_svg(certificate, look), certificate.credential)
    return certificates_pdf([certificate], look)


SURE = 500
"""Letters for which our own template has room on a page, whatever they say."""


def try_out(look: Look, worded: Sequence[Wording]) -> None:
    """Whether certificates can be made so, before any is issued: whether the longest has room,
    and whether a template of somebody's own is right.

    Raises:
        NotPrintable, BadTemplate: as of ``certificates_pdf``; it needs a second page; or it
            leaves something out without which it would not be taken for genuine.
    """
    says = max(worded, key=_letters)
    if look.template == HERE and _letters(says) <= SURE:
        return
    one = sample(says)
    pages = baking.texts_in(certificates_pdf([one], look))
    if len(pages) != 1:
        raise BadTemplate(
            "The certificate of {name} would take {n} pages, and has one. Shorten what it says, "
            "or change the template.",
            name=says.name,
            n=len(pages),
        )
    page = squashed(pages[0])
    language = says.languages[0]
    needed = {
        Text("the name"): [says.name],
        Text("the workshop"): [text(says.title, language)],
        Text("how long, when and where"): lines_of(says, words(language)),
        Text("the certificate number"): [one.number],
        Text("the verification code"): [spaced(one.code)],
    }
    left_out = [w for w, said in needed.items() if not all(is_on(one, page) for one in said)]
    if left_out:
        raise BadTemplate(
            "The template {name} leaves out {what}: what it makes could not be verified.",
            name=TEMPLATE,
            what=left_out,
        )


def _letters(says: Wording) -> int:
    """How much it says; what it says in two languages has half the room."""
    once = (says.name, says.organisation, *says.facilitators)
    twice = (*says.title.values(), *says.programme.values(), says.school, says.place)
    return len("".join(once)) + len("".join(twice)) * len(says.languages)


def preview(desk: Desk, name: str, languages: Sequence[str], look: Look) -> bytes:
    """A page that says it is a sample, of the last workshop that is offered.

    Raises:
        NotPrintable, BadTemplate: as of ``certificates_pdf``.
    """
    view, day = desk.store, today(desk)
    offered = view.all(Offering)
    workshop = view.get(Workshop, offered[-1].workshop) if offered else None
    school = view.get(School, offered[-1].school) if offered else None
    title = workshop.title if workshop else {"en": "Parliamentary Procedures"}
    spoken = tuple(languages) or view.organisation.languages[:1]
    says = Wording(
        name=name,
        title={one: text(title, one) for one in spoken},
        programme={},
        minutes=(workshop and workshop.minutes) or 360,
        first_day=day,
        last_day=day,
        school=school.name if school else "",
        place=school.place if school else "",
        facilitators=offered[-1].facilitators if offered else (),
        organisation=view.organisation.name,
        languages=spoken,
        issued_on=day,
    )
    return sample_page(look, says)


def sample_page(look: Look, says: Wording) -> bytes:
    """What a certificate would look like; across it stands that it is none.

    Raises:
        NotPrintable, BadTemplate: as of ``certificates_pdf``.
    """
    return certificates_pdf([sample(says)], look, sample=True)
