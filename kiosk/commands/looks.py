"""``--theme`` and ``--sound``: how a kiosk looks and sounds where it stands."""

from __future__ import annotations

from dataclasses import dataclass

import click
from click.core import ParameterSource


@dataclass(frozen=True, slots=True)
class Looks:
    """What was asked for."""

    theme: str
    """One of ``screens.themes.THEMES``, which are not imported for ``--help``."""
    sound: bool


def looks_options(called: click.decorators.FC) -> click.decorators.FC:
    """``--theme`` and ``--sound``, on what opens the kiosk; see :func:`looks`."""
    theme = click.option(
        "--theme",
        type=click.Choice(["light", "dark", "contrast"]),
        default="dark",
        show_default=True,
        envvar="KIOSK_THEME",
        help="Its colours (or KIOSK_THEME); F4 changes them for one visitor.",
    )
    sound = click.option(
        "--sound",
        type=click.Choice(["on", "off"]),
        default="on",
        show_default=True,
        envvar="KIOSK_SOUND",
        help="The bell: once for a check-in, twice for a refusal (or KIOSK_SOUND).",
    )
    return theme(sound(called))


def looks(ctx: click.Context) -> Looks:
    """What is said behind a command goes before what is said in front of it."""

    def said(name: str) -> str:
        here = ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
        return str((ctx if here else ctx.find_root()).params[name])

    return Looks(said("theme"), said("sound") == "on")
