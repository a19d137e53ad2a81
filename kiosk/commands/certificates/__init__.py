"""``kiosk certificates``: issue them, write them, list them, revoke them."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click

from kiosk.commands import data_option
from kiosk.commands.certificates import listing, templates, told
from kiosk.commands.certificates.listing import as_dict, rep
from kiosk.commands.certificates.templates import looks
from kiosk.commands.faults import tell_faults
from kiosk.commands.opening import counted, json_option, open_desk, print_json
from kiosk.desk.certificates import issuing, making, papers
from kiosk.desk.certificates.making import Form, LeftOut
from kiosk.desk.completing.completions import Row, completions
from kiosk.desk.editing import find_attendee
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused, UnknownOffering, UnknownSession
from kiosk.files import endings, exports
from kiosk.files.certificates.papers import Look, file_stem
from kiosk.files.paper.letters import NotPrintable
from kiosk.model import Certificate, Offering, Workshop
from kiosk.words import LANGUAGES


@click.group(invoke_without_command=True)
@click.option("--session", "sessions", multiple=True, metavar="ID", help="Of its offering.")
@click.option("--offering", "offerings", multiple=True, metavar="ID")
@click.option("--workshop", "workshops", multiple=True, metavar="ID")
@click.option("--attendee", "people", multiple=True, metavar="WHO")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A folder, or one file (.pdf)."
)
@click.option("--one-file", is_flag=True, help="All in one PDF.")
@click.option("--for-printing", is_flag=True, help="The same, without what is attached.")
@click.option("--png", is_flag=True, help="Beside each PDF a picture with the credential in it.")
@click.option("--svg", is_flag=True, help="The same as a drawing.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    type=click.Choice(LANGUAGES),
    help="Twice: side by side. By default each person's own.",
)
@click.option("--by", "name", metavar="NAME", help="The representative who issues.")
@click.option("--again", is_flag=True, help="Also where the last one was revoked.")
@looks
@json_option
@data_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    sessions: tuple[str, ...],
    offerings: tuple[str, ...],
    workshops: tuple[str, ...],
    people: tuple[str, ...],
    output: Path | None,
    one_file: bool,
    for_printing: bool,
    png: bool,
    svg: bool,
    languages: tuple[str, ...],
    name: str | None,
    again: bool,
    template: Path | None,
    paper: str,
    as_json: bool,
    data: Path | None,
) -> None:
    """Issue a certificate for each completion, once, and write them to files. Asked again it
    gives the same ones. Whose letters no font has is left out and listed, and the status is
    1. Where any is issued, a representative's PIN is asked for, or taken
    from KIOSK_PIN."""
    if ctx.invoked_subcommand is not None:
        return
    together = one_file or for_printing or (output is not None and output.suffix.lower() == ".pdf")
    if together and (png or svg):
        raise click.UsageError("Pictures are one for each person: say a folder with -o.")
    if together and output is None:
        raise click.UsageError("Say with -o into which file.")
    if together and output:
        output = output / "certificates.pdf" if output.is_dir() else endings.as_pdf(output)
    if output and not together and output.is_file():
        raise click.UsageError(f"{output} is a file; say a folder, or a new .pdf.")
    if output and not together:
        endings.check_folder(output)
    with open_desk(data) as desk:
        rows = _rows(desk, sessions, offerings, workshops, people)
        look = making.look_of(desk.vault, template=template, paper=paper)
        issued, passed, new, left_out = _issue(desk, rows, languages, again, name, look)
        if not (issued or left_out):
            raise Refused("{said}", said=told.nothing(passed))
        written = _Written({}, [])
        try:
            if output and together and issued:
                written = _write_one(desk, issued, look, output, attached=not for_printing)
            elif output and issued:
                forms = [Form.PDF, *([Form.PNG] * png), *([Form.SVG] * svg)]
                written = _write(desk, issued, look, output, forms)
        except KeyboardInterrupt:
            if new:
                click.echo(f"\n{told.stopped(new, new, written=False)}", err=True)
            raise
        fonts = desk.vault.fonts
    left_out += written.left_out
    if as_json:
        for row in _json_rows(issued, left_out, written):
            print_json(row)
    where = f" in {output}" if output and issued else ""
    count = len(issued) - len(written.left_out)
    click.echo(f"{counted(count, 'certificate')}{where}, {new} of them new.", err=True)
    for line in (*told.without(passed), *told.in_other_languages(issued, languages)):
        click.echo(line, err=True)
    if left_out:
        tell_faults(*told.left_out(left_out), fonts)
        raise click.exceptions.Exit(1)


@dataclass(frozen=True, slots=True)
class _Written:
    """What came of writing them."""

    files: Mapping[str, Path]
    """By the certificate's number."""
    left_out: list[LeftOut]


def _json_rows(
    issued: Sequence[Certificate], left_out: Sequence[LeftOut], written: _Written
) -> list[dict[str, Any]]:
    """A row for each certificate, and for each that could not be issued."""
    missing = {(one.attendee, one.offering): list(one.letters) for one in left_out}
    rows = []
    for one in issued:
        file = written.files.get(one.number)
        letters = missing.pop((one.attendee, one.offering), [])
        rows.append(
            {**as_dict(one), "file": str(file) if file else None, "missing_letters": letters}
        )
    return rows + [
        {
            **dict.fromkeys(("number", "code")),
            "attendee": {"id": one.attendee, "name": one.name},
            "workshop": one.workshop,
            "offering": one.offering,
            **dict.fromkeys(("issued_on", "supersedes", "file")),
            "missing_letters": list(one.letters),
        }
        for one in left_out
        if (one.attendee, one.offering) in missing
    ]


def _rows(
    desk: Desk,
    sessions: Sequence[str],
    offerings: Sequence[str],
    workshops: Sequence[str],
    people: Sequence[str],
) -> list[Row]:
    """The completions that are meant: of any of these offerings and workshops, and of any of
    these people.

    Raises:
        Refused: there is no such thing.
    """
    view = desk.store
    within = set(offerings)
    for offering in offerings:
        if view.get(Offering, offering) is None:
            raise UnknownOffering("There is no offering {offering}.", offering=offering)
    for session in sessions:
        sitting = view.sitting(session)
        if sitting is None:
            raise UnknownSession("There is no session {session}.", session=session)
        within.add(sitting.offering.id)
    for workshop in workshops:
        if view.get(Workshop, workshop) is None:
            raise Refused("There is no workshop {workshop}.", workshop=workshop)
    who = {find_attendee(view, one).id for one in people}
    return [
        row
        for row in completions(view)
        if (not who or row.attendee.id in who)
        and (not (within or workshops) or row.offering.id in within or row.workshop.id in workshops)
    ]


def _issue(
    desk: Desk,
    rows: list[Row],
    languages: tuple[str, ...],
    again: bool,
    name: str | None,
    look: Look,
) -> tuple[tuple[Certificate, ...], Any, int, list[LeftOut]]:
    """What there is for these rows, with what is issued now; why there is none for others;
    how many are new; and who is left out."""
    plan = issuing.plan(desk.store, rows, again)
    checked = issuing.check_letters(desk, plan.wanted, languages)
    if not checked.rows:
        return plan.there, plan.passed, 0, list(checked.left_out)
    staff = rep(desk, name)
    try:
        done = issuing.issue(desk, rows, staff, languages, again, progress("Issued"), look)
    except KeyboardInterrupt:
        desk.store.refresh()  # what is on the disk, and may not be in memory
        new = len(plan.wanted) - len(issuing.plan(desk.store, rows, again).wanted)
        if new:
            click.echo(f"\n{told.stopped(new, len(plan.wanted))}", err=True)
        raise
    return done.certificates, plan.passed, done.new, list(done.left_out)


def _write_one(
    desk: Desk, issued: Sequence[Certificate], look: Look, path: Path, attached: bool
) -> _Written:
    """All in one file."""
    if sys.stderr.isatty():
        click.echo(f"Setting {counted(len(issued), 'page')}…", err=True)
    if attached:
        made = making.one_file(issued, look, remember=partial(papers.remember, desk))
    else:
        made = making.for_printing(issued, look)
    exports.save(path, made.content, overwrite=True)
    return _Written({one.number: path for one in made.certificates}, list(made.left_out))


def _write(
    desk: Desk, issued: Sequence[Certificate], look: Look, folder: Path, forms: Sequence[Form]
) -> _Written:
    """A file for each certificate and form; the first of each counts."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise exports.NotSaved(
            "{path} cannot be made: {why}.", path=folder, why=error.strerror
        ) from None
    tell, remember = progress("Written"), partial(papers.remember, desk)
    files: dict[str, Path] = {}
    left_out = []
    for place, one in enumerate(issued, 1):
        for form in forms:
            path = folder / f"{file_stem(one)}.{form.value}"
            try:
                content = making.paper(desk.vault, one, look, form, remember=remember)
            except NotPrintable as refused:
                left_out.append(making.left_out_of(one, refused.faults))
                break
            exports.save(path, content, overwrite=True)
            files.setdefault(one.number, path)
        tell(place, len(issued))
    return _Written(files, left_out)


def progress(what: str) -> issuing.Progress:
    """Says on a terminal how far it is."""

    def tell(done: int, of: int) -> None:
        if of > 1 and sys.stderr.isatty():
            click.echo(f"\r{what} {done} of {of}", err=True, nl=done == of)

    return tell


for _one in (listing.listed, listing.revoke, templates.template, templates.preview):
    command.add_command(_one)
