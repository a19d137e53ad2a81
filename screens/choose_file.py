"""The files of a folder, while a path is being typed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from kiosk.rules.names import fold

ENDINGS = (".toml", ".csv", ".tsv", ".txt", ".xlsx", ".ics")
MOST = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """A folder, or a file that may be brought in."""

    path: Path
    is_folder: bool


@dataclass(frozen=True, slots=True)
class Listing:
    entries: tuple[Entry, ...]
    more: int = 0
    """How many are not shown."""
    missing: bool = False
    """There is no such folder, or it may not be read."""


def meant(typed: str) -> Path:
    """The path of what was typed; ``~`` is the home, and what is not absolute stands in it."""
    try:
        path = Path(typed.strip() or "~").expanduser()
    except RuntimeError:
        return Path(typed.strip())  # ~somebody whom this laptop does not know
    return path if path.is_absolute() else Path.home() / path


def shown(path: Path, is_folder: bool) -> str:
    """A path as the field has it: with ``~`` for the home."""
    try:
        said = str(Path("~") / path.relative_to(Path.home()))
    except ValueError:
        said = str(path)
    return said + os.sep if is_folder and not said.endswith(os.sep) else said


def listing(typed: str) -> Listing:
    """Folders and files in the folder that is meant, whose names begin with the rest; what
    is hidden, and files of other kinds, are left out."""
    path = meant(typed)
    inside = not typed.strip() or typed.endswith(("/", os.sep)) or typed.strip() == "~"
    folder, start = (path, "") if inside else (path.parent, fold(path.name))
    try:
        with os.scandir(folder) as found:
            names = [(entry.name, entry.is_dir()) for entry in found]
    except OSError:
        return Listing((), missing=True)
    fitting = [
        Entry(folder / name, is_folder)
        for name, is_folder in names
        if not name.startswith(".")
        and name.isprintable()  # a screen can show it, and a field hold it
        and (is_folder or name.lower().endswith(ENDINGS))
        and fold(name).startswith(start)
    ]
    fitting.sort(key=lambda entry: (not entry.is_folder, fold(entry.path.name)))
    return Listing(tuple(fitting[:MOST]), more=max(0, len(fitting) - MOST))
