"""``kiosk verify``: whether a certificate is genuine, and still good."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from kiosk.commands import data_option
from kiosk.commands.certificates import progress
from kiosk.commands.failing import visible
from kiosk.commands.opening import counted, json_option, open_desk, print_json
from kiosk.desk.certificates import publishing, verifying
from kiosk.desk.certificates.verifying import Proof, Verdict
from kiosk.desk.protocol import Desk, View
from kiosk.errors import Refused, why
from kiosk.files import exports
from kiosk.files.certificates.baking import LARGEST_FILE
from kiosk.rules import certificates as rules
from kiosk.rules.certificates import Slip

LONGEST_NAME = 200
"""Characters; a code behind its address has fewer, and a token more."""


@click.command
@click.argument("what", required=False)
@click.option(
    "--public-list",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write a page for a web site, with which anyone can look a code up.",
)
@click.option(
    "--address",
    metavar="URL",
    help="Where that page is (https://…): printed on certificates that are issued from now on.",
)
@json_option
@data_option
def command(
    what: str | None,
    folder: Path | None,
    address: str | None,
    as_json: bool,
    data: Path | None,
) -> None:
    """Say whether WHAT is genuine: a PDF, PNG, SVG or JWT file, a printed code, or - for
    what comes on standard input. Ends with 0 where all of it is genuine and still good, else
    with 1."""
    if (what is None) == (folder is None and address is None):
        raise click.UsageError("Say what to verify, or --public-list with a folder.")
    with open_desk(data) as desk:
        if address is not None:
            publishing.set_address(desk, address)
        if folder:
            _publish(desk, folder)
        if what is None:
            return
        proofs = _proofs(desk.store, what or "")
    for proof in proofs:
        if as_json:
            print_json(_as_dict(proof))
        else:
            click.echo("\n".join(map(visible, _said(proof))))
    if any(proof.verdict is not Verdict.GENUINE for proof in proofs):
        raise click.exceptions.Exit(1)


def _proofs(view: View, what: str) -> list[Proof]:
    if what == "-":
        content = sys.stdin.buffer.read(LARGEST_FILE + 1)
    else:
        path = Path(what)
        if not _is_file(path):
            if (
                path.suffix
                and len(what) < LONGEST_NAME
                and verifying.verify_code(view, what) is None
            ):
                raise Refused("There is no file {path}.", path=path)
            content = what.encode("utf-8", "replace")
        else:
            try:
                content = path.read_bytes()
            except OSError as error:
                raise Refused("{path} cannot be read: {why}.", path=path, why=why(error)) from None
    short = content.decode("utf-8", "replace") if len(content) < LONGEST_NAME else ""
    if slip := rules.slip_in(short):
        raise _mistyped(short, slip)
    proof = verifying.verify_code(view, short)
    return [proof] if proof else verifying.verify_file(view, content, progress("Read"))


def _mistyped(code: str, slip: Slip) -> Refused:
    """What is wrong with a code that somebody typed."""
    match slip:
        case Slip.TOO_SHORT:
            return Refused(
                "That is not a whole code: it has {n} letters of {all}.",
                n=rules.length_of(code),
                all=rules.LENGTH,
            )
        case Slip.TOO_LONG:
            return Refused(
                "That is too long for a code: it has {n} letters, and a code has {all}.",
                n=rules.length_of(code),
                all=rules.LENGTH,
            )
        case Slip.NO_LETTER:
            return Refused(
                "That is not a code: none has {letters} in it. Compare it with the paper.",
                letters=rules.strange_in(code),
            )
    return Refused(
        "A letter of that code is not right, or two have changed places. Compare it with the paper."
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a token is too long for a name
        return False


_FIRST = {
    Verdict.GENUINE: "Genuine.",
    Verdict.SUPERSEDED: "Superseded: there is a newer one.",
    Verdict.REVOKED: "Revoked.",
    Verdict.ALTERED: "Altered: this is not what was issued.",
    Verdict.UNKNOWN_ISSUER: "Unknown issuer: it is whole, but signed with a key that is not ours.",
    Verdict.UNKNOWN_CODE: "Unknown: no certificate has this code.",
}


def _said(proof: Proof) -> list[str]:
    lines = [_FIRST[proof.verdict]]
    if proof.superseded_by:
        lines = [f"Superseded by {proof.superseded_by}."]
    if proof.revoked_on:
        lines = [f"Revoked on {proof.revoked_on.isoformat()}."]
    for label, value in (
        ("Number", proof.number),
        ("Name", proof.name),
        ("Workshop", proof.title),
        ("", proof.about),
        ("Issued by", proof.issuer),
    ):
        if value:
            lines.append(f"  {label + ': ' if label else ''}{value}")
    if proof.verdict is Verdict.GENUINE and not proof.here:
        lines.append("  It is not in this data folder: whether it was revoked is not known here.")
    return lines


def _as_dict(proof: Proof) -> dict[str, Any]:
    return {
        "verdict": proof.verdict.value,
        "number": proof.number or None,
        "name": proof.name or None,
        "title": proof.title or None,
        "about": proof.about or None,
        "issuer": proof.issuer or None,
        "superseded_by": proof.superseded_by or None,
        "revoked_on": proof.revoked_on.isoformat() if proof.revoked_on else None,
        "here": proof.here,
    }


def _publish(desk: Desk, folder: Path) -> None:
    """Write the list, and the page beside it."""
    files, count = publishing.public_files(desk)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise exports.NotSaved(
            "{path} cannot be made: {why}.", path=folder, why=why(error)
        ) from None
    for name, content in files.items():
        exports.save(folder / name, content, overwrite=True)
    click.echo(f"{counted(count, 'certificate')} in {folder}; nothing in it says whose.", err=True)
