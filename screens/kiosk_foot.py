"""The line below the public screen: the languages, and the keys that work at any time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from kiosk.words import NATIVE
from screens.host import Host

NARROW = 80
"""Columns under which the languages are named by two letters."""


class Key(Static):
    """A word that can be clicked."""

    def __init__(self, name: str, act: Callable[[], None]) -> None:
        super().__init__(id=name, classes="key", markup=False)
        self._act = act

    def on_click(self) -> None:
        self._act()


class Foot(Horizontal):
    """Drawn by :meth:`draw`; its keys can be clicked too."""

    app = getters.app(Host)

    def __init__(self, keys: Mapping[str, Callable[[], None]]) -> None:
        """``keys``: what the keys do, by the name of each; see :meth:`draw`."""
        super().__init__(id="foot")
        self._keys = keys

    def compose(self) -> ComposeResult:
        for language in NATIVE:
            yield Key(f"speak-{language}", partial(self.app.speak, language))
        yield Static(id="gap")
        for name, act in self._keys.items():
            yield Key(name, act)

    def draw(self) -> None:
        """Say the languages there are and what the keys do, in the language now spoken."""
        app, words = self.app, self.app.words
        for language, name in NATIVE.items():
            key = self._key(f"speak-{language}")
            key.display = language in app.snapshot.languages
            key.update(name if app.size.width >= NARROW else language.upper())
            key.set_class(language == app.language, "-on")
        self._key("larger").update(words("F2 Larger"))
        self._key("larger").set_class(app.larger, "-on")
        self._key("contrast").update(words("F4 Contrast"))
        self._key("contrast").display = not app.no_color
        self._key("staff").update(words("F10 Staff"))
        self._key("help-key").update(words("? Help"))

    def _key(self, name: str) -> Key:
        return self.query_one(f"#{name}", Key)
