"""When somebody who waits for another window is told so."""

from __future__ import annotations

import pytest

from kiosk.rules.lock_waits import WaitStage, stage


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0.0, WaitStage.SHORT),
        (0.4, WaitStage.SHORT),
        (4.999, WaitStage.SHORT),
        (5.0, WaitStage.LONG),
        (19.999, WaitStage.LONG),
        (20.0, WaitStage.STUCK),
        (86_400.0, WaitStage.STUCK),
    ],
)
def test_what_is_said_after_so_many_seconds(seconds: float, expected: WaitStage) -> None:
    assert stage(seconds) is expected
