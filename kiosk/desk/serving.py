"""Which sessions a kiosk checks in to: the whole school's, one room's, or a few."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.errors import Refused
from kiosk.rules.names import fold

if TYPE_CHECKING:
    from kiosk.desk.protocol import View
    from kiosk.model import Sitting


@dataclass(frozen=True, slots=True)
class Serving:
    """What a kiosk was opened for; nothing said is the whole school."""

    room: str = ""
    """As it is written anywhere, without regard to case and accents."""
    sessions: frozenset[str] = frozenset()

    @property
    def is_everything(self) -> bool:
        return not self.room and not self.sessions

    def includes(self, sitting: Sitting) -> bool:
        if sitting.id in self.sessions:
            return True
        in_room = bool(self.room) and fold(sitting.room) == fold(self.room)
        return in_room or self.is_everything

    def check(self, view: View) -> None:
        """Whether there is any such session.

        Raises:
            Refused: there is none; says which rooms there are.
        """
        sittings = view.timetable()
        for wanted in sorted(self.sessions - {s.id for s in sittings}):
            raise Refused("There is no session {session}.", session=wanted)
        if self.room and not any(fold(s.room) == fold(self.room) for s in sittings):
            rooms = sorted({s.room for s in sittings if s.room}, key=fold)
            raise Refused(
                "No session is held in “{room}”. The rooms are: {rooms}.",
                room=self.room,
                rooms=", ".join(rooms) or "–",
            )


EVERYTHING = Serving()
