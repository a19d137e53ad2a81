"""``kiosk attendees``: who is known, and what they are registered for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kiosk.commands import data_option
from kiosk.commands.opening import json_option, open_desk, print_json
from kiosk.desk.protocol import View
from kiosk.model import Attendee, RegistrationStatus
from kiosk.rules.names import fold, number_key
from kiosk.wording import named
from kiosk.words import words


@click.command
@click.option("--find", metavar="TEXT", help="Only whose name or number holds this.")
@click.option("--codes", is_flag=True, help="With their badge codes: treat these as keys.")
@json_option
@data_option
def command(find: str | None, codes: bool, as_json: bool, data: Path | None) -> None:
    """List the attendees by name."""
    with open_desk(data) as desk:
        people = sorted(desk.store.all(Attendee), key=lambda a: (fold(a.name), a.id))
        found = [a for a in people if find is None or _fits(a, find)]
        language = words(desk.store.organisation.languages[0])
        for attendee in found:
            row = _row(desk.store, attendee, codes)
            if as_json:
                print_json(row)
            else:
                code = f"  {row['badge_code'] or '-'}" if codes else ""
                sessions = ", ".join(row["sessions"])
                click.echo(
                    f"{attendee.member_number:<12}  {named(attendee, language)}  "
                    f"({attendee.local or '-'})"
                    f"{code}  {sessions}"
                )
        if not found and not as_json:
            click.echo("Nobody.", err=True)


def _fits(attendee: Attendee, text: str) -> bool:
    wanted = fold(text).split()
    name, number = fold(attendee.name), number_key(text)
    return (bool(wanted) and all(word in name for word in wanted)) or (
        bool(number) and number in number_key(attendee.member_number)
    )


def _row(view: View, attendee: Attendee, codes: bool) -> dict[str, Any]:
    sessions = [
        session.id
        for registration in view.registrations_of(attendee.id)
        if registration.status is RegistrationStatus.REGISTERED
        for session in view.sessions_of(registration.offering)
    ]
    row: dict[str, Any] = {
        "id": attendee.id,
        "member_number": attendee.member_number,
        "name": attendee.name,
        "local": attendee.local,
        "sessions": sessions,
    }
    if codes:
        valid = [badge.code for badge in view.badges_of(attendee.id) if not badge.revoked]
        row["badge_code"] = valid[-1] if valid else None
    return row
