"""The keys of a roster: which give way where there is little room, and which work when."""

from __future__ import annotations

from textual.binding import Binding, BindingType

KEYS: list[BindingType] = [
    Binding("space", "mark('present')", "Here", priority=False),
    Binding("l", "mark('late')", "Late"),
    Binding("e", "mark('excused')", "Excused"),
    Binding("x", "mark('absent')", "Absent"),
    Binding("s", "select", "Select"),
    Binding("a", "rest", "All unmarked"),
    Binding("w", "walk_in", "Walk-in"),
    Binding("n", "person('note')", "Note"),
    Binding("m", "person('merge')", "Merge"),
    Binding("v", "person('move')", "Move"),
    Binding("d", "person('make_up')", "Done elsewhere"),
    Binding("t", "came", "Came at…"),
    Binding("u", "take_back", "Take back"),
    Binding("i", "history", "What was done"),
    # Before any letter that is typed behind it marks somebody.
    Binding("slash", "find", "Find", priority=True),
    Binding("c", "close", "Close"),
    Binding("o", "reopen", "Reopen"),
    Binding("g", "countersign", "Sign too"),
]

LESSER = (
    "history",
    "person('make_up')",
    "came",
    "take_back",
    "person('move')",
    "person('merge')",
    "rest",
    "select",
    "person('note')",
    "mark('excused')",
    "mark('absent')",
    "find",
)
"""Actions whose keys give way first where the footer has no room for all."""

_OPEN_ONLY = ("mark", "close", "walk_in", "came", "take_back", "select", "rest")
"""What can be done only while it is not closed."""

_CLOSED_ONLY = ("reopen", "countersign")


def can_be_done(action: str, parameters: tuple[object, ...], closed: bool) -> bool:
    """Whether a key works now."""
    if action in _OPEN_ONLY or parameters == ("move",):
        return not closed
    return closed if action in _CLOSED_ONLY or parameters == ("make_up",) else True
