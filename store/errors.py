"""What can go wrong with a data folder, in words a person can act on."""

from __future__ import annotations


class StoreError(Exception):
    """The text is for the person at the keyboard: what is so, and what to do."""


class NotAFolder(StoreError):
    """The folder is missing, or holds something else."""


class FromNewerVersion(StoreError):
    """The folder was written by a later version of the kiosk."""


class NotWritable(StoreError):
    """Nothing can be recorded: read-only, no rights, or no space."""


class NotRecorded(StoreError):
    """A change could not be put on the disk; nothing of it is in force."""
