"""Granting or refusing a completion by hand, whatever the rule says."""

from __future__ import annotations

from textual.content import Content

from kiosk.desk.completing import ruling
from kiosk.desk.completing.completions import Row
from kiosk.model import Staff, text
from kiosk.wording import named
from screens.choose import ChooseScreen, Pick, among
from screens.host import Host
from screens.reason import ReasonScreen


async def decide(app: Host, staff: Staff, row: Row) -> str:
    """Ask what is to be so, why, and for the PIN; record it. What came of it, for the line
    at the foot; nothing where they went back.

    Raises:
        ForPeople: it cannot be so; the text says why.
    """
    words = app.words
    whose = words(
        "{name}: {title}",
        name=named(row.attendee, words),
        title=text(row.workshop.title, words.language),
    )
    ways = {"granted": words("Grant it"), "refused": words("Refuse it")}
    if row.ruling:
        ways["rule"] = words("Let the rule decide again")
    picks = [Pick(way, Content(label)) for way, label in ways.items()]
    way = await app.push_screen_wait(ChooseScreen(whose, among(picks)))
    if not way:
        return ""
    question = words("Why? It stands in the record, beside your name.")
    reason = await app.push_screen_wait(ReasonScreen(staff, ways[way], question))
    if not reason:
        return ""
    person, offering = row.attendee.id, row.offering.id
    if way == "rule":
        await app.ask(ruling.take_back, person, offering, staff, reason)
        return words("The rule decides again.")
    await app.ask(ruling.decide, person, offering, way == "granted", staff, reason)
    return words("It is granted.") if way == "granted" else words("It is refused.")
