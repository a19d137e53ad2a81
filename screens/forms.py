"""A form: labelled fields, each with what is wrong with it beneath, saved all or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from kiosk.errors import ForPeople, WrongPin
from kiosk.rules import codes
from screens.choice import Choice
from screens.dialog import Dialog, press

T = TypeVar("T")

LONGEST = 300
"""Characters of a field, as in a file that is brought in."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    """Stands beneath while nothing is wrong."""
    choices: tuple[tuple[str, str], ...] = ()
    """Values, and how each is shown; without any, it is typed."""
    secret: bool = False
    takes_code: bool = False
    """A badge may be scanned into it; elsewhere a scan is taken out again."""


class SecretInput(Input):
    """Its Enter comes with what was typed before it, and without what is typed behind it."""

    async def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.action_submit()


class Form(Dialog[T]):
    """Subclasses say how the fields are checked and saved."""

    CSS_PATH = ["dialog.tcss", "forms.tcss"]  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        # Before any key that is typed behind it goes where the focus still is.
        Binding("enter", "next", show=False, priority=True),
    ]

    def __init__(self, title: str, fields: Sequence[Field]) -> None:
        super().__init__(title)
        self.fields = {field.name: field for field in fields}
        self._saving = False
        self._warned = False
        self._at_first: dict[str, str] = {}

    def check(self, values: Mapping[str, str]) -> dict[str, str]:
        """What is wrong, by field; looked at before anything is saved."""
        return {}

    async def save(self, values: Mapping[str, str]) -> T:
        """Have the desk save it.

        Raises:
            ForPeople: it cannot be so.
        """
        raise NotImplementedError

    # ---- drawing

    def body(self) -> ComposeResult:
        for field in self.fields.values():
            with Vertical(classes="field"):
                with Horizontal():
                    yield Static(Content(field.label), classes="label", markup=False)
                    yield self._control(field)
                yield Static(
                    Content(field.hint), id=f"note-{field.name}", classes="note", markup=False
                )

    def _control(self, field: Field) -> Widget:
        name = f"field-{field.name}"
        if field.choices:
            return Choice(field.label, field.choices, field.value, id=name)
        kind = SecretInput if field.secret else Input
        return kind(
            field.value, id=name, password=field.secret, max_length=LONGEST, select_on_focus=False
        )

    def buttons(self) -> ComposeResult:
        yield press("save", self.save_word(), "Ctrl+S")

    def save_word(self) -> str:
        """What the button says."""
        return self.app.words("Save")

    def on_mount(self) -> None:
        self._at_first = self.values()
        self._controls()[0].focus()

    def _controls(self) -> list[Input | Choice]:
        return [self.control(name) for name in self.fields]

    def control(self, name: str) -> Input | Choice:
        found = self.query_one(f"#field-{name}")
        assert isinstance(found, Input | Choice)  # noqa: S101 - narrows for the type checker
        return found

    def values(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: self.control(name).value for name in self.fields}

    def note(self, name: str, text: str = "") -> None:
        """Say beneath a field what is wrong with it; its hint again when nothing is."""
        note = self.query_one(f"#note-{name}", Static)
        note.set_class(bool(text), "-wrong")
        note.update(Content(text or self.fields[name].hint))

    # ---- typing

    def takes_scan(self) -> bool:
        name = (self.focused.id or "").removeprefix("field-") if self.focused else ""
        return name in self.fields and self.fields[name].takes_code

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._warned = False
        name = (event.input.id or "").removeprefix("field-")
        field = self.fields.get(name)
        code = codes.recognise(event.value)
        if field and code and not field.takes_code:
            event.input.value = event.value.rstrip()[: -codes.LENGTH]
            self.say(self.app.words("That was a badge; it does not belong in this field."))

    @on(Choice.Changed)
    def _chose(self, event: Choice.Changed) -> None:
        self._warned = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action != "next":
            return True
        return isinstance(self.focused, Input) and not self._ends_with(self.focused)

    def _ends_with(self, focused: Widget) -> bool:
        """Whether this is a PIN that nothing is asked behind."""
        return isinstance(focused, SecretInput) and focused is self._controls()[-1]

    @on(Choice.Submitted)
    def action_next(self) -> None:
        """Enter goes to the next field, and from the last one to the button. In a PIN that is
        the last it saves."""
        controls = self._controls()
        place = controls.index(self.focused) if self.focused in controls else -1
        if 0 <= place < len(controls) - 1:
            self.set_focus(controls[place + 1])  # at once: ``focus()`` takes its time
        else:
            self.set_focus(self.query_one("#press-save", Button))

    @on(Input.Submitted)
    def _typed_the_last(self, event: Input.Submitted) -> None:
        name = (event.input.id or "").removeprefix("field-")
        self._save_if_right({**self.values(), name: event.value})

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "press-save":
            event.stop()
            self.action_save()

    # ---- leaving

    def action_back(self) -> None:
        if self.values() == self._at_first or self._warned:
            self.answer(None)
            return
        self._warned = True
        self.say(self.app.words("This is not saved. Esc again leaves without saving."))

    def action_save(self) -> None:
        self._save_if_right(self.values())

    def _save_if_right(self, values: Mapping[str, str]) -> None:
        if self._saving:
            return
        wrong = self.check(values)
        for name in self.fields:
            self.note(name, wrong.get(name, ""))
        if wrong:
            self.say("")
            self.control(next(name for name in self.fields if name in wrong)).focus()
            return
        self._saving = True
        self.say(self.app.words("One moment…"), wrong=False)
        self._save(values)

    @work
    async def _save(self, values: Mapping[str, str]) -> None:
        try:
            result = await self.save(values)
        except WrongPin as error:
            self.say(error.said(self.app.words))
            self._ask_again(values)
        except ForPeople as error:
            self.say(error.said(self.app.words))
        else:
            self.app.read_day()
            self.answer(result)
        finally:
            self._saving = False

    def _ask_again(self, tried: Mapping[str, str]) -> None:
        """For the PIN, which was wrong: what was typed since then stays."""
        for field in self.query(SecretInput):
            name = (field.id or "").removeprefix("field-")
            field.value = field.value.removeprefix(tried[name])
            self.set_focus(field)
