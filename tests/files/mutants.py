"""Files that reps really have, with something done to them: what a hand, a program or a
broken stick may do. What comes out is often still a file of its kind."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import Literal

import openpyxl
from hypothesis import strategies as st

from tests.files import rosters

WEIRD = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [
            "", " ", "#N/A", "=1+1", "'", '"', "N/A", "-", "77.0", "1E+05", "03/04/2026",
            "13/04/2026", "2926-04-10 09:00", "2026-04-10 09:00", "9 h 30", "12:00", "Total",
            "ana@example.org", "Ana Roy", "TREMBLAY, Marie-Ève", "100042", "pp", "fin", "spring",
            "Parliamentary Procedures", "Attending", "annulée", "x" * 400, "\u202e", "a\nb",
            "Name", "Nom", "Prénom", "Member #", "Courriel / Email", "Status", "Workshop", "Début",
            "École", "Fin", "Salle", "Local", "Order #", "Timestamp",
        ]
    ),
)  # fmt: skip

SESSIONS = (
    "offering,workshop,start,end,school,room,capacity,part,session\n"
    "pp,parliamentary,2026-04-10 09:00,2026-04-10 12:00,spring,Room A,24,,\n"
    "sum,financial,2026-07-10 09:00,2026-07-10 12:00,spring,,,,\n"
    "sum,financial,2026-07-10 13:00,2026-07-10 16:00,spring,,,,sum-9\n"
)
PLAN = (
    "Atelier;Date;Début;Fin;École;Salle\n"
    "Financial Essentials;10 juillet 2026;9 h;12 h;Spring School;Salle A\n"
    "parliamentary;11/07/2026;9 h;12 h 30;spring;\n"
    "financial;25/07/2026;13:00;16:00;spring;\n"
)
TABLES = {
    "attendees": [
        rosters.EVENTBRITE, rosters.EVENTBRITE_NEWER, rosters.GOOGLE_ENGLISH, rosters.GOOGLE_FRENCH,
        rosters.GOOGLE_SPANISH, rosters.PRETIX_ENGLISH, rosters.PRETIX_FRENCH, rosters.ZOOM,
        rosters.BY_HAND_FRENCH,
        "member_number,name,local,email,offering,status\n"
        "1001,Ana Núñez,Local 1,ana@example.org,pp,\n1002,Ben O'Hara,,,fin;pp,waitlisted\n"
        ",Eva Roy,Local 2,,Parliamentary Procedures,\n",
    ],
    "sessions": [SESSIONS, PLAN],
}  # fmt: skip

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Google Inc//Google Calendar 70.9054//EN
X-WR-TIMEZONE:America/Toronto
BEGIN:VTIMEZONE
TZID:Eastern Standard Time
BEGIN:STANDARD
DTSTART:16011104T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1@example.org
SUMMARY:Parliamentary Procedures
DTSTART;TZID=America/Toronto:20260417T090000
DTEND;TZID=America/Toronto:20260417T120000
RRULE:FREQ=WEEKLY;UNTIL=20260601T045959Z;BYDAY=FR
EXDATE;TZID=America/Toronto:20260424T090000
LOCATION:Room A\\, upstairs
ATTENDEE;CN=Ana;PARTSTAT=ACCEPTED:mailto:ana@example.org
END:VEVENT
BEGIN:VEVENT
UID:1@example.org
RECURRENCE-ID;TZID=America/Toronto:20260501T090000
SUMMARY:Parliamentary Procedures
DTSTART;TZID="Eastern Standard Time":20260502T090000
DURATION:PT3H
STATUS:CONFIRMED
END:VEVENT
BEGIN:VEVENT
UID:2@example.org
SUMMARY:Fall
  school: fin
CATEGORIES:fin,School
DTSTART:20260418T130000Z
DTEND:20260418T160000Z
RDATE:20260419T130000Z,20260420T130000Z
END:VEVENT
END:VCALENDAR
"""
TOML = """[school]
id = "spring"
name = "Spring School"
zone = "America/Toronto"
[[offering]]
id = "sum"
workshop = "financial"
room = "Room A"
capacity = 24
sessions = [
  { start = 2026-07-10T09:00:00, hours = 3 },
  { start = 2026-07-10T13:00:00, end = 2026-07-10T16:00:00, room = "Room B", part = 1 },
]
[series]
rule = "FREQ=MONTHLY;BYDAY=3TH"
from = 2026-04-01
until = 2026-06-30
start = 18:00:00
hours = 2
courses = [
  { offering = "a", workshop = "financial" },
  { offering = "b", workshop = "financial" },
  { offering = "b", workshop = "financial" },
]
"""


def rows_of(text: str) -> list[list[str]]:
    delimiter = max(",;", key=text.split("\n")[0].count)
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter))


@st.composite
def changed_rows(draw: st.DrawFn, kind: str) -> list[list[str]]:
    """A real table, with cells, rows and columns that are others, gone, or there again."""
    rows = [list(row) for row in rows_of(draw(st.sampled_from(TABLES[kind])))]
    for _ in range(draw(st.integers(0, 4))):
        what = draw(
            st.sampled_from(
                ["cell", "cell", "cell", "row", "gone", "again", "column", "shift", "swap"]
            )
        )
        at = draw(st.integers(0, max(len(rows) - 1, 0)))
        if not rows:
            break
        if what == "cell" and rows[at]:
            rows[at][draw(st.integers(0, len(rows[at]) - 1))] = draw(WEIRD)
        elif what == "row":
            rows.insert(at, draw(st.lists(WEIRD, max_size=6)))
        elif what == "gone":
            del rows[at]
        elif what == "again":
            rows.append(list(rows[at]))
        elif what == "column":
            place = draw(st.integers(0, 8))
            rows = [[*row[:place], draw(WEIRD), *row[place:]] for row in rows]
        elif what == "shift":
            rows[at] = ["", *rows[at]]
        elif what == "swap":
            rows.insert(0, rows.pop(at))
    return rows


@st.composite
def text_tables(draw: st.DrawFn, kind: str) -> bytes:
    rows = draw(changed_rows(kind))
    out = io.StringIO(newline="")
    quoting: Literal[0, 1] = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    ends = draw(st.sampled_from(["\n", "\r\n"]))
    writer = csv.writer(
        out, delimiter=draw(st.sampled_from(",;\t")), quoting=quoting, lineterminator=ends
    )
    writer.writerows(rows)
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"]))
    return draw(spoiled(out.getvalue().encode(encoding, errors="replace")))


@st.composite
def workbooks(draw: st.DrawFn, kind: str) -> bytes:
    """As openpyxl writes them, and then with changes in their XML."""
    book = openpyxl.Workbook()
    for row in draw(changed_rows(kind)):
        cells = [re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", c)[:300] for c in row]
        book.worksheets[0].append([float(c) if re.fullmatch(r"\d{1,9}", c) else c for c in cells])
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    del parts["docProps/core.xml"]  # it says when it was written
    for _ in range(draw(st.integers(0, 2))):
        name = draw(st.sampled_from(sorted(parts)))
        for old, new in draw(st.lists(st.sampled_from(IN_XML), max_size=2)):
            parts[name] = parts[name].replace(old, new, draw(st.integers(1, 3)))
    again = io.BytesIO()
    with zipfile.ZipFile(again, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    content = again.getvalue()
    return draw(spoiled(content)) if draw(st.booleans()) else content


IN_XML = [
    (b't="s"', b't="e"'), (b't="s"', b't="b"'), (b't="s"', b""), (b't="n"', b't="d"'),
    (b'r="A', b'r="ZZ'), (b' r="', b' r="9'), (b'r="1"', b'r="99999"'), (b"<v>", b"<f>1</f><v>"),
    (b"<v>", b"<v>9"), (b"<row", b"<row><c/></row><row"), (b"</c>", b"</c><c/>"),
    (b"<c ", b"<c s='7' "),
    (b"<v>0</v>", b"<v></v>"), (b"<sheetData", b"<sheetData><row r='3'/></sheetData><sheetData"),
    (b'state="visible"', b'state="hidden"'), (b'rId1"', b'rId2"'), (b"<t>", b"<t>&#10;"),
    (b"sheet1", b"sheet9"), (b"<si>", b"<si/><si>"), (b"xmlns", b"xmlns:x"), (b"1904", b"1905"),
]  # fmt: skip


@st.composite
def lines_changed(draw: st.DrawFn, text: str) -> bytes:
    """Lines that are gone, there again, in another place, or with other values in them."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(0, 5))):
        what = draw(st.sampled_from(["gone", "again", "swap", "value", "digits", "cut"]))
        at = draw(st.integers(0, max(len(lines) - 1, 0)))
        if not lines:
            break
        if what == "gone":
            del lines[at]
        elif what == "again":
            lines.insert(at, lines[at])
        elif what == "swap":
            lines.insert(draw(st.integers(0, len(lines))), lines.pop(at))
        elif what == "value":
            parts = re.split(r"([=:])", lines[at])
            parts[-1] = draw(WEIRD)
            lines[at] = "".join(parts)
        elif what == "digits":
            lines[at] = re.sub(r"\d", lambda _: str(draw(st.integers(0, 9))), lines[at])
        elif what == "cut":
            lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
    return draw(spoiled("\n".join(lines).encode("utf-8", errors="replace")))


@st.composite
def spoiled(draw: st.DrawFn, content: bytes) -> bytes:
    """Cut off, or with some bytes of another kind in it; mostly whole."""
    match draw(st.sampled_from(["whole", "whole", "whole", "whole", "cut", "bytes"])):
        case "cut":
            return content[: draw(st.integers(0, len(content)))]
        case "bytes":
            at, junk = draw(st.integers(0, len(content))), draw(st.binary(max_size=4))
            return content[:at] + junk + content[at + draw(st.integers(0, 4)) :]
    return content
