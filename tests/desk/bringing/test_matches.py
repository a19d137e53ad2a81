"""Whom a row of a roster means: known for certain, new, or asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.desk import editing
from kiosk.desk.bringing import brought
from kiosk.desk.bringing.brought import Kind
from kiosk.desk.bringing.reporting import Report
from kiosk.desk.bringing.rosters import Answers
from kiosk.desk.protocol import Desk
from kiosk.files.choices import Choices
from kiosk.model import Attendee, ImportShape, RegistrationStatus, Workshop
from tests.bringing import state

Bring = Callable[..., Report]
HEAD = "member_number,name,local,email,offering\n"


@pytest.fixture
def bring(tmp_path: Path, desk: Desk) -> Bring:
    def bring(
        content: str,
        same: dict[int, str] | None = None,
        dry_run: bool = False,
        **said: object,
    ) -> Report:
        path = tmp_path / "roster.csv"
        path.write_text(content, encoding="utf-8")
        known = brought.before(desk)
        choices = Choices(kept=known.shapes, **said)  # type: ignore[arg-type]
        read = brought.read(Kind.ATTENDEES, path, known.zone, choices)
        return brought.bring(desk, read, dry_run, Answers(same or {}))

    return bring


def asked(report: Report) -> list[tuple[int, list[str]]]:
    """The rows that are not clear, and whom each may mean."""
    return [(q.row, [person.id for person in q.may_be]) for q in report.questions]


@pytest.fixture(autouse=True)
def addresses(desk: Desk) -> None:
    editing.change_attendee(desk, "finn", email="lee@x.org")
    editing.change_attendee(desk, "gus", local="")


@pytest.mark.parametrize(
    ("row", "may_be"),
    [
        (",Ana Núñez,,,", ["ana"]),  # no local says whether it is she
        (",Gus Hart,Local 3,,", ["gus"]),
        (",Eva Roy,,,", ["eva1", "eva2"]),
        (",Mia Lee,,lee@x.org,", ["finn"]),  # one address, another name
        (",Cleo Park,Local 2,lee@x.org,", ["finn", "cleo"]),  # her name, his address
        ("1001,Wim Moss,,,", ["ana"]),  # one number, another name
        ("1001,Luis Núñez,,,", ["ana"]),  # a family of two, and a slip in a number
        ("1001,Ana Tremblay,,,", ["ana"]),  # she married, or somebody else is called Ana
        ("6021,Finn Lee,1,lee@x.org,", ["finn"]),  # his name and address, another number
        ("6021,Finn A. Lee,9,lee@x.org,", ["finn"]),
        ("01001,Wim Moss,,,", ["ana"]),  # her number but for its zeros, another name
        ("01007,Mia Moss,,lee@x.org,", ["finn"]),  # his but for its zeros, and his address
        (",Ana Núñez,North,,", ["ana"]),  # a local that has no number says nothing of hers
        (",Ana Núñez,CEIU 1,,", ["ana"]),
    ],
)
def test_what_is_doubtful_is_asked_and_never_guessed(
    bring: Bring, desk: Desk, row: str, may_be: list[str]
) -> None:
    before = state(desk)
    report = bring(HEAD + row + "\n")
    assert asked(report) == [(2, may_be)]
    assert (report.added, report.changed, report.batch) == (0, 0, "")
    assert state(desk) == before


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("1001", "NUNEZ, Ana"), ("1001", "Ana Núñez-Roy"), ("1001", "Ana"), ("1001", "A. Nunez"),
        ("1001", "Anna Nuñez"), ("1001", "Ana Nunes"), ("1001", "Annie Núñez"),
        ("1001", "Ana María Núñez"),
    ],
)  # fmt: skip
def test_a_number_is_certain_where_a_name_is_only_written_otherwise(
    bring: Bring, desk: Desk, number: str, name: str
) -> None:
    report = bring(HEAD + f'{number},"{name}",Local 7,,\n')
    assert (asked(report), report.added, report.changed) == ([], 0, 1)
    known = desk.store.get(Attendee, "ana")
    assert known is not None
    assert known.local == "Local 7"


@pytest.mark.parametrize("local", ["1", "Loc. 1", "SL 01", "section locale nº 1", "Sección 1"])
def test_a_local_is_one_however_it_is_written(bring: Bring, desk: Desk, local: str) -> None:
    report = bring(HEAD + f",Ana Núñez,{local},ana@x.org,\n")
    assert (asked(report), report.added, report.changed) == ([], 0, 1)
    known = desk.store.get(Attendee, "ana")
    assert known is not None
    assert (known.member_number, known.email) == ("1001", "ana@x.org")
    assert known.local == ("Local 1" if local == "1" else local)  # a bare number says less


@pytest.mark.parametrize(("known", "number"), [("1001", "0001001"), ("001001", "1001")])
def test_a_number_with_other_zeros_in_front_is_that_number(
    bring: Bring, desk: Desk, known: str, number: str
) -> None:
    editing.change_attendee(desk, "ana", member_number=known)
    for name in ("Ana Núñez", "NUNEZ Ana"):
        report = bring(HEAD + f"{number},{name},Local 9,,\n")
        assert (asked(report), report.added) == ([], 0)
    ana = desk.store.get(Attendee, "ana")
    assert ana is not None
    # A spreadsheet takes zeros away; it never adds any.
    assert (ana.member_number, ana.local) == (max(known, number, key=len), "Local 9")


def test_of_two_numbers_that_differ_by_their_zeros_the_one_that_is_written_counts(
    bring: Bring, desk: Desk
) -> None:
    editing.change_attendee(desk, "ben", member_number="01001")
    report = bring(HEAD + "1001,Ana Núñez,Local 7,,\n01001,Ben O'Hara,Local 8,,\n")
    assert (asked(report), report.added, report.changed) == ([], 0, 2)
    report = bring(HEAD + "001001,Ana Núñez,Local 7,,\n")
    assert asked(report) == [(2, ["ana", "ben"])]


@pytest.mark.parametrize(
    "row",
    [
        "6021,Ana Núñez,Loc. 1,,",  # another number, though of one local
        "6021,Ana Núñez,,,",  # nothing but her name
        "6021,Mia Moss,1,lee@x.org,",  # two of a family with one address
        ",Ana Núñez,Section locale 2,,",
        "11001,Wim Moss,,,",
    ],
)
def test_what_speaks_for_two_people_is_not_asked(bring: Bring, row: str) -> None:
    report = bring(HEAD + row + "\n")
    assert (asked(report), report.added) == ([], 1)
    again = bring(HEAD + row + "\n")
    assert (asked(again), again.added, again.changed) == ([], 0, 0)


def test_somebody_who_is_in_a_file_with_two_numbers_is_asked(bring: Bring) -> None:
    content = HEAD + "6002,Bea Twin,503,b@t.org,\n6021,Bea Twin,503,b@t.org,\n"
    report = bring(content)
    assert (report.added, [q.row for q in report.questions]) == (1, [3])
    assert [q.row for q in bring(content).questions] == [3]
    new = bring(content, {3: ""})
    assert (new.added, new.questions) == (1, [])
    assert bring(content).questions == []


def test_two_of_one_family_with_one_number_are_asked(bring: Bring, desk: Desk) -> None:
    report = bring(HEAD + "7,Wim Moss,,,\n7,Mia Moss,,,\n")
    assert (report.added, [row for row, _ in asked(report)]) == (1, [3])
    assert [a.name for a in desk.store.attendees_numbered("7")] == ["Wim Moss"]


def test_an_answer_says_who_it_is(bring: Bring, desk: Desk) -> None:
    content = HEAD + ",Ana Núñez,,ana@x.org,fin\n"
    report = bring(content, {2: "ana"})
    assert asked(report) == []
    known = desk.store.get(Attendee, "ana")
    assert known is not None
    assert (known.email, known.local) == ("ana@x.org", "Local 1")
    assert "fin" in desk.store.registered("ana").values()
    # From now on the address says it.
    assert (asked(bring(content)), bring(content).changed) == ([], 0)


def test_an_answer_says_that_it_is_somebody_new(bring: Bring, desk: Desk) -> None:
    content = HEAD + ",Mia Lee,,lee@x.org,\n"
    before = len(desk.store.all(Attendee))
    bring(content, {2: ""})
    assert len(desk.store.all(Attendee)) == before + 1
    again = bring(content, {2: ""})
    assert (again.added, again.changed, len(desk.store.all(Attendee))) == (0, 0, before + 1)
    assert asked(bring(content)) == []


def test_a_number_that_is_known_is_nobody_new(bring: Bring, desk: Desk) -> None:
    before = state(desk)
    report = bring(HEAD + "1001,Wim Moss,,,\n", {2: ""})
    assert (asked(report), report.questions[0].may_be_new) == ([(2, ["ana"])], False)
    assert state(desk) == before
    assert bring(HEAD + "1001,Wim Moss,,,\n", {2: "ana"}).changed == 1


def test_two_of_one_file_with_one_address_are_two_people(bring: Bring, desk: Desk) -> None:
    content = HEAD + ",Mia Moss,,moss@x.org,\n,Wim Moss,,moss@x.org,\n"
    report = bring(content)
    assert (asked(report), report.added) == ([], 2)
    again = bring(content)
    assert (asked(again), again.added, again.changed) == ([], 0, 0)


def test_two_of_one_name_and_two_addresses_are_asked(bring: Bring) -> None:
    report = bring(HEAD + ",Wim Moss,,one@x.org,\n,Wim Moss,,two@x.org,\n")
    assert (report.added, [row for row, _ in asked(report)]) == (1, [3])


def test_who_says_a_number_goes_before_who_says_only_a_name(bring: Bring) -> None:
    content = HEAD + ",Wim Moss,,,\n7,Wim Moss,,,\n8,Wim Moss,,,\n"
    first = bring(content)
    assert (first.added, [row for row, _ in asked(first)]) == (2, [2])
    again = bring(content)
    assert (again.added, again.changed, [row for row, _ in asked(again)]) == (0, 0, [2])


def test_the_stronger_of_two_statuses_counts_whatever_their_order(bring: Bring, desk: Desk) -> None:
    rows = ["7,Zoë Li,,,pp,refunded\n", "7,Zoë Li,,,pp,attending\n"]
    head = "member_number,name,local,email,offering,status\n"
    bring(head + "".join(rows))
    (zoe,) = desk.store.attendees_numbered("7")
    (registration,) = desk.store.registrations_of(zoe.id)
    assert registration.status is RegistrationStatus.REGISTERED
    for content in (rows, rows[::-1]):
        report = bring(head + "".join(content))
        assert (report.added, report.changed) == (0, 0)


def test_a_name_in_capitals_does_not_spoil_the_one_that_is_known(bring: Bring, desk: Desk) -> None:
    bring(HEAD + '1002,"O\'HARA, BEN",,,\n1003,PARK Cleo,,,\n')
    names = [a.name for i in ("ben", "cleo") if (a := desk.store.get(Attendee, i))]
    assert names == ["Ben O'Hara", "Cleo Park"]


@pytest.mark.parametrize("said", ["pp", "Parliamentary Procedures", "PARLIAMENTARY procedures"])
def test_an_offering_by_its_id_or_its_workshop(bring: Bring, desk: Desk, said: str) -> None:
    bring(HEAD + f"1008,Gus Hart,,,{said}\n")
    assert list(desk.store.registered("gus").values()) == ["pp"]


@pytest.mark.parametrize(
    ("said", "offerings"),
    [
        ("Parliamentary Procedures, Financial Essentials", ["fin", "pp"]),
        ("pp,fin", ["fin", "pp"]),
        ("Money, and how it is spent", ["money"]),
        ("pp, Money, and how it is spent, Financial Essentials", ["fin", "money", "pp"]),
    ],
)
def test_what_was_ticked_on_a_form(
    bring: Bring, desk: Desk, said: str, offerings: list[str]
) -> None:
    workshop = Workshop(id="money", programme="let", title={"en": "Money, and how it is spent"})
    with desk.store.change() as tx:
        tx.put(workshop)
    editing.set_offering(desk, "money", school="spring", workshop="money")
    bring(HEAD + f'1008,Gus Hart,,,"{said}"\n')
    assert sorted(desk.store.registered("gus").values()) == offerings


def test_of_what_was_ticked_all_must_be_known(bring: Bring) -> None:
    report = bring(HEAD + '1008,Gus Hart,,,"pp, something else"\n')
    assert (report.added, [w.value for w in report.wrong]) == (0, ["pp, something else"])


def test_a_workshop_that_is_held_twice_is_not_guessed(bring: Bring, desk: Desk) -> None:
    editing.set_offering(desk, "pp2", school="spring", workshop="parliamentary")
    report = bring(HEAD + "1008,Gus Hart,,,Parliamentary Procedures\n")
    assert [str(w) for w in report.wrong] == [
        "row 2, “offering”: “Parliamentary Procedures” is held several times (pp, pp2); "
        "give the offering's id"
    ]


def test_all_rows_for_one_offering(bring: Bring, desk: Desk) -> None:
    bring("member_number,name\n1008,Gus Hart\n", offering="open")
    assert list(desk.store.registered("gus").values()) == ["open"]


def test_what_was_said_of_the_columns_is_kept_with_the_import(bring: Bring, desk: Desk) -> None:
    content = "Who,Name,Ticket\n1008,Gus Hart,pp\n"
    assert bring(content, columns={"Ticket": "offering"}, dry_run=True).added == 1
    assert desk.store.all(ImportShape) == []
    bring(content, columns={"Ticket": "offering"})
    (shape,) = desk.store.all(ImportShape)
    assert shape.columns == {"Who": "-", "Name": "name", "Ticket": "offering"}
    assert bring("Ticket,Name,Who\nfin,Gus Hart,x\n").added == 1
    assert sorted(desk.store.registered("gus").values()) == ["fin", "pp"]


def test_a_look_before_it_counts_says_what_would_change(bring: Bring, desk: Desk) -> None:
    before = state(desk)
    report = bring(HEAD + "1001,Ana Núñez,Local 7,,\n", dry_run=True)
    (item,) = report.items
    assert [(c.field, c.before, c.after) for c in item.changes] == [("local", "Local 1", "Local 7")]
    assert (report.batch, state(desk)) == ("", before)
