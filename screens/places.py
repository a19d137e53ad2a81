"""The staff's places, by the name that the frame gives them."""

from __future__ import annotations

from screens.completions import CompletionsScreen
from screens.people import PeopleScreen
from screens.sessions import SessionsScreen
from screens.setup import SetupScreen
from screens.staff import StaffScreen

PLACES: dict[str, type[StaffScreen]] = {
    "sessions": SessionsScreen,
    "people": PeopleScreen,
    "completions": CompletionsScreen,
    "setup": SetupScreen,
}
