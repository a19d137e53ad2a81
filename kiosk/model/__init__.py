"""The words of the design as frozen records.

Every record has an opaque ``id`` (``[a-z0-9-]+``). Times are aware datetimes. What
can be derived (who is present, who has completed) is not here: see ``kiosk.rules``.
"""

from kiosk.model.facts import (
    ATTENDED,
    AttendanceStatus,
    CheckIn,
    Closing,
    Departure,
    Fact,
    Forgotten,
    How,
    MakeUp,
    Mark,
    Merge,
    Note,
    PersonFact,
    Reopening,
    Ruling,
    SessionFact,
    SignedLine,
    Void,
)
from kiosk.model.kept import ExportLayout, ImportShape
from kiosk.model.people import Attendee, Badge, Registration, RegistrationStatus, Role, Staff
from kiosk.model.settings import (
    AttendanceRule,
    CompletionRule,
    DoorRule,
    NoDeparture,
    Unmarked,
)
from kiosk.model.sitting import Sitting
from kiosk.model.taught import (
    Award,
    Offering,
    Organisation,
    Programme,
    School,
    Session,
    Workshop,
)
from kiosk.model.texts import Texts, text

__all__ = [
    "ATTENDED",
    "AttendanceRule",
    "AttendanceStatus",
    "Attendee",
    "Badge",
    "Award",
    "CheckIn",
    "Closing",
    "CompletionRule",
    "Departure",
    "DoorRule",
    "ExportLayout",
    "Fact",
    "Forgotten",
    "How",
    "ImportShape",
    "MakeUp",
    "Mark",
    "Merge",
    "NoDeparture",
    "Note",
    "Offering",
    "Organisation",
    "PersonFact",
    "Programme",
    "Record",
    "Registration",
    "RegistrationStatus",
    "Reopening",
    "Role",
    "Ruling",
    "School",
    "Session",
    "SessionFact",
    "SignedLine",
    "Sitting",
    "Staff",
    "Texts",
    "Unmarked",
    "Void",
    "Workshop",
    "text",
]

Record = (
    Organisation
    | Programme
    | Workshop
    | School
    | Offering
    | Session
    | Attendee
    | Registration
    | Badge
    | Staff
    | ImportShape
    | ExportLayout
)
