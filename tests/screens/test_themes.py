"""Every text can be read: its colours against what is behind it, on every screen.

WCAG 2.2: 4.5 to 1 (1.4.3), 7 to 1 in high contrast (1.4.6); 3 to 1 for what else says
something, such as which row is chosen (1.4.11).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.color import Color

from screens.themes import THEMES
from tests.screens.contrast import chosen, lost_marks, ratio, too_faint
from tests.screens.showing import School, running
from tests.screens.touring import kiosk_tour, morning, rep_tour, staff_tour

LEAST = {"light": 4.5, "dark": 4.5, "contrast": 7.0}
SMALL, LARGE = (80, 24), (120, 40)


@pytest.mark.asyncio
@pytest.mark.parametrize("tour", ["kiosk", "staff", "rep"])
@pytest.mark.parametrize(
    ("theme", "size"),
    [("light", LARGE), ("dark", SMALL), ("contrast", SMALL)],
    ids=["light-120x40", "dark-80x24", "contrast-80x24"],
)
async def test_every_text_stands_out(
    school: School, tmp_path: Path, theme: str, size: tuple[int, int], tour: str
) -> None:
    app = school.app(theme=theme)
    if tour != "kiosk":
        morning(school)
    faint: dict[str, list[str]] = {}
    seen = 0
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
            assert app.theme == theme
            found = too_faint(app, LEAST[theme]) + lost_marks(app)
            if found:
                faint[stop] = found
            assert all(piece.bold for piece in chosen(app)), stop
            seen += bool(chosen(app))
    assert not faint, "\n".join(f"{stop}\n  " + "\n  ".join(at) for stop, at in faint.items())
    assert seen > 3, "a row that is chosen was seen at several stops"


@pytest.mark.parametrize("theme", list(THEMES))
def test_a_terminal_of_256_colours_can_be_read_too(theme: str) -> None:
    def shown(color: str | None) -> Color:
        """The nearest that such a terminal has."""
        near = RichColor.parse(str(color)).downgrade(ColorSystem.EIGHT_BIT)
        return Color(*near.get_truecolor())

    palette = THEMES[theme]
    said = {key: shown(value) for key, value in palette.variables.items() if value[0] == "#"}
    front, accent = shown(palette.foreground), shown(palette.accent)
    texts = [said[f"text-{kind}"] for kind in ("muted", "error", "success", "warning")]
    for behind in (palette.background, palette.surface, palette.panel):
        for text in (front, accent, *texts):
            assert ratio(text, shown(behind)) >= LEAST[theme]
    for ground, letters in (
        ("verdict-ok", "verdict-text"),
        ("verdict-already", "verdict-text"),
        ("verdict-wait", "verdict-wait-text"),
        ("verdict-no", "verdict-no-text"),
        ("chosen", "chosen-text"),
        ("alarm", "alarm-text"),
    ):
        assert ratio(said[letters], said[ground]) >= LEAST[theme], ground


def test_the_ratio_is_that_of_the_guidelines() -> None:
    black, white = Color.parse("#000000"), Color.parse("#ffffff")
    assert ratio(black, white) == ratio(white, black) == pytest.approx(21)
    assert ratio(white, white) == 1
    assert ratio(Color.parse("#767676"), white) == pytest.approx(4.54, abs=0.005)
    assert ratio(Color.parse("#777777"), white) == pytest.approx(4.48, abs=0.005)
