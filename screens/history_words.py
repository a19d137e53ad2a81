"""What was done to a person, in words: a line for a list, and all of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.desk.done_to import Deed
from kiosk.desk.roster import Seen
from kiosk.model import How, text
from kiosk.wording import titled
from kiosk.words import NATIVE, Words
from screens.signs import how_word, word


def what(deed: Deed, words: Words) -> str:
    """What was done, in a few words; without the session."""
    if deed.what == "void":
        return words("taken back: {what}", what=_fact(deed.undid, {}, deed, words))
    table, _, done = deed.what.partition(" ")
    return _record(table, done, deed, words) if done else _fact(table, deed.after, deed, words)


def _fact(kind: str, said: Mapping[str, Any], deed: Deed, words: Words) -> str:
    status = _status(said, words)
    match kind:
        case "check_in":
            by = how_word(How(said["how"]), words) if said.get("how") in set(How) else ""
            return words("check-in, by {how}", how=by) if by else words("check-in")
        case "departure":
            return words("went out")
        case "mark":
            return words("marked: {status}", status=status) if status else words("mark")
        case "closing" if status:
            minutes = words.plural("{n} minute", "{n} minutes", int(said.get("minutes") or 0))
            return words("signed: {status}, {minutes}", status=status, minutes=minutes)
        case "note":
            return words("note")
        case "make_up":
            return words("minutes made up elsewhere")
        case "merge":
            names = " = ".join(deed.others)
            return words("merged: {names}", names=names) if names else words("merged")
        case "ruling" if "granted" in said:
            return words("completion granted") if said["granted"] else words("completion refused")
        case "ruling":
            return words("decision on a completion")
        case "forgotten":
            return words("forgotten")
    return kind


def _status(said: Mapping[str, Any], words: Words) -> str:
    status = said.get("status")
    return word(Seen(status), words) if status in set(Seen) else ""


def _record(table: str, done: str, deed: Deed, words: Words) -> str:
    title = text(deed.workshop.title, words.language) if deed.workshop else ""
    match table, done:
        case "attendees", "added":
            return words("added")
        case "attendees", _:
            return words("details changed")
        case "badges", "added":
            return words("a badge")
        case "badges", _ if deed.after.get("revoked"):
            return words("a badge revoked")
        case "badges", _:
            return words("a badge tied or taken away")
        case "registrations", "added":
            return words("registered for {title}", title=title)
        case "registrations", _:
            return words("registration changed: {title}", title=title)
        case "certificates", "added":
            return words("a certificate issued")
        case "certificates", _:
            return words("a certificate changed")
    return f"{table} {done}"


def where(deed: Deed, words: Words) -> str:
    """The session, or of what is about a workshop as such its title."""
    if deed.sitting:
        day = words.day(deed.sitting.start.astimezone(deed.sitting.zone).date())
        return f"{titled(deed.sitting, words)}, {day}"
    if deed.workshop and " " not in deed.what:
        return text(deed.workshop.title, words.language)
    return ""


def whole(deed: Deed, words: Words) -> list[str]:
    """All of it, line by line."""
    lines = [what(deed, words), where(deed, words)]
    lines += [where_from(deed, words)]
    lines += [
        words(
            "{field}: {before} → {after}",
            field=name,
            before=_value(field, deed.before.get(field), words),
            after=_value(field, deed.after.get(field), words),
        )
        for field, name in _named(words).items()
        if " " in deed.what and (field in deed.before or field in deed.after)
    ]
    if deed.reason:
        lines.append(f"“{deed.reason}”")
    return [line for line in lines if line]


def where_from(deed: Deed, words: Words) -> str:
    """The sessions whose minutes count for another."""
    held = [
        f"{words.day(s.start.astimezone(s.zone).date())} {titled(s, words)}" for s in deed.sources
    ]
    return words("made up in {sessions}", sessions=", ".join(held)) if held else ""


def _named(words: Words) -> dict[str, str]:
    """The fields that are told, in their order, by the names that forms give them."""
    return {
        "name": words("Name"),
        "member_number": words("Member number"),
        "local": words.context("head", "Local"),
        "email": words("Email"),
        "language": words("Language"),
        "positions": words("Positions"),
        "good_standing": words("Good standing"),
        "status": words("Status"),
        "walk_in": words("Walk-in"),
        "revoked": words("Revoked"),
    }


def _value(field: str, value: Any, words: Words) -> str:
    if value is None or value in ("", []):
        return "–"
    if isinstance(value, bool):
        return words("yes") if value else words("no")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if field == "language":
        return NATIVE.get(str(value), str(value))
    if field == "status":
        return _registration(str(value), words)
    return str(value)


def _registration(status: str, words: Words) -> str:
    return {
        "registered": words("registered"),
        "waitlisted": words("on the waiting list"),
        "cancelled": words.context("registration", "cancelled"),
    }.get(status, status)
