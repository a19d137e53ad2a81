"""``kiosk init``: a data folder of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.clock import Clock, zone
from kiosk.commands import data_option, default_folder
from kiosk.commands.opening import ask_pin, open_desk
from kiosk.commands.options import PromptOption
from kiosk.desk import editing
from kiosk.errors import Refused
from kiosk.model import Role
from kiosk.rules.names import clean, name_key
from kiosk.words import LANGUAGES


@click.command
@click.option("--organisation", cls=PromptOption, prompt="Name of the organisation")
@click.option("--zone", "zone_name", cls=PromptOption, prompt="Time zone (as America/Toronto)")
@click.option(
    "--languages", cls=PromptOption, prompt="Languages, the first as default", default="en,fr,es"
)
@click.option("--facilitator", cls=PromptOption, prompt="Name of a facilitator")
@click.option("--facilitator-pin", help="Else KIOSK_PIN, else asked for.")
@click.option("--rep", cls=PromptOption, prompt="Name of a representative")
@click.option("--rep-pin", help="Else KIOSK_PIN, else asked for.")
@data_option
def command(
    organisation: str,
    zone_name: str,
    languages: str,
    facilitator: str,
    facilitator_pin: str | None,
    rep: str,
    rep_pin: str | None,
    data: Path | None,
) -> None:
    """Set up a data folder: whose it is, its zone and languages, first staff and PINs."""
    from kiosk.desk.certificates.keys import signer  # with what signs, for this command only
    from store import folder

    # Everything that can be refused is refused before there is a folder.
    Clock.from_environment(zone(zone_name))
    if not clean(organisation):
        raise Refused("The organisation needs a name.")
    if not name_key(facilitator) or not name_key(rep):
        raise Refused("A facilitator and a representative need a name.")
    spoken = tuple(dict.fromkeys(part.strip() for part in languages.split(",") if part.strip()))
    if not spoken or not set(spoken) <= set(LANGUAGES):
        raise Refused("Languages are some of {known}, separated by commas.", known=LANGUAGES)
    if name_key(rep) == name_key(facilitator):
        rep = facilitator
    pins = {facilitator: facilitator_pin or ask_pin(facilitator, twice=True)}
    pins[rep] = rep_pin or (pins[rep] if rep in pins else ask_pin(rep, twice=True))
    for pin in pins.values():
        editing.check_pin(pin)
    path = data or default_folder()
    folder.create(path)
    with open_desk(path) as desk:
        editing.set_organisation(desk, organisation, zone_name, spoken)
        for name in pins:
            roles = [Role.FACILITATOR] * (name == facilitator) + [Role.REP] * (name == rep)
            editing.set_staff(desk, name, tuple(roles), pins[name])
        signer(desk)
    click.echo(f"Set up {path}. Next: kiosk import programme, then sessions, then attendees.")
