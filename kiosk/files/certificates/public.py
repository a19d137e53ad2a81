"""A list that anyone may see: it says of a code whether there is a certificate with it, and
nothing of whose. A page to look it up in stands beside it, and asks no server for anything.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any

from kiosk.files.paper.printing import HERE
from kiosk.rules.certificates import Standing, hashed
from kiosk.words import NATIVE
from kiosk.words import words as words_of

PAGE = "index.html"
LIST = "certificates.json"


def public_list(
    organisation: str,
    languages: Sequence[str],
    issued: Iterable[Standing],
    keys: Sequence[dict[str, str]],
    made: dt.datetime,
) -> dict[str, bytes]:
    """The files to put on a web site, by name.

    Args:
        keys: the organisation's public keys, for those who check the credentials.
        made: now, on the organisation's wall clock.
    """
    codes: dict[str, list[str]] = {}
    for one in issued:
        entry = [one.state.value]
        if one.revoked:
            entry.append(one.revoked.time.astimezone(made.tzinfo).date().isoformat())
        codes[hashed(one.certificate.code)] = entry
    listed = {
        "organisation": organisation,
        "made": made.date().isoformat(),
        "hash": "the first 32 hexadecimal digits of the SHA-256 of the code, without hyphens",
        "keys": list(keys),
        "codes": dict(sorted(codes.items())),
    }
    shown = {
        "organisation": organisation,
        "codes": listed["codes"],
        "words": {language: _said(language, made) for language in languages},
    }
    page = (HERE / "certificate_check.html").read_text(encoding="utf-8")
    # What stands in a script ends with the first thing that looks like the end of one.
    inside = _json(shown).replace("<", "\\u003c")
    return {
        PAGE: page.replace("DATA", inside, 1).encode(),
        LIST: _json(listed).encode() + b"\n",
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _said(language: str, made: dt.datetime) -> dict[str, str]:
    words = words_of(language)
    return {
        "name": NATIVE[language],
        "title": words("Is this certificate genuine?"),
        "what": words(
            "Type the verification code that is printed on the certificate. It is looked up on "
            "this device, and sent nowhere."
        ),
        "code": words("Verification code"),
        "check": words("Look it up"),
        "made": words("As of {day}.", day=words.long_day(made.date())),
        "active": words(
            "There is a certificate with this code, and it is good. Compare what is printed "
            "with what you were told."
        ),
        "superseded": words("There is a newer certificate in place of this one."),
        # The page fills the day in.
        "revoked": words("This certificate was revoked on {day}.", day="{day}"),
        "unknown": words("No certificate has this code. Was it issued after this list was made?"),
        "nocode": words("That is not a whole code: 21 letters, beginning with KJC."),
        "insecure": words("This browser can look it up only over https, or from a file."),
    }
