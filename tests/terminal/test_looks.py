"""Colours and the bell, as they are sent to a real terminal."""

from __future__ import annotations

import os
import re

import pytest

from tests.terminal.conftest import ENTER, F10, Door, Terminal

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pty")

READY = "Scan your badge, or type your name"
F4 = "\x1bOS"
_ATTRIBUTES = re.compile(rb"\x1b\[([0-9;:]*)m")
_CONTROLS = re.compile(rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")


def opened(door: Door, *arguments: str, **env: str) -> Terminal:
    """The kiosk with arguments and an environment of its own, ready."""
    terminal = Terminal([*arguments, "--data", str(door.data)], 80, 24, env)
    door.terminals.append(terminal)
    terminal.shows(READY, "Now and next")
    return terminal


def colors_sent(raw: bytes) -> set[bytes]:
    """The attributes that set a colour; 39 and 49 go back to the terminal's own."""
    sent = set()
    for match in _ATTRIBUTES.findall(raw):
        for code in re.split(rb"[;:]", match):
            number = int(code or 0)
            if 30 <= number <= 38 or 40 <= number <= 48 or 90 <= number <= 107:
                sent.add(match)
    return sent


def behind(terminal: Terminal, text: str) -> str:
    """The background of the line that holds a text, as six hexadecimal digits."""
    lines = terminal.screen.display
    row = next(number for number, line in enumerate(lines) if text in line)
    return str(terminal.screen.buffer[row][lines[row].index(text)].bg)


def bells(terminal: Terminal) -> int:
    """How often it rang."""
    return _CONTROLS.sub(b"", bytes(terminal.raw)).count(b"\x07")


def test_without_colours_none_is_sent_and_what_is_chosen_is_seen(door: Door) -> None:
    terminal = opened(door, NO_COLOR="1")
    assert "F4" not in terminal.text
    terminal.send("tremb")
    terminal.shows("Gisèle Tremblay", "Enter: that's me")
    lines = terminal.screen.display
    rows = [number for number, line in enumerate(lines) if "Tremblay" in line]
    swapped = [terminal.screen.buffer[row][lines[row].index("Tremblay")].reverse for row in rows]
    assert swapped.count(True) == 1
    terminal.send(ENTER)
    terminal.shows("Is this you?")
    terminal.send(b"\x1b")
    terminal.send("zzyzx" + ENTER)
    terminal.shows("✗", "We cannot find this name.")
    terminal.send(str(door.demo["badge_code"]) + ENTER)
    terminal.shows("✓  Bienvenue, Marie-Ève")
    terminal.send(F10)
    terminal.shows("Who are you?")
    terminal.send("2468" + ENTER)
    terminal.shows("Today")
    terminal.send(ENTER)
    terminal.shows("Status", "✓ in")
    assert colors_sent(bytes(terminal.raw)) == set()


@pytest.mark.parametrize(
    ("arguments", "env", "background"),
    [
        ([], {}, "14191e"),
        (["--theme", "light"], {}, "f7f8f6"),
        ([], {"KIOSK_THEME": "contrast"}, "000000"),
        (["--theme", "light"], {"KIOSK_THEME": "contrast"}, "f7f8f6"),
        (["demo", "--theme", "contrast"], {"KIOSK_THEME": "light"}, "000000"),
        (["--theme", "light", "demo"], {}, "f7f8f6"),
    ],
    ids=["by itself", "option", "environment", "option first", "demo", "before demo"],
)
def test_the_kiosk_has_the_colours_it_was_given(
    door: Door, arguments: list[str], env: dict[str, str], background: str
) -> None:
    terminal = opened(door, *arguments, **env)
    assert colors_sent(bytes(terminal.raw))
    assert behind(terminal, READY) == background


def test_f4_changes_them(door: Door) -> None:
    terminal = opened(door)
    terminal.send(F4)
    terminal.until(lambda: behind(terminal, READY) == "000000", what="high contrast")
    terminal.send(F4)
    terminal.until(lambda: behind(terminal, READY) == "f7f8f6", what="light")


@pytest.mark.parametrize(
    ("env", "once", "twice"),
    [({}, 1, 2), ({"KIOSK_SOUND": "off"}, 0, 0)],
    ids=["on", "off"],
)
def test_the_bell_rings_at_the_door(door: Door, env: dict[str, str], once: int, twice: int) -> None:
    terminal = opened(door, **env)
    terminal.send(str(door.demo["badge_code"]) + ENTER)
    terminal.shows("Bienvenue, Marie-Ève")
    assert bells(terminal) == once
    terminal.send("zzyzx" + ENTER)
    terminal.shows("We cannot find this name.")
    terminal.until(lambda: bells(terminal) == once + twice, what="two more")


def test_what_is_no_theme_is_wrong_usage(door: Door) -> None:
    terminal = Terminal(["--theme", "pink", "--data", str(door.data)], 80, 24, {})
    door.terminals.append(terminal)
    assert terminal.ended() == 2
    assert "'light', 'dark', 'contrast'" in terminal.text.replace("\n", "")
