"""Badge codes as QR images."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kiosk.rules.names import fold


def write_qr(code: str, path: Path, scale: int = 10) -> None:
    """Write a code as a PNG: QR version 2 at level Q, with a quiet zone of four modules.

    Args:
        scale: pixels a module; ten are read from half a metre on a screen.
    """
    import qrcode
    from qrcode.image.pure import PyPNGImage

    made = qrcode.QRCode(
        error_correction=qrcode.ERROR_CORRECT_Q,
        box_size=scale,
        border=4,
        image_factory=PyPNGImage,
    )
    made.add_data(code)  # upper case and digits: the library takes alphanumeric mode
    made.make(fit=True)
    with path.open("wb") as file:
        made.make_image().save(file)


def modules(code: str) -> list[list[bool]]:
    """Which modules of a code are dark, row by row, without the quiet zone: version 2 at
    level Q. The mask is always the same: to try all eight takes ten times as long, and a
    code of random letters is as even under one as under another."""
    import qrcode

    made = qrcode.QRCode(
        version=2, error_correction=qrcode.ERROR_CORRECT_Q, mask_pattern=_MASK, border=0
    )
    made.add_data(code, optimize=0)
    made.make(fit=False)
    dark: list[list[bool]] = made.get_matrix()
    return dark


_MASK = 2


def file_name(name: str, number: str, code: str, letters: int = 6) -> str:
    """A file name that says whose badge it is, safe on every system.

    Args:
        letters: of the end of its code, which tell it from others; see :func:`file_names`.
    """
    said = re.sub(r"[^a-z0-9]+", "-", fold(f"{name} {number}"))[:60].strip("-")
    return f"{said or 'blank'}-{code[-letters:].lower()}.png"


def file_names(badges: Sequence[tuple[str, str, str]]) -> list[str]:
    """The file name of each badge, given by name, number and code. Where the ends of two
    codes are the same, both have their whole code."""
    short = [file_name(*badge) for badge in badges]
    taken = Counter(short)
    return [
        file_name(*badge, letters=len(badge[2])) if taken[name] > 1 else name
        for badge, name in zip(badges, short, strict=True)
    ]
