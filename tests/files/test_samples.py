"""The sample files: they come in clean, and hold what the unions' own pages say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import kiosk
from kiosk.files.attendees import read_attendees
from kiosk.files.programmes import ProgrammeFile, read_programme
from kiosk.files.sessions import SessionFile, read_sessions
from kiosk.model import Award, Programme, Workshop
from kiosk.rules.names import fold, name_key

SAMPLE = Path(kiosk.__file__ or "").parent / "sample"


def programme(name: str) -> ProgrammeFile:
    file = read_programme(SAMPLE / name)
    assert file.workshops.wrong == []
    return file


def sessions(name: str) -> SessionFile:
    (file,) = read_sessions(SAMPLE / name, "UTC")
    assert file.wrong == []
    return file


def by_title(file: ProgrammeFile) -> dict[str, list[Workshop]]:
    found: dict[str, list[Workshop]] = {}
    for _, workshop in file.workshops.entries:
        found.setdefault(workshop.title["en"], []).append(workshop)
    return found


def test_every_sample_is_tested_here() -> None:
    assert {path.name for path in SAMPLE.iterdir()} >= {
        "cupe-let.toml",
        "local-1000-stewards.toml",
        "local-1000-2025.toml",
        "csea.toml",
        "csea-school.toml",
        "demo-attendees.csv",
    }


# ---- Local Executive Training

NEW_LOCALS, SKILLS, MEMBERS = (
    "New Locals",
    "Executive Position Skills",
    "Representing Members",
)
LET = [
    ("Orientation for New Locals", NEW_LOCALS, "variable", None),
    ("Introduction to CUPE", NEW_LOCALS, 9, 1.5),
    ("Leadership Basics for executive members", None, 9, 1.5),
    ("Leading as a Team", None, 3, 0.5),
    ("Financial Essentials", None, 6, 1),
    ("Parliamentary Procedures", None, 9, 1.5),
    ("Conflict Resolution", None, 3, 0.5),
    ("Recording Secretaries", SKILLS, 9, 1.5),
    ("Financial Officers", SKILLS, 12, 2),
    ("How Bargaining Works", None, 3, 0.5),
    ("Analyzing Your Collective Agreement", None, 3, 0.5),
    ("Analyzing Your Collective Agreement", None, 6, 1),
    ("Introduction to Ally Skills", MEMBERS, 3, 0.5),
    ("Duty of Fair Representation", MEMBERS, 3, 0.5),
    ("Duty to Accommodate", MEMBERS, 9, 1.5),
]


def test_every_workshop_of_the_local_executive_training() -> None:
    file = programme("cupe-let.toml")
    found = [
        (
            w.title["en"],
            w.section.get("en"),
            "variable" if w.variable else (w.minutes or 0) / 60,
            w.days,
        )
        for _, w in file.workshops.entries
    ]
    assert found == LET
    assert len(found) == 15


def test_it_gives_a_certificate_a_workshop_and_no_passport() -> None:
    assert programme("cupe-let.toml").programme.certificate is Award.WORKSHOP


def test_the_two_lengths_of_one_title_are_two_workshops() -> None:
    three, six = by_title(programme("cupe-let.toml"))["Analyzing Your Collective Agreement"]
    assert (three.id, three.minutes) == ("let-analyzing-3h", 180)
    assert (six.id, six.minutes) == ("let-analyzing-6h", 360)


# ---- monthly steward courses

COURSES = [
    ("2025-04-17", "Adverse Actions: Meeting with Members and Preparing Your Case"),
    ("2025-05-15", "Adverse Actions: The Skelly Hearing"),
    ("2025-06-19", "COPE: Building Our Union’s Political Narrative"),
    ("2025-07-17", "Empowered Sick Leave Advocacy"),
    ("2025-08-21", "Communicating Union Wins and Losses"),
    ("2025-09-18", "Mobilizing Members for Action"),
    ("2025-10-16", "Digital Organizing: Leveraging Technology for Collective Action"),
    ("2025-11-20", "Dignity in Dialogue: Leading Against Workplace Bullying"),
    ("2025-12-18", "Mobilizing Members for Action"),
]


def test_nine_third_thursdays_from_six_to_eight_with_both_offsets() -> None:
    file = sessions("local-1000-2025.toml")
    workshops = {w.id: w for _, w in programme("local-1000-stewards.toml").workshops.entries}
    offerings = {o.id: o for _, o in file.offerings.entries}
    found = []
    for _, session in file.sessions.entries:
        workshop = workshops[offerings[session.offering].workshop]
        title = workshop.title["en"]
        if session.part:
            title += f": {workshop.parts[session.part - 1]['en']}"
        found.append((session.start.date().isoformat(), title))
        assert session.start.isoweekday() == 4
        assert 15 <= session.start.day <= 21
        assert (session.start.time(), session.end.time()) == (dt.time(18), dt.time(20))
        assert session.end - session.start == dt.timedelta(hours=2)
    assert found == COURSES
    offsets = [s.start.strftime("%z") for _, s in file.sessions.entries]
    assert offsets == ["-0700"] * 7 + ["-0800"] * 2


def test_all_of_them_online_in_los_angeles_which_is_ours() -> None:
    file = sessions("local-1000-2025.toml")
    assert len(file.offerings.entries) == 8
    assert all(offering.online for _, offering in file.offerings.entries)
    assert file.school.zone == "America/Los_Angeles"
    assert "zone" in file.school.ours


def test_the_course_in_two_parts_and_the_title_that_runs_twice() -> None:
    file = sessions("local-1000-2025.toml")
    held: dict[str, list[int | None]] = {}
    for _, session in file.sessions.entries:
        held.setdefault(session.offering, []).append(session.part)
    assert held["stewards-2025-04"] == [1, 2]
    twice = [o.id for _, o in file.offerings.entries if o.workshop == "steward-mobilizing-members"]
    assert twice == ["stewards-2025-09", "stewards-2025-12"]


def test_two_hours_an_evening() -> None:
    file = programme("local-1000-stewards.toml")
    minutes = {w.title["en"]: (w.minutes, len(w.parts)) for _, w in file.workshops.entries}
    assert minutes.pop("Adverse Actions") == (240, 2)
    assert set(minutes) == {title for _, title in COURSES[2:]}
    assert set(minutes.values()) == {(120, 0)}


# ---- CSEA

CSEA = {
    "Organizing Institute",
    "Communications Academy",
    "Member Intern Program",
    "Member Trainer Bureau",
    "Membership Unity Program",
    "Officer Skills Training",
    "Policy 610 Review",
    "Site Rep Training",
    "Union Steward Training, Level 1",
    "Union Steward Training, Level 2",
    "Union Steward Training, Level 3",
}


def test_every_programme_of_csea() -> None:
    assert set(by_title(programme("csea.toml"))) == CSEA


def test_whom_they_are_for() -> None:
    found = by_title(programme("csea.toml"))
    assert found["Officer Skills Training"][0].positions == (
        "president",
        "vice president",
        "secretary",
        "treasurer",
        "communications officer",
    )
    assert found["Communications Academy"][0].positions == ("communications officer",)
    assert found["Site Rep Training"][0].positions == ("site representative",)
    assert found["Policy 610 Review"][0].positions == ()


def test_good_standing_only_where_the_page_asks_for_it() -> None:
    asked = [w.title["en"] for _, w in programme("csea.toml").workshops.entries if w.good_standing]
    assert asked == ["Member Intern Program"]


def test_trainers_are_appointed_for_two_years() -> None:
    terms = {w.title["en"]: w.term_years for _, w in programme("csea.toml").workshops.entries}
    assert {title for title, years in terms.items() if years} == {"Member Trainer Bureau"}
    assert terms["Member Trainer Bureau"] == 2


def test_each_level_of_the_steward_training_rests_on_the_one_before() -> None:
    found = by_title(programme("csea.toml"))
    levels = [found[f"Union Steward Training, Level {n}"][0] for n in (1, 2, 3)]
    assert [w.level for w in levels] == [1, 2, 3]
    assert levels[0].prerequisites == ()
    assert levels[1].prerequisites == (levels[0].id,)
    assert levels[2].prerequisites == (levels[1].id,)
    assert all("level" in w.ours for w in levels)


def test_the_school_holds_workshops_of_the_programme() -> None:
    file = sessions("csea-school.toml")
    known = {w.id for _, w in programme("csea.toml").workshops.entries}
    assert len(file.offerings.entries) == 3
    assert {o.workshop for _, o in file.offerings.entries} <= known
    assert file.school.zone == "America/Los_Angeles"


# ---- what is ours is marked


@pytest.mark.parametrize("name", ["cupe-let.toml", "local-1000-stewards.toml", "csea.toml"])
def test_every_text_is_there_in_three_languages_and_what_is_ours_is_marked(name: str) -> None:
    file = programme(name)
    records: list[Programme | Workshop] = [
        file.programme,
        *(w for _, w in file.workshops.entries),
    ]
    for record in records:
        assert set(record.title) == {"en", "fr", "es"}
        assert {"title.fr", "title.es"} <= set(record.ours), record.id
    for _, workshop in file.workshops.entries:
        assert workshop.programme == file.programme.id
        if workshop.section:
            assert set(workshop.section) == {"en", "fr", "es"}
            assert {"section.fr", "section.es"} <= set(workshop.ours), workshop.id


# ---- the people of the demo


def test_about_a_hundred_and_twenty_people_with_numbers_and_names_of_every_kind() -> None:
    roster = read_attendees(SAMPLE / "demo-attendees.csv")
    assert roster.wrong == []
    people = [person for _, person in roster.entries]
    assert len(people) == 120
    numbers = {person.member_number for person in people}
    assert len(numbers) == 120
    assert "" not in numbers
    names = [person.name for person in people]
    keys = [name_key(name) for name in names]
    assert sum(keys.count(key) > 1 for key in keys) == 2, "two people with one name"
    assert any(fold(name) != name.lower().replace("-", " ") for name in names), "accents"
    assert sum("-" in name for name in names) > 5
    assert sum(" de " in name or " van " in name or " von " in name for name in names) > 3
    assert max(map(len, names)) > 60
    assert len({person.local for person in people}) > 5
    assert {person.language for person in people} == {"en", "fr", "es"}
    assert {True, False, None} == {person.good_standing for person in people}
