"""What can go wrong with a data folder, in words a person can act on."""

from __future__ import annotations

from kiosk.errors import ForPeople, NotRecorded


class StoreError(ForPeople):
    """The text is for the person at the keyboard: what is so, and what to do."""


class NotAFolder(StoreError):
    """The folder is missing, or holds something else."""


class FromNewerVersion(StoreError):
    """The folder was written by a later version of the kiosk."""


class NotWritable(StoreError):
    """Nothing can be recorded: read-only, no rights, or no space."""


__all__ = ["FromNewerVersion", "NotAFolder", "NotRecorded", "NotWritable", "StoreError"]
