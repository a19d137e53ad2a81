"""What tests of certificates at a shell share: a school that can issue them, one that was
issued, and another folder."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader

from kiosk.desk.protocol import Desk
from tests.building import StillClock
from tests.certifying import complete_fin
from tests.running import Command


def able_to_issue(school: Command, desk: Desk, clock: StillClock) -> Command:
    """Two completed the financial course, and Rae's PIN is given."""
    complete_fin(desk, clock)
    school.env["KIOSK_PIN"] = "2222"
    return school


def issued(school: Command, tmp_path: Path) -> dict[str, Path | str]:
    """Ben's, in every form."""
    row = school(
        "certificates", "--attendee", "ben", "-o", tmp_path / "o", "--png", "--svg", "--json"
    ).row
    pdf = Path(row["file"])
    token = next(iter(PdfReader(pdf).attachment_list)).content.decode()
    (tmp_path / "x.jwt").write_text(token + "\n")
    return {
        "pdf": pdf,
        "png": pdf.with_suffix(".png"),
        "svg": pdf.with_suffix(".svg"),
        "jwt": tmp_path / "x.jwt",
        "token": token,
        "code": row["code"],
        "number": row["number"],
    }


def init(school: Command, folder: Path) -> None:
    options = ["--organisation", "Other", "--zone", "UTC", "--facilitator", "A B", "--rep", "A B"]
    assert school("init", "--languages", "en", *options, "--data", folder).status == 0
