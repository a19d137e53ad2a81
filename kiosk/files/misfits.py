"""What msgspec finds wrong with an entry, as a person is told it."""

from __future__ import annotations

import re
from functools import reduce

from kiosk.errors import Text

_AT = re.compile(r"^(?P<what>.*?)(?: - at (?:`key` in )?`\$\.?(?P<where>.*)`)?$", re.DOTALL)

_KINDS = {
    "array": Text("a list"),
    "bool": Text("true or false"),
    "date": Text("a day"),
    "datetime": Text("a day and time"),
    "float": Text("a number"),
    "int": Text("a whole number"),
    "null": Text("nothing"),
    "object": Text("a table of fields"),
    "str": Text("text"),
    "time": Text("a time of day"),
}


def told(said: str) -> tuple[str, Text]:
    """Of a validation error's text, which field (empty: all of it), and why in words of
    ours."""
    found = _AT.match(said)
    what, where = (found["what"], found["where"]) if found else (said, None)
    return where or "", _why(what.replace("`", ""))


def _why(what: str) -> Text:
    if found := re.match(r"Object missing required field (.*)", what):
        return Text("missing required {field}", field=found[1])
    if found := re.match(r"Object contains unknown field (.*)", what):
        return Text("unknown {field}, which is no field of it", field=found[1])
    if re.match(r"Expected str matching regex", what):
        return Text("Expected an id of lower-case letters, digits and hyphens")
    if re.match(r"Expected str of length >=", what):
        return Text("it is empty")
    if found := re.match(r"Expected str of length <= (\d+)", what):
        return Text("it is longer than {most} characters", most=found[1])
    if found := re.match(r"Expected \w+ (>=|<=|>) (\S+)", what):
        limit = f"{float(found[2]):g}"
        return {
            ">=": Text("Expected {limit} or more", limit=limit),
            "<=": Text("Expected {limit} or less", limit=limit),
            ">": Text("Expected more than {limit}", limit=limit),
        }[found[1]]
    if found := re.match(r"Invalid enum value '(.*)'", what, re.DOTALL):
        return Text("“{value}” is none of the words that may stand here", value=found[1])
    if found := re.match(r"Invalid RFC3339 encoded (date|datetime|time)\b", what):
        return Text("Expected {wanted}", wanted=_KINDS[found[1]])
    if found := re.match(r"Expected ([\w| ]+?)(?:, got (\w+))?$", what):
        wanted = _either(found[1].split(" | "))
        if not found[2]:
            return Text("Expected {wanted}", wanted=wanted)
        return Text("Expected {wanted}, got {found}", wanted=wanted, found=_kind(found[2]))
    return Text("it is not as its form says")


def _kind(name: str) -> Text:
    return _KINDS.get(name) or Text("something else")


def _either(names: list[str]) -> Text:
    """One of several kinds; a field may always be left out, which need not be said."""
    kinds = [_kind(name) for name in names if name != "null" or len(names) == 1]
    return reduce(lambda one, other: Text("{one} or {other}", one=one, other=other), kinds)
