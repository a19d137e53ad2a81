"""When somebody who waits for another window is told so."""

from __future__ import annotations

from enum import IntEnum

SAID_AFTER = 5.0
"""Seconds after which is said what is waited for; most changes take a few thousandths."""
HOLDER_AFTER = 20.0
"""Seconds after which is said who holds it, and what staff can do."""


class WaitStage(IntEnum):
    """How much is said."""

    SHORT = 0
    """Nothing: it is over before anyone has read it."""
    LONG = 1
    """What is waited for."""
    STUCK = 2
    """Who holds it, and what to do."""


def stage(seconds: float) -> WaitStage:
    """What is said after so many seconds.

    >>> stage(4.9), stage(5.0), stage(20.0)
    (<WaitStage.SHORT: 0>, <WaitStage.LONG: 1>, <WaitStage.STUCK: 2>)
    """
    if seconds < SAID_AFTER:
        return WaitStage.SHORT
    return WaitStage.LONG if seconds < HOLDER_AFTER else WaitStage.STUCK
