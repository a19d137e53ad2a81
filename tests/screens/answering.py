"""Answering what is asked on top of a screen."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import Input

from tests.screens.showing import until


async def typed(pilot: Pilot[object], text: str) -> None:
    """Type into the field that has the focus; done once it has all of it."""
    await pilot.press(*text)

    def is_there() -> bool:
        field = pilot.app.focused
        return isinstance(field, Input) and field.value == text

    await until(pilot, is_there, what=f"{text} in the field")


async def saved(pilot: Pilot[object], text: str) -> None:
    """Type it, and save the form."""
    await typed(pilot, text)
    await pilot.press("ctrl+s")


async def entered(pilot: Pilot[object], text: str) -> None:
    """Type it, and take the first line that fits."""
    await typed(pilot, text)
    await pilot.press("enter")
