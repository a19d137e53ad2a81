"""What an import did, as a command says it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from kiosk.commands.failing import visible
from kiosk.desk.bringing.brought import Content
from kiosk.desk.bringing.itemizing import Item
from kiosk.desk.bringing.reporting import MOST_NAMED, Question, Report
from kiosk.files.headings import OWN, Column


def tell_of(content: Content, report: Report, dry_run: bool, is_told: bool = False) -> None:
    """For whoever called it; ``is_told``: what changes, before it did."""
    for wrong in report.wrong:
        click.echo(visible(str(wrong)), err=True)
    for question in report.questions:
        click.echo(visible(_asked(question)), err=True)
    if not is_told:
        tell_renames(report)
    if report.renames:
        click.echo("To take the names of the file: --rename", err=True)
    recognised = content.recognised
    if recognised and recognised.form != OWN:
        click.echo(visible(f"Recognised as {recognised.form}:"), err=True)
        for column in recognised.columns:
            click.echo(visible(f"  “{column.heading[:60]}”: {_meant(column)}"), err=True)
    for note in content.notes:
        click.echo(visible(str(note)), err=True)
    if content.table is not None and content.table.others:
        click.echo("--sheet says another one.", err=True)
    if not is_told:
        _changes(report.items, report.added + report.changed if dry_run else report.changed)
        _moves(report, dry_run)
    would = "Would bring in" if dry_run else "Brought in"
    not_clear = len(report.questions) + len(report.renames)
    asked = f", {not_clear} not clear" if not_clear else ""
    left = f", {report.left_out} left out" if report.left_out else ""
    click.echo(
        f"{would}: {report.added} new, {report.changed} changed, "
        f"{report.unchanged} as before; {len(report.wrong)} wrong{asked}{left}."
    )
    if report.batch:
        click.echo(f"To take it back: kiosk import --undo {report.batch}", err=True)


def tell_changes(report: Report) -> None:
    """What of the known would change, before anybody says that it shall."""
    _changes([item for item in report.items if not item.is_new], report.changed)
    _moves(report, dry_run=True)


def tell_renames(report: Report) -> None:
    """Whose name the file would change."""
    for renaming in report.renames[:MOST_NAMED]:
        click.echo(visible(f"not clear: {renaming.text()}"), err=True)
    if len(report.renames) > MOST_NAMED:
        click.echo(f"and {len(report.renames) - MOST_NAMED} more", err=True)


def _changes(items: Sequence[Item], count: int) -> None:
    for item in items[:MOST_NAMED]:
        changes = "; ".join(f"{c.field}: {c.before} → {c.after}" for c in item.changes)
        said = f"{'+' if item.is_new else '~'} {item.what}" + (f" ({changes})" if changes else "")
        click.echo(visible(said), err=True)
    if count > MOST_NAMED:
        click.echo(f"and {count - MOST_NAMED} more", err=True)


def _moves(report: Report, dry_run: bool) -> None:
    for moved in report.moved:
        click.echo(visible(f"{'would move' if dry_run else 'moved'}: {moved}"), err=True)


def _meant(column: Column) -> str:
    """What a column was taken for."""
    meant = column.field or "not used"
    if column.workshop and column.workshop != column.heading:
        return f"{meant}, for {column.workshop[:60]}"
    if column.is_account:
        own = ", where that is the person" if column.field else ""
        return f"{meant}, of whoever filled in the form{own}"
    return f"{meant}, by what stands in it" if column.by_content else meant


def _asked(question: Question) -> str:
    if question.column:
        heading = question.column
        if not question.field:
            return f"not clear: {question}. Mend the row, or say --column “{heading}=-”"
        said = f"--column “{heading}={question.field}”, or “{heading}=-”"
        return f"not clear: {question}. Say {said}"
    who = "; ".join(
        ", ".join(filter(None, (p.name, p.member_number, p.local, p.id))) for p in question.may_be
    )
    first = question.may_be[0].id if question.may_be else "WHO"
    row = question.row
    new = f" or --new {row}" if question.may_be_new else ""
    around = f" ({who})" if who else ""
    return f"not clear: {question}{around}. Say --same {row}={first}{new}"


def as_row(content: Content, report: Report, dry_run: bool) -> dict[str, Any]:
    """For a program."""
    row: dict[str, Any] = {
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "wrong": [
            {
                "where": str(w.where),
                "reason": str(w.reason),
                **({"column": w.column, "value": str(w.value)} if w.column else {}),
            }
            for w in report.wrong
        ],
        "unclear": [
            {
                "where": str(q.where),
                "name": q.name,
                "reason": str(q.reason),
                "may_be_new": q.may_be_new,
                **({"column": q.column, "field": q.field or None} if q.column else {}),
                "may_be": [
                    {"id": p.id, "name": p.name, "member_number": p.member_number, "local": p.local}
                    for p in q.may_be
                ],
            }
            for q in report.questions
        ],
        "renames": [
            {
                "where": str(r.where),
                "attendee": {"id": r.known.id, "name": r.known.name},
                "name": r.name,
            }
            for r in report.renames
        ],
        "moved": [
            {
                "session": m.session,
                "title": m.title,
                "before": m.before.isoformat(),
                "after": m.after.isoformat(),
            }
            for m in report.moved
        ],
        "left_out": report.left_out,
        "dry_run": dry_run,
        "batch": report.batch or None,
    }
    if content.attendees is not None:
        row["names"] = [
            {"where": str(where), "written": person.written, "name": person.name}
            for where, person in content.attendees.written_otherwise
        ]
    if recognised := content.recognised:
        row["form"] = str(recognised.form)
        row["sheet"] = (content.table and content.table.layout.sheet) or None
        row["columns"] = {c.heading: c.field or None for c in recognised.columns}
        row["by_content"] = [c.heading for c in recognised.columns if c.by_content]
    row["items"] = [
        {
            "table": i.table,
            "new": i.is_new,
            "what": i.what,
            "changes": {c.field: [str(c.before), str(c.after)] for c in i.changes},
        }
        for i in report.items
    ]
    return row
