"""What can go wrong with a data folder, in words a person can act on."""

from __future__ import annotations

import errno
from pathlib import Path

from kiosk.errors import ForPeople, why


class StoreError(ForPeople):
    """The text is for the person at the keyboard: what is so, and what to do."""


class NotAFolder(StoreError):
    """The folder is missing, or holds something else."""


class FromNewerVersion(StoreError):
    """The folder was written by a later version of the kiosk."""


class NotReadable(StoreError):
    """A file of the folder is there and cannot be read."""


class NotWritable(StoreError):
    """Nothing can be recorded: the folder is read-only, or the right to write is missing."""


class NotRecorded(StoreError):
    """A change could not be put on the disk; nothing of it is in force."""


class NotABackup(StoreError):
    """A file is not a backup, or not whole."""


READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
"""What the system says where one may read and not write."""

_FULL = (errno.ENOSPC, errno.EDQUOT)


def unrecorded(error: OSError, certain: bool = True) -> NotRecorded:
    """What the disk said of a change.

    Args:
        certain: it is known not to be there.
    """
    if error.errno in _FULL and certain:
        return NotRecorded("The disk is full. Make room: nothing can be recorded until then.")
    if error.errno in _FULL:
        return NotRecorded(
            "The disk is full. Make room: nothing can be recorded until then. Whether this was "
            "recorded is not certain: try again."
        )
    if certain:
        return NotRecorded("The disk does not take it: {reason}.", reason=why(error))
    return NotRecorded(
        "The disk does not take it: {reason}. Whether it was recorded is not certain: try again.",
        reason=why(error),
    )


def unwritten(error: OSError, file: Path) -> NotRecorded:
    """What the disk said of a whole file."""
    if error.errno in _FULL:
        return NotRecorded("{file}: the disk is full. Make room, and try again.", file=file)
    return NotRecorded("{file}: the disk does not take it: {reason}.", file=file, reason=why(error))


def unwritable(error: OSError) -> NotWritable:
    """What the disk said when it was to be written to."""
    if error.errno in _FULL:
        return NotWritable("The disk is full. Make room: nothing can be recorded until then.")
    return NotWritable("The disk does not take it: {reason}.", reason=why(error))


def unreadable(file: Path | str, error: OSError) -> NotReadable:
    """What the disk said of a file that was to be read."""
    return NotReadable("{file} cannot be read: {reason}.", file=file, reason=why(error))
