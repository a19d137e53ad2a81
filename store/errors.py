"""What can go wrong with a data folder, in words a person can act on."""

from __future__ import annotations

import errno

from kiosk.errors import ForPeople


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


def refused(error: OSError) -> str:
    """What the disk said, as a sentence."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full. Make room: nothing can be recorded until then."
    return f"The disk does not take it: {error.strerror or error}."
