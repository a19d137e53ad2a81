"""The palette: calm colours, one accent, and status colours for status only."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="kiosk-dark",
    primary="#8fb8de",
    secondary="#8fb8de",
    accent="#7fc1c9",
    foreground="#e8ecef",
    background="#14191e",
    surface="#1b2229",
    panel="#243039",
    success="#1f6f43",
    warning="#7a5a10",
    error="#8c2f39",
    dark=True,
    variables={
        "text-muted": "#a9b6c0",
        "text-error": "#f3a5ad",
        "text-success": "#8fdcae",
        "text-warning": "#efcf86",
        "input-cursor-background": "#e8ecef",
        "input-cursor-foreground": "#14191e",
    },
)
