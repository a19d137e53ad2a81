"""The words of the design as frozen records.

Every record has an opaque ``id`` (``[a-z0-9-]+``). Times are aware datetimes. What
can be derived (who is present, who has completed) is not here: see ``kiosk.rules``.
"""

from kiosk.model.facts import (
    ATTENDED,
    CERTIFICATES,
    KEYS,
    AttendanceStatus,
    Certificate,
    CheckIn,
    Closing,
    Departure,
    Fact,
    Forgotten,
    How,
    IssuerKey,
    MakeUp,
    Mark,
    Merge,
    Note,
    PersonFact,
    Reopening,
    Revocation,
    Rounding,
    Ruling,
    SessionFact,
    SignedLine,
    Void,
    Wording,
)
from kiosk.model.kept import BadgePrint, ExportLayout, ImportShape
from kiosk.model.people import Attendee, Badge, Registration, RegistrationStatus, Role, Staff
from kiosk.model.settings import (
    AttendanceRule,
    CompletionRule,
    DoorRule,
    HoursBase,
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
    "CERTIFICATES",
    "KEYS",
    "AttendanceRule",
    "AttendanceStatus",
    "Attendee",
    "Award",
    "Badge",
    "BadgePrint",
    "Certificate",
    "CheckIn",
    "Closing",
    "CompletionRule",
    "Departure",
    "DoorRule",
    "ExportLayout",
    "Fact",
    "Forgotten",
    "HoursBase",
    "How",
    "ImportShape",
    "IssuerKey",
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
    "Revocation",
    "Role",
    "Rounding",
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
    "Wording",
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
    | BadgePrint
    | Staff
    | ImportShape
    | ExportLayout
)
