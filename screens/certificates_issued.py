"""The certificates that were issued: looked over, and one of them revoked."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from kiosk.desk.certificates import revoking, standing
from kiosk.desk.certificates.standing import Listed
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.model import Role, Staff, Workshop, text
from kiosk.rules.certificates import State
from kiosk.words import Words
from screens.choose import ChooseScreen, Pick, among
from screens.host import Host
from screens.reason import ReasonScreen
from screens.signs import certificate_sign


async def look_over(app: Host, staff: Staff, workshop: str | None) -> str:
    """Choose one of those that were issued, and revoke it; returns what to say of it."""
    words = app.words
    found, titles = await app.ask(_issued, workshop)
    if not found:
        return words("No certificate was issued yet.")
    chooser = ChooseScreen(
        words("Certificates: Enter revokes one"),
        among([_pick(line, titles, words) for line in found]),
        words("A name or a number"),
    )
    number = await app.push_screen_wait(chooser)
    if number is None:
        return ""
    line = next(one for one in found if one.standing.certificate.number == number)
    if line.standing.revoked:
        return words("Certificate {number} is revoked already.", number=number)
    if Role.REP not in staff.roles:
        return words("Only a representative revokes certificates.")
    question = words("Why? It stands in the record; the certificate does too.")
    title = words("Revoke certificate {number}", number=number)
    reason = await app.push_screen_wait(ReasonScreen(staff, title, question))
    if not reason:
        return ""
    try:
        await app.ask(revoking.revoke, number, staff, reason)
    except Refused as error:
        return error.said(words)
    return words("Certificate {number} is revoked.", number=number)


def _issued(desk: Desk, workshop: str | None) -> tuple[list[Listed], dict[str, Workshop]]:
    found = standing.listed(desk, (workshop,) if workshop else ())
    return found, {one.id: one for one in desk.store.all(Workshop)}


def _pick(line: Listed, titles: Mapping[str, Workshop], words: Words) -> Pick:
    held, one = line.standing, line.standing.certificate
    name = one.says.name if one.says else words("(forgotten)")
    workshop = titles.get(one.workshop)
    title = text(workshop.title, words.language) if workshop else one.workshop
    active = held.state is State.ACTIVE and not line.taken_away
    flag = Content() if active else Content.assemble(certificate_sign(line, words), "   ")
    return Pick(one.number, Content.assemble(flag, name, (f"   {title}   {one.number}", "dim")))
