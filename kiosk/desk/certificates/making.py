"""Papers and pictures of certificates: made once, and the same whenever they are asked for.

What is made is kept beside the journal. Where it is gone, or on another laptop, it is made
again of the same frozen words and the same signed credential.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from kiosk.desk.protocol import Vault
from kiosk.files import credentials_baking as baking
from kiosk.files.certificates import (
    Look,
    certificate_png,
    certificate_svg,
    certificates_pdf,
)
from kiosk.model import Certificate


class Form(StrEnum):
    """What a certificate is made as."""

    PDF = "pdf"
    PNG = "png"
    SVG = "svg"


def look_of(vault: Vault, **asked: object) -> Look:
    """How certificates look here; ``asked``: a template or a paper of the person's own."""
    given = {name: value for name, value in asked.items() if value}
    return Look(fonts=vault.fonts, pictures=vault.pictures, **given)  # type: ignore[arg-type]


def paper(vault: Vault, certificate: Certificate, look: Look, form: Form = Form.PDF) -> bytes:
    """One certificate, byte for byte as it was made the first time.

    Raises:
        NotPrintable, BadTemplate, NoPaper: as of ``certificates_pdf``.
    """
    name = f"{certificate.number.lower()}-{look.mark}.{form.value}"
    content = vault.kept(certificate.attendee, name) if certificate.says else None
    if content is None:
        content = _made(certificate, look, form)
        vault.keep(certificate.attendee, name, content)
    return content


def _made(certificate: Certificate, look: Look, form: Form) -> bytes:
    match form:
        case Form.PNG:
            return baking.bake_png(certificate_png(certificate, look), certificate.credential)
        case Form.SVG:
            return baking.bake_svg(certificate_svg(certificate, look), certificate.credential)
    return certificates_pdf([certificate], look)


def one_file(issued: Sequence[Certificate], look: Look, attached: bool = True) -> bytes:
    """All of them in one PDF, a page each.

    Args:
        attached: not for a file that only goes to the printer.
    """
    return certificates_pdf(issued, look, attached=attached)
