"""Where there is no data folder on a disk, there is nothing beside it."""

from __future__ import annotations

from kiosk.errors import Refused


class NoVault:
    """Signs nothing and keeps nothing: in tests of what has no need of it."""

    fonts = None
    pictures = None
    template = None

    def signing_key(self) -> bytes:
        """
        Raises:
            Refused: always.
        """
        raise Refused("There is no key here to sign certificates with.")

    def kept(self, attendee: str, name: str) -> bytes | None:
        return None

    def keep(self, attendee: str, name: str, content: bytes) -> None:
        """Let it go."""
