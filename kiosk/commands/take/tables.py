"""``kiosk export completions|attendance|attendees|audit``: tables."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from kiosk.commands import data_option
from kiosk.commands.opening import open_desk
from kiosk.commands.options import Day
from kiosk.desk.protocol import Desk
from kiosk.desk.taking import layouts, tables
from kiosk.desk.taking.source import Layout, Source, Wanted, parse_columns, parse_sort
from kiosk.errors import why
from kiosk.files import endings, exports
from kiosk.files.exports import NotSaved, Table
from kiosk.words import LANGUAGES, words

Called = TypeVar("Called", bound=Callable[..., None])


def options(source: Source) -> Callable[[Called], Called]:
    """What every table can be asked: where to, as what, which rows and which columns."""
    status = click.Choice(source.statuses) if source.statuses else click.STRING
    return _all(
        click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path, dir_okay=False),
            help="The file to write; by default, or with -, standard output.",
        ),
        click.option(
            "--format",
            "form",
            type=click.Choice(exports.FORMS),
            help="By default what the file's ending says, or the layout; else csv.",
        ),
        click.option("--programme", default="", metavar="ID"),
        click.option("--workshop", default="", metavar="ID"),
        click.option("--school", default="", metavar="ID"),
        click.option("--from", "starts", type=Day(), metavar="DAY", help="The first day."),
        click.option("--to", "ends", type=Day(), metavar="DAY", help="The last day."),
        click.option("--local", default="", metavar="TEXT"),
        click.option("--position", default="", metavar="TEXT"),
        click.option("--status", type=status),
        click.option("--person", metavar="WHO", help="Only what is about this person."),
        click.option("--sort", default="", metavar="FIELDS", help="As in local,-name."),
        click.option(
            "--columns",
            default="",
            metavar="FIELDS",
            help="In this order, and under which headings: member_number=No,name=Nom.",
        ),
        click.option("--layout", default="", metavar="NAME", help="Columns that were kept."),
        click.option("--save-layout", default="", metavar="NAME", help="Keep these columns."),
        click.option("--layouts", is_flag=True, help="List the layouts that were kept."),
        click.option("--fields", is_flag=True, help="List the columns that there are."),
        click.option("--language", type=click.Choice(LANGUAGES), help="Of titles."),
        data_option,
    )


def _all(*decorators: Callable[[Any], Any]) -> Callable[[Called], Called]:
    def apply(called: Called) -> Called:
        for decorate in reversed(decorators):
            called = decorate(called)
        return called

    return apply


def write(name: str, count: tuple[str, str], given: dict[str, Any]) -> None:
    """Do what one of the commands was asked.

    Args:
        count: what a row and several are called.
    """
    source = tables.SOURCES[name]
    if given["fields"]:
        _list_fields(source)
        return
    output: Path | None = given["output"]
    with open_desk(given["data"]) as desk:
        if given["layouts"]:
            _list_layouts(desk, source)
            return
        layout, form = _layout(desk, source, given)
        said = words(given["language"] or desk.store.organisation.languages[0])
        table = tables.take(
            desk, name, said, _wanted(desk, given), layout, parse_sort(source, given["sort"]), form
        )
        if given["save_layout"]:
            columns = [(column.field, column.heading) for column in table.columns]
            layouts.keep(desk, source, given["save_layout"], columns, form)
        now = desk.clock.now()
        _write(table, form, output, now, count)


def _wanted(desk: Desk, given: dict[str, Any]) -> Wanted:
    days = {n: given[n] for n in ("starts", "ends")}
    texts: tuple[str, ...] = ("programme", "workshop", "school", "local", "position", "status")
    fields: dict[str, Any] = {n: given[n] or "" for n in texts} | days
    wanted = Wanted(**fields)
    if given["person"]:
        from kiosk.desk.editing import find_attendee  # with all that changes people

        wanted = replace(wanted, person=find_attendee(desk.store, given["person"]).id)
    return wanted


def _layout(desk: Desk, source: Source, given: dict[str, Any]) -> tuple[Layout, str]:
    """The columns, and the form of the file."""
    layout: Layout = ()
    usual = "csv"
    if given["layout"]:
        kept = layouts.find(desk.store, source, given["layout"])
        layout, usual = kept.columns, kept.format
    if given["columns"]:
        layout = parse_columns(given["columns"])
    form = given["form"] or exports.form_of(given["output"], usual)
    if given["output"]:
        meant = endings.of_form(given["form"]) if given["form"] else exports.FORMS
        endings.check_file(given["output"], *meant, strict=not given["form"])
    return layout, form


def _write(
    table: Table,
    form: str,
    output: Path | None,
    now: dt.datetime,
    count: tuple[str, str],
) -> None:
    if output is None or output == _STANDARD_OUTPUT:
        if form == "xlsx" and sys.stdout.isatty():
            raise click.UsageError("A workbook is not for a terminal: say with -o into which file.")
        _print(exports.written(table, form, made=now, mark=False))
        return
    exports.save(output, exports.written(table, form, made=now), overwrite=True)
    rows = len(table.rows)
    click.echo(f"{rows} {count[0] if rows == 1 else count[1]} in {output}.", err=True)


_STANDARD_OUTPUT = Path("-")


def _print(content: bytes) -> None:
    """To standard output. Who reads it may stop before its end, and need not be told."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What is still held back would be tried again at the end, and fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise NotSaved("Standard output cannot be written: {why}.", why=why(error)) from None


def _list_fields(source: Source) -> None:
    for field, (kind, _) in source.columns.items():
        usual = "  (usual)" if field in source.usual else ""
        click.echo(f"{field:<20} {kind.value}{usual}")


def _list_layouts(desk: Desk, source: Source) -> None:
    found: Sequence[layouts.Kept] = layouts.known(desk.store, source.name)
    for kept in found:
        said = ", ".join(
            field if field == heading else f"{field}={heading}"
            for field, heading in kept.layout.columns
        )
        click.echo(f"{kept.layout.name} ({kept.layout.format}): {said}")
    if not found:
        click.echo("No layout is kept yet; --save-layout keeps one.", err=True)


@click.command("completions")
@options(tables.SOURCES["completions"])
def completions(**given: Any) -> None:
    """Everyone who completed a workshop, a row each; with --status, others too."""
    write("completions", ("completion", "completions"), given)


@click.command("attendance")
@options(tables.SOURCES["attendance"])
def attendance(**given: Any) -> None:
    """Who was at which session, and for how long, a row each."""
    write("attendance", ("row", "rows"), given)


@click.command("attendees")
@options(tables.SOURCES["attendees"])
def attendees(**given: Any) -> None:
    """People and what they are registered for: a roster that can be imported again."""
    write("attendees", ("row", "rows"), given)


@click.command("audit")
@options(tables.SOURCES["audit"])
def audit(**given: Any) -> None:
    """Everything that was done: by whom, when, at which kiosk, from what to what."""
    write("audit", ("entry", "entries"), given)
