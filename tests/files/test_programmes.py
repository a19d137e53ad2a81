"""Programme files."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.files.programmes import ProgrammeFile, read_programme
from kiosk.files.reading import NotThatFile
from kiosk.model import Award, CompletionRule, DoorRule, Programme, Workshop

HEAD = '[programme]\nid = "let"\ntitle = "Training"\n'


@pytest.fixture
def read(tmp_path: Path):  # type: ignore[no-untyped-def]
    def read(content: str) -> ProgrammeFile:
        path = tmp_path / "let.toml"
        path.write_text(content, encoding="utf-8")
        return read_programme(path)

    return read


def test_everything_that_can_be_said(read) -> None:  # type: ignore[no-untyped-def]
    """The example in docs/imports.md."""
    file = read("""
[programme]
id = "let"
title = { en = "Local Executive Training" }
certificate = "passport"
completion = { share = 0.9 }
door = { opens_before = 30, grace = 15, last_admission = 60 }
ours = ["title.fr"]

[[workshop]]
id = "let-parliamentary-procedures"
title = { en = "Parliamentary Procedures", fr = "Procédure parlementaire" }
description = "How to chair"
section = { en = "Leadership" }
hours = 9
days = 1.5
level = 2
parts = [{ en = "First" }, "Second"]
positions = ["president", "vice  president"]
good_standing = true
prerequisites = ["let-introduction"]
equivalents = ["other"]
term_years = 2
ours = ["title.fr"]
""")
    assert file.programme == Programme(
        id="let",
        title={"en": "Local Executive Training"},
        certificate=Award.PASSPORT,
        completion=CompletionRule(share=0.9),
        door=DoorRule(opens_before=30, grace=15, last_admission=60),
        ours=("title.fr",),
    )
    assert file.workshops.wrong == []
    assert file.workshops.entries == [
        (
            "workshop 1",
            Workshop(
                id="let-parliamentary-procedures",
                programme="let",
                title={"en": "Parliamentary Procedures", "fr": "Procédure parlementaire"},
                description={"en": "How to chair"},
                section={"en": "Leadership"},
                minutes=540,
                days=1.5,
                level=2,
                parts=({"en": "First"}, {"en": "Second"}),
                positions=("president", "vice president"),
                good_standing=True,
                prerequisites=("let-introduction",),
                equivalents=("other",),
                term_years=2,
                ours=("title.fr",),
            ),
        )
    ]


def test_what_is_left_out(read) -> None:  # type: ignore[no-untyped-def]
    file = read(HEAD + '[[workshop]]\nid = "a"\ntitle = "A"\n')
    assert file.programme == Programme(id="let", title={"en": "Training"})
    assert file.workshops.entries == [
        ("workshop 1", Workshop(id="a", programme="let", title={"en": "A"}))
    ]


@pytest.mark.parametrize(
    ("said", "minutes", "variable"),
    [
        ("", None, False),
        ("hours = 9", 540, False),
        ("hours = 1.5", 90, False),
        ('hours = "variable"', None, True),
    ],
)
def test_lengths(read, said: str, minutes: int | None, variable: bool) -> None:  # type: ignore[no-untyped-def]
    file = read(f'{HEAD}[[workshop]]\nid = "a"\ntitle = "A"\n{said}\n')
    ((_, workshop),) = file.workshops.entries
    assert (workshop.id, workshop.minutes, workshop.variable) == ("a", minutes, variable)


def test_several_lengths_are_several_workshops(read) -> None:  # type: ignore[no-untyped-def]
    file = read(f'{HEAD}[[workshop]]\nid = "a"\ntitle = "A"\nhours = [3, 4.5]\ndays = [0.5, 1]\n')
    found = [(w.id, w.minutes, w.days, w.title) for _, w in file.workshops.entries]
    assert found == [("a-3h", 180, 0.5, {"en": "A"}), ("a-4-5h", 270, 1, {"en": "A"})]


def test_one_wrong_workshop_leaves_the_others(read) -> None:  # type: ignore[no-untyped-def]
    file = read(
        HEAD
        + '[[workshop]]\nid = "a"\ntitle = "A"\n'
        + '[[workshop]]\nid = "B b"\ntitle = "B"\n'
        + '[[workshop]]\nid = "c"\n'
        + '[[workshop]]\nid = "a"\ntitle = "again"\n'
        + '[[workshop]]\nid = "d"\ntitle = "D"\n'
    )
    assert [(where, w.id) for where, w in file.workshops.entries] == [
        ("workshop 1", "a"),
        ("workshop 5", "d"),
    ]
    assert [w.where for w in file.workshops.wrong] == ["workshop 2", "workshop 3", "workshop 4"]
    assert "a stands in this file before" in str(file.workshops.wrong[2])


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("hours = 0", "hours"),
        ("hours = -3", "hours"),
        ("hours = nan", "hours"),
        ("hours = inf", "hours"),
        ("hours = 1001", "hours"),
        ('hours = "long"', "hours"),
        ("hours = []", "empty list of hours"),
        ("hours = [3, 6]\ndays = [1]", "not as many days as hours"),
        ("hours = [3, 3]", "a-3h stands in this file before"),
        ('positions = "president"', "positions"),
        ('prerequisites = ["Not An Id"]', "an id of lower-case letters, digits and hyphens"),
        ('prerequisites = ["id\\n"]', "an id of lower-case letters, digits and hyphens"),
        ("level = 1.5", "level"),
        ("term_years = 0", "term_years"),
        ('title = { de = "A" }', "title: "),
        ('surprise = "!"', "unknown surprise"),
        ("good_standing = 1", "good_standing"),
    ],
)
def test_what_a_workshop_cannot_be(read, said: str, wrong: str) -> None:  # type: ignore[no-untyped-def]
    title = "" if said.startswith("title") else 'title = "A"\n'
    file = read(f'{HEAD}[[workshop]]\nid = "a"\n{title}{said}\n')
    assert [w.where for w in file.workshops.wrong] == ["workshop 1"]
    assert wrong in str(file.workshops.wrong[0])


@pytest.mark.parametrize("field", ["title", "section", "description"])
def test_a_text_that_shows_nothing_is_wrong(read, field: str) -> None:  # type: ignore[no-untyped-def]
    title = "" if field == "title" else 'title = "A"\n'
    file = read(f'{HEAD}[[workshop]]\nid = "a"\n{title}{field} = " \\u202e "\n')
    assert [w.where for w in file.workshops.wrong] == ["workshop 1"]
    assert file.workshops.entries == []


def test_control_characters_do_not_come_in(read) -> None:  # type: ignore[no-untyped-def]
    file = read(
        f'{HEAD}[[workshop]]\nid = "a"\ntitle = "A\\u001b[31m\\tB"\npositions = ["\\u0007x"]'
    )
    ((_, workshop),) = file.workshops.entries
    assert (workshop.title, workshop.positions) == ({"en": "A[31m B"}, ("x",))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no \\[programme\\]"),
        ('programme = "let"', "no \\[programme\\]"),
        ('[school]\nid = "x"\nname = "x"\n', "no \\[programme\\]"),
        (HEAD + "[school]\n", "has \\[school\\]"),
        ('[programme]\nid = "Let!"\ntitle = "x"\n', "\\[programme\\]: id"),
        ('[programme]\nid = "let"\n', "missing required title"),
        ('[programme]\nid = "let"\ntitle = " "\n', "title"),
        (HEAD + 'certificate = "gold"\n', "certificate"),
        (HEAD + "completion = { share = 0 }\n", "share"),
        (HEAD + "completion = { share = 1.01 }\n", "share"),
        (HEAD + "completion = { share = nan }\n", "share"),
        (HEAD + "door = { grace = -1 }\n", "grace"),
        (HEAD + '[workshop]\nid = "a"\ntitle = "A"\n', "\\[\\[workshop\\]\\]"),
        ("member_number,name\n1,Ana\n", "not TOML"),
    ],
)
def test_what_is_no_programme(read, content: str, said: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NotThatFile, match=said):
        read(content)
