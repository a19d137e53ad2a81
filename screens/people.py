"""people."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from screens.staff import StaffScreen


class PeopleScreen(StaffScreen):
    PLACE = "people"

    def body(self) -> ComposeResult:
        yield Static("")
