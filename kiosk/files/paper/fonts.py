"""Fonts that papers are set in: typst's own, the organisation's, and those kept of the machine.

A font of the machine is used only for letters that no other has. It is copied into the data
folder first, so that a paper is set the same after the machine's fonts changed; copies stand
behind all others, in the order in which they came, so that a new one changes no paper before.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

FONT = "Libertinus Serif"
BEHIND = ("New Computer Modern", "DejaVu Sans Mono")
"""The fonts that typst brings, but for that of mathematics: it has the letters of Devanagari
for formulas, and does not join them to words."""

KEPT = "system"
"""The folder, in that of the organisation's fonts, of copies of the machine's."""

_LAST_RESORT = re.compile(r"last\W?resort|adobe\W?blank|^\.", re.IGNORECASE)
"""Fonts that draw a box for any letter, and those that macOS keeps for itself."""
_REGULAR, _BOLD = 400, 700


@dataclass(frozen=True, slots=True)
class Face:
    """A file, and which of the fonts in it."""

    path: Path
    index: int


@dataclass(frozen=True, slots=True)
class Family:
    """A family of the machine's fonts, upright."""

    name: str
    regular: Face
    bold: Face

    @property
    def files(self) -> tuple[Path, ...]:
        """The files to copy, each once."""
        return tuple(dict.fromkeys((self.regular.path, self.bold.path)))


Stamp = tuple[tuple[str, int], ...]


def stamp_of(folder: Path | None) -> Stamp:
    """What tells a folder of fonts from what it was before."""
    try:
        files = sorted(folder.rglob("*")) if folder else []
        return tuple((str(path), path.stat().st_mtime_ns) for path in files)
    except OSError:
        return ()


@lru_cache(maxsize=4)
def load_fonts(folder: Path | None, stamp: Stamp) -> tuple[typst.Fonts, tuple[str, ...]]:
    """All fonts that papers are set in, and the families in the order in which they are
    asked for a letter.

    Args:
        folder: of the organisation's fonts; it need not be there.
        stamp: what it holds now, from :func:`stamp_of`.
    """
    import typst

    folders = [folder] if folder and stamp else []
    fonts = typst.Fonts(include_system_fonts=False, font_paths=folders)
    added = typst.Fonts(False, False, folders).fonts()
    kept = {one.family: one.path or "" for one in added if _is_kept(one.path, folder)}
    own = sorted({one.family for one in added if not _is_kept(one.path, folder)})
    copied = sorted(kept.keys() - {FONT, *own, *BEHIND}, key=lambda name: (kept[name], name))
    return fonts, (FONT, *own, *BEHIND, *copied)


def _is_kept(path: str | None, folder: Path | None) -> bool:
    return bool(path and folder) and Path(path or "").is_relative_to((folder or Path()) / KEPT)


def installed_fonts() -> list[typst.FontInfo]:
    """The fonts of this machine."""
    import typst

    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False).fonts()


def keep_fonts_for(letters: Iterable[str], folder: Path | None) -> bool:
    """Copy those of the machine's fonts that hold letters which no other font has. Returns
    whether there are any new ones.

    Args:
        folder: of the organisation's fonts; without one, the machine's are not used, since
            a paper could not be set in them again.
    """
    if folder is None:
        return False
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)  # where a person is told to put one
    _, known = load_fonts(folder, stamp_of(folder))
    families = [one for one in families_of(installed_fonts()) if one.name not in known]
    chosen = choose_families(letters, families)
    try:
        new = [_keep(family, folder / KEPT) for family in chosen]
    except OSError:
        return False
    return any(new)


def families_of(fonts: Iterable[typst.FontInfo]) -> list[Family]:
    """The families that names may be set in: serifs and sans serifs of Noto first, since they
    are drawn for text, then by name. The order of files on the disk does not count."""
    faces: dict[str, list[typst.FontInfo]] = {}
    for font in fonts:
        if font.path and font.style == "normal" and not _LAST_RESORT.search(font.family):
            faces.setdefault(font.family, []).append(font)
    found = [
        Family(name, _nearest(theirs, _REGULAR), _nearest(theirs, _BOLD))
        for name, theirs in faces.items()
    ]
    return sorted(found, key=lambda one: (*_rank(one.name), one.name))


def _rank(name: str) -> tuple[bool, bool]:
    return not name.startswith("Noto Serif"), not name.startswith("Noto Sans")


def _nearest(faces: Sequence[typst.FontInfo], weight: int) -> Face:
    """The face of this weight, or the one nearest to it; of normal width where there is one."""
    one = min(faces, key=lambda f: (abs(f.stretch - 1), abs(f.weight - weight), f.path, f.index))
    return Face(Path(one.path or ""), one.index)


def choose_families(letters: Iterable[str], families: Sequence[Family]) -> list[Family]:
    """As few as hold what can be held: the first that has all letters, or else the one that
    has the most of them, and then for the rest."""
    rest, chosen = {letter for letter in letters if letter}, []
    while rest:
        best, most = None, set[str]()
        for family in families:
            found = _held(rest, family)
            if len(found) > len(most):
                best, most = family, found
            if found == rest:
                break
        if best is None:
            break
        chosen.append(best)
        rest -= most
    return chosen


def _held(letters: Set[str], family: Family) -> set[str]:
    points = _points(family.regular)
    return {letter for letter in letters if all(ord(c) in points for c in letter)}


@lru_cache(maxsize=2048)
def _points(face: Face) -> Set[int]:
    """The code points that a font has a drawing for; none where it cannot be read."""
    from fontTools.ttLib import TTFont

    try:
        with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
            # A table of format 13 draws the same for many: boxes.
            drawn = [table for table in font["cmap"].tables if table.format != 13]
            best: Mapping[int, str] | None = font["cmap"].getBestCmap() if drawn else None
    except Exception:  # whatever is wrong in somebody's font, the next one may be right
        return frozenset()
    return frozenset(best or ())


def _keep(family: Family, folder: Path) -> bool:
    """Copy a family's files behind those that are there. Returns whether any is new.

    Raises:
        OSError: the disk does not take it.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    known = {path.name.partition("-")[2] for path in folder.iterdir()}
    numbers = [int(path.name[:3]) for path in folder.iterdir() if path.name[:3].isdigit()]
    number = max(numbers, default=0) + 1
    new = [path for path in family.files if path.name not in known]
    for path in new:
        half = folder / f"{number:03}-{path.name}.part"
        shutil.copyfile(path, half)
        half.chmod(0o600)
        half.replace(half.with_suffix(""))
    return bool(new)
