"""Who may read a data folder: its owner, and no other user of the laptop.

Folders are made with the mode 0700 and files with 0600, whatever the umask; what is older,
or was copied into the folder, is closed when the folder is next opened to be written. On
Windows the folder has an access list of its own, which all that is made in it inherits.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600
_OTHERS = 0o077
_PAPERS = "certificates"
"""The folder that may hold thousands of files. The program closes each as it writes it, so
that they are looked at one by one only where something else was found open."""


class Exposure(Enum):
    """What is not as it should be."""

    OPEN = "open"
    """Other users of the laptop can read it."""
    FOREIGN = "foreign"
    """They can, and another user owns it, so that only that one can close it."""
    LINK = "link"
    """It leads out of the folder, and what it leads to is left as it is."""
    HIDDEN = "hidden"
    """A folder that cannot be looked into."""


@dataclass(frozen=True, slots=True)
class Exposed:
    """A file or folder that others may read, or of which that cannot be said."""

    path: Path
    exposure: Exposure
    mode: int = 0
    """Zero for what cannot be closed from here."""
    is_folder: bool = False


def make_folder(path: Path) -> None:
    """Make a folder for its owner only, and those above it as any program would.

    Raises:
        OSError: the system does not let it. One that is there already is no error.
    """
    path.mkdir(FOLDER_MODE, parents=True, exist_ok=True)


def open_private(path: str | os.PathLike[str], flags: int) -> int:
    """Opens a file for its owner only; an ``opener`` for :func:`open`."""
    fd = os.open(path, flags | getattr(os, "O_CLOEXEC", 0), FILE_MODE)
    if sys.platform != "win32" and os.fstat(fd).st_mode & _OTHERS:
        with suppress(OSError):
            os.fchmod(fd, FILE_MODE)
    return fd


if sys.platform == "win32":
    import ntsecuritycon
    import win32api
    import win32security

    def restrict(folder: Path) -> None:
        """Close a folder to other users: its access list names its user, the system and
        the administrators, and takes none over from above. What is below inherits it.
        Where the system does not let it, the folder stays as it is."""
        with suppress(win32security.error):
            if not _is_exposed(folder):
                return
            access = win32security.ACL()
            for sid in _owners():
                access.AddAccessAllowedAceEx(
                    win32security.ACL_REVISION,
                    ntsecuritycon.OBJECT_INHERIT_ACE | ntsecuritycon.CONTAINER_INHERIT_ACE,
                    ntsecuritycon.FILE_ALL_ACCESS,
                    sid,
                )
            win32security.SetNamedSecurityInfo(
                str(folder),
                win32security.SE_FILE_OBJECT,
                win32security.DACL_SECURITY_INFORMATION
                | win32security.PROTECTED_DACL_SECURITY_INFORMATION,
                None,
                None,
                access,
                None,
            )

    def find_exposed(folder: Path) -> Iterator[Exposed]:
        """The folder itself, where others are let in by its access list."""
        try:
            if _is_exposed(folder):
                yield Exposed(folder, Exposure.OPEN, is_folder=True)
        except win32security.error:
            yield Exposed(folder, Exposure.HIDDEN, is_folder=True)

    def _owners() -> list[object]:
        """Who may: the user, the system (for backups) and the administrators, who could
        take the right anyway."""
        process = win32api.GetCurrentProcess()
        token = win32security.OpenProcessToken(process, win32security.TOKEN_QUERY)
        user = win32security.GetTokenInformation(token, win32security.TokenUser)[0]
        known = (win32security.WinLocalSystemSid, win32security.WinBuiltinAdministratorsSid)
        return [user, *(win32security.CreateWellKnownSid(kind, None) for kind in known)]

    def _is_exposed(folder: Path) -> bool:
        """Whether the list lets anyone else in; a folder without a list lets everybody in."""
        said = win32security.GetNamedSecurityInfo(
            str(folder), win32security.SE_FILE_OBJECT, win32security.DACL_SECURITY_INFORMATION
        )
        access = said.GetSecurityDescriptorDacl()
        if access is None:
            return True
        owners = {win32security.ConvertSidToStringSid(sid) for sid in _owners()}
        for number in range(access.GetAceCount()):
            (kind, _), _, sid = access.GetAce(number)
            lets_in = kind == win32security.ACCESS_ALLOWED_ACE_TYPE
            if lets_in and win32security.ConvertSidToStringSid(sid) not in owners:
                return True
        return False

else:

    def restrict(folder: Path) -> None:
        """Close a folder and what is in it to other users. What cannot be closed stays as
        it is: another's file, or a disk that keeps no rights; :func:`find_exposed` says so."""
        exposed = [one for one in _find(folder, skip=_PAPERS) if one.mode]
        if exposed:
            exposed += [one for one in _find(folder / _PAPERS) if one.mode]
        for one in exposed:
            _close(one)

    def _close(found: Exposed) -> None:
        """Take the rights of others away; its owner gets none that they had not."""
        kept = 0o7700 if found.is_folder else 0o7600
        with suppress(OSError):
            os.chmod(found.path, found.mode & kept)

    def find_exposed(folder: Path) -> Iterator[Exposed]:
        """All of a folder that other users may read, links that lead out of it, and
        folders that nobody can look into."""
        yield from _find(folder)

    def _find(folder: Path, skip: str = "") -> Iterator[Exposed]:
        try:
            found = folder.stat()  # the folder itself may be a link to another disk
        except OSError:
            yield Exposed(folder, Exposure.HIDDEN, is_folder=True)
            return
        yield from _judge(folder, found)
        yield from _below(folder, skip)

    def _below(folder: Path, skip: str) -> Iterator[Exposed]:
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            yield Exposed(folder, Exposure.HIDDEN, is_folder=True)
            return
        for entry in listed:
            path = Path(entry)
            if entry.is_symlink():
                yield Exposed(path, Exposure.LINK)
                continue
            try:
                found = entry.stat(follow_symlinks=False)
            except OSError:
                continue  # it went meanwhile
            yield from _judge(path, found)
            if stat.S_ISDIR(found.st_mode) and entry.name != skip:
                yield from _below(path, skip="")

    def _judge(path: Path, found: os.stat_result) -> Iterator[Exposed]:
        if found.st_mode & _OTHERS:
            foreign = found.st_uid != os.geteuid()
            exposure = Exposure.FOREIGN if foreign else Exposure.OPEN
            mode = stat.S_IMODE(found.st_mode)
            yield Exposed(path, exposure, mode, stat.S_ISDIR(found.st_mode))
