"""The terminal on Linux and macOS, made fit for a public place.

Whatever bytes a keyboard or a scanner sends, none of them ends the app, keeps the next scan
from being read, or changes the size of the screen; and when the terminal is gone, the app
ends, where Textual's own driver goes on reading nothing as fast as it can.
"""

from __future__ import annotations

import os
import select
import signal
from codecs import getincrementaldecoder
from time import monotonic
from typing import Any, TextIO, cast

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.messages import InBandWindowResize

_TICK = 0.1
"""Seconds after which a lone Esc is looked at, and the end of the app."""
_PASTE_PAUSE = 0.5
"""After so many seconds without a byte, a paste is over whether or not its end came."""


class Reader(XTermParser):
    """Makes keys of bytes."""

    def _parse_extended_key(  # type: ignore[override]  # Textual keeps its answers
        self, sequence: str
    ) -> list[events.Key] | None:
        try:
            return super()._parse_extended_key(sequence)
        except (ValueError, OverflowError):
            return None  # there is no such character: its letters are keys of their own


class _Screen:
    """A file to draw to, which may be gone."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> int:
        try:
            return self._file.write(text)
        except OSError:
            return len(text)

    def flush(self) -> None:
        try:
            self._file.flush()
        except OSError:
            return

    def fileno(self) -> int:
        return self._file.fileno()


class KioskTerminal(LinuxDriver):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._file = cast(Any, _Screen(cast(TextIO, self._file)))

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:
            self._loop.call_soon_threadsafe(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Read until the app ends, or the terminal does."""
        decode = getincrementaldecoder("utf-8")("replace").decode
        reader, paste = Reader(), _Paste()
        while not self.exit_event.is_set():
            if select.select([self.fileno], [], [], _TICK)[0]:
                read = self._read()
                if not read:
                    # A hang-up, though nobody sent the signal of one.
                    os.kill(os.getpid(), signal.SIGHUP)
                    return
                text = decode(read)
                paste.saw(text)
                self._take(reader, text)
            elif paste.is_left_open():
                self._take(reader, BRACKETED_PASTE_END)
            for event in reader.tick():
                self.process_message(event)

    def _take(self, reader: Reader, text: str) -> None:
        if text:  # else a character is not complete yet
            for event in reader.feed(text):
                self.process_message(event)

    def _read(self) -> bytes:
        """What was typed; nothing when the terminal is gone."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def process_message(self, message: Message) -> None:
        # The size is asked of the system. What is typed does not change it, though some
        # terminals would tell it this way.
        if isinstance(message, events.Resize | InBandWindowResize):
            return
        if isinstance(message, events.MouseEvent):
            columns, lines = self._get_terminal_size()
            if not (0 <= message.x < columns and 0 <= message.y < lines):
                return  # a click where nothing is takes the focus from where it should be
        super().process_message(message)


class _Paste:
    """Whether a paste began of which no end came: all that is typed would go into it."""

    def __init__(self) -> None:
        self._tail = ""
        self._last = 0.0
        self._open = False

    def saw(self, text: str) -> None:
        text, self._last = self._tail + text, monotonic()
        self._tail = text[1 - len(BRACKETED_PASTE_START) :]
        began, ended = text.rfind(BRACKETED_PASTE_START), text.rfind(BRACKETED_PASTE_END)
        if began != ended:
            self._open = began > ended

    def is_left_open(self) -> bool:
        if not self._open or monotonic() - self._last < _PASTE_PAUSE:
            return False
        self._open = False
        return True
