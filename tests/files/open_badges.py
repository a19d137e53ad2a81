"""What Open Badges 3.0 asks of an achievement's credential, as a JSON schema.

Written from the specification, for what our credentials hold: each term has its type, and a
term that is not named here is no term of ours. What the signed form asks for beyond it (the
registered claims of a JWT) stands at its end.
"""

from __future__ import annotations

from typing import Any

TEXT = {"type": "string", "minLength": 1}
URI = {"type": "string", "pattern": r"^(urn:uuid:[0-9a-f-]{36}|https?://\S+|did:\S+)$"}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}
KINDS = (
    *("Achievement", "ApprenticeshipCertificate", "Assessment", "Assignment", "AssociateDegree"),
    *("Award", "Badge", "BachelorDegree", "Certificate", "CertificateOfCompletion"),
    *("Certification", "CommunityService", "Competency", "Course", "CoCurricular", "Degree"),
    *("Diploma", "DoctoralDegree", "Fieldwork", "GeneralEducationDevelopment"),
    *("JourneymanCertificate", "LearningProgram", "License", "Membership"),
    *("ProfessionalDoctorate", "QualityAssuranceCredential", "MasterCertificate", "MasterDegree"),
    *("MicroCredential", "ResearchDoctorate", "SecondarySchoolDiploma"),
)


def thing(kinds: tuple[str, ...], required: tuple[str, ...], **terms: Any) -> dict[str, Any]:
    """An object that has each of these kinds among its types."""
    types = {
        "type": "array",
        "items": TEXT,
        "minItems": 1,
        "uniqueItems": True,
        "allOf": [{"contains": {"const": kind}} for kind in kinds],
    }
    return {
        "type": "object",
        "required": ["type", *required],
        "properties": {"type": types, **terms},
        "additionalProperties": False,
    }


IDENTITY = {
    "type": "object",
    "required": ["type", "hashed", "identityHash", "identityType"],
    "properties": {
        "type": {"const": "IdentityObject"},
        "hashed": {"type": "boolean"},
        "identityHash": TEXT,
        "identityType": {"const": "name"},
        "salt": TEXT,
    },
    "additionalProperties": False,
}

ACHIEVEMENT = thing(
    ("Achievement",),
    ("id", "criteria", "description", "name"),
    id=URI,
    name=TEXT,
    description=TEXT,
    criteria={
        "type": "object",
        "properties": {"id": URI, "narrative": TEXT},
        "minProperties": 1,
        "additionalProperties": False,
    },
    achievementType={"anyOf": [{"enum": list(KINDS)}, {"type": "string", "pattern": "^ext:."}]},
    humanCode=TEXT,
    inLanguage={"type": "string", "pattern": "^[a-z]{2}(-[A-Z]{2})?$"},
)

CREDENTIAL = thing(
    ("VerifiableCredential", "OpenBadgeCredential"),
    ("@context", "id", "issuer", "validFrom", "credentialSubject", "iss", "sub", "jti", "nbf"),
    **{
        "@context": {
            "type": "array",
            "minItems": 2,
            "prefixItems": [
                {"const": "https://www.w3.org/ns/credentials/v2"},
                {"pattern": r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context-3\.0\.\d\.json$"},
            ],
            "items": URI,
        }
    },
    id=URI,
    name=TEXT,
    issuer=thing(("Profile",), ("id",), id=URI, name=TEXT),
    validFrom=TIME,
    credentialSubject=thing(
        ("AchievementSubject",),
        ("achievement",),
        id=URI,
        identifier={"type": "array", "items": IDENTITY, "minItems": 1},
        licenseNumber=TEXT,
        narrative=TEXT,
        achievement=ACHIEVEMENT,
    ),
    iss=URI,
    sub=URI,
    jti=URI,
    nbf={"type": "integer"},
)
