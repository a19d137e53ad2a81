"""One pass of a badge that is read twice, and a visitor who is not sure whether it was.

Some scanners send each code twice. And who is not sure whether a scan counted scans again:
where departures are recorded, that is not to send them off.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first frame needs none of it
    from kiosk.rules.attendance import Standing

REPEAT_SECONDS = 2.5
"""The same text again so soon is one reading; by a clock that nobody sets."""
SURE_AFTER = dt.timedelta(minutes=1)
"""Who scans again sooner wants to know whether they are in, and does not go."""


def is_repeat(text: str, at: float, last: str, last_at: float) -> bool:
    """Whether a text is read once more, in the same pass.

    Args:
        at, last_at: seconds of a monotonic clock, when each was read.

    >>> is_repeat("kjk", 12.4, "KJK", 10.0), is_repeat("KJK", 12.6, "KJK", 10.0)
    (True, False)
    """
    return text.casefold() == last.casefold() and at - last_at < REPEAT_SECONDS


def is_unsure(standing: Standing, now: dt.datetime) -> bool:
    """Whether someone who is in, and stands there again, came only just now. What was
    recorded late, as after a wait for another window, counts from when it was recorded."""
    check_in = standing.last_check_in
    if check_in is None:
        return False
    since = check_in.time
    if check_in.entered and since < check_in.entered <= now:
        since = check_in.entered
    return dt.timedelta() <= now - since < SURE_AFTER
