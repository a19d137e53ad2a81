"""``kiosk badges``: sheets to print, QR images, and the card that a scanner is checked
with."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.commands import data_option, default_folder
from kiosk.commands.faults import end_with_gaps, tell_faults
from kiosk.commands.opening import counted, open_desk
from kiosk.desk import editing
from kiosk.desk.bringing import importing
from kiosk.files import endings
from kiosk.files.badges import file_names, write_qr
from kiosk.files.paper.stock import PAPER_NAMES, STOCKS
from kiosk.model import Attendee
from kiosk.words import LANGUAGES, words


@click.command
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The PDF to write, or a folder for one PNG a code; with --setup-card, an SVG.",
)
@click.option(
    "--stock",
    type=click.Choice(list(STOCKS)),
    help="Avery 5390, 5392, L4727, or plain paper to be cut. By default: 5390 on Letter, "
    "L4727 on A4.",
)
@click.option("--paper", type=click.Choice(list(PAPER_NAMES)), help="By default: the stock's own.")
@click.option("--school", metavar="ID", default="", help="Only who is registered at it.")
@click.option("--new", is_flag=True, help="Only badges that were never printed.")
@click.option(
    "--reprint",
    "again",
    multiple=True,
    metavar="ATTENDEE",
    help="A new badge for this person; their old ones stop working.",
)
@click.option("--blank", type=click.IntRange(1, 1000), help="So many new codes tied to nobody.")
@click.option("--language", type=click.Choice(LANGUAGES), help="By default: the first.")
@click.option(
    "--setup-card",
    is_flag=True,
    help="A card to print (SVG): scanned on the staff's screens, it says whether the scanner "
    "is set as the laptop's keyboard is.",
)
@data_option
def command(
    output: Path | None,
    stock: str | None,
    paper: str | None,
    school: str,
    new: bool,
    again: tuple[str, ...],
    blank: int | None,
    language: str | None,
    setup_card: bool,
    data: Path | None,
) -> None:
    """Print badges: a PDF of sheets, by name. Or write one QR image (PNG) a person into a
    folder; or the card that a scanner is checked with."""
    if setup_card:
        if blank:
            raise click.UsageError("--blank and --setup-card are not written together.")
        _write_card(output or Path("setup-card.svg"), data)
        return
    if output is None:
        raise click.UsageError("Say with -o into which PDF, or into which folder.")
    if sum((bool(blank), bool(again), new)) > 1:
        raise click.UsageError("Of --blank, --reprint and --new, give one.")
    if output.suffix.lower() == ".pdf":
        _write_sheets(output, data, _stock(stock, paper), school, new, again, blank, language)
        return
    if output.is_file():
        raise click.UsageError(f"{output} is a file; say a folder, or a PDF.")
    endings.check_folder(output)
    if stock or paper or school or new or again or language:
        raise click.UsageError(f"For sheets, say a PDF: -o {output.name}.pdf.")
    _write_pictures(output, data, blank)


def _stock(stock: str | None, paper: str | None) -> tuple[str, str]:
    """Which stock, and on which paper; each goes with the other where only one is said."""
    stock = stock or ("l4727" if paper == "a4" else "5390")
    own = STOCKS[stock].paper
    if paper and own not in (None, paper):
        raise click.UsageError(
            f"{STOCKS[stock].name} comes on {PAPER_NAMES[own or paper]} sheets only."
        )
    return stock, paper or own or "letter"


def _write_sheets(
    output: Path,
    data: Path | None,
    on: tuple[str, str],
    school: str,
    new: bool,
    again: tuple[str, ...],
    blank: int | None,
    language: str | None,
) -> None:
    from kiosk.desk import badges
    from kiosk.files import exports
    from kiosk.files.paper.badges import badges_pdf, names_left_out
    from kiosk.files.paper.letters import printable

    fonts = (data or default_folder()) / "fonts"
    with open_desk(data) as desk:
        organisation = desk.store.organisation
        speaks = words(language or organisation.languages[0])
        if blank:
            sheets = badges.blank(desk, blank, school)
        elif again:
            sheets = badges.again(desk, speaks, again)
        else:
            sheets = badges.everyone(desk, speaks, school=school, new=new)
        if not sheets.badges:
            click.echo("There is no badge to print.", err=True)
            return
        stock, paper = on
        made = badges_pdf(
            sheets.printed,
            organisation.name,
            speaks,
            desk.clock.now(),
            stock=stock,
            paper=paper,
            fonts=fonts,
        )
        left_out = names_left_out(sheets.printed, made)
        names = {fault.text for fault in left_out}
        on_sheets = [
            badge
            for badge, drawn in zip(sheets.badges, sheets.printed, strict=True)
            if printable(drawn.name) not in names
        ]
        exports.save(output, made.content, overwrite=True)
        badges.remember(desk, on_sheets, stock, instead=bool(again))
    said = f"{counted(len(on_sheets), 'badge')} in {output}."
    sheet = f"{STOCKS[stock].name}, {PAPER_NAMES[paper]}"
    click.echo(f"{said} Print it at 100 % (actual size) on {sheet}.", err=True)
    rest = [fault for fault in made.faults if fault.text not in names]
    if left_out:
        count = len(sheets.badges) - len(on_sheets)
        tell_faults(f"{counted(count, 'badge')} left out", left_out, None if rest else fonts)
    end_with_gaps(rest, fonts)
    if left_out:
        raise click.exceptions.Exit(1)


def _write_pictures(output: Path, data: Path | None, blank: int | None) -> None:
    with open_desk(data) as desk:
        if blank:
            made = [("", "", badge.code) for badge in editing.blank_badges(desk, blank)]
        else:
            with desk.store.change() as tx:
                made = [
                    (person.name, person.member_number, importing.ensure_badge(tx, person.id).code)
                    for person in tx.all(Attendee)
                ]
        output.mkdir(parents=True, exist_ok=True)
        for (_, _, code), file in zip(made, file_names(made), strict=True):
            write_qr(code, output / file)
    click.echo(f"{counted(len(made), 'code')} in {output}.", err=True)


def _write_card(path: Path, data: Path | None) -> None:
    from kiosk.files import setup_card

    if path.suffix.lower() != ".svg":
        raise click.UsageError(f"The card is an SVG: {path.with_suffix('.svg').name}, say.")
    with open_desk(data) as desk:
        drawn = setup_card.setup_card(desk.store.organisation.languages)
    path.write_text(drawn, encoding="utf-8")
    click.echo(f"Print {path}.", err=True)
