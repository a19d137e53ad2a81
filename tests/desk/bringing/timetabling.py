"""A table of sessions as a test writes it, brought in, and what is held afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kiosk.desk.bringing import brought
from kiosk.desk.bringing.brought import Kind
from kiosk.desk.bringing.reporting import Report
from kiosk.desk.protocol import Desk
from kiosk.files.choices import Choices
from kiosk.model import Offering

Bring = Callable[..., Report]
HEAD = "offering,workshop,start,end,school"
MORNING = "sum,financial,2026-07-10 09:00,2026-07-10 12:00,spring"
NOON = "sum,financial,2026-07-10 13:00,2026-07-10 16:00,spring"
EVENING = "sum,financial,2026-07-10 18:00,2026-07-10 20:00,spring"


def bringing(folder: Path, desk: Desk) -> Bring:
    """Brings in the lines of a table."""

    def bring(
        *lines: str,
        head: str = HEAD,
        out: Path | None = None,
        dry_run: bool = False,
        **said: object,
    ) -> Report:
        path = folder / "sessions.csv"
        path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
        return bring_file(desk, path, out, **said)

    return bring


def bring_file(desk: Desk, path: Path, out: Path | None = None, **said: object) -> Report:
    known = brought.before(desk)
    choices = known.choices(Choices(**said))  # type: ignore[arg-type]
    content = brought.read(Kind.SESSIONS, path, known.zone, choices)
    report = brought.bring(desk, content, dry_run=False)
    if out:
        out.write_bytes(brought.left_behind(content, report))
    return report


def held(desk: Desk, offering: str = "sum") -> dict[str, str]:
    """By session, the hour at which it begins."""
    return {s.id: f"{s.start:%H:%M}" for s in desk.store.sessions_of(offering)}


def days(desk: Desk, offering: str = "sum") -> dict[str, str]:
    """By session, the day on which it begins."""
    return {s.id: f"{s.start:%m-%d}" for s in desk.store.sessions_of(offering)}


def rooms(desk: Desk, offering: str = "sum") -> dict[str, str]:
    """By session, where it is."""
    held_in = desk.store.get(Offering, offering)
    assert held_in is not None
    return {
        s.id: held_in.room if s.room is None else s.room for s in desk.store.sessions_of(offering)
    }
