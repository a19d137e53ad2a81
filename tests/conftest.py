"""What every room's tests start from: a data folder, a desk with a clock that stands
still, a small school, and the ``kiosk`` command."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kiosk.desk import editing
from kiosk.desk.protocol import Desk
from store import folder as folders
from tests.building import TORONTO, StillClock, add_school, at
from tests.running import Command

settings.register_profile(
    "here",
    deadline=None,
    derandomize=True,
    max_examples=60,
    # A fixture that is shared by the examples is a folder that they all work on.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("here")


def pytest_xdist_auto_num_workers() -> int:
    """Two more than there are cores: a third of the time tests wait, for a screen to be
    drawn or a process to start."""
    return (os.cpu_count() or 1) + 2


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the person running the tests has set for their own kiosk does not count."""
    for name in [name for name in os.environ if name.startswith("KIOSK_")]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _no_fonts_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which are installed here does not count; a test that means some says which."""
    from kiosk.files.paper import fonts

    monkeypatch.setattr(fonts, "installed_fonts", list)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with nothing in it but what makes it one."""
    path = tmp_path / "data"
    folders.create(path)
    return path


class PlainPins:
    """PINs as they are: hashing them well takes its time."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def check(self, staff: str, pin: str) -> bool:
        return self.known.get(staff) == pin

    def set(self, staff: str, pin: str) -> None:
        self.known[staff] = pin

    def has(self, staff: str) -> bool:
        return staff in self.known


@pytest.fixture
def clock() -> StillClock:
    """It is 10 April 2026, 09:00 in Toronto, until a test says otherwise."""
    return StillClock(at("2026-04-10 09:00"))


@pytest.fixture
def bare_desk(folder: Path, clock: StillClock) -> Iterator[Desk]:
    """A desk on a folder with an organisation, and nothing else."""
    store = folders.open_store(folder)
    desk = Desk(store, PlainPins(), clock)
    editing.set_organisation(desk, "Test Union", TORONTO, ("en", "fr", "es"))
    yield desk
    store.close()


@pytest.fixture
def desk(bare_desk: Desk) -> Desk:
    """A desk on a small school: see :func:`tests.building.add_school`."""
    add_school(bare_desk)
    return bare_desk


@pytest.fixture
def kiosk(tmp_path: Path) -> Command:
    """The ``kiosk`` command, in this process for speed; ``kiosk.apart`` runs it in one of
    its own. Its data folder is ``kiosk.data`` unless an argument says otherwise."""
    return Command(tmp_path / "data", home=tmp_path)


@pytest.fixture(scope="session")
def hashed_pins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PINs of the small school's staff; hashed once, because that is slow on purpose."""
    folder = tmp_path_factory.mktemp("pins")
    pins = folders.open_pins(folder)
    pins.set("fay", "1111")
    pins.set("rae", "2222")
    return folder / "pins.json"


@pytest.fixture
def school(kiosk: Command, desk: Desk, hashed_pins: Path) -> Command:
    """The ``kiosk`` command on the small school, at its ninth hour. Fay signs with 1111,
    Rae has 2222."""
    kiosk.env["KIOSK_NOW"] = "2026-04-10T09:00"
    shutil.copy2(hashed_pins, kiosk.data / "pins.json")
    return kiosk


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-snapshots", action="store_true", help="Write the screens' snapshots anew."
    )
