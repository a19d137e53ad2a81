"""``kiosk badges -o badges.pdf``: whom it prints, and that it remembers."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import zxingcpp

from tests.building import CODES
from tests.files.paperwork import a_font, pages, text
from tests.running import Command


def codes_in(path: Path) -> list[str]:
    found: list[str] = []
    for page in pypdfium2.PdfDocument(path):
        found += [
            code.text for code in zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())
        ]
    return found


def test_everyone_by_name(school: Command, tmp_path: Path) -> None:
    path = tmp_path / "badges.pdf"
    said = school("badges", "-o", path)
    assert (said.status, said.out) == (0, "")
    assert said.err == (
        f"8 badges in {path}. Print it at 100 % (actual size) on Avery 5390, Letter.\n"
    )
    assert set(codes_in(path)) == {
        row["badge_code"] for row in school("attendees", "--json", "--codes").rows
    }
    (page,) = pages(path.read_bytes())
    said_there = text(page)
    names = ["Ana Núñez", "Ben O'Hara", "Cleo Park", "Dan Wu", "Eva Roy", "Finn Lee", "Gus Hart"]
    places = [said_there.index(name) for name in names]
    assert places == sorted(places)
    assert "Spring School" in said_there
    assert "Room A" in said_there
    assert "Parliamentary Procedures" in said_there


def test_only_those_that_were_not_printed_yet(school: Command, tmp_path: Path) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    assert "8 badges" in school("badges", "--new", "-o", first).err
    said = school("badges", "--new", "-o", second)
    assert (said.status, said.err) == (0, "There is no badge to print.\n")
    assert not second.exists()
    assert school("attendee", "--name", "Zoe Ng", "--local", "Local 9").status == 0
    assert "1 badge in" in school("badges", "--new", "-o", second).err
    assert "Zoe Ng" in text(pages(second.read_bytes())[0])
    assert "9 badges" in school("badges", "-o", second).err, "without --new, everyone"


def test_a_new_badge_for_one_revokes_the_old(school: Command, tmp_path: Path) -> None:
    path = tmp_path / "ana.pdf"
    said = school("badges", "--reprint", "1001", "-o", path)
    assert (said.status, said.err.startswith("1 badge in")) == (0, True)
    (code,) = codes_in(path)
    assert code != CODES["ana"]
    assert school("scan", "--json", stdin=CODES["ana"]).row["outcome"] == "revoked_code"
    assert school("scan", "--json", stdin=code).row["attendee"]["id"] == "ana"


def test_what_cannot_be_printed_revokes_nothing(school: Command, tmp_path: Path) -> None:
    said = school("badges", "--reprint", "1001", "-o", tmp_path / "nowhere" / "ana.pdf")
    assert said.status == 1
    assert school("scan", "--json", stdin=CODES["ana"]).row["attendee"]["id"] == "ana"
    assert school("attendee", "--name", "王 Wang", "--local", "Local 9").status == 0
    path = tmp_path / "new.pdf"
    said = school("badges", "--new", "-o", path)
    assert (said.status, "王" in said.err, path.exists()) == (1, True, True)
    assert "8 badges in" in said.err
    path.unlink()
    school("badges", "--reprint", "nobody", "-o", path)
    assert not path.exists()


def test_whose_name_no_font_has_is_left_out_and_the_others_are_made(
    school: Command, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    for number in ("71", "72"):
        new = ("--name", "王小明", "--local", "Local 9", "--member-number", number)
        assert school("attendee", *new).status == 0
    said = school("badges", "--new", "-o", first)
    assert (said.status, said.out) == (1, "")
    assert "8 badges in" in said.err
    assert "2 badges left out:\n  王小明: no font has 王 小 明\n" in said.err
    assert len(codes_in(first)) == 8
    again = school("badges", "--new", "-o", second)
    assert (again.status, second.exists()) == (1, False), "only they are left, and none is made"
    assert "in “王小明”" in again.err
    a_font(school.data / "fonts" / "squares.ttf", "王小明")
    assert "2 badges in" in school("badges", "--new", "-o", second).err
    assert len(codes_in(second)) == 2
    assert school("badges", "--new", "-o", second).err == "There is no badge to print.\n"


def test_a_room_that_no_font_has_leaves_nobody_out(school: Command, tmp_path: Path) -> None:
    path = tmp_path / "badges.pdf"
    assert school("session", "pp-1", "--room", "会議室 A").status == 0
    said = school("badges", "-o", path)
    assert (said.status, "Room A: no font has 会 議 室" in said.err) == (1, True)
    assert len(codes_in(path)) == 8
    assert "… A" in text(pages(path.read_bytes())[0])


def test_blank_ones_for_walk_ins(school: Command, tmp_path: Path) -> None:
    path = tmp_path / "blank.pdf"
    assert (
        school("badges", "--blank", "9", "--stock", "plain", "--paper", "a4", "-o", path).status
        == 0
    )
    codes = codes_in(path)
    assert (len(set(codes)), len(pages(path.read_bytes()))) == (9, 2)
    assert school("scan", "--json", stdin=codes[0]).row["outcome"] == "unassigned_code"
    assert school("badge", "--assign", codes[0], "1002").status == 0
    assert school("scan", "--json", stdin=codes[0]).row["attendee"]["id"] == "ben"


def test_of_one_school(school: Command, tmp_path: Path) -> None:
    path = tmp_path / "badges.pdf"
    said = school("badges", "--school", "spring", "-o", path)
    assert "6 badges" in said.err, "Dan's registration is cancelled, Gus has none"
    said = school("badges", "--school", "winter", "-o", path)
    assert (said.status, "no school winter" in said.err) == (1, True)


def test_wrong_usage(school: Command, tmp_path: Path) -> None:
    pdf = tmp_path / "badges.pdf"
    for args in (
        ("--stock", "5390", "--paper", "a4", "-o", pdf),
        ("--stock", "l4727", "--paper", "letter", "-o", pdf),
        ("--new", "--blank", "3", "-o", pdf),
        ("--new", "-o", tmp_path / "folder"),
        ("--stock", "9999", "-o", pdf),
    ):
        assert school("badges", *args).status == 2
    assert not pdf.exists()
    assert "Avery L4727, A4" in school("badges", "--paper", "a4", "-o", pdf).err
