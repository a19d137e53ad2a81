"""``kiosk demo``: a school to try things out with."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.commands import data_option
from kiosk.commands.looks import looks, looks_options
from kiosk.commands.opening import json_option, open_desk, print_json
from kiosk.desk import demo


@click.command
@click.option("--no-open", is_flag=True, help="Make it and say what is in it; open nothing.")
@json_option
@data_option
@looks_options
@click.pass_context
def command(
    ctx: click.Context, /, no_open: bool, as_json: bool, data: Path | None, **_: str
) -> None:
    """Make a regional school with sessions yesterday, today and tomorrow, in a folder of
    its own, with one session open for check-in now."""
    from store import folder
    from store.disk import is_empty
    from store.errors import NotAFolder

    path = data or _default()
    if not no_open:
        from kiosk.commands.run import check_terminal

        check_terminal()
    if is_empty(path):
        folder.create(path, demo=True)
    elif not folder.marker(path).demo:
        raise NotAFolder("{path} was not made by the demo, so the demo leaves it alone.", path=path)
    with open_desk(path, first_zone=demo.ZONE) as desk:
        made = demo.make(desk)
        if as_json:
            print_json(
                {
                    "data": str(path),
                    "badge_code": made.badge_code,
                    "facilitator": {"name": made.facilitator[0], "pin": made.facilitator[1]},
                    "rep": {"name": made.rep[0], "pin": made.rep[1]},
                }
            )
            return
    if not no_open:
        from kiosk.commands.run import open_kiosk

        open_kiosk(path, looks(ctx))
        return
    click.echo(f"A demo school is in {path}.")
    click.echo(f"  A badge to scan:  {made.badge_code}")
    click.echo(f"  A facilitator:    {made.facilitator[0]}, PIN {made.facilitator[1]}")
    click.echo(f"  A representative: {made.rep[0]}, PIN {made.rep[1]}")
    click.echo(f'Try: kiosk sessions --data "{path}"')


def _default() -> Path:
    import platformdirs

    return platformdirs.user_data_path("session-kiosk-demo", appauthor=False)
