"""What each system writes, as it comes: one row of everybody, read as it was meant."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kiosk.errors import NotSo
from kiosk.files import meeting_systems as systems
from kiosk.files.meeting_reports import Join, MeetingReport, UnknownReport, read_meeting_report
from kiosk.files.reading import NotThatFile

START = dt.datetime(2026, 4, 10, 18)  # noqa: DTZ001 - a wall clock


@pytest.fixture
def read(tmp_path: Path):  # type: ignore[no-untyped-def]
    def reading(
        text: str, encoding: str = "utf-8", start: dt.datetime = START, **how: object
    ) -> MeetingReport:
        path = tmp_path / "report.csv"
        path.write_bytes(text.encode(encoding))
        return read_meeting_report(path, start, **how)  # type: ignore[arg-type]

    return reading


def at(time: str, day: str = "2026-04-10") -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T{time}")


def summary(join: Join) -> tuple[str, str, str, str]:
    """Who, from when until when, on the report's wall clock."""
    name = join.original or join.name
    came, left = (f"{t:%H:%M:%S}" if t else "" for t in (join.joined, join.left))
    return name, join.email, came, left


ANN = ("Ann Able", "ann@example.org", "18:02:11", "19:58:00")

TEAMS_2022 = (
    "1. Summary\nMeeting title\tLET\nAttended participants\t1\n"
    "Start time\t4/10/26, 5:55:00 PM\nEnd time\t4/10/26, 8:05:00 PM\nMeeting duration\t2h 10m\n"
    "Average attendance time\t1h 50m\n\n"
    "2. Participants\n"
    "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\n"
    "Ann Able\t4/10/26, 6:02:11 PM\t4/10/26, 7:58:00 PM\t1h 55m 49s\tann@example.org\t\tPresenter\n"
)
ACTIVITIES = (
    "\n3. In-Meeting Activities\nName\tJoin Time\tLeave Time\tDuration\tEmail\tRole\n"
    "Ann Able\t4/10/26, 6:02:11 PM\t4/10/26, 6:30:00 PM\t27m 49s\tann@example.org\tPresenter\n"
    "Ann Able\t4/10/26, 7:00:00 PM\t4/10/26, 7:58:00 PM\t58m\tann@example.org\tPresenter\n"
)


@pytest.mark.parametrize(
    ("system", "text", "encoding"),
    [
        ("Zoom", "Name (original name),Email,Join time,Leave time,Duration (minutes),Guest\n"
         "Ann Able,ann@example.org,04/10/2026 06:02:11 PM,04/10/2026 07:58:00 PM,116,Yes\n",
         "utf-8"),
        ("Zoom", "Nom (nom original),Adresse e-mail de l’utilisateur,Heure d’arrivée,"
         "Heure de départ,Durée (minutes),Invité,Salle d’attente\nAnn Able,ann@example.org,"
         "10/04/2026 18:02:11,10/04/2026 19:58:00,116,Oui,Non\n", "utf-8-sig"),
        ("Zoom", "Nom (nom d'origine);Courriel de l'utilisateur;Heure de connexion;"
         "Heure de déconnexion;Durée (minutes)\r\nAnn Able;ann@example.org;"
         "2026-04-10 18 h 02 min 11 s;2026-04-10 19 h 58 min 00 s;116\r\n", "cp1252"),
        ("Zoom", "Nombre (nombre original),E-mail del usuario,Hora para unirse,Hora para salir,"
         "Duración (minutos)\nAnn Able,ann@example.org,10/04/2026 06:02:11 p. m.,"
         "10/04/2026 07:58:00 p. m.,116\n", "utf-8"),
        ("Zoom", "Nombre (nombre original),Correo electrónico,Hora de entrada,Hora de salida,"
         "Duración (minutos),Invitado,En sala de espera\nAnn Able,ann@example.org,"
         "10/04/2026 18:02:11,10/04/2026 19:58:00,116,Sí,No\n", "utf-8"),
        ("Microsoft Teams", TEAMS_2022, "utf-16"),
        ("Microsoft Teams", "Meeting Summary\nTotal Number of Participants\t1\n"
         "Meeting Title\tLET\nMeeting Start Time\t4/10/2026, 5:55:00 PM\n"
         "Meeting End Time\t4/10/2026, 8:05:00 PM\n\n"
         "Full Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\tParticipant ID (UPN)\n"
         "Ann Able\t4/10/2026, 6:02:11 PM\t4/10/2026, 7:58:00 PM\t1h 55m\tann@example.org\t"
         "Attendee\t\n", "utf-16"),
        ("Microsoft Teams", "2. Participants\nNom\tPremière participation\tDernier départ\t"
         "Durée de la réunion\tE-mail\tRôle\nAnn Able\t10/04/2026 18:02:11\t"
         "10/04/2026 19:58:00\t1 h 55 min 49 s\tann@example.org\tPrésentateur\n", "utf-16"),
        ("Microsoft Teams", "2. Participantes\nNombre\tPrimera entrada\tÚltima salida\t"
         "Duración de la reunión\tCorreo electrónico\tRol\nAnn Able\t10/4/26, 18:02:11\t"
         "10/4/26, 19:58:00\t1 h 55 min 49 s\tann@example.org\tModerador adjunto\n", "utf-16"),
        ("Google Meet", "First name,Last name,Email,Duration,Time joined,Time exited\n"
         "Ann,Able,ann@example.org,1 hr 56 min,6:02:11 PM,7:58 PM\n", "utf-8"),
        ("Google Meet", "Prénom,Nom,Adresse e-mail,Durée,Heure d'arrivée,Heure de départ\n"
         "Ann,Able,ann@example.org,1 h 56 min,18:02:11,19:58\n", "utf-8"),
        ("Google Meet", "Nombre,Apellidos,Correo electrónico,Duración,Hora de entrada,"
         "Hora de salida\nAnn,Able,ann@example.org,1 h 56 min,18:02:11,19:58\n", "utf-8"),
        ("Webex", "Meeting Name,Meeting Start Time,Meeting End Time,Display Name,First Name,"
         "Last Name,Role,Invitee Email,Join Time,Leave Time,Attendance Duration,Connection Type\n"
         'LET,="2026-04-10 17:55:00",="2026-04-10 20:05:00",Ann Able,Ann,Able,Attendee,'
         'ann@example.org,="2026-04-10 18:02:11",="2026-04-10 19:58:00",116 mins,Desktop app\n',
         "utf-8"),
        ("BigBlueButton", "Name,Moderator,Activity Score,Talk time,Webcam time,Messages,"
         "Reactions,Poll Votes,Raise Hands,Join,Left,Duration,Email\nAnn Able,FALSE,5,00:01:00,"
         '00:00:00,3,0,0,0,"4/10/2026, 6:02:11 PM","4/10/2026, 7:58:00 PM",01:55:49,'
         "ann@example.org\n", "utf-8"),
        ("GoTo", "Webinar Name,Webinar ID\nLET,1\n\nActual Start Date/Time,Actual Duration "
         '(minutes)\n"Apr 10, 2026 05:55 PM EDT",130\n\nAttendee Details\n'
         "Attended,First Name,Last Name,Email Address,Registration Date/Time,Join Time,"
         "Leave Time,Time in Session (minutes),Interest Rating\nYes,Ann,Able,ann@example.org,"
         '"Apr 1, 2026 10:00 AM EDT","Apr 10, 2026 06:02:11 PM EDT",'
         '"Apr 10, 2026 07:58:00 PM EDT",116,50\n', "utf-8"),
    ],
)  # fmt: skip
def test_one_person_of_each_system(  # type: ignore[no-untyped-def]
    read, system: str, text: str, encoding: str
) -> None:
    report = read(text, encoding)
    assert [summary(join) for join in report.joins] == [ANN]
    assert {join.joined.date().isoformat() for join in report.joins} == {"2026-04-10"}
    assert (report.system, report.wrong) == (system, [])


def test_every_system_has_headings_in_three_languages_and_no_field_that_nobody_reads() -> None:
    for place, system in enumerate(systems.SYSTEMS):
        by_heading = systems.fields_by_heading(place)
        assert set(by_heading.values()) <= set(systems.FIELDS), system.name
        for word in ("nom", "nombre", "name"):
            assert by_heading.get(word) == systems.NAME, (system.name, word)


def test_teams_counts_single_joins_and_not_the_first_and_last_too(read) -> None:  # type: ignore[no-untyped-def]
    report = read(TEAMS_2022 + ACTIVITIES, "utf-16")
    assert [summary(join)[2:] for join in report.joins] == [
        ("18:02:11", "18:30:00"),
        ("19:00:00", "19:58:00"),
    ]
    assert not any(join.is_total for join in report.joins)


def test_whoever_is_not_among_the_single_joins_counts_by_the_first_and_last(read) -> None:  # type: ignore[no-untyped-def]
    bea = "Bea Bold\t4/10/26, 6:00:00 PM\t4/10/26, 8:00:00 PM\t1h\tbea@example.org\t\tAttendee\n"
    report = read(TEAMS_2022 + bea + ACTIVITIES, "utf-16")
    (found,) = [join for join in report.joins if join.name == "Bea Bold"]
    assert (found.joined, found.left, found.is_total) == (at("18:00:00"), at("19:00:00"), True)


def test_a_first_join_and_last_leave_count_no_longer_than_the_duration(read) -> None:  # type: ignore[no-untyped-def]
    (join,) = read(TEAMS_2022.replace("1h 55m 49s", "1h 0m 0s"), "utf-16").joins
    assert (join.joined, join.left, join.is_total) == (at("18:02:11"), at("19:02:11"), True)


def test_the_report_says_when_the_meeting_was(read) -> None:  # type: ignore[no-untyped-def]
    meeting = read(TEAMS_2022, "utf-16").meeting
    assert (meeting.start, meeting.end) == (at("17:55:00"), at("20:05:00"))
    assert meeting.lasted == dt.timedelta(hours=2, minutes=10)


def test_a_section_that_is_no_table_of_people_is_passed_over_and_counted(read) -> None:  # type: ignore[no-untyped-def]
    report = read(TEAMS_2022 + "\n4. Questions\nAnn Able\twhy?\nBea\thow?\n", "utf-16")
    assert len(report.joins) == 1
    assert report.passed_over == {"4. Questions": 2}


# ---- lines of coming and going

LIST = "Full Name\tUser Action\tTimestamp\n"


def moves(*lines: tuple[str, str, str]) -> str:
    return LIST + "".join(f"{n}\t{a}\t4/10/2026, {t} PM\n" for n, a, t in lines)


def test_coming_and_going_as_lines(read) -> None:  # type: ignore[no-untyped-def]
    report = read(
        moves(
            ("Ann Able", "Joined", "6:00:12"),
            ("Bea Bold", "Joined before", "6:00:00"),
            ("Ann Able", "Left", "7:00:00"),
            ("Ann Able", "Joined", "7:30:00"),
        ),
        "utf-16",
    )
    assert sorted(summary(join) for join in report.joins) == [
        ("Ann Able", "", "18:00:12", "19:00:00"),
        ("Ann Able", "", "19:30:00", ""),
        ("Bea Bold", "", "18:00:00", ""),
    ]
    assert report.wrong == []


@pytest.mark.parametrize(
    ("joined", "left", "heading"),
    [
        ("A rejoint", "A quitté", "Nom complet\tAction de l'utilisateur\tHorodatage\n"),
        ("Rejoint avant", "Quitté", "Nom complet\tAction utilisateur\tHorodateur\n"),
        ("Se unió", "Salió", "Nombre completo\tAcción del usuario\tMarca de tiempo\n"),
        ("Unido antes", "Abandonó", "Nombre completo\tAcción del usuario\tMarca temporal\n"),
    ],
)
def test_coming_and_going_in_french_and_spanish(  # type: ignore[no-untyped-def]
    read, joined: str, left: str, heading: str
) -> None:
    text = f"{heading}Ann\t{joined}\t10/04/2026 18:00:00\nAnn\t{left}\t10/04/2026 19:00:00\n"
    assert [summary(join)[2:] for join in read(text, "utf-16").joins] == [("18:00:00", "19:00:00")]


def test_a_live_event_is_in_utc_as_its_heading_says(read) -> None:  # type: ignore[no-untyped-def]
    report = read(
        "Session Id,Participant Id,Full Name,UserAgent,UTC Event Timestamp,Action,Role\n"
        "1,2,Ann Able,x,4/10/2026 10:02:11 PM,Joined,Attendee\n"
        "1,2,Ann Able,x,4/10/2026 11:58:00 PM,Left,Attendee\n"
    )
    (join,) = report.joins
    assert join.joined == dt.datetime(2026, 4, 10, 22, 2, 11, tzinfo=dt.UTC)
    assert join.left == dt.datetime(2026, 4, 10, 23, 58, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (("Zed", "Left", "7:00:00"), "left who had not joined"),
        (("Zed", "Waved", "7:00:00"), "neither coming nor going"),
        (("Zed", "Joined", "noon"), "not a time"),
        (("", "Joined", "7:00:00"), "no name"),
    ],
)
def test_a_line_that_says_nothing_is_named(  # type: ignore[no-untyped-def]
    read, line: tuple[str, str, str], reason: str
) -> None:
    report = read(moves(("Ann", "Joined", "6:00:00"), line, ("Ann", "Left", "7:00:00")), "utf-16")
    assert len(report.joins) == 1
    (wrong,) = report.wrong
    assert reason in wrong.reason
    assert str(wrong.where) == "row 3"


def test_two_devices_of_one_name_leave_one_after_the_other(read) -> None:  # type: ignore[no-untyped-def]
    report = read(
        moves(
            ("Ann", "Joined", "6:00:00"),
            ("Ann", "Joined", "6:10:00"),
            ("Ann", "Left", "6:20:00"),
            ("Ann", "Left", "7:00:00"),
        ),
        "utf-16",
    )
    assert [summary(join)[2:] for join in report.joins] == [
        ("18:00:00", "18:20:00"),
        ("18:10:00", "19:00:00"),
    ]


def test_lines_of_two_people_of_one_name_are_told_by_the_participants_id(read) -> None:  # type: ignore[no-untyped-def]
    report = read(
        "Session Id,Participant Id,Full Name,UserAgent,UTC Event Timestamp,Action,Role\n"
        "1,2,Ann,x,4/10/2026 10:00:00 PM,Joined,Attendee\n"
        "1,3,Ann,x,4/10/2026 10:10:00 PM,Joined,Attendee\n"
        "1,3,Ann,x,4/10/2026 10:20:00 PM,Left,Attendee\n"
    )
    assert sorted(summary(join)[2:] for join in report.joins) == [
        ("22:00:00", ""),
        ("22:10:00", "22:20:00"),
    ]


def test_an_account_that_is_an_address_is_one(read) -> None:  # type: ignore[no-untyped-def]
    text = TEAMS_2022.replace("ann@example.org\t\t", "\tann@example.org\t")
    assert [summary(join) for join in read(text, "utf-16").joins] == [ANN]


# ---- what is in a row

ZOOM = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),In Waiting Room\n"


@pytest.mark.parametrize("yes", ["Yes", "yes", "Oui", "Sí", "TRUE"])
def test_a_row_of_the_waiting_room_is_no_presence(read, yes: str) -> None:  # type: ignore[no-untyped-def]
    report = read(
        f"{ZOOM}Ann,,04/10/2026 05:55:00 PM,04/10/2026 07:50:00 PM,115,{yes}\n"
        "Ann,,04/10/2026 07:50:00 PM,04/10/2026 08:00:00 PM,10,No\n"
    )
    assert [summary(join)[2:] for join in report.joins] == [("19:50:00", "20:00:00")]
    assert report.waiting == 1


def test_a_total_that_was_partly_in_the_waiting_room_says_so(read) -> None:  # type: ignore[no-untyped-def]
    report = read(
        "Name (Original Name),Total Duration (Minutes),In Waiting Room\nAnn,118,Yes\nBea,118,No\n"
    )
    assert [join.is_partly_waiting for join in report.joins] == [True, False]


def test_times_that_a_spreadsheet_rounded_are_the_minute(read) -> None:  # type: ignore[no-untyped-def]
    text = ZOOM + "Ann,,2026-04-10 18:09:59,2026-04-10 19:49:59,100,No\n"
    assert [summary(join)[2:] for join in read(text).joins] == [("18:10:00", "19:50:00")]
    real = text + "Bea,,2026-04-10 18:09:58,2026-04-10 19:49:59,100,No\n"
    assert [summary(join)[2:] for join in read(real).joins] == [
        ("18:09:59", "19:49:59"),
        ("18:09:58", "19:49:59"),
    ]


def test_times_without_a_day_go_over_midnight(read) -> None:  # type: ignore[no-untyped-def]
    text = (
        "First name,Last name,Email,Duration,Time joined,Time exited\n"
        "Ann,Able,,2 hr,11:05 PM,1:05 AM\n"
    )
    (join,) = read(text, start=at("23:00:00")).joins
    assert (join.joined, join.left) == (at("23:05:00"), at("01:05:00", "2026-04-11"))


def test_durations_alone_are_totals(read) -> None:  # type: ignore[no-untyped-def]
    text = "First name,Last name,Email,Duration\nAnn,Able,ann@example.org,1h 2m 3s\n"
    (join,) = read(text).joins
    assert (join.joined, join.lasted) == (None, dt.timedelta(hours=1, minutes=2, seconds=3))
    assert join.is_total


def test_one_time_and_a_duration_say_the_other_time(read) -> None:  # type: ignore[no-untyped-def]
    text = "Name,Join Time,Duration (Minutes)\nAnn,04/10/2026 06:00 PM,90\n"
    (join,) = read(text).joins
    assert (join.joined, join.left) == (at("18:00:00"), at("19:30:00"))


@pytest.mark.parametrize(
    ("shown", "name", "original", "whole"),
    [
        ("Emily Carter (she/her)", "Emily Carter", "", "Emily Carter (she/her)"),
        ("Ana (iPhone)", "Ana", "", "Ana (iPhone)"),
        ("Rosa Stone (Local 503)", "Rosa Stone", "", "Rosa Stone (Local 503)"),
        ("Loki (Loki Laufeyson)", "Loki", "Loki Laufeyson", "Loki (Loki Laufeyson)"),
        ("Ana", "Ana", "", "Ana"),
    ],
)
def test_what_stands_in_brackets(  # type: ignore[no-untyped-def]
    read, shown: str, name: str, original: str, whole: str
) -> None:
    (join,) = read(f"Name,Total Duration (Minutes)\n{shown},60\n").joins
    assert (join.name, join.original, join.whole) == (name, original, whole)


def test_a_host_by_its_role(read) -> None:  # type: ignore[no-untyped-def]
    text = (
        "Display Name,Role,Join Time,Leave Time,Attendance Duration\n"
        "Fay,Host,2026-04-10 18:00,2026-04-10 20:00,120 mins\n"
        "Ann,Attendee,2026-04-10 18:00,2026-04-10 20:00,120 mins\n"
    )
    assert [join.is_host for join in read(text).joins] == [True, False]


# ---- columns by hand

TABLE = "Quien,Entro,Salio,Notas\nAnn Able,18:02:11,19:58:00,x\n"


def test_columns_that_somebody_says(read) -> None:  # type: ignore[no-untyped-def]
    said = {"quien": "name", "Entro": "joined", "Salio": "left"}
    report = read(TABLE, columns=said)
    assert [summary(join)[2:] for join in report.joins] == [("18:02:11", "19:58:00")]
    assert report.shape is not None
    assert report.shape.columns == {
        "Quien": "name",
        "Entro": "joined",
        "Salio": "left",
        "Notas": "-",
    }
    again = read(TABLE, kept={report.shape.id: report.shape})
    assert again.joins == report.joins


def test_what_is_said_goes_before_what_is_recognised(read) -> None:  # type: ignore[no-untyped-def]
    text = "Name,Nickname,Join Time,Leave Time\nX,Ann,18:00,19:00\n"
    (join,) = read(text, columns={"Nickname": "name"}).joins
    assert join.name == "Ann"


def test_a_column_that_is_not_there_or_cannot_be(read) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NotThatFile, match="no row of headings with Wer"):
        read(TABLE, columns={"Wer": "name"})
    with pytest.raises(NotSo, match="“shoe” is none of name"):
        read(TABLE, columns={"Quien": "shoe"})


@pytest.mark.parametrize(
    "text",
    [
        "Quien,Entro\nAnn,18:00\n",
        "Email,Join Time,Leave Time\nann@example.org,18:00,19:00\n",
        "Topic,ID,Host,Duration (minutes),Start time,End time\nLET,1,Fay,75,x,y\n",
        "name,local\nAna,1\n",
    ],
)
def test_a_refusal_names_what_can_be_read(read, text: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UnknownReport) as refusal:
        read(text)
    said = str(refusal.value)
    for name in systems.NAMES:
        assert name in said
