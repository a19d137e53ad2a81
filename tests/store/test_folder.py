from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.disk import is_empty
from store.errors import FromNewerVersion, NotAFolder
from store.folder import create, marker, open_store


def test_a_folder_is_made_once_and_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b"
    assert is_empty(path)
    create(path)
    assert not is_empty(path)
    assert marker(path).kiosk.isalnum()
    assert not marker(path).demo
    with pytest.raises(NotAFolder, match="not empty"):
        create(path)
    open_store(path).close()


def test_two_folders_have_two_kiosks(tmp_path: Path) -> None:
    for name in ("one", "two"):
        create(tmp_path / name, demo=True)
    assert marker(tmp_path / "one").kiosk != marker(tmp_path / "two").kiosk
    assert marker(tmp_path / "one").demo


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "not a kiosk's data folder"),
        (b"{", "not what a kiosk wrote"),
        (b'{"version":1,"kiosk":"k","format":"else"}', "not what a kiosk wrote"),
    ],
)
def test_what_is_no_data_folder_is_said_to_be_none(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / "kiosk.json").write_bytes(content)
    with pytest.raises(NotAFolder, match=said):
        open_store(tmp_path)


def test_a_newer_format_is_not_touched(folder: Path) -> None:
    content = json.loads((folder / "kiosk.json").read_bytes())
    (folder / "kiosk.json").write_text(json.dumps({**content, "version": 99}))
    with pytest.raises(FromNewerVersion, match="newer"):
        open_store(folder)


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotAFolder):
        open_store(tmp_path / "file")
    assert not is_empty(tmp_path / "file")
