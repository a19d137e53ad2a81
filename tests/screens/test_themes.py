"""Every text can be read: its colours against what is behind it, on every screen.

WCAG 2.2: 4.5 to 1 (1.4.3), 7 to 1 in high contrast (1.4.6); 3 to 1 between what is chosen
and what is not (1.4.11).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from screens.themes import THEMES
from tests.screens.contrast import too_faint
from tests.screens.showing import School, running
from tests.screens.touring import kiosk_tour, morning, rep_tour, staff_tour

pytestmark = pytest.mark.asyncio

LEAST = {"light": 4.5, "dark": 4.5, "contrast": 7.0}
IN_EACH_THEME = pytest.mark.parametrize("theme", list(THEMES))
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


@IN_EACH_THEME
@SIZES
@pytest.mark.parametrize("tour", ["kiosk", "staff", "rep"])
async def test_every_text_stands_out(
    school: School, tmp_path: Path, theme: str, size: tuple[int, int], tour: str
) -> None:
    app = school.app(theme=theme)
    if tour != "kiosk":
        morning(school)
    faint = {}
    async with running(app, size) as pilot:
        if tour == "kiosk":
            stops = kiosk_tour(pilot, app, school)
        elif tour == "staff":
            stops = staff_tour(pilot, app, school)
        else:
            file = tmp_path / "people.csv"
            file.write_text("member_number,name,local\n7,New One,Local 1\n,,\n", encoding="utf-8")
            stops = rep_tour(pilot, app, school, file)
        async for stop in stops:
            found = too_faint(app, LEAST[theme])
            if found:
                faint[stop] = found
    assert not faint, "\n".join(f"{stop}\n  " + "\n  ".join(at) for stop, at in faint.items())
