"""A person's card as text."""

from __future__ import annotations

import datetime as dt

from textual.content import Content

from kiosk.desk.certificates.standing import Listed
from kiosk.desk.completing.overview import Line
from kiosk.desk.people import Card, Place, Visit
from kiosk.desk.roster import Seen
from kiosk.model import Badge, Offering, RegistrationStatus, text
from kiosk.wording import named
from kiosk.words import NATIVE, Words
from screens.grounds import when
from screens.signs import certificate_sign, sign, stand_sign

_MOST = 30
"""Workshops; the rest of a long life is in the exports."""


def drawn(card: Card, words: Words, today: dt.date) -> Content:
    """Everything on it, part by part; what is empty says so."""
    held = _by_offering(card)
    blocks = [_offering(card, offering, words, today) for offering in held[:_MOST]]
    if len(held) > _MOST:
        blocks.append(Content.styled("…", "$text-muted"))
    none = Content.styled(words("Nothing yet. R registers them."), "$text-muted")
    badges = [_badge(badge, words) for badge in card.badges] or [
        Content.styled(words("None. B gives them one."), "$text-muted")
    ]
    issued = [_certificate(one, words, today) for one in card.certificates]
    return Content("\n\n").join(
        [
            _person(card, words),
            *_part(words("Workshops"), Content("\n\n").join(blocks or [none])),
            *(_part(words("Certificates"), Content("\n").join(issued)) if issued else []),
            *_part(words("Badges"), Content("\n").join(badges)),
        ]
    )


def _part(title: str, what: Content) -> list[Content]:
    return [Content.assemble((title, "$accent"), "\n", what)]


def _by_offering(card: Card) -> list[Offering]:
    """Every offering that anything is known of, the latest first."""
    found = {place.offering.id: place.offering for place in card.places}
    for line in card.completions:
        found.setdefault(line.row.offering.id, line.row.offering)
    for visit in card.visits:
        found.setdefault(visit.sitting.offering.id, visit.sitting.offering)
    return list(found.values())


def _offering(card: Card, offering: Offering, words: Words, today: dt.date) -> Content:
    """What they are in it, what came of it, and each of its sessions."""
    place = next((p for p in card.places if p.offering.id == offering.id), None)
    done = next((c for c in card.completions if c.row.offering.id == offering.id), None)
    visits = [v for v in reversed(card.visits) if v.sitting.offering.id == offering.id]
    workshop = place.workshop if place else visits[0].sitting.workshop if visits else None
    if workshop is None and done:
        workshop = done.row.workshop
    title = text(workshop.title, words.language) if workshop else offering.id
    began = place.began if place else done.began if done else None
    day = f"   {words.date(began, today)}" if began else ""
    status = (
        _status(place, words) if place else Content.styled(words("not registered"), "$text-muted")
    )
    said = [status, _completion(done, words, today)] if done else [status]
    return Content("\n").join(
        [
            Content.assemble((title, "bold"), (day, "$text-muted")),
            Content("   ").join(said),
            *(_visit(visit, words, today) for visit in visits),
        ]
    )


def _person(card: Card, words: Words) -> Content:
    person = card.attendee
    standing = {
        True: words("in good standing"),
        False: words("not in good standing"),
        None: words("standing not known"),
    }[person.good_standing]
    number = person.member_number or words("no member number")
    language = NATIVE.get(person.language, "")
    lines = [
        Content.styled(named(person, words), "bold"),
        Content("   ".join(filter(None, (number, person.local)))),
        Content("   ".join(filter(None, (standing, ", ".join(person.positions))))),
        Content("   ".join(filter(None, (person.email, language)))),
    ]
    return Content("\n").join(line for line in lines if line.plain)


def _status(place: Place, words: Words) -> Content:
    registration = place.registration
    said, colour = {
        RegistrationStatus.REGISTERED: (words("registered"), "$foreground"),
        RegistrationStatus.WAITLISTED: (words("on the waiting list"), "$text-warning"),
        RegistrationStatus.CANCELLED: (words.context("registration", "cancelled"), "$text-error"),
    }[registration.status]
    if registration.walk_in:
        said = words("{status}, at the door", status=said)
    if place.offering.cancelled:
        said, colour = words("not held"), "$text-error"
    return Content.styled(said, colour)


def _visit(visit: Visit, words: Words, today: dt.date) -> Content:
    sitting = visit.sitting
    head = when(sitting, words, today)
    if visit.signed:
        seen = sign(Seen(visit.signed.status.value), words)
    elif visit.stands.mark:
        seen = sign(Seen(visit.stands.mark.status.value), words)
    else:
        seen = sign(Seen.PRESENT if visit.stands.visits else Seen.EXPECTED, words)
    times = ", ".join(
        f"{words.time(came.astimezone(sitting.zone))}–"
        f"{words.time(left.astimezone(sitting.zone)) if left else ''}"
        for came, left in visit.stands.visits
    )
    minutes = ""
    if visit.signed and visit.signed.minutes:
        minutes = words.plural("{n} minute", "{n} minutes", visit.signed.minutes)
    rest = "  ".join(filter(None, (times, minutes)))
    return Content.assemble("  ", seen, f"  {head}  ", (rest, "$text-muted"))


def _completion(line: Line, words: Words, today: dt.date) -> Content:
    done = line.row.completion
    minutes = f"  {done.minutes}/{done.base_minutes}"
    day = f"  {words.date(done.completed_on, today)}" if done.completed_on else ""
    return Content.assemble(stand_sign(line.stand, words), (minutes + day, "$text-muted"))


def _certificate(listed: Listed, words: Words, today: dt.date) -> Content:
    one = listed.standing.certificate
    title = text(one.says.title, words.language) if one.says else ""
    rest = (f"  {words.date(listed.day, today)}  {title}", "$text-muted")
    return Content.assemble(certificate_sign(listed, words), f"  {one.number}", rest)


def _badge(badge: Badge, words: Words) -> Content:
    tail = f"KJK…{badge.code[-4:]}"
    if badge.revoked:
        return Content.assemble((words("✗ revoked"), "$text-error"), f"  {tail}")
    return Content.assemble((words("✓ valid"), "$text-success"), f"  {tail}")
