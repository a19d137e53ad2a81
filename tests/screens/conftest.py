"""The app on a demo school in a temporary folder, at a time that stands still."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.desk import closing, demo
from kiosk.desk.protocol import Desk
from kiosk.model import Programme
from store.folder import create, open_pins, open_store
from store.store import Store
from tests.screens.showing import MORNING, School, StoppedClock, text_of


def sign_from_the_start(store: Store, minutes: int | None = 24 * 60) -> None:
    """Let the programmes' sessions be signed as soon as they began, as most tests do; with
    ``None`` as it is by default."""
    with store.change() as tx:
        for programme in tx.all(Programme):
            rule = replace(programme.door, signing_before=minutes)
            tx.put(replace(programme, door=rule))


@pytest.fixture(scope="session")
def made_school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo school as it is made; no test writes into it."""
    path = tmp_path_factory.mktemp("made") / "school"
    create(path, demo=True)
    store = open_store(path)
    demo.make(Desk(store, open_pins(path), StoppedClock(MORNING)))
    sign_from_the_start(store)
    store.close()
    return path


@pytest.fixture
def school(tmp_path: Path, made_school: Path) -> Iterator[School]:
    """A copy of it, open."""
    path = tmp_path / "school"
    shutil.copytree(made_school, path)
    store = open_store(path)
    clock = StoppedClock(MORNING)
    made = School(path, store, Desk(store, open_pins(path), clock), clock)
    yield made
    for thread in made.threads:
        thread.close()
    for close in made.closing:
        close()
    store.close()


@pytest.fixture
def signed(school: School) -> School:
    """Yesterday's session is signed: 24 were there, 6 were not."""
    closing.close(school.desk, school.session("team-1"), school.staff(demo.FACILITATOR[0]))
    return school


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that files are looked for in, and written to."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    return folder


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[object, str], None]:
    """Compare the screen's text with a file beside the tests; ``--update-snapshots``
    writes it."""
    folder = Path(__file__).parent / "snapshots"

    def compare(app: object, name: str) -> None:
        path = folder / f"{name}.txt"
        found = (app if isinstance(app, str) else text_of(app)) + "\n"
        if request.config.getoption("--update-snapshots"):
            path.write_text(found, encoding="utf-8")
        assert path.exists(), f"{path.name} is missing; --update-snapshots writes it"
        assert found == path.read_text(encoding="utf-8"), f"{name} is drawn otherwise"

    return compare
