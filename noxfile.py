"""The sessions of ``nox``, in the environment that the README's command makes.

``nox -s everywhere`` runs the suite under conditions that other machines have; see
``docs/development.md``.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import nox
from nox.command import CommandFailed

nox.options.default_venv_backend = "none"
nox.options.sessions = ["tests", "lint", "types"]

PYTHON = (sys.executable, "-m")
PYTEST = (*PYTHON, "pytest")
KOLKATA, ST_JOHNS, TORONTO = "Asia/Kolkata", "America/St_Johns", "America/Toronto"
NO_HOME = os.path.join(os.devnull, "home")
"""Can be neither read nor written, by root as little as by anyone."""


@nox.session
def tests(session: nox.Session) -> None:
    """All tests, in a random order; the seed is printed."""
    session.run(*PYTEST, "-n", "auto", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Style, and which way imports run."""
    session.run(*PYTHON, "ruff", "check", ".")
    session.run(*PYTHON, "ruff", "format", "--check", ".")
    session.run(str(Path(sys.executable).with_name("lint-imports")), external=True)


@nox.session
def types(session: nox.Session) -> None:
    """Types, strictly."""
    session.run(*PYTHON, "mypy", *session.posargs)


@nox.session
def proofs(session: nox.Session) -> None:
    """The store's tests with every case there is, which takes long."""
    session.run(*PYTEST, "-n", "auto", "tests/store", *session.posargs, env={"KIOSK_PROOF": "full"})


@nox.session
def benchmarks(session: nox.Session) -> None:
    """How fast it is; or those that are named: ``nox -s benchmarks -- store``."""
    for name in session.posargs or ("store", "visitor", "imports"):
        session.run(*PYTHON, f"benchmarks.{name}")


# ---- everywhere


@dataclass(frozen=True)
class Machine:
    """What one run of the suite finds around it."""

    workers: int
    temp: int
    """Characters of the temporary folder's path."""
    zone: str
    language: str
    home: str | None
    """``None``: not set."""
    starts: dt.datetime
    """The clock at the beginning; it goes on from there."""
    is_busy: bool = False
    """Another process takes three quarters of every core."""

    def __str__(self) -> str:
        home = f"HOME={self.home}" if self.home else "no HOME"
        busy = ", three quarters of every core taken" if self.is_busy else ""
        return (
            f"{self.workers} workers, a temporary folder of {self.temp} characters, "
            f"TZ={self.zone}, LANG={self.language}, {home}, from {self.starts}{busy}"
        )


def moment(text: str, zone: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


MACHINES = {
    "leap-day": Machine(1, 12, KOLKATA, "C", None, moment("2028-02-29T12:00", KOLKATA)),
    "new-year": Machine(
        2, 160, ST_JOHNS, "fr_CA.UTF-8", NO_HOME, moment("2026-12-31T23:59", ST_JOHNS)
    ),
    "spring": Machine(4, 160, ST_JOHNS, "C", None, moment("2027-03-14T01:59", ST_JOHNS)),
    "autumn": Machine(
        2, 12, KOLKATA, "fr_CA.UTF-8", NO_HOME, moment("2027-11-07T01:59", TORONTO), is_busy=True
    ),
}
"""Every value of every condition, in as few runs as have them all."""


@nox.session
def everywhere(session: nox.Session) -> None:
    """The suite on every kind of machine; or on one: ``nox -s everywhere -- new-year``.

    What stands behind the name goes to pytest.
    """
    names, arguments = list(MACHINES), list(session.posargs)
    if arguments and arguments[0] in MACHINES:
        names = [arguments.pop(0)]
    elif arguments and not arguments[0].startswith(("-", "tests")):
        session.error(f"There is no {arguments[0]}. There are: {', '.join(MACHINES)}.")
    failed = []
    for name in names:
        machine = MACHINES[name]
        session.log(f"{name}: {machine}")
        with ExitStack() as stack:
            temp = stack.enter_context(folder_of(machine.temp))
            if machine.is_busy:
                stack.enter_context(busy_cores())
            command = (*PYTEST, "-n", str(machine.workers), f"--basetemp={temp}", *arguments)
            env = environment_of(machine)
            try:
                session.run(*command, env=env, include_outer_env=False)
            except CommandFailed:
                failed.append(name)
    if failed:
        session.error(f"Not green: {', '.join(failed)}")


def environment_of(machine: Machine) -> dict[str, str]:
    """What is set outside, but for what the machine says."""
    other = ("HOME", "LANG", "LANGUAGE", "TZ", "COLUMNS", "LINES")
    kept = {k: v for k, v in os.environ.items() if k not in other and not k.startswith("LC_")}
    home = {"HOME": machine.home} if machine.home else {}
    return {**kept, **home, "TZ": machine.zone, "LANG": machine.language, **clock_of(machine)}


def clock_of(machine: Machine) -> dict[str, str]:
    """Shifts the clock of a process and of all that it starts, and lets it tick. What is
    measured, and how long is waited, goes by the monotonic clock, which stays.

    Nothing where libfaketime does not exist.
    """
    if sys.platform not in ("linux", "darwin"):
        return {}
    import libfaketime

    folder = Path(libfaketime.__file__).parent / "vendor" / "libfaketime" / "src"
    library, name = {
        "linux": ("LD_PRELOAD", "libfaketime.so.1"),
        "darwin": ("DYLD_INSERT_LIBRARIES", "libfaketime.1.dylib"),
    }[sys.platform]
    seconds = round((machine.starts - dt.datetime.now(dt.UTC)).total_seconds())
    return {
        library: str(folder / name),
        "FAKETIME": f"{seconds:+d}",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKE_UTIME": "1",
    }


@contextmanager
def folder_of(length: int) -> Iterator[Path]:
    """A new folder with a path of so many characters."""
    base = Path("/tmp" if os.name == "posix" else tempfile.gettempdir())  # noqa: S108
    room = length - len(f"{base}{os.sep}")
    name = secrets.token_hex(length)[: max(room, 6)]
    folder = base / name
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


SPIN = """
import sys, threading, time
def spin():
    while True:
        end = time.perf_counter() + 0.075
        while time.perf_counter() < end:
            pass
        time.sleep(0.025)
threading.Thread(target=spin, daemon=True).start()
sys.stdin.read()
"""
"""Until what started it closes the pipe, or is gone."""


@contextmanager
def busy_cores() -> Iterator[None]:
    """Three quarters of every core are taken."""
    count = os.cpu_count() or 1
    spin = [sys.executable, "-c", SPIN]
    spinning = [subprocess.Popen(spin, stdin=subprocess.PIPE) for _ in range(count)]
    try:
        yield
    finally:
        for process in spinning:
            process.kill()
            process.wait()
