"""Time zones by the names that other programs give them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.files.zone_names import zone_named


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("America/Toronto", "America/Toronto"),
        ("/freeassociation.sourceforge.net/America/Toronto", "America/Toronto"),
        ("/freeassociation.sourceforge.net/Tzfile/America/Toronto", "America/Toronto"),
        ("/mozilla.org/20050126_1/America/St_Johns", "America/St_Johns"),
        ("/citadel.org/20190914_1/America/Indiana/Knox", "America/Indiana/Knox"),
        ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("(UTC-05:00) Eastern Time (US and Canada)", "America/New_York"),
        ("(GMT-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("(UTC-06:00) Central Time (US & Canada)", "America/Chicago"),
        ("(UTC-07:00) Mountain Time (US & Canada)", "America/Denver"),
        ("(UTC-08:00) Pacific Time (US & Canada)", "America/Los_Angeles"),
        ("(UTC-04:00) Atlantic Time (Canada)", "America/Halifax"),
        ("(UTC-03:30) Newfoundland", "America/St_Johns"),
        ("(UTC-06:00) Saskatchewan", "America/Regina"),
        ("(UTC-07:00) Arizona", "America/Phoenix"),
        ("(UTC-05:00) Est (É.-U. et Canada)", "America/New_York"),
        ("(UTC-05:00) Est (États-Unis et Canada)", "America/New_York"),
        ("(UTC-04:00) Heure de l'Atlantique (Canada)", "America/Halifax"),
        ("(UTC-05:00) Hora del este (EE.UU. y Canadá)", "America/New_York"),
        ("(UTC-08:00) Hora del Pacífico (EE. UU. y Canadá)", "America/Los_Angeles"),
        ("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", "Europe/Brussels"),
        ("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/Dublin"),
        ("(UTC-05:00) Bogota, Lima, Quito, Rio Branco", "America/Bogota"),
        ("(UTC-06:00) Guadalajara, Mexico City, Monterrey", "America/Mexico_City"),
        ("(UTC+09:00) Osaka, Sapporo, Tokyo", "Asia/Tokyo"),
        ("(UTC) Coordinated Universal Time", "UTC"),
        ("(UTC)", "UTC"),
        ("(UTC-05:00) Nowhere At All", None),
        ("(UTC+09:00) Paris", None),
        ("Mars/Olympus", None),
        ("Customized Time Zone", None),
        ("", None),
        ("/", None),
        ("../../etc/passwd", None),
    ],
)
def test_what_a_name_means(name: str, zone: str | None) -> None:
    found = zone_named(name)
    assert (found.key if found else None) == zone


@given(st.text(max_size=60))
def test_any_name_is_a_zone_or_none(name: str) -> None:
    found = zone_named(name)
    assert found is None or found.key
