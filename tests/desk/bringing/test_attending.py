"""Reports of a meeting, brought in one after another: nothing that one says is lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kiosk.desk import closing, editing, voiding
from kiosk.desk.bringing import attending
from kiosk.desk.bringing.attending import Attended
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused, Text
from kiosk.files.meeting_reports import Join, Meeting, read_meeting_report
from kiosk.model import Attendee, Departure, Registration
from kiosk.rules.attendance import presence, standing
from kiosk.rules.display_names import is_nobody, split_display_name
from kiosk.rules.intervals import MINUTE
from tests.building import StillClock, at
from tests.holding import staff


@pytest.fixture(autouse=True)
def _after_the_session(clock: StillClock) -> None:
    clock.set("2026-04-10 21:00")


HOUR = dt.timedelta(hours=1)
START, END = at("2026-04-10 18:00"), at("2026-04-10 20:00")


def join(joined: str, left: str, name: str = "Finn Lee", **fields: Any) -> Join:
    def wall(time: str) -> dt.datetime:
        return dt.datetime.fromisoformat(f"2026-04-10 {time}")

    return Join("row 2", name, joined=wall(joined), left=wall(left), **fields)


def bring(desk: Desk, *joins: Join) -> int:
    """How many facts are new."""
    return attending.record(desk, attending.attended(desk, "open-1", joins))


def minutes(desk: Desk, attendee: str = "finn") -> int:
    facts = desk.store.person_facts("open-1", attendee)
    return presence(standing(facts), START, END).minutes


@pytest.mark.parametrize(
    ("first", "second", "then", "added"),
    [
        (("18:00", "18:30"), ("18:00", "19:30"), 90, 2),
        (("18:00", "19:30"), ("18:00", "18:30"), 90, 0),
        (("18:30", "19:00"), ("18:00", "19:00"), 60, 2),
        (("18:00", "19:00"), ("18:20", "18:40"), 60, 0),
        (("18:00", "19:00"), ("18:00", "19:00"), 60, 0),
        (("18:00", "19:00"), ("19:00", "19:30"), 90, 2),
        (("18:00", "18:30"), ("19:00", "19:30"), 60, 2),
        (("18:00", "19:00"), ("18:30", "19:30"), 90, 2),
    ],
)
def test_the_minutes_of_two_reports_are_the_union(
    desk: Desk, first: tuple[str, str], second: tuple[str, str], then: int, added: int
) -> None:
    assert bring(desk, join(*first)) == 2
    assert bring(desk, join(*second)) == added
    assert minutes(desk) == then
    assert bring(desk, join(*first), join(*second)) == 0, "all of it is known"


def test_three_reports_each_longer_than_the_one_before(desk: Desk) -> None:
    for left in ("18:30", "19:00", "19:30"):
        bring(desk, join("18:00", left))
    assert minutes(desk) == 90
    assert not standing(desk.store.person_facts("open-1", "finn")).is_in


def test_an_end_that_was_taken_back_is_said_again_by_the_same_report(desk: Desk) -> None:
    bring(desk, join("18:00", "18:30"))
    facts = desk.store.person_facts("open-1", "finn")
    (left,) = [fact for fact in facts if isinstance(fact, Departure)]
    voiding.take_back(desk, "open-1", "finn", left.id, staff(desk), "a mistake")
    assert minutes(desk) == 120
    assert bring(desk, join("18:00", "18:30")) == 1
    assert minutes(desk) == 30


# ---- what is refused, with nothing half done


def test_a_report_of_another_meeting_is_refused(desk: Desk) -> None:
    for joins in ([join("06:00", "08:00")], [join("20:00", "21:00"), join("17:00", "18:00")]):
        with pytest.raises(Refused, match=r"18:00 and .*20:00: it is of another meeting"):
            attending.attended(desk, "open-1", joins)
    assert desk.store.people_in("open-1") == []


def test_a_report_that_names_nobody_known_records_nothing_and_names_them(desk: Desk) -> None:
    joins = [join("18:00", "19:00", "iPhone"), join("18:00", "19:00", "Zed Quill")]
    found = attending.attended(desk, "open-1", joins)
    assert (found.known, [one.name for one in found.unsure]) == ({}, ["iPhone", "Zed Quill"])
    before = desk.store.revision
    assert attending.record(desk, found) == 0
    assert desk.store.revision == before


def test_a_session_closed_or_cancelled_while_a_report_was_looked_at(
    desk: Desk, clock: StillClock
) -> None:
    found: Attended = attending.attended(desk, "open-1", [join("18:00", "19:00")])
    clock.set("2026-04-10 19:00")
    closing.close(desk, "open-1", staff(desk), 120)
    with pytest.raises(Refused, match=r"This session is closed\. Reopen it"):
        attending.record(desk, found)
    closing.reopen(desk, "open-1", staff(desk), "the report is missing")
    editing.set_session(desk, "open-1", cancelled=True)
    with pytest.raises(Refused, match="This session is cancelled"):
        attending.record(desk, found)
    assert desk.store.people_in("open-1") == []


def test_a_session_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(Refused, match="no session nothing"):
        attending.attended(desk, "nothing", [join("18:00", "19:00")])


# ---- who is meant: each row by itself, by its address and by each name that it may mean


def known(desk: Desk, *joins: Join) -> dict[str, float]:
    """By attendee, the minutes that are theirs."""
    found = attending.attended(desk, "open-1", joins)
    return {
        who: sum((b - a).total_seconds() for a, b in visits if b) / 60
        for who, visits in found.known.items()
    }


def unsure(desk: Desk, *joins: Join) -> dict[str, tuple[str, list[str]]]:
    """By key, why and who may be meant."""
    found = attending.attended(desk, "open-1", joins)
    return {one.key: (str(one.reason), [p.id for p in one.may_be]) for one in found.unsure}


def shown(text: str, joined: str = "18:00", left: str = "19:00", **fields: str) -> Join:
    """A row of a report with this name in it."""
    name, aside = split_display_name(text)
    row = join(joined, left, name, **fields)
    original = "" if is_nobody(aside) else aside
    return replace(row, original=original, shown=text if aside else "")


@pytest.fixture
def emily(desk: Desk) -> Desk:
    """Emily and Rosa, who are registered; a stranger and a facilitator, who are not."""
    add_people(desk, emily="", rosa="rosa@example.org")
    return desk


def add_people(desk: Desk, **emails: str) -> None:
    """People called Carter, by their first name; registered but for Ruth."""
    with desk.store.change() as tx:
        for who, email in emails.items():
            name = f"{who.title()} Carter"
            tx.put(Attendee(id=who, name=name, member_number=f"77-{who}", email=email))
            if who != "ruth":
                tx.put(Registration(id=f"r-{who}", attendee=who, offering="open"))


def test_two_people_with_one_bracket_are_two(emily: Desk) -> None:
    rows = (
        shown("Emily Carter (she/her)", "18:00", "19:00"),
        shown("Rosa Carter (she/her)", "19:00", "20:00"),
        shown("Zed Quill (she/her)", "18:00", "20:00"),
    )
    assert known(emily, *rows) == {"emily": 60, "rosa": 60}
    assert list(unsure(emily, *rows)) == ["Zed Quill (she/her)"]


@pytest.mark.parametrize("aside", ["iPhone", "Local 503", "Canada Post", "elle", "Invité"])
def test_what_two_strangers_have_in_brackets_joins_nobody(emily: Desk, aside: str) -> None:
    rows = (shown(f"Emily Carter ({aside})"), shown(f"Yan Wu ({aside})"), shown(f"Bo Li ({aside})"))
    assert known(emily, *rows) == {"emily": 60}
    assert list(unsure(emily, *rows)) == [f"Yan Wu ({aside})", f"Bo Li ({aside})"]


def test_where_the_name_and_the_brackets_are_two_people_it_is_asked(emily: Desk) -> None:
    row = shown("Emily Carter (Rosa Carter)")
    assert known(emily, row) == {}
    (reason, may_be) = unsure(emily, row)["Emily Carter (Rosa Carter)"]
    assert "two people" in reason
    assert sorted(may_be) == ["emily", "rosa"]


def test_either_reading_may_be_the_person(emily: Desk) -> None:
    assert known(emily, shown("Em (Emily Carter)")) == {"emily": 60}
    assert known(emily, shown("Emily Carter (Em)")) == {"emily": 60}


@pytest.mark.parametrize(
    "text", ["Dr. Emily Carter", "Emily Carter, PhD", "Carter, Emily", "Emily Carter she/her"]
)
def test_a_title_or_pronouns_are_no_other_name(emily: Desk, text: str) -> None:
    assert known(emily, shown(text)) == {"emily": 60}


def test_a_name_against_an_address_is_asked(emily: Desk) -> None:
    row = shown("Emily Carter", email="rosa@example.org")
    assert known(emily, row) == {}
    (reason, may_be) = unsure(emily, row)["Emily Carter"]
    assert "address" in reason
    assert sorted(may_be) == ["emily", "rosa"]


def test_an_address_that_two_people_have_is_told_by_the_name(emily: Desk) -> None:
    add_people(emily, ruth="rosa@example.org")
    assert known(emily, shown("Ruth Carter", email="rosa@example.org")) == {"ruth": 60}
    assert known(emily, shown("iPhone", email="rosa@example.org")) == {"rosa": 60}, "registered"


def test_one_name_with_two_addresses_is_asked(emily: Desk) -> None:
    rows = (shown("Emily Carter", email="a@example.org"), shown("Emily Carter", email="b@x.org"))
    assert known(emily, *rows) == {}
    assert list(unsure(emily, *rows)) == ["a@example.org", "b@x.org"]
    mine = (shown("Rosa Carter", email="rosa@example.org"), shown("Rosa Carter", email="c@x.org"))
    assert known(emily, *mine) == {"rosa": 60}
    assert list(unsure(emily, *mine)) == ["c@x.org"]


def test_two_devices_of_one_name_are_asked_one_by_one(emily: Desk) -> None:
    rows = (
        replace(shown("iPhone", "18:00", "19:00"), where=Text("row {number}", number=2)),
        replace(shown("iPhone", "18:30", "20:00"), where=Text("row {number}", number=3)),
    )
    assert list(unsure(emily, *rows)) == ["row 2", "row 3"]
    both = attending.attended(emily, "open-1", rows, {"row 2": "emily", "row 3": "rosa"})
    assert {who: len(visits) for who, visits in both.known.items()} == {"emily": 1, "rosa": 1}
    one = attending.attended(emily, "open-1", rows, {"iPhone": "emily"})
    assert (one.known, len(one.unsure)) == ({}, 2), "it does not say which"


def test_an_answer_by_half_a_name_counts_only_where_one_row_has_it(emily: Desk) -> None:
    rows = (shown("Em (Em Stone)"), shown("Em (Em Wood)"))
    half = attending.attended(emily, "open-1", rows, {"Em": "emily"})
    assert half.known == {}
    whole = attending.attended(emily, "open-1", rows, {"Em Stone": "emily", "em (em wood)": "rosa"})
    assert sorted(whole.known) == ["emily", "rosa"]


def test_a_facilitator_in_brackets_is_asked_about_where_the_name_is_anothers(emily: Desk) -> None:
    assert attending.attended(emily, "open-1", [shown("Fay Ito (she/her)")]).left_out == 1
    assert attending.attended(emily, "open-1", [shown("Room (Fay Ito)")]).left_out == 1
    assert list(unsure(emily, shown("Emily Carter (Fay Ito)"))) == ["Emily Carter (Fay Ito)"]


def test_a_host_is_left_out_unless_registered(emily: Desk) -> None:
    rows = [replace(shown(name), is_host=True) for name in ("Emily Carter", "Zed Quill")]
    found = attending.attended(emily, "open-1", rows)
    assert (list(found.known), found.left_out, found.unsure) == (["emily"], 1, [])


def test_a_total_that_was_partly_in_the_waiting_room_is_asked(emily: Desk) -> None:
    row = Join("row 2", "Emily Carter", lasted=118 * MINUTE, is_total=True, is_partly_waiting=True)
    assert "waiting room" in unsure(emily, row)["Emily Carter"][0]
    found = attending.attended(emily, "open-1", [row], {"Emily Carter": "emily"})
    assert found.totals == {"emily"}


NAMES = ("Ana", "Bo", "Cy", "Emily Carter", "Rosa Carter", "Zed Quill", "iPhone")
ASIDES = ("", "she/her", "they/them", "iPhone", "Local 503", "Canada Post", "Rosa Carter", "Bo")
ADDRESSES = ("", "", "rosa@example.org", "a@example.org", "b@example.org")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(ASIDES), st.sampled_from(ADDRESSES)),
        max_size=6,
    )
)
def test_no_two_rows_of_different_people_share_a_person(
    emily: Desk, people: list[tuple[str, str, str]]
) -> None:
    """Each row is one of somebody of its own minute; whose minutes a person got, are rows
    with their own name or their own address, and of one address besides."""
    rows = []
    for n, (name, aside, email) in enumerate(people):
        text = f"{name} ({aside})" if aside else name
        row = shown(text, f"18:{n:02}", f"18:{n + 1:02}", email=email)
        rows.append(replace(row, where=Text("row {number}", number=n + 2)))
    found = attending.attended(emily, "open-1", rows)
    for who, visits in found.known.items():
        person = emily.store.get(Attendee, who)
        assert person is not None
        minutes = {
            int((a - START).total_seconds()) // 60 + n
            for a, b in visits
            for n in range(int((b - a).total_seconds()) // 60)  # type: ignore[operator]
        }
        theirs = [people[n] for n in minutes]
        for name, aside, email in theirs:
            assert person.name in (name, aside) or person.email == email
        assert len({email for _, _, email in theirs} - {""}) <= 1
    counted = sum(len(visits) for visits in found.known.values())
    assert counted <= len(rows)
    assert len({id(row) for one in found.unsure for row in one.rows}) + found.left_out <= len(rows)


# ---- when: totals, open ends, seconds, another meeting, a time that has not come


def record_minutes(desk: Desk, *joins: Join, **how: object) -> tuple[int, bool]:
    attending.record(desk, attending.attended(desk, "open-1", joins, **how))  # type: ignore[arg-type]
    what = standing(desk.store.person_facts("open-1", "finn"))
    counted = presence(what, START, END)
    return counted.minutes, counted.assumed


def test_seconds_are_kept(desk: Desk) -> None:
    bring(desk, join("18:00:20", "18:00:40"), join("18:05:00", "18:08:10"))
    times = [fact.time for fact in desk.store.person_facts("open-1", "finn")]
    assert [f"{t.astimezone(START.tzinfo):%H:%M:%S}" for t in times] == [
        "18:00:20", "18:00:40", "18:05:00", "18:08:10",
    ]  # fmt: skip


def test_who_is_not_said_to_have_left_is_there_to_the_end_assumed(desk: Desk) -> None:
    came = replace(join("18:30", "18:30"), left=None)
    assert record_minutes(desk, came) == (90, True)
    assert bring(desk, came) == 0, "the same again"
    assert bring(desk, join("18:30", "19:30")) == 1, "a later report knows the end"
    assert minutes(desk) == 60


def test_a_total_counts_from_the_start_of_the_later_of_the_two(desk: Desk) -> None:
    total = Join("row 2", "Finn Lee", lasted=90 * MINUTE, is_total=True)
    late = Meeting(start=dt.datetime(2026, 4, 10, 19), lasted=120 * MINUTE)  # noqa: DTZ001
    assert record_minutes(desk, total, meeting=late) == (60, False)


def test_a_total_is_no_longer_than_the_meeting(desk: Desk) -> None:
    total = Join("row 2", "Finn Lee", lasted=118 * MINUTE, is_total=True)
    short = Meeting(start=dt.datetime(2026, 4, 10, 18), lasted=75 * MINUTE)  # noqa: DTZ001
    assert record_minutes(desk, total, meeting=short) == (75, False)


@pytest.mark.parametrize(
    ("start", "end", "lasted"),
    [
        ("2020-09-24T11:35:16", "2020-09-24T12:49:20", 75),
        ("2026-04-10T08:00:00", None, 75),
        ("2026-04-10T20:00:00", None, None),
        ("2026-04-11T18:00:00", "2026-04-11T20:00:00", None),
        (None, "2026-04-10T17:00:00", None),
    ],
)
def test_a_preamble_of_another_meeting_is_refused(
    desk: Desk, start: str | None, end: str | None, lasted: int | None
) -> None:
    meeting = Meeting(
        dt.datetime.fromisoformat(start) if start else None,
        dt.datetime.fromisoformat(end) if end else None,
        lasted * MINUTE if lasted else None,
    )
    total = Join("row 2", "Finn Lee", lasted=90 * MINUTE, is_total=True)
    with pytest.raises(Refused, match="it is of another meeting"):
        attending.attended(desk, "open-1", [total], meeting=meeting)
    there = attending.attended(desk, "open-1", [join("18:00", "19:00")], meeting=meeting)
    assert list(there.known) == ["finn"], "times go before what a preamble says"


@pytest.mark.parametrize(
    ("now", "refused"), [("18:58", True), ("18:58:59", True), ("18:59", False), ("20:00", False)]
)
def test_a_time_that_has_not_come_is_refused(
    desk: Desk, clock: StillClock, now: str, refused: bool
) -> None:
    clock.set(f"2026-04-10 {now}")
    for rows in ([join("18:00", "19:00")], [join("17:00", "18:01"), join("19:00", "19:00")]):
        if refused:
            with pytest.raises(Refused, match="has not come yet"):
                attending.attended(desk, "open-1", rows)
        else:
            attending.attended(desk, "open-1", rows)
    total = Join("row 2", "Finn Lee", lasted=60 * MINUTE, is_total=True)
    if refused:
        with pytest.raises(Refused, match="has not come yet"):
            attending.attended(desk, "open-1", [total])


def test_a_time_with_its_zone_is_not_of_the_session_s(desk: Desk) -> None:
    vancouver = dt.timezone(-7 * HOUR)
    row = join("15:30", "17:00")
    assert row.joined is not None
    assert row.left is not None
    zoned = replace(
        row, joined=row.joined.replace(tzinfo=vancouver), left=row.left.replace(tzinfo=vancouver)
    )
    assert record_minutes(desk, zoned) == (90, False)


STAYS = st.lists(st.tuples(st.integers(-1800, 7800), st.integers(0, 4000)), min_size=1, max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(STAYS)
def test_presence_is_what_the_raw_seconds_say(desk: Desk, stays: list[tuple[int, int]]) -> None:
    """Counted again, second by second, from what the report says."""
    rows = []
    for begin, length in stays:
        came = START.replace(tzinfo=None) + dt.timedelta(seconds=begin)
        left = min(came + dt.timedelta(seconds=length), at("2026-04-10 20:50").replace(tzinfo=None))
        rows.append(Join("row 2", "Finn Lee", joined=came, left=max(came, left)))
    there: set[int] = set()
    for begin, length in stays:
        there |= set(range(max(begin, 0), min(begin + length, 7200)))
    try:
        found = attending.attended(desk, "open-1", rows)
    except Refused:
        assert not there
        return
    seconds = sum(
        (min(b, END) - max(a, START)).total_seconds() for a, b in found.known["finn"] if b
    )
    assert seconds == len(there)


# ---- from the raw file to the minutes

PEOPLE = ("Emily Carter", "Rosa Carter", "Finn Lee")
FILES = {
    "Zoom": (
        "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)\n",
        "{name} (she/her),,{came:%m/%d/%Y %I:%M:%S %p},{left:%m/%d/%Y %I:%M:%S %p},1\n",
    ),
    "Teams": (
        "Nom;Heure de participation;Heure de départ;Durée;Rôle\n",
        "{name};{came:%d/%m/%Y %H:%M:%S};{left:%d/%m/%Y %H:%M:%S};1 min;Participant\n",
    ),
    "Webex": (
        "Display Name,Join Time,Leave Time,Attendance Duration,Connection Type\n",
        '{name},="{came:%Y-%m-%d %H:%M:%S}",="{left:%Y-%m-%d %H:%M:%S}",1 mins,x\n',
    ),
    "list": (
        "Full Name\tUser Action\tTimestamp\n",
        "{name}\tJoined\t{came:%m/%d/%Y, %I:%M:%S %p}\n"
        "{name}\tLeft\t{left:%m/%d/%Y, %I:%M:%S %p}\n",
    ),
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.sampled_from(sorted(FILES)),
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(-1200, 7500), st.integers(0, 3000)),
        min_size=1,
        max_size=8,
    ),
)
def test_a_file_comes_to_the_seconds_that_stand_in_it(
    emily: Desk, tmp_path: Path, system: str, stays: list[tuple[int, int, int]]
) -> None:
    ends = {second % 60 for _, begin, length in stays for second in (begin, begin + length)}
    assume(59 not in ends or ends - {0, 59})  # those a spreadsheet rounded are the minute
    head, line = FILES[system]
    base = START.replace(tzinfo=None)
    there: dict[str, set[int]] = {name: set() for name in PEOPLE}
    text = head
    for who, begin, length in stays:
        came = base + dt.timedelta(seconds=begin)
        left = came + dt.timedelta(seconds=length)
        text += line.format(name=PEOPLE[who], came=came, left=left)
        there[PEOPLE[who]] |= set(range(max(begin, 0), min(begin + length, 7200)))
    path = tmp_path / "report.csv"
    path.write_text(text, encoding="utf-16")
    emily.clock.set("2026-04-11 09:00")  # type: ignore[attr-defined]
    report = read_meeting_report(path, base)
    try:
        found = attending.attended(emily, "open-1", report.joins)
    except Refused:
        assert not any(there.values())
        return
    assert (found.unsure, report.wrong) == ([], [])
    for name, known in zip(PEOPLE, ("emily", "rosa", "finn"), strict=True):
        visits = found.known.get(known, [])
        seconds = sum((min(b, END) - max(a, START)).total_seconds() for a, b in visits if b)
        assert seconds == len(there[name])
