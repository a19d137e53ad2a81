"""``kiosk certificates``: issued, written, listed, revoked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader

from kiosk.desk.certificates import issuing, making
from kiosk.desk.completing.held import Row
from kiosk.desk.protocol import Desk
from kiosk.model import Certificate
from tests.building import StillClock
from tests.commands.issued import able_to_issue
from tests.files.paperwork import a_font
from tests.running import Command


@pytest.fixture
def school(school: Command, desk: Desk, clock: StillClock) -> Command:
    return able_to_issue(school, desk, clock)


def test_a_file_for_each(school: Command, tmp_path: Path) -> None:
    said = school("certificates", "-o", tmp_path / "out", "--json")
    assert said.status == 0
    assert said.err == f"2 certificates in {tmp_path / 'out'}, 2 of them new.\n"
    assert [row["attendee"]["name"] for row in said.rows] == ["Ben O'Hara", "Eva Roy"]
    for row in said.rows:
        assert len(PdfReader(row["file"]).pages) == 1
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert [re.sub(r"\d{4}-\w{5}-", "", name) for name in names] == [
        "ben-ohara-0001.pdf",
        "eva-roy-0002.pdf",
    ]


def test_asked_again_the_same_bytes_and_no_pin(school: Command, tmp_path: Path) -> None:
    options = ("--png", "--svg")
    first = school("certificates", "-o", tmp_path / "one", *options)
    again = school("certificates", "-o", tmp_path / "two", *options, KIOSK_PIN=None)
    assert (first.status, again.status) == (0, 0)
    assert again.err.endswith("0 of them new.\n")
    made = sorted((tmp_path / "one").iterdir())
    assert len(made) == 6
    for path in made:
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_whose_letters_no_font_has_is_left_out_and_listed(school: Command, tmp_path: Path) -> None:
    school("attendee", "ben", "--name", "王小明")
    said = school("certificates", "-o", tmp_path / "out", "--json")
    assert said.status == 1
    assert "1 certificate in" in said.err
    assert "1 certificate left out:\n  王小明: no font has 王 小 明\n" in said.err
    assert str(school.data / "fonts") in said.err
    eva, ben = said.rows
    assert (eva["attendee"]["name"], eva["missing_letters"]) == ("Eva Roy", [])
    assert len(PdfReader(eva["file"]).pages) == 1
    assert ben == {
        "number": None,
        "code": None,
        "attendee": {"id": "ben", "name": "王小明"},
        "workshop": "financial",
        "offering": "fin",
        "issued_on": None,
        "supersedes": None,
        "file": None,
        "missing_letters": ["王", "小", "明"],
    }
    listed = school("certificates", "list", "--json").rows
    assert [row["attendee"]["id"] for row in listed] == ["eva1"]
    again = school("certificates", "-o", tmp_path / "out", KIOSK_PIN=None)
    assert (again.status, "0 of them new" in again.err) == (1, True), "and no PIN is asked for"
    a_font(school.data / "fonts" / "squares.ttf", "王小明")
    then = school("certificates", "-o", tmp_path / "out", "--json")
    assert (then.status, "1 of them new" in then.err) == (0, True)
    assert {row["attendee"]["id"]: row["number"] for row in then.rows}["eva1"] == eva["number"]


@pytest.mark.parametrize("options", [["--one-file"], ["--for-printing"]])
def test_what_can_no_longer_be_printed_stops_none_of_the_others(
    school: Command, tmp_path: Path, options: list[str]
) -> None:
    """The font is gone; what was made as a file of its own is kept."""
    school("attendee", "ben", "--name", "王小明")
    font = a_font(school.data / "fonts" / "squares.ttf", "王小明")
    assert school("certificates", "-o", tmp_path / "out").status == 0
    font.unlink()
    path = tmp_path / "all.pdf"
    said = school("certificates", *options, "-o", path, "--json")
    assert (said.status, len(PdfReader(path).pages)) == (1, 1)
    assert "王小明: no font has 王 小 明" in said.err
    files = {row["attendee"]["id"]: row["file"] for row in said.rows}
    assert files == {"eva1": str(path), "ben": None}
    assert school("certificates", "-o", tmp_path / "again").status == 0
    assert len(list((tmp_path / "again").iterdir())) == 2
    png = school("certificates", "--png", "-o", tmp_path / "png", "--json")
    assert png.status == 1
    assert len(list((tmp_path / "png").glob("*.png"))) == 1


@pytest.mark.parametrize("options", [["--one-file"], ["--for-printing"], []])
def test_all_in_one_file(school: Command, tmp_path: Path, options: list[str]) -> None:
    target = tmp_path / "all.pdf"
    assert school("certificates", "-o", target, *options).status == 0
    reader = PdfReader(target)
    assert len(reader.pages) == 2
    assert len(list(reader.attachment_list)) == (0 if options == ["--for-printing"] else 2)
    before = target.read_bytes()
    school("certificates", "-o", target, *options)
    assert target.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--session", "fin-1"], ["Ben O'Hara", "Eva Roy"]),
        (["--offering", "fin", "--attendee", "1002"], ["Ben O'Hara"]),
        (["--workshop", "financial", "--attendee", "eva1"], ["Eva Roy"]),
    ],
)
def test_of_what_is_asked_for(school: Command, options: list[str], names: list[str]) -> None:
    said = school("certificates", *options, "--json")
    assert [row["attendee"]["name"] for row in said.rows] == names


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--offering", "pp"], "no certificate to give: 2 not complete"),
        (["--offering", "nothing"], "There is no offering nothing"),
        (["--workshop", "nothing"], "There is no workshop nothing"),
        (["--session", "nothing"], "There is no session nothing"),
        (["--attendee", "nobody at all"], "nobody at all"),
        (["--by", "Fay Ito"], "Fay Ito is not a representative"),
    ],
)
def test_what_cannot_be_is_refused(school: Command, options: list[str], why: str) -> None:
    said = school("certificates", *options)
    assert (said.status, said.out) == (1, "")
    assert why in said.err


def test_a_wrong_pin_issues_nothing(school: Command) -> None:
    said = school("certificates", KIOSK_PIN="9999")
    assert (said.status, "PIN is not right" in said.err) == (1, True)
    assert school("certificates", "list", "--json").rows == []


@pytest.mark.parametrize(
    "options", [["--one-file"], ["--png", "--one-file", "-o", "x.pdf"], ["--language", "de"]]
)
def test_wrong_usage(school: Command, options: list[str]) -> None:
    assert school("certificates", *options).status == 2


def test_list_and_revoke(school: Command) -> None:
    number = school("certificates", "--json").rows[0]["number"]
    said = school("certificates", "revoke", number, "--reason", "wrong person")
    assert (said.status, said.out) == (0, f"Certificate {number} is revoked.\n")
    rows = {row["number"]: row for row in school("certificates", "list", "--json").rows}
    assert (rows[number]["state"], rows[number]["reason"]) == ("revoked", "wrong person")
    assert [row["state"] for row in rows.values()].count("active") == 1
    again = school("certificates", "--json")
    assert number not in [row["number"] for row in again.rows]
    assert "1 without: revoked before" in again.err
    assert school("certificates", "revoke", number, "--reason", "x").status == 1
    assert number in school("certificates", "list").out


def test_what_was_issued_stays_in_its_language_and_it_is_said(
    school: Command, tmp_path: Path
) -> None:
    asked = ("certificates", "--attendee", "ben", "-o", tmp_path / "out", "--json")
    first = school(*asked)
    assert "English" not in first.err
    number, before = first.row["number"], Path(first.row["file"]).read_bytes()
    for languages in (("--language", "fr"), ("--language", "fr", "--language", "en")):
        said = school(*asked, *languages)
        assert (said.status, Path(said.row["file"]).read_bytes()) == (0, before)
        assert said.err.splitlines()[1:] == [
            "1 stays in English, as it was issued. To give it in another language, revoke it with "
            f"a reason (kiosk certificates revoke {number} --reason …) and ask with --again."
        ]
    assert len(school(*asked, "--language", "en").err.splitlines()) == 1
    assert school("certificates", "revoke", number, "--reason", "In French").status == 0
    again = school(*asked, "--language", "fr", "--again")
    assert len(again.err.splitlines()) == 1
    assert "Ben O'Hara" in PdfReader(again.row["file"]).pages[0].extract_text()
    assert Path(again.row["file"]).read_bytes() != before
    both = school("certificates", "--language", "en", "--language", "fr")
    assert [line[:21] for line in both.err.splitlines()[1:]] == ["1 stays in Français, "]
    spanish = school("certificates", "--language", "es")
    assert [line[:27] for line in spanish.err.splitlines()[1:]] == [
        "1 stays in Français, as it ",
        "1 stays in English + França",
    ]


def test_one_is_counted_as_one(school: Command, tmp_path: Path) -> None:
    said = school("certificates", "--attendee", "ben", "-o", tmp_path / "out")
    assert said.err == f"1 certificate in {tmp_path / 'out'}, 1 of them new.\n"


def test_stopped_by_hand_it_says_how_many_are_issued(
    school: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = issuing._Round.issue
    rounds: list[Sequence[Row]] = []

    def stop(self: issuing._Round, rows: Sequence[Row]) -> list[Certificate]:
        if rounds:
            raise KeyboardInterrupt
        rounds.append(rows)
        return issue(self, rows)

    monkeypatch.setattr(issuing, "AT_ONCE", 1)
    monkeypatch.setattr(issuing._Round, "issue", stop)
    said = school("certificates")
    assert (said.status, said.out) == (1, "")
    assert [*filter(None, said.err.splitlines())] == [
        "1 of 2 new certificates is issued.",
        "What was recorded by then stays.",
        "Stopped.",
    ]
    assert len(school("certificates", "list", "--json").rows) == 1


def test_stopped_by_hand_while_it_writes(
    school: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "paper", stop)
    said = school("certificates", "-o", tmp_path / "out")
    assert (said.status, said.out) == (1, "")
    assert [*filter(None, said.err.splitlines())] == [
        "2 of 2 new certificates are issued, and not all are written.",
        "What was recorded by then stays.",
        "Stopped.",
    ]
    monkeypatch.undo()
    assert school("certificates", "-o", tmp_path / "out").err.endswith("0 of them new.\n")


def test_a_template_of_ones_own(school: Command, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert school("certificates", "template", folder).status == 0
    source = (folder / "certificate.typ").read_text(encoding="utf-8")
    (folder / "certificate.typ").write_text(source.replace("one.organisation)", "[Our Own])"))
    target = tmp_path / "x.pdf"
    assert school("certificates", "--template", folder, "-o", target).status == 0
    assert "Our Own" in PdfReader(target).pages[0].extract_text()
    assert school("certificates", "template", folder).status == 1


def test_the_template_of_the_folder_is_used_for_what_was_not_made(
    school: Command, tmp_path: Path
) -> None:
    def made(number: int, folder: str) -> str:
        school("certificates", "--attendee", f"100{number}", "-o", tmp_path / folder)
        (path,) = (tmp_path / folder).iterdir()
        return str(PdfReader(path).pages[0].extract_text())

    before = made(2, "a")
    assert school("certificates", "template").status == 0
    own = school.data / "template" / "certificate.typ"
    source = own.read_text(encoding="utf-8")
    own.write_text(source.replace("one.organisation)", "[Our Own])"), encoding="utf-8")
    assert made(2, "b") == before, "what was made stays"
    assert "Our Own" in made(5, "c")
    assert school("check").status == 0


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("one.name", "one.nam", r'dictionary does not contain key "nam" \(line \d+\)'),
        ('text(size: 10pt, weight: "bold", said)', "[]", "leaves out the certificate number, the"),
        ("side.lines.join(linebreak())", "[]", "leaves out how long, when and where: what"),
        ("#let ink =", "#let ink = (", "cannot be printed with: unclosed delimiter"),
        (None, "", "There is no template"),
    ],
)
def test_a_template_that_somebody_broke_issues_nothing(
    school: Command, tmp_path: Path, old: str | None, new: str, why: str
) -> None:
    assert school("certificates", "template").status == 0
    own = school.data / "template" / "certificate.typ"
    source = own.read_text(encoding="utf-8")
    if old is None:
        own.unlink()
    else:
        assert old in source
        own.write_text(source.replace(old, new), encoding="utf-8")
    said = school("certificates", "-o", tmp_path / "out")
    assert said.status == 1
    assert re.search(why, said.err), said.err
    assert school("certificates", "list", "--json").rows == []
    own.write_text(source, encoding="utf-8")
    assert school("certificates", "-o", tmp_path / "out").status == 0


def test_a_logo_that_cannot_be_printed_issues_nothing(school: Command, tmp_path: Path) -> None:
    (school.data / "pictures").mkdir()
    (school.data / "pictures" / "Logo.PNG").write_bytes(b"text")
    said = school("certificates", "-o", tmp_path / "out")
    assert (said.status, "Logo.PNG is neither a PNG" in said.err) == (1, True)
    assert school("certificates", "list", "--json").rows == []


def test_a_preview_issues_nothing(school: Command, tmp_path: Path) -> None:
    target = tmp_path / "x.pdf"
    said = school("certificates", "preview", "-o", target, "--name", "Ọlátúnjí", KIOSK_PIN=None)
    assert said.status == 0
    assert "Ọlátúnjí" in PdfReader(target).pages[0].extract_text()
    assert school("certificates", "list", "--json").rows == []
    refused = school("certificates", "preview", "-o", target, "--name", "王")
    assert refused.status == 1
    assert "王" in refused.err
