"""``kiosk verify``: whether a certificate is genuine, and still good."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from kiosk.commands import data_option
from kiosk.commands.certificates import progress
from kiosk.commands.failing import visible
from kiosk.commands.opening import counted, json_option, open_desk, print_json
from kiosk.commands.progress import Progress
from kiosk.desk.certificates import publishing, verifying
from kiosk.desk.certificates.verifying import Known, Proof, Verdict, Verification
from kiosk.desk.protocol import Desk, View
from kiosk.errors import ForPeople, Refused, why
from kiosk.files import exports
from kiosk.files.certificates.baking import LARGEST_FILE
from kiosk.rules import certificates as rules
from kiosk.rules.certificates import Slip

LONGEST_NAME = 200
"""Characters; a code behind its address has fewer, and a token more."""


@click.command
@click.argument("what", nargs=-1)
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
    what: tuple[str, ...],
    folder: Path | None,
    address: str | None,
    as_json: bool,
    data: Path | None,
) -> None:
    """Say whether WHAT is genuine: PDF, PNG, SVG or JWT files, folders of them, printed
    codes, or - for what comes on standard input. Of several, a line each. Ends with 0 where
    all of it is genuine and still good, else with 1."""
    if (not what) == (folder is None and address is None):
        raise click.UsageError("Say what to verify, or --public-list with a folder.")
    with open_desk(data) as desk:
        if address is not None:
            publishing.set_address(desk, address)
        if folder:
            _publish(desk, folder)
        if not what:
            return
        if len(what) > 1 or _is_folder(what[0]):
            all_genuine = _verify_many(desk.store, what, as_json)
        else:
            known = verifying.read_known(desk.store)
            found = _verify(desk.store, what[0], known, progress("Read"))
            all_genuine = found.verdict is Verdict.GENUINE
            if as_json:
                print_json(_whole_as_dict(what[0], found))
            else:
                click.echo("\n".join(map(visible, _said_of(found))))
    if not all_genuine:
        raise click.exceptions.Exit(1)


def _verify_many(view: View, what: Sequence[str], as_json: bool) -> bool:
    """A line for each file; returns whether all are genuine. Whatever is wrong with one, the
    others are looked at."""
    known, counts = verifying.read_known(view), Counter[str]()
    files = list(_files_in(what))
    if not files:
        raise Refused("There is no file in {path}.", path=", ".join(what))
    # On a terminal the lines themselves show how far it is.
    shown = nullcontext() if sys.stdout.isatty() else Progress("Verified")
    with shown as tell:
        for number, one in enumerate(files, 1):
            found, why_not = None, ""
            try:
                found = _verify(view, one, known)
            except ForPeople as error:
                why_not = str(error)
            counts[found.verdict.value if found else NO_CERTIFICATE] += 1
            if as_json:
                print_json(_whole_as_dict(one, found, why_not))
            else:
                click.echo(visible(_line(one, found, why_not)))
            if tell:
                tell(number, len(files))
    parts = ", ".join(f"{count} {_COUNTED[one]}" for one, count in counts.most_common())
    click.echo(f"{counted(len(files), 'file')}: {parts}.", err=True)
    return set(counts) == {Verdict.GENUINE.value}


def _files_in(what: Sequence[str]) -> Iterator[str]:
    """What is to be verified, each once: of a folder all that is in it, by name. What systems
    leave in folders is passed over."""
    seen = set()
    for one in what:
        for path in _in_folder(one) if _is_folder(one) else [one]:
            key = os.path.realpath(path) if _is_file(Path(path)) else path
            if key not in seen:
                seen.add(key)
                yield path


def _in_folder(folder: str) -> Iterator[str]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(here, name)
            if not name.startswith(".") and name.lower() not in _LEFT_BY_SYSTEMS and _is_file(path):
                yield str(path)


_LEFT_BY_SYSTEMS = ("thumbs.db", "desktop.ini")


def _verify(
    view: View, what: str, known: Known, tell: verifying.Progress | None = None
) -> Verification:
    """
    Raises:
        ForPeople: it is no certificate, or cannot be read.
    """
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
                with path.open("rb") as file:
                    content = file.read(LARGEST_FILE + 1)
            except OSError as error:
                raise Refused("{path} cannot be read: {why}.", path=path, why=why(error)) from None
    short = content.decode("utf-8", "replace") if len(content) < LONGEST_NAME else ""
    if slip := rules.slip_in(short):
        raise _mistyped(short, slip)
    proof = verifying.verify_code(view, short)
    return Verification((proof,)) if proof else verifying.verify_whole(view, content, known, tell)


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


def _is_folder(what: str) -> bool:
    try:
        return bool(what) and Path(what).is_dir()
    except (OSError, ValueError):  # a token is too long for a name
        return False


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


_WHOLE = {
    Verdict.GENUINE: "Genuine: all of it.",
    Verdict.SUPERSEDED: "Superseded: there is a newer one of a part of it.",
    Verdict.REVOKED: "Revoked: a part of it.",
    Verdict.ALTERED: "Altered: this file is not what was issued.",
    Verdict.UNKNOWN_ISSUER: "Unknown issuer: a part of it is signed with a key that is not ours.",
}

NO_CERTIFICATE = "no_certificate"
_COUNTED = {
    Verdict.GENUINE.value: "genuine",
    Verdict.SUPERSEDED.value: "superseded",
    Verdict.REVOKED.value: "revoked",
    Verdict.ALTERED.value: "altered",
    Verdict.UNKNOWN_ISSUER.value: "of an unknown issuer",
    Verdict.UNKNOWN_CODE.value: "unknown",
    NO_CERTIFICATE: "no certificate",
}


def _said_of(found: Verification) -> list[str]:
    """What the whole is worth; then what is so of each certificate in it, by page."""
    if len(found.proofs) == 1:
        return _said(found.proofs[0])
    genuine = sum(proof.verdict is Verdict.GENUINE for proof in found.proofs)
    lines = [f"{_WHOLE[found.verdict]} ({genuine} of {len(found.proofs)} genuine)"]
    for proof in found.proofs:
        first, *more = _said(proof)
        where = f"Page {proof.page}" if proof.page else "On no page"
        lines += ["", f"{where}: {first}", *more]
    return lines


def _line(what: str, found: Verification | None, why_not: str) -> str:
    """What is so of one of many, on a line: the verdict, which it is, and whose."""
    if found is None:
        return f"No certificate   {what}  {why_not}"
    one = found.deciding
    parts = [f"{_in_short(one):<15}", what, one.number, one.name, one.title]
    if len(found.proofs) > 1:
        count = sum(proof.verdict is one.verdict for proof in found.proofs)
        parts = [*parts[:2], f"{count} of {len(found.proofs)}"]
    if one.verdict is Verdict.GENUINE and not all(proof.here for proof in found.proofs):
        parts.append("(not in this data folder)")
    return "  ".join(filter(None, parts)).rstrip()


def _in_short(proof: Proof) -> str:
    if proof.superseded_by:
        return f"Superseded by {proof.superseded_by}"
    if proof.revoked_on:
        return f"Revoked on {proof.revoked_on.isoformat()}"
    return proof.verdict.value.replace("_", " ").capitalize()


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
        "page": proof.page,
    }


def _whole_as_dict(what: str, found: Verification | None, why_not: str = "") -> dict[str, Any]:
    """One file for JSON: what the whole is worth, and each certificate in it. What it says of
    itself beside that is of the certificate on which the verdict rests."""
    proofs = found.proofs if found else ()
    return {
        "file": what if what == "-" or _is_file(Path(what)) or found is None else None,
        "whole": found.verdict.value if found else NO_CERTIFICATE,
        "why": why_not or None,
        **(_as_dict(found.deciding) if found else dict.fromkeys(_as_dict(_NOTHING))),
        "certificates": [_as_dict(proof) for proof in proofs],
    }


_NOTHING = Proof(Verdict.UNKNOWN_CODE)


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
