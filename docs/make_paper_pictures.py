"""The README's pictures of paper: a certificate, a sheet of badges, a school on one page.

    python docs/make_paper_pictures.py [--to FOLDER]

Made by the commands that a representative uses, from a demo school of its own. Needs what
``requirements-dev.txt`` lists.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2

from kiosk.desk import demo

RUN = "from kiosk.commands import main; main()"
DPI = 75


def kiosk(folder: Path, pin: str, *arguments: str) -> str:
    """Run a command on the demo school; what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        env={**os.environ, "KIOSK_DATA": str(folder), "KIOSK_PIN": pin},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def picture(page: Path, to: Path) -> None:
    """The first page of a PDF."""
    document = pypdfium2.PdfDocument(page)
    try:
        document[0].render(scale=DPI / 72).to_pil().convert("L").save(to, optimize=True)
    finally:
        document.close()
    print(to)


def main() -> None:
    """Make the school, sign what is over, print, and draw."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--to", type=Path, default=Path(__file__).parent / "pictures")
    to: Path = parser.parse_args().to
    to.mkdir(exist_ok=True, parents=True)
    (facilitator, pin), (_, rep_pin) = demo.FACILITATOR, demo.REP
    with tempfile.TemporaryDirectory() as made:
        school, paper = Path(made) / "school", Path(made)
        kiosk(school, pin, "demo", "--no-open")
        rows = map(json.loads, kiosk(school, pin, "sessions", "--all", "--json").splitlines())
        over = next(row["id"] for row in rows if row["state"] == "ended")
        kiosk(school, pin, "close", over, "--by", facilitator)
        names = kiosk(school, pin, "export", "completions", "--columns", "name").splitlines()
        wanted = ("--attendee", names[1].strip('"'), "--language", "fr", "--language", "en")
        certificate, badges, report = (
            paper / f"{name}.pdf" for name in ("certificate", "badges", "report")
        )
        kiosk(school, rep_pin, "certificates", *wanted, "-o", str(certificate))
        kiosk(school, rep_pin, "badges", "-o", str(badges))
        kiosk(school, rep_pin, "export", "report", "-o", str(report))
        for page in (certificate, badges, report):
            picture(page, to / f"{page.stem}.png")


if __name__ == "__main__":
    main()
