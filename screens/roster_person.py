"""What is done about one person of a roster: merged, moved, noted, made up for.

Each asks what it needs, has the desk do it, and answers with what to say; ``None`` where
whoever was asked went back.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from textual.content import Content

from kiosk.desk import beside, merging, moving, noting, people, voiding
from kiosk.desk.completing import elsewhere, makeup
from kiosk.desk.completing.elsewhere import Missed
from kiosk.desk.people import Card
from kiosk.desk.roster import Roster, RosterRow
from kiosk.errors import Refused
from kiosk.model import Attendee, MakeUp, RegistrationStatus, Role, Sitting, text
from kiosk.rules.makeup import Credit
from kiosk.rules.names import clean
from kiosk.wording import named, place, titled
from kiosk.words import Words
from screens.choose import ChooseScreen, Find, Pick, among
from screens.confirm import ConfirmScreen
from screens.drawing import hours
from screens.forms import Field, Form
from screens.signs import word
from screens.staff import StaffScreen
from screens.walk_in import WhyForm, people_found

UNDO = "undo:"
"""What the choice to take something back begins with; its id follows."""

_MOST = 3
"""Workshops named of somebody before they are merged."""


# ---- merging


async def merge(screen: StaffScreen, found: Roster, row: RosterRow) -> str | None:
    """Say who a walk-in really is; or that two who were merged are two."""
    app, words, who = screen.app, screen.app.words, row.attendee
    merged = await app.ask(lambda desk: merging.merged_with(desk.store, who.id))
    name = named(who, words)
    chooser = ChooseScreen(
        words("{name} is really …", name=name),
        _or_undo(people_found(app), [_parting(who, one, words) for one in merged]),
    )
    picked = await app.push_screen_wait(chooser)
    if picked is None:
        return None
    if picked.startswith(UNDO):
        return await _part(screen, who, picked.removeprefix(UNDO))
    if picked == who.id:
        raise Refused("That is the same person: choose who they really are.")
    one = await app.ask(people.card, who.id)
    other = await app.ask(people.card, picked)
    into = named(other.attendee, words)
    then = words(
        "From then on both badges and both names are {name}'s. Where both have records, "
        "attended wins. Nothing is lost, and M on them undoes it.",
        name=into,
    )
    what = "\n\n".join((_said_of(one, found, words), _said_of(other, found, words), then))
    confirm = ConfirmScreen(words("Are these one person?"), what, words("One person"))
    if not await app.push_screen_wait(confirm):
        return None
    await app.ask(merging.merge, who.id, picked, screen.staff)
    return words("They are one person now: {name}.", name=into)


def _or_undo(find: Find, undoing: Sequence[Pick]) -> Find:
    """What can be taken back, before anything is typed; then the people that fit."""

    def found(typed: str) -> Sequence[Pick]:
        return list(find(typed)) if typed.strip() else list(undoing)

    return found


def _parting(who: Attendee, merged: Attendee, words: Words) -> Pick:
    said = words("Undo: {other} is somebody else", other=named(merged, words))
    number = merged.member_number or words("no member number")
    rest = "   ".join(filter(None, (merged.local, number)))
    return Pick(f"{UNDO}{merged.id}", Content.assemble(said, (f"   {rest}", "$text-muted")))


async def _part(screen: StaffScreen, who: Attendee, merged: str) -> str | None:
    words = screen.app.words
    title = words("Are {name} and whom they were merged with two people?", name=named(who, words))
    reason = await screen.app.push_screen_wait(WhyForm(words, title))
    if reason is None:
        return None
    await screen.app.ask(merging.part, merged, screen.staff, reason)
    return words("They are two people again, each with what was recorded of them.")


def _said_of(card: Card, found: Roster, words: Words) -> str:
    """Somebody in a few lines: who they are, how they stand here, what they are in."""
    person = card.attendee
    valid = sum(not badge.revoked for badge in card.badges)
    badges = words.plural("{n} badge", "{n} badges", valid)
    number = person.member_number or words("no member number")
    first = "   ".join(filter(None, (number, person.local, badges)))
    here = next((row for row in found.rows if row.attendee.id == person.id), None)
    stands = words("not in this session")
    if here:
        stands = words("here: {status}", status=word(here.seen, words))
    places = [p for p in card.places if p.registration.status is RegistrationStatus.REGISTERED]
    titles = [text(p.workshop.title, words.language) for p in places[:_MOST]]
    more = ["…"] if len(places) > _MOST else []
    rest = [", ".join((*titles, *more))] if titles else []
    return "\n  ".join((named(person, words), first, stands, *rest))


# ---- moving


async def move(screen: StaffScreen, found: Roster, row: RosterRow) -> str | None:
    """To another session: of this workshop, or of the day."""
    app, words, name = screen.app, screen.app.words, named(row.attendee, screen.app.words)
    if row.at is None:
        raise Refused("Nothing is recorded of them here that could be moved.")
    known = await app.ask(elsewhere.targets, found.sitting.id)
    if not known:
        raise Refused("There is no other session today, nor of this workshop.")
    lines = []
    for target in known:
        label = _session(target.sitting, words, words("closed") if target.closed else "")
        lines.append(Pick(target.sitting.id, label))
    title = words("Move {name} to which session?", name=name)
    picked = await app.push_screen_wait(ChooseScreen(title, among(lines)))
    if picked is None:
        return None
    target = next(one for one in known if one.sitting.id == picked)
    where = titled(target.sitting, words)
    if target.closed:
        raise Refused("{title} is closed. Reopen it with a reason first.", title=where)
    why = WhyForm(
        words,
        words("Move {name} to {title}?", name=name, title=where),
        words("What was recorded here stays in the history."),
    )
    reason = await app.push_screen_wait(why)
    if reason is None:
        return None
    here = found.sitting.id
    await app.ask(moving.move, row.attendee.id, here, picked, screen.staff, reason)
    return words("{name} is in {title} now, at the times they had here.", name=name, title=where)


def _session(sitting: Sitting, words: Words, state: str = "") -> Content:
    """What tells it apart comes first: a line has little room."""
    day = words.day(sitting.start.astimezone(sitting.zone).date())
    where = "  ".join(filter(None, (place(sitting, words), state)))
    return Content.assemble(
        f"{day} {hours(sitting, words)}  ",
        (f"{where}  ", "$text-muted"),
        (titled(sitting, words), "bold"),
    )


# ---- notes


class NoteForm(Form[str]):
    """Answers with what is to be noted."""

    def __init__(self, words: Words, name: str) -> None:
        hint = words("staff see it beside the person")
        super().__init__(
            words("A note about {name}", name=name), (Field("note", words("Note"), hint=hint),)
        )

    def check(self, values: Mapping[str, str]) -> dict[str, str]:
        if not clean(values["note"]):
            return {"note": self.app.words("The note is empty.")}
        return {}

    async def save(self, values: Mapping[str, str]) -> str:
        return clean(values["note"])


async def note(screen: StaffScreen, found: Roster, row: RosterRow) -> str | None:
    """A line of text that stays beside them."""
    words = screen.app.words
    typed = await screen.app.push_screen_wait(NoteForm(words, named(row.attendee, words)))
    if typed is None:
        return None
    await screen.app.ask(noting.note, found.sitting.id, row.attendee.id, screen.staff, typed)
    return words("Noted.")


# ---- made up


async def make_up(screen: StaffScreen, found: Roster, row: RosterRow) -> str | None:
    """Let minutes of other sessions count for this one; or take that back."""
    app, words, staff = screen.app, screen.app.words, screen.staff
    if Role.FACILITATOR not in staff.roles:
        raise Refused("{name} is not a facilitator; a facilitator approves.", name=staff.name)
    if found.closing is None:
        raise Refused("Close this session first: then it is known what was missed.")
    here, who = found.sitting.id, row.attendee.id
    credits = (await app.ask(beside.read, here, who)).credits
    counted = sum(credit.minutes for credit in credits)
    missed = await app.ask(elsewhere.missed, here, who, counted)
    lines = [_taking_back(one, credits, words) for one in _approvals(credits)]
    if missed.minutes:
        lines += _sources(missed, words)
    elif not lines:
        raise Refused("Nothing of this session was missed.")
    if not lines:
        raise Refused("They were in no other session of this workshop that is closed.")
    title = words("Where did {name} make it up?", name=named(row.attendee, words))
    picked = await app.push_screen_wait(ChooseScreen(title, among(lines)))
    if picked is None:
        return None
    if picked.startswith(UNDO):
        return await _take_back(screen, who, picked.removeprefix(UNDO))
    question = words.plural(
        "They missed {n} minute here; no more than that counts.",
        "They missed {n} minutes here; no more than that counts.",
        missed.minutes,
    )
    reason = await app.push_screen_wait(WhyForm(words, words("Let it count?"), question))
    if reason is None:
        return None
    await app.ask(makeup.approve, who, here, [picked], staff, reason)
    now = sum(credit.minutes for credit in (await app.ask(beside.read, here, who)).credits)
    return words.plural(
        "Approved: {n} minute of another session counts here.",
        "Approved: {n} minutes of other sessions count here.",
        now,
    )


def _approvals(credits: Sequence[Credit]) -> list[MakeUp]:
    return list({credit.approval.id: credit.approval for credit in credits}.values())


def _taking_back(approval: MakeUp, credits: Sequence[Credit], words: Words) -> Pick:
    minutes = sum(credit.minutes for credit in credits if credit.approval.id == approval.id)
    said = words.plural(
        "Undo: {n} minute that counts for “{reason}”",
        "Undo: {n} minutes that count for “{reason}”",
        minutes,
        reason=approval.reason,
    )
    return Pick(f"{UNDO}{approval.id}", Content(said))


def _sources(missed: Missed, words: Words) -> list[Pick]:
    """Each session; before those of an offering where they were in several, all of them."""
    held: dict[str, list[Pick]] = {}
    total: dict[str, int] = {}
    titles: dict[str, str] = {}
    for source in missed.sources:
        offering = source.sitting.offering.id
        minutes = words.plural("{n} minute", "{n} minutes", source.minutes)
        label = _session(source.sitting, words, minutes)
        held.setdefault(offering, []).append(Pick(source.sitting.id, label))
        total[offering] = total.get(offering, 0) + source.minutes
        titles[offering] = source.sitting.title(words.language)
    lines = []
    for offering, picks in held.items():
        if len(picks) > 1:
            said = words.plural(
                "All of {title} they were in: {n} minute",
                "All of {title} they were in: {n} minutes",
                total[offering],
                title=titles[offering],
            )
            lines.append(Pick(offering, Content(said)))
        lines += picks
    return lines


async def _take_back(screen: StaffScreen, who: str, approval: str) -> str | None:
    words = screen.app.words
    reason = await screen.app.push_screen_wait(WhyForm(words, words("Let it count no more?")))
    if reason is None:
        return None
    await screen.app.ask(voiding.take_back, "", who, approval, screen.staff, reason)
    return words("Taken back: it counts no more.")


Act = Callable[[StaffScreen, Roster, RosterRow], Awaitable[str | None]]

ACTS: Mapping[str, Act] = {"merge": merge, "move": move, "note": note, "make_up": make_up}
"""By the name that the keys give them."""
