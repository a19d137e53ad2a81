"""setup."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from screens.staff import StaffScreen


class SetupScreen(StaffScreen):
    PLACE = "setup"

    def body(self) -> ComposeResult:
        yield Static("")
