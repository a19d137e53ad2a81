from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.folder import create, marker, open_store
from store.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new data folder."""
    path = tmp_path / "data"
    create(path)
    return path


@pytest.fixture
def window(folder: Path) -> Iterator[Callable[[], Store]]:
    """Opens another window on the folder; all are closed at the end."""
    opened: list[Store] = []

    def open_window() -> Store:
        opened.append(open_store(folder))
        return opened[-1]

    yield open_window
    for store in opened:
        store.close()


@pytest.fixture
def store(window: Callable[[], Store]) -> Store:
    return window()


@pytest.fixture
def segment(folder: Path) -> Path:
    """The first segment of the folder's own kiosk; there once something was written."""
    return folder / "journal" / f"{marker(folder).kiosk}-0001.jsonl"


@pytest.fixture
def unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Syncing, which takes most of the time, is left out where nothing depends on it."""
    for module in ("disk", "segment", "scrub"):
        monkeypatch.setattr(f"store.{module}.sync", lambda fd: None)
        monkeypatch.setattr(f"store.{module}.sync_folder", lambda folder: None)
