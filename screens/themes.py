"""The palettes: calm colours, one accent, and status colours for status only.

Every text has at least 4.5 to 1 on what is behind it, 7 to 1 in high contrast (WCAG 2.2,
1.4.3 and 1.4.6), and what is chosen 3 to 1 against what is not (1.4.11);
``tests/screens/test_themes.py`` measures it on the painted screens.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="dark",
    primary="#8fb8de",
    secondary="#8fb8de",
    accent="#7fc1c9",
    foreground="#e8ecef",
    background="#14191e",
    surface="#1b2229",
    panel="#2a3138",
    success="#1f6f43",
    warning="#7a5a10",
    error="#8c2f39",
    dark=True,
    variables={
        "text-muted": "#a9b6c0",
        "text-disabled": "#a9b6c0",
        "text-error": "#f3a5ad",
        "text-success": "#8fdcae",
        "text-warning": "#efcf86",
        "input-cursor-background": "#e8ecef",
        "input-cursor-foreground": "#14191e",
        "scrollbar": "#7c8f9d",
        "scrollbar-hover": "#93a5b2",
        "scrollbar-active": "#b4c3ce",
        "scrollbar-background": "#1b2229",
        # What is chosen: a row, a button that has the focus, the place where one is.
        "chosen": "#7fc1c9",
        "chosen-text": "#0a0e11",
        "input-selection-background": "#7fc1c9",
        "input-selection-foreground": "#0a0e11",
        "chosen-style": "bold",
        "verdict-ok": "#14532d",
        "verdict-already": "#17493f",
        "verdict-wait": "#5a430b",
        "verdict-no": "#6d2029",
        "verdict-text": "#fbfdfc",
        "verdict-wait-text": "#fff9e8",
        "verdict-no-text": "#fff1f2",
        "alarm": "#8c2f39",
        "alarm-text": "#ffffff",
    },
)

LIGHT = Theme(
    name="light",
    primary="#2f5f8a",
    secondary="#2f5f8a",
    accent="#084f59",
    foreground="#1a2126",
    background="#f7f8f6",
    surface="#eceeea",
    panel="#dde2dd",
    success="#17693a",
    warning="#7a5200",
    error="#96212d",
    dark=False,
    variables={
        **DARK.variables,
        "text-muted": "#46525a",
        "text-disabled": "#46525a",
        "text-error": "#98202c",
        "text-success": "#14602f",
        "text-warning": "#6a4700",
        "input-cursor-background": "#1a2126",
        "input-cursor-foreground": "#f7f8f6",
        "scrollbar": "#6f7b82",
        "scrollbar-hover": "#59656c",
        "scrollbar-active": "#46525a",
        "scrollbar-background": "#eceeea",
        "chosen": "#084f59",
        "chosen-text": "#ffffff",
        "input-selection-background": "#084f59",
        "input-selection-foreground": "#ffffff",
        "verdict-ok": "#17693a",
        "verdict-already": "#0f5f56",
        "verdict-wait": "#7a5200",
        "verdict-no": "#96212d",
        "verdict-text": "#ffffff",
        "verdict-wait-text": "#ffffff",
        "alarm": "#96212d",
    },
)

CONTRAST = Theme(
    name="contrast",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffe14d",
    foreground="#ffffff",
    background="#000000",
    surface="#1c1c1c",
    panel="#262626",
    success="#00481e",
    warning="#ffe14d",
    error="#7a0010",
    dark=True,
    variables={
        **DARK.variables,
        "text-muted": "#e0e0e0",
        "text-disabled": "#e0e0e0",
        "text-error": "#ffb8b8",
        "text-success": "#8dffac",
        "text-warning": "#ffca70",
        "input-cursor-background": "#ffffff",
        "input-cursor-foreground": "#000000",
        "scrollbar": "#ffffff",
        "scrollbar-hover": "#ffe14d",
        "scrollbar-active": "#ffe14d",
        "scrollbar-background": "#262626",
        "chosen": "#ffffff",
        "chosen-text": "#000000",
        "input-selection-background": "#ffffff",
        "input-selection-foreground": "#000000",
        "verdict-ok": "#00481e",
        "verdict-already": "#00403c",
        "verdict-wait": "#ffe14d",
        "verdict-no": "#7a0010",
        "verdict-text": "#ffffff",
        "verdict-wait-text": "#000000",
        "alarm": "#7a0010",
    },
)

_BRIGHT = (
    "text-muted",
    "text-disabled",
    "text-error",
    "text-success",
    "text-warning",
    "input-cursor-background",
    "scrollbar",
    "scrollbar-hover",
    "scrollbar-active",
    "chosen",
    "input-selection-background",
    "verdict-no",
    "verdict-text",
    "verdict-wait-text",
    "alarm",
)
_BLACK = (
    "input-cursor-foreground",
    "scrollbar-background",
    "chosen-text",
    "input-selection-foreground",
    "verdict-ok",
    "verdict-already",
    "verdict-wait",
    "verdict-no-text",
    "alarm-text",
)

PLAIN = Theme(
    name="plain",
    primary="#ffffff",
    accent="#ffffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={
        "chosen-style": "bold",
        **dict.fromkeys(_BRIGHT, "#ffffff"),
        **dict.fromkeys(_BLACK, "#000000"),
    },
)
"""Where ``NO_COLOR`` is set: white on black and black on white, which
:mod:`screens.plain` sends as the terminal's own two."""

THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}
"""What one key goes round, in its order."""
