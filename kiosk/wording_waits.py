"""What a person is told who waits for another window on the same laptop."""

from __future__ import annotations

import datetime as dt

from kiosk.model.locking import LockHolder, LockWait
from kiosk.rules.lock_waits import WaitStage, stage
from kiosk.words import Words


def waited_for(wait: LockWait, words: Words, zone: dt.tzinfo) -> tuple[str, str]:
    """What is so, and what to do; two empty texts as long as it is too early to say.

    Args:
        zone: of the wall clock that the person sees.
    """
    match stage(wait.seconds):
        case WaitStage.SHORT:
            return "", ""
        case WaitStage.LONG:
            what = words("Another window on this laptop is still recording.")
            return what, words("Please wait: nothing is lost, and it goes on by itself.")
        case WaitStage.STUCK:
            return _who(wait, words, zone), _help(wait.holder, words)


def _who(wait: LockWait, words: Words, zone: dt.tzinfo) -> str:
    holder = wait.holder
    if holder is None:
        return words.plural(
            "Another window on this laptop has not finished for {n} second.",
            "Another window on this laptop has not finished for {n} seconds.",
            int(wait.seconds),
        )
    since = f"{holder.since.astimezone(zone):%H:%M:%S}"
    if holder.terminal:
        return words(
            "“{window}” (process {process}, terminal {terminal}) has been recording since {time}.",
            window=holder.window,
            process=holder.process,
            terminal=holder.terminal,
            time=since,
        )
    return words(
        "“{window}” (process {process}) has been recording since {time}.",
        window=holder.window,
        process=holder.process,
        time=since,
    )


def _help(holder: LockHolder | None, words: Words) -> str:
    if holder and holder.suspended:
        return words(
            "It is suspended. Staff: go to its window and type “fg”, or end it. Nothing is lost: "
            "what waits is then recorded in order."
        )
    return words(
        "Staff: go to its window, or end it; if that does not help, its disk hangs. Nothing is "
        "lost: what waits is then recorded in order."
    )
