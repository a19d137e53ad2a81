"""How often a proof is run: quickly with the other tests, in full with ``KIOSK_PROOF=full``."""

from __future__ import annotations

import os

FULL = os.environ.get("KIOSK_PROOF") == "full"


def count(quick: int, full: int) -> int:
    """How many cases to try."""
    return full if FULL else quick
