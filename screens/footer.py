"""The line of keys below a staff screen."""

from __future__ import annotations

from textual.screen import Screen
from textual.widgets import Footer


class Keys(Footer):
    """Textual's footer, made anew only where a key, its word or whether it works is another.
    Textual tells it at every change of focus, and each key is a widget."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._keys: list[tuple[str, str, str, bool]] | None = None

    def bindings_changed(self, screen: Screen[object]) -> None:
        if not screen.app.app_focus:
            return
        keys = [
            (self.app.get_key_display(known.binding), known.binding.description,
             known.binding.action, known.enabled)
            for known in screen.active_bindings.values()
            if known.binding.show
        ]  # fmt: skip
        if keys != self._keys:
            self._keys = keys
            super().bindings_changed(screen)
