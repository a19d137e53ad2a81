"""completions."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from screens.staff import StaffScreen


class CompletionsScreen(StaffScreen):
    PLACE = "completions"

    def body(self) -> ComposeResult:
        yield Static("")
