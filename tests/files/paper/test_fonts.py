"""Fonts of the machine: which are taken, and that a paper stays the same when they change."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import typst
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from kiosk.files.paper import fonts
from kiosk.files.paper.fonts import KEPT, choose_families, families_of
from kiosk.files.paper.letters import NotPrintable
from kiosk.files.paper.printing import pdf
from tests.files.paperwork import MADE, a_font, printed, template

HAN, THAI = "王小明李", "สมชาย"


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return template(tmp_path_factory.mktemp("templates"))


@dataclass
class Machine:
    """A machine with fonts, and a data folder on it."""

    installed: Path
    folder: Path

    def kept(self) -> list[str]:
        held = self.folder / KEPT
        return sorted(path.name for path in held.iterdir()) if held.exists() else []


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    installed = tmp_path / "installed"
    installed.mkdir()
    monkeypatch.setattr(
        fonts, "installed_fonts", lambda: typst.Fonts(False, False, [installed]).fonts()
    )
    return Machine(installed, tmp_path / "data fonts")


def test_a_font_of_the_machine_prints_what_no_other_has(names: Path, machine: Machine) -> None:
    a_font(machine.installed / "han.ttf", HAN)
    assert printed(names, "王小明", "Ana", fonts=machine.folder).split() == ["王小明", "Ana"]
    assert machine.kept() == ["001-han.ttf"]
    assert (machine.folder / KEPT / "001-han.ttf").stat().st_mode & 0o077 == 0


def test_it_is_not_looked_at_where_nothing_is_missing(
    names: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never() -> list[typst.FontInfo]:
        raise AssertionError("the fonts of the machine were looked through")

    monkeypatch.setattr(fonts, "installed_fonts", never)
    assert printed(names, "Ana", fonts=machine.folder) == "Ana"
    assert not machine.folder.exists()
    with pytest.raises(NotPrintable):  # nor where nothing could be kept of them
        printed(names, "王")


@pytest.mark.parametrize("change", ["gone", "newer", "another before it", "one of our own font"])
def test_a_paper_stays_the_same_when_the_fonts_of_the_machine_change(
    names: Path, machine: Machine, change: str
) -> None:
    path = a_font(machine.installed / "han.ttf", HAN, "Han")
    first = pdf(names, {"names": ["王小明"]}, made=MADE, fonts=machine.folder)
    match change:
        case "gone":
            path.unlink()
        case "newer":
            a_font(path, HAN + "木", "Han", weight=700)
        case "another before it":
            a_font(machine.installed / "a.ttf", HAN + THAI, "A Han")
            printed(names, "สมชาย", fonts=machine.folder)
            assert machine.kept() == ["001-han.ttf", "002-a.ttf"]
        case _:
            a_font(machine.installed / "libertinus.ttf", HAN, "Libertinus Serif")
    assert pdf(names, {"names": ["王小明"]}, made=MADE, fonts=machine.folder) == first


def test_without_a_font_the_message_says_how_one_is_added(names: Path, machine: Machine) -> None:
    with pytest.raises(NotPrintable) as refused:
        printed(names, "王", fonts=machine.folder)
    said = str(refused.value)
    assert "choose Install" in said
    assert str(machine.folder) in said
    assert machine.folder.is_dir()
    assert refused.value.letters == ("王",)


@pytest.mark.parametrize(
    ("installed", "letters", "chosen"),
    [
        ({"Alpha": HAN, "Noto Sans X": HAN, "Noto Serif X": HAN}, HAN, ["Noto Serif X"]),
        ({"Alpha": HAN, "Beta": HAN}, HAN, ["Alpha"]),
        ({"Alpha": "王", "Beta": HAN}, HAN, ["Beta"]),
        ({"Alpha": HAN, "Beta": THAI, "Gamma": "王"}, HAN + THAI, ["Beta", "Alpha"]),
        ({"Alpha": "王"}, HAN, ["Alpha"]),
        ({"Alpha": "王"}, THAI, []),
        ({".LastResort": HAN, "Last Resort": HAN, "Adobe Blank": HAN}, HAN, []),
        ({}, HAN, []),
    ],
)
def test_which_are_chosen(
    tmp_path: Path, installed: dict[str, str], letters: str, chosen: list[str]
) -> None:
    paths = [
        a_font(tmp_path / f"{number}.ttf", held, family)
        for number, (family, held) in enumerate(installed.items())
    ]
    found = typst.Fonts(False, False, [tmp_path]).fonts() if paths else []
    for seed in range(3):
        random.Random(seed).shuffle(found)
        assert [one.name for one in choose_families(letters, families_of(found))] == chosen


def test_a_mark_counts_with_the_letter_it_stands_on(tmp_path: Path) -> None:
    a_font(tmp_path / "a.ttf", "क", "A")
    a_font(tmp_path / "b.ttf", "कि", "B")
    found = families_of(typst.Fonts(False, False, [tmp_path]).fonts())
    assert [one.name for one in choose_families(["कि"], found)] == ["B"]


def test_the_bold_comes_with_the_regular(names: Path, machine: Machine) -> None:
    for weight in (100, 400, 700, 900):
        a_font(machine.installed / f"han-{weight}.ttf", HAN, "Han", weight=weight)
    printed(names, "王", fonts=machine.folder)
    assert machine.kept() == ["001-han-400.ttf", "001-han-700.ttf"]


def boxes(path: Path) -> None:
    """A font that draws a box for anything, as the last resort of macOS does."""
    a_font(path, HAN, "Everything")
    with TTFont(path) as font:
        table = CmapSubtable.newSubtable(13)
        table.platformID, table.platEncID, table.language = 3, 10, 0
        table.format, table.reserved, table.length, table.nGroups = 13, 0, 0, 0
        table.cmap = dict.fromkeys(map(ord, HAN), ".notdef")
        font["cmap"].tables = [table]
        font.save(path)


def broken(path: Path) -> None:
    a_font(path, HAN, "Broken")
    content = path.read_bytes()
    path.write_bytes(content.replace(b"cmap", b"cmaq"))


@pytest.mark.parametrize("spoil", [boxes, broken, lambda path: path.write_bytes(b"no font")])
def test_what_cannot_be_used_is_passed_over(
    names: Path, machine: Machine, spoil: Callable[[Path], None]
) -> None:
    spoil(machine.installed / "a.ttf")
    a_font(machine.installed / "z.ttf", HAN, "Zed")
    assert printed(names, "王", fonts=machine.folder) == "王"
    assert machine.kept() == ["001-z.ttf"]


def test_where_nothing_can_be_kept_the_letters_are_named(
    names: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_font(machine.installed / "han.ttf", HAN)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(NotPrintable, match="王"):
        printed(names, "王", fonts=machine.folder)
    assert machine.kept() == []


def test_ours_come_first_and_what_was_kept_last(machine: Machine) -> None:
    a_font(machine.folder / "own.ttf", HAN, "Own")
    a_font(machine.folder / KEPT / "002-a.ttf", HAN, "A")
    a_font(machine.folder / KEPT / "001-z.ttf", HAN, "Z")
    _, families = fonts.load_fonts(machine.folder, fonts.stamp_of(machine.folder))
    assert families == (
        "Libertinus Serif",
        "Own",
        "New Computer Modern",
        "DejaVu Sans Mono",
        "Z",
        "A",
    )
