"""What a meeting shows as a name: whose it may be, and what is nobody's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.display_names import is_nobody, names_device, readings_of, split_display_name


@pytest.mark.parametrize(
    "text",
    [
        "she/her", "She/Her/Hers", "they/them", "he, him", "elle", "iel/iels", "ella/ellas",
        "il / lui", "they/she", "any pronouns", "iPhone", "iPhone 14", "iPad", "Galaxy S9",
        "Laptop", "ordinateur portable", "teléfono móvil", "Local 503", "local #503",
        "Section locale 306", "Sección 12", "SL 306 Local", "503", "+1 438 555 0199", "Host",
        "Guest", "Co-Host", "Unverified", "Invité", "Anfitrión", "External", "🙂", "", "2",
    ],
)  # fmt: skip
def test_nobodys_name(text: str) -> None:
    assert is_nobody(text)
    assert readings_of(f"Ana Roy ({text})") == ("Ana Roy",) or not text


@pytest.mark.parametrize(
    "text",
    [
        "Ana Roy",
        "Ella Fitz",
        "Host Mueller",
        "Bo Phone-Lee",
        "Union Jackson",
        "李 伟",
        "Mac Miller",
    ],
)
def test_what_may_be_a_name(text: str) -> None:
    assert not is_nobody(text)
    assert text in readings_of(f"Zed ({text})")


@pytest.mark.parametrize(
    ("shown", "readings"),
    [
        ("Emily Carter (she/her)", ("Emily Carter",)),
        ("Emily Carter [she/her]", ("Emily Carter",)),
        ("Loki (Loki Laufeyson)", ("Loki (Loki Laufeyson)", "Loki", "Loki Laufeyson")),
        ("Roy (Roy)", ("Roy (Roy)", "Roy")),
        ("Ella", ("Ella",)),
        ("iPhone (Ana Roy)", ("iPhone (Ana Roy)", "iPhone", "Ana Roy")),
        ("(Ana)", ("(Ana)",)),
        ("", ()),
    ],
)
def test_the_readings_of_a_name(shown: str, readings: tuple[str, ...]) -> None:
    assert readings_of(shown) == readings


@pytest.mark.parametrize(
    ("name", "is_device"),
    [
        ("iPhone", True), ("iPhone de Marie", True), ("Galaxy Tab A", True), ("iPad (2)", True),
        ("User", True), ("Salle 2", True), ("438 555 0199", True), ("🙂", True),
        ("Ana Roy", False), ("Mac Miller", False), ("Elle Roy", False),
    ],
)  # fmt: skip
def test_a_devices_name(name: str, is_device: bool) -> None:
    assert names_device(name) is is_device


@given(st.text(max_size=40))
def test_whatever_is_shown_is_split_without_a_loss_of_words(shown: str) -> None:
    name, aside = split_display_name(shown)
    assert not aside or name
    assert all(reading.strip() for reading in readings_of(shown))
