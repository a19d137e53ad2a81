"""What a workshop asks for, and what someone lacks."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest

from kiosk.model import Attendee, Workshop
from kiosk.rules.eligibility import Lack, Need, asks, lacks

ONE, TWO = Lack(Need.WORKSHOP, "steward-1"), Lack(Need.WORKSHOP, "steward-2")
POSITION, STANDING = Lack(Need.POSITION), Lack(Need.GOOD_STANDING)


@pytest.mark.parametrize(
    ("name", "workshop", "person", "completed", "found"),
    [
        ("asks for nothing", {}, {}, [], []),
        ("another has to come first", {"prerequisites": ("steward-1",)}, {}, [], [ONE]),
        ("and did", {"prerequisites": ("steward-1",)}, {}, ["steward-1"], []),
        ("of two one is missing", {"prerequisites": ("steward-1", "steward-2")}, {},
         ["steward-1"], [TWO]),
        ("for a position they hold", {"positions": ("steward",)}, {"positions": ("Steward",)},
         [], []),
        ("for one of several", {"positions": ("trustee", "steward")},
         {"positions": ("steward", "president")}, [], []),
        ("for a position they do not hold", {"positions": ("trustee",)},
         {"positions": ("steward",)}, [], [POSITION]),
        ("nobody entered their positions", {"positions": ("trustee",)}, {}, [], []),
        ("in good standing", {"good_standing": True}, {"good_standing": True}, [], []),
        ("not in good standing", {"good_standing": True}, {"good_standing": False}, [],
         [STANDING]),
        ("nobody entered their standing", {"good_standing": True}, {}, [], []),
        ("standing does not matter here", {}, {"good_standing": False}, [], []),
        ("everything at once",
         {"prerequisites": ("steward-1",), "positions": ("trustee",), "good_standing": True},
         {"positions": ("steward",), "good_standing": False}, [], [ONE, POSITION, STANDING]),
    ],
)  # fmt: skip
def test_what_someone_lacks(
    name: str,
    workshop: dict[str, Any],
    person: dict[str, Any],
    completed: Collection[str],
    found: list[Lack],
) -> None:
    wanted = Workshop(id="w", programme="let", title={"en": "Workshop"}, **workshop)
    attendee = Attendee(id="ana", name="Ana Núñez", **person)
    assert lacks(wanted, attendee, lambda one: one in completed) == found, name
    assert asks(wanted) is bool(workshop)


def test_a_position_keeps_nobody_out() -> None:
    assert [lack.bars for lack in (ONE, POSITION, STANDING)] == [True, False, True]
