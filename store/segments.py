"""The names of a journal's files: ``<kiosk>-<segment>.jsonl``."""

from __future__ import annotations

import os
from pathlib import Path


def name_of(kiosk: str, segment: int) -> str:
    """The file name of a segment."""
    return f"{kiosk}-{segment:04}.jsonl"


def kiosk_of(name: str) -> str:
    """Whose segment a file name is of; nothing for any other file."""
    stem, _, ending = name.partition(".")
    kiosk, _, segment = stem.rpartition("-")
    return kiosk if ending == "jsonl" and segment.isdigit() and kiosk else ""


def segment_of(name: str) -> int:
    """The number in the name of a segment."""
    return int(name.partition(".")[0].rpartition("-")[2])


def segments(journal: Path, kiosk: str) -> list[str]:
    """The names of a kiosk's segments that are there, in their order.

    Raises:
        OSError: the folder cannot be read.
    """
    return sorted((n for n in os.listdir(journal) if kiosk_of(n) == kiosk), key=segment_of)


def kiosks(journal: Path) -> list[str]:
    """Whose segments there are.

    Raises:
        OSError: the folder cannot be read.
    """
    return sorted({kiosk_of(name) for name in os.listdir(journal)} - {""})
