"""sessions."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from screens.staff import StaffScreen


class SessionsScreen(StaffScreen):
    PLACE = "sessions"

    def body(self) -> ComposeResult:
        yield Static("")
