"""What can be found wrong with a data folder, or worth knowing about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding, with where it is."""

    kind: str
    """A key of :data:`ADVICE`."""
    file: str
    """Relative to the data folder."""
    offset: int
    """In bytes from the start of the file."""
    detail: str
    notice: bool = False
    """Nothing was lost that anyone was told."""

    @property
    def advice(self) -> str:
        """What to do about it, in one sentence."""
        return ADVICE[self.kind]


ADVICE = {
    "torn": "Nothing to do: a change that was cut off before anyone was told of it.",
    "mended": "Nothing to do: a line had lost its end, and was written again.",
    "damaged": "What it said is not in force. Look for it in a backup (kiosk restore to another "
    "folder), and find out whether the disk is failing.",
    "gap": "Those changes are missing here. Look for them in a backup, or on the laptop that "
    "made them.",
    "lost": "Those changes were recorded and are gone. Restore the latest backup to another "
    "folder and compare.",
    "conflict": "Two laptops work under one kiosk's name, because a data folder was copied. "
    "Keep one of the two, and restore a backup for the other.",
    "replaced": "Leave the journal to the kiosk: no editor, and no program that puts older "
    "files back.",
    "disk": "Make a backup now (kiosk backup), and have the disk looked at.",
    "clock": "Set the clock of that laptop. The order of what was recorded is not affected.",
    "unreadable": "Find out why the file cannot be read: the disk, or the right to read it.",
    "unknown": "This document is of no kind that this version knows. Install the newer kiosk, "
    "or look at it in “kiosk backup --tinydb”.",
    "dangling": "Something it names is missing. Bring it in again (kiosk import), or change it.",
    "exposed": "“kiosk sessions” closes what this user may close. What stays open belongs to "
    "another user, or lies on a disk that keeps no rights (FAT, exFAT): move the folder to one "
    "that does, or encrypt that disk.",
    "link": "Put what it leads to into the folder itself, or see to it that nobody else reads "
    "it there.",
    "pins": "Remove the file and set the PINs again with “kiosk staff”.",
    "stray": "This is no file of the kiosk's. Move it away if nobody needs it there.",
    "forgetting": "A person's data still stand in this folder. Run “kiosk forget” with their id "
    "again.",
}
