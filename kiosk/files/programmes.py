"""Programme files: TOML to a programme and its workshops."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.files.forms import ProgrammeForm, Texts, WorkshopForm
from kiosk.files.reading import NotThatFile, Parsed, Wrong, entry, read_toml
from kiosk.model import CompletionRule, Programme, Workshop
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
        raise NotThatFile(f"{path} has no [programme]: it is not a programme file.")
    unknown = set(content) - {"programme", "workshop"}
    if unknown:
        raise NotThatFile(f"{path} has [{min(unknown)}], which a programme file does not.")
    try:
        form = entry(ProgrammeForm, content["programme"])
        title = texts(form.title)
    except ValueError as error:
        raise NotThatFile(f"{path}, [programme]: {error}.") from None
    programme = Programme(
        id=form.id,
        title=title,
        certificate=form.certificate,
        completion=CompletionRule(share=form.completion.share),
        door=form.door.rule(),
        ours=tuple(form.ours),
    )
    workshops: Parsed[Workshop] = Parsed()
    seen: set[str] = set()
    entries = content.get("workshop", [])
    if not isinstance(entries, list):
        raise NotThatFile(f"{path}: workshops stand under [[workshop]], in two brackets.")
    for number, data in enumerate(entries, 1):
        where = f"workshop {number}"
        try:
            for workshop in _workshops(form.id, entry(WorkshopForm, data)):
                if workshop.id in seen:
                    raise ValueError(f"{workshop.id} stands in this file before")
                seen.add(workshop.id)
                workshops.entries.append((where, workshop))
        except ValueError as error:
            workshops.wrong.append(Wrong(where, str(error)))
    return ProgrammeFile(programme, workshops)


def texts(given: Texts | None) -> dict[str, str]:
    """A text as the model has it: a plain string is English.

    Raises:
        ValueError: nothing of it can be seen.
    """
    if given is None:
        return {}
    by_language = {"en": given} if isinstance(given, str) else dict(given)
    cleaned = {language: clean(said) for language, said in by_language.items()}
    if not all(cleaned.values()):
        raise ValueError("a title or another text is empty")
    return cleaned


def _workshops(programme: str, form: WorkshopForm) -> list[Workshop]:
    """One workshop, or one for each length it comes in."""
    lengths = form.hours if isinstance(form.hours, list) else [form.hours]
    days = form.days if isinstance(form.days, list) else [form.days] * len(lengths)
    if len(days) != len(lengths):
        raise ValueError("it has not as many days as hours")
    if not lengths:
        raise ValueError("it has an empty list of hours")
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
