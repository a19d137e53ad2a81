"""Programme files: TOML to a programme and its workshops."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import NotSo, Text
from kiosk.files.forms import ProgrammeForm, Texts, WorkshopForm
from kiosk.files.reading import NotThatFile, Parsed, Wrong, entry, read_toml
from kiosk.model import Programme, Workshop
from kiosk.rules.names import clean


@dataclass(slots=True)
class ProgrammeFile:
    programme: Programme
    workshops: Parsed[Workshop]


def read_programme(path: Path) -> ProgrammeFile:
    """Read a programme.

    Raises:
        NotThatFile: it is not TOML, or has no valid ``[programme]``.
    """
    content = read_toml(path)
    if not isinstance(content.get("programme"), dict):
        raise NotThatFile("{path} has no [programme]: it is not a programme file.", path=path)
    unknown = set(content) - {"programme", "workshop"}
    if unknown:
        raise NotThatFile(
            "{path} has [{table}], which a programme file does not.",
            path=path,
            table=min(unknown),
        )
    try:
        form = entry(ProgrammeForm, content["programme"])
        title = texts(form.title)
    except NotSo as error:
        raise NotThatFile("{path}, [programme]: {why}.", path=path, why=error.text) from None
    programme = Programme(
        id=form.id,
        title=title,
        certificate=form.certificate,
        completion=form.completion.rule(),
        attendance=form.attendance.rule(),
        door=form.door.rule(),
        ours=tuple(form.ours),
    )
    workshops: Parsed[Workshop] = Parsed()
    seen: set[str] = set()
    entries = content.get("workshop", [])
    if not isinstance(entries, list):
        raise NotThatFile("{path}: workshops stand under [[workshop]], in two brackets.", path=path)
    for number, data in enumerate(entries, 1):
        where = Text("workshop {number}", number=number)
        try:
            for workshop in _workshops(form.id, entry(WorkshopForm, data)):
                if workshop.id in seen:
                    raise NotSo("{id} stands in this file before", id=workshop.id)
                seen.add(workshop.id)
                workshops.entries.append((where, workshop))
        except NotSo as error:
            workshops.wrong.append(Wrong(where, error.text))
    return ProgrammeFile(programme, workshops)


def texts(given: Texts | None) -> dict[str, str]:
    """A text as the model has it: a plain string is English.

    Raises:
        NotSo: nothing of it can be seen.
    """
    if given is None:
        return {}
    by_language = {"en": given} if isinstance(given, str) else dict(given)
    cleaned = {language: clean(said) for language, said in by_language.items()}
    if not all(cleaned.values()):
        raise NotSo("a title or another text is empty")
    return cleaned


def _workshops(programme: str, form: WorkshopForm) -> list[Workshop]:
    """One workshop, or one for each length it comes in."""
    lengths = form.hours if isinstance(form.hours, list) else [form.hours]
    days = form.days if isinstance(form.days, list) else [form.days] * len(lengths)
    if len(days) != len(lengths):
        raise NotSo("it has not as many days as hours")
    if not lengths:
        raise NotSo("it has an empty list of hours")
    several = len(lengths) > 1
    made = []
    for hours, day in zip(lengths, days, strict=True):
        suffix = f"-{hours:g}h".replace(".", "-") if several else ""
        made.append(
            Workshop(
                id=form.id + suffix,
                programme=programme,
                title=texts(form.title),
                description=texts(form.description),
                section=texts(form.section),
                minutes=None if hours is None or isinstance(hours, str) else round(hours * 60),
                variable=hours == "variable",
                days=day,
                level=form.level,
                parts=tuple(texts(part) for part in form.parts),
                positions=tuple(clean(position) for position in form.positions),
                good_standing=form.good_standing,
                prerequisites=tuple(form.prerequisites),
                equivalents=tuple(form.equivalents),
                term_years=form.term_years,
                ours=tuple(form.ours),
            )
        )
    return made
