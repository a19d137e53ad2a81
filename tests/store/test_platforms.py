"""What differs on macOS and Windows, as far as it can be shown without them: the module is
loaded as it would be there, with their calls put in its hands."""

from __future__ import annotations

import errno
import importlib.util
import os
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store import access, disk
from tests.store.faults import System, input_output_error

Loader = Callable[..., Any]


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> Loader:
    """Loads ``store.disk``, or another module, for another system, with modules of that system."""

    def load(platform: str, source: types.ModuleType = disk, **modules: types.ModuleType) -> Any:
        monkeypatch.setattr(sys, "platform", platform)
        for name, module in modules.items():
            monkeypatch.setitem(sys.modules, name, module)
        name = f"{source.__name__.rpartition('.')[2]}_{platform}"
        spec = importlib.util.spec_from_file_location(name, str(source.__file__))
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, name, module)  # where dataclasses look it up
        spec.loader.exec_module(module)
        return module

    return load


def module(name: str, **content: object) -> types.ModuleType:
    made = types.ModuleType(name)
    vars(made).update(content)
    return made


# ---- macOS


class Mac:
    """``fcntl`` as on macOS, and what was called in which order."""

    F_FULLFSYNC = 51

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: list[str] = []
        self.refuses = 0
        monkeypatch.setattr(os, "fsync", lambda fd: self.calls.append("fsync"))

    def fcntl(self, fd: int, command: int) -> None:
        assert command == self.F_FULLFSYNC
        self.calls.append("full")
        if self.refuses:
            raise OSError(self.refuses, os.strerror(self.refuses))


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch) -> Mac:
    return Mac(monkeypatch)


def test_a_mac_syncs_past_the_drives_cache(mac: Mac, loaded: Loader, tmp_path: Path) -> None:
    found = loaded("darwin", fcntl=mac)
    found.sync(0)
    assert mac.calls == ["fsync", "full"]
    found.sync_folder(tmp_path)
    assert mac.calls == ["fsync", "full"] * 2


@pytest.mark.parametrize("refuses", [errno.ENOTSUP, errno.EINVAL, errno.ENOTTY])
def test_where_a_mac_knows_no_full_sync_the_other_counts(
    mac: Mac, loaded: Loader, refuses: int
) -> None:
    mac.refuses = refuses
    loaded("darwin", fcntl=mac).sync(0)
    assert mac.calls == ["fsync", "full"]


def test_a_full_sync_that_fails_on_a_mac_is_a_failure(mac: Mac, loaded: Loader) -> None:
    mac.refuses = errno.EIO
    with pytest.raises(OSError, match="Input/output"):
        loaded("darwin", fcntl=mac).sync(0)


# ---- Windows


class LockError(Exception):
    """``portalocker``'s is no OSError."""


class TakenError(LockError):
    """Another window has it."""


class Locking:
    """``portalocker`` as on Windows: it says at once whether a lock is to be had."""

    def __init__(self, *says: Exception | None) -> None:
        self.says = list(says)
        self.module = module(
            "portalocker",
            lock=self.lock,
            unlock=self.lock,
            LockFlags=types.SimpleNamespace(EXCLUSIVE=2, NON_BLOCKING=4),
            LockException=LockError,
            AlreadyLocked=TakenError,
        )

    def lock(self, fd: int, flags: int = 6) -> None:
        assert flags == 6, "it would look only once a second"
        said = self.says.pop(0)
        if said:
            raise said


def test_windows_is_asked_again_until_the_lock_is_free(loaded: Loader, tmp_path: Path) -> None:
    locking = Locking(TakenError(), TakenError(), None, None)
    found = loaded("win32", portalocker=locking.module)
    paused: list[float] = []
    found.time = module("time", sleep=paused.append)
    lock = found.FileLock(tmp_path / "lock")
    with lock.held():
        assert len(locking.says) == 1
    assert paused == [found.PAUSE] * 2
    assert not locking.says
    lock.close()


def test_a_lock_that_cannot_be_had_on_windows_is_an_error_of_the_system(
    loaded: Loader, tmp_path: Path
) -> None:
    found = loaded("win32", portalocker=Locking(LockError("no"), LockError("no")).module)
    lock = found.FileLock(tmp_path / "lock")
    for work in (lock.take, lock.give_back):
        with pytest.raises(OSError, match="no"):
            work()
    lock.close()


def test_bytes_are_read_and_written_over_where_they_stand(loaded: Loader, tmp_path: Path) -> None:
    found = loaded("win32")
    path = tmp_path / "file"
    path.write_bytes(b"0123456789")
    fd = os.open(path, os.O_RDWR)
    assert found.read_at(fd, 2, 5) == b"234"
    found.write_over(fd, b"ab", 4)
    assert found.read_at(fd, 3, 20) == b"3ab6789"
    os.close(fd)


def test_windows_replaces_a_file_once_nobody_reads_it(
    loaded: Loader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = loaded("win32")
    clock = [0.0]

    def passes(seconds: float) -> None:
        clock[0] += seconds

    found.time = module("time", sleep=passes, monotonic=lambda: clock[0])
    free_at = [1.0]
    real = os.replace

    def busy(source: Any, target: Any) -> None:
        if clock[0] < free_at[0]:
            raise PermissionError(errno.EACCES, "somebody reads it")
        real(source, target)

    monkeypatch.setattr(os, "replace", busy)
    found.write_whole(tmp_path / "file", b"whole")
    assert (tmp_path / "file").read_bytes() == b"whole"
    free_at[0] = 1e9
    with pytest.raises(PermissionError):
        found.write_whole(tmp_path / "file", b"other")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_bytes() == b"whole"


class AccessError(Exception):
    """``win32security``'s is no OSError."""


class AccessLists:
    """``pywin32`` as far as access lists go: what the folder's says, and what was set."""

    ME, SYSTEM, ADMINISTRATORS, USERS, EVERYONE = "S-me", "S-18", "S-544", "S-545", "S-1-0"

    def __init__(self, *let_in: str, has_list: bool = True, refuses: bool = False) -> None:
        self.let_in: list[tuple[str, int, int]] = [(sid, 3, 2032127) for sid in let_in]
        self.denied = [self.EVERYONE]
        self.has_list = has_list
        self.refuses = refuses
        self.is_protected = False
        self.sets = 0
        lists = self

        class ACL:
            def __init__(self) -> None:
                self.entries: list[tuple[tuple[int, int], int, str]] = []

            def AddAccessAllowedAceEx(  # noqa: N802 - as pywin32 has it
                self, revision: int, flags: int, mask: int, sid: str
            ) -> None:
                assert revision == 2
                self.entries.append(((0, flags), mask, sid))

            def GetAceCount(self) -> int:  # noqa: N802
                return len(self.entries)

            def GetAce(self, number: int) -> tuple[tuple[int, int], int, str]:  # noqa: N802
                return self.entries[number]

        class Descriptor:
            def GetSecurityDescriptorDacl(self) -> ACL | None:  # noqa: N802
                if not lists.has_list:
                    return None
                acl = ACL()
                acl.entries = [((1, 3), 1, sid) for sid in lists.denied]
                acl.entries += [((0, flags), mask, sid) for sid, flags, mask in lists.let_in]
                return acl

        def get(path: str, kind: int, what: int) -> Descriptor:
            assert (kind, what) == (1, 4)
            return Descriptor()

        def put(path: str, kind: int, what: int, *parts: Any) -> None:
            assert (kind, what, parts[:2], parts[3]) == (1, 4 | 0x80000000, (None, None), None)
            if lists.refuses:
                raise AccessError(5, "SetNamedSecurityInfo", "Access is denied.")
            lists.sets += 1
            lists.has_list = lists.is_protected = True
            lists.let_in = [(sid, flags, mask) for (_, flags), mask, sid in parts[2].entries]
            lists.denied = []

        self.modules = {
            "ntsecuritycon": module(
                "ntsecuritycon",
                OBJECT_INHERIT_ACE=1,
                CONTAINER_INHERIT_ACE=2,
                FILE_ALL_ACCESS=2032127,
            ),
            "win32api": module("win32api", GetCurrentProcess=lambda: 7),
            "win32security": module(
                "win32security",
                error=AccessError,
                ACL=ACL,
                ACL_REVISION=2,
                ACCESS_ALLOWED_ACE_TYPE=0,
                SE_FILE_OBJECT=1,
                DACL_SECURITY_INFORMATION=4,
                PROTECTED_DACL_SECURITY_INFORMATION=0x80000000,
                TOKEN_QUERY=8,
                TokenUser=1,
                WinLocalSystemSid=22,
                WinBuiltinAdministratorsSid=26,
                OpenProcessToken=lambda process, wanted: (process, wanted),
                GetTokenInformation=lambda token, what: (self.ME, 0),
                CreateWellKnownSid=lambda kind, _: (
                    self.SYSTEM if kind == 22 else self.ADMINISTRATORS
                ),
                ConvertSidToStringSid=lambda sid: sid,
                GetNamedSecurityInfo=get,
                SetNamedSecurityInfo=put,
            ),
        }


@pytest.mark.parametrize("others", [("S-545",), ("S-me", "S-1-0"), ("S-18", "S-other")])
def test_a_folder_on_windows_lets_in_its_user_the_system_and_administrators(
    loaded: Loader, tmp_path: Path, others: tuple[str, ...]
) -> None:
    lists = AccessLists(*others)
    found = loaded("win32", access, **lists.modules)
    (exposed,) = found.find_exposed(tmp_path)
    assert (exposed.path, exposed.exposure.value) == (tmp_path, "open")
    found.restrict(tmp_path)
    everything, inherited = 2032127, 3
    assert lists.let_in == [
        (sid, inherited, everything) for sid in (lists.ME, lists.SYSTEM, lists.ADMINISTRATORS)
    ]
    assert lists.is_protected, "nothing is taken over from the folder above"
    assert list(found.find_exposed(tmp_path)) == []
    found.restrict(tmp_path)
    assert lists.sets == 1, "what is closed is left alone"


def test_a_folder_on_windows_without_any_list_lets_everybody_in(
    loaded: Loader, tmp_path: Path
) -> None:
    lists = AccessLists(has_list=False)
    found = loaded("win32", access, **lists.modules)
    assert len(list(found.find_exposed(tmp_path))) == 1
    found.restrict(tmp_path)
    assert (lists.sets, list(found.find_exposed(tmp_path))) == (1, [])


def test_windows_may_refuse_and_the_folder_is_used_all_the_same(
    loaded: Loader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = AccessLists("S-545", refuses=True)
    found = loaded("win32", access, **lists.modules)
    found.restrict(tmp_path)
    assert len(list(found.find_exposed(tmp_path))) == 1

    def fails(*_: Any) -> None:
        raise AccessError(50, "GetNamedSecurityInfo", "Not supported.")

    monkeypatch.setattr(found.win32security, "GetNamedSecurityInfo", fails)
    found.restrict(tmp_path)
    (exposed,) = found.find_exposed(tmp_path)
    assert exposed.exposure.value == "hidden"


# ---- here


def test_a_file_system_that_syncs_no_folders_is_good_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(fd: int) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", refuses)
    disk.sync_folder(tmp_path)
    monkeypatch.undo()
    failing = System(("fsync",)).failing(0, input_output_error)
    with failing, pytest.raises(OSError, match="Input/output"):
        disk.sync_folder(tmp_path)
