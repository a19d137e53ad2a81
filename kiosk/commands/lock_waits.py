"""A command that waits for another window says so on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.model.locking import LockHolder, LockWait


_SPOKEN = "en"
"""The language of the shell."""


@contextmanager
def said_on_stderr(window: str) -> Iterator[None]:
    """Long waits are said in here.

    Args:
        window: what this process is called where others wait for it.
    """
    from store.lock_waits import listening, name_window

    name_window(window)
    with listening(_say):
        yield


@contextmanager
def shown_on_screen(window: str) -> Iterator[None]:
    """Screens are open in here, which say it themselves."""
    from store.lock_waits import listening, name_window

    name_window(window)
    with listening(None):
        yield


class StoreWaits:
    """The waits of this process, for its screens."""

    def seconds(self) -> float:
        from store import lock_waits

        return lock_waits.seconds()

    def holder(self) -> LockHolder | None:
        from store import lock_waits

        return lock_waits.holder()


def _say(wait: LockWait | None) -> None:
    import datetime as dt

    from kiosk.wording_waits import waited_for
    from kiosk.words import words

    said = "It goes on."
    if wait:
        zone = dt.datetime.now().astimezone().tzinfo or dt.UTC
        said = " ".join(waited_for(wait, words(_SPOKEN), zone))
    print(said, file=sys.stderr, flush=True)
