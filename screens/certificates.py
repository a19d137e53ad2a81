"""Certificates, from the completions: issued and written to files, looked over, revoked."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from textual import on

from kiosk.desk.certificates import issuing, papers
from kiosk.desk.certificates.issuing import Plan, Why
from kiosk.desk.certificates.making import LeftOut
from kiosk.desk.completing.held import Row
from kiosk.desk.protocol import Desk, Vault
from kiosk.errors import ForPeople
from kiosk.files.endings import Misnamed, as_pdf, check_folder
from kiosk.model import Certificate, Staff, Wording
from kiosk.words import NATIVE, Words
from screens.certificates_told import Done, in_short, left_out, nothing, told
from screens.choice import Choice
from screens.choose_file import meant, shown
from screens.confirm import ConfirmScreen
from screens.forms import Field, Form
from screens.host import Host

SAMPLE = "-sample.pdf"


def planned(desk: Desk, rows: Sequence[Row], again: bool = False) -> Plan:
    """What issuing for these rows would do."""
    return issuing.plan(desk.store, rows, again)


def looked_over(
    desk: Desk, rows: Sequence[Row], again: bool = False
) -> tuple[Plan, Wording | None]:
    """The same, with what the first new one would say."""
    plan = planned(desk, rows, again)
    worded = issuing.would_say(desk, plan.wanted[:1])
    return plan, worded[0] if worded else None


async def give(
    app: Host, staff: Staff, rows: Sequence[Row], another: bool = False
) -> tuple[str, bool]:
    """Issue and write the certificates of these. Returns what to say of it, nothing where
    they went back, and whether something is wrong.

    Args:
        another: where the last one was revoked, ask whether another is meant.
    """
    words = app.words
    plan, first = await app.ask(looked_over, rows)
    again = another and not (plan.wanted or plan.there) and plan.passed[Why.REVOKED] > 0
    if again:
        title = words("Issue another certificate?")
        what = words("The last one was revoked. It stays so, and this one has its own number.")
        if not await app.push_screen_wait(ConfirmScreen(title, what, words("Go on"))):
            return "", False
        plan, first = await app.ask(looked_over, rows, again)
    if not (plan.wanted or plan.there):
        return nothing(plan, words), True
    form = CertificatesForm(staff, rows, plan, first, words, app.local_now(), again)
    done = await app.push_screen_wait(form)
    if done is None:
        return "", False
    if done.left_out:
        await app.push_screen_wait(left_out(done.left_out, words, app.fonts))
    return told(done, words), bool(done.left_out)


class CertificatesForm(Form[Done]):
    """Answers with how many there are, and where."""

    def __init__(
        self,
        staff: Staff,
        rows: Sequence[Row],
        plan: Plan,
        first: Wording | None,
        words: Words,
        now: dt.datetime,
        again: bool = False,
    ) -> None:
        """Args:
        first: what the first new one would say, shown so that it can be looked at.
        again: also where the last one was revoked.
        """
        self._staff, self._rows, self._plan, self._again = staff, rows, plan, again
        self._running = self._stop = False
        self._left_out: list[LeftOut] = []
        there, new = len(plan.there), len(plan.wanted)
        forms = (
            ("each", words("A file for each")),
            ("one", words("All in one file")),
            ("print", words("All in one file, for the printer")),
            ("sample", words("A sample, to look at: nothing is issued")),
        )
        fields = [Field("form", words.context("file", "As"), "each", choices=forms)]
        if first and new > plan.mended:
            hint = in_short(first)
            fields.append(
                Field("languages", words("Language"), "", hint=hint, choices=_languages(words))
            )
        proposed = shown(Path.home() / f"certificates-{now:%Y-%m-%d}", is_folder=False)
        fields.append(Field("path", words("Into"), proposed))
        if first:
            pin = words("PIN of {name}", name=staff.name)
            fields.append(Field("pin", pin, secret=True))
        super().__init__(
            words.plural("{n} certificate", "{n} certificates", there + new), tuple(fields)
        )

    def save_word(self) -> str:
        return self.app.words("Write")

    def on_mount(self) -> None:
        super().on_mount()
        words, there, new = self.app.words, len(self._plan.there), len(self._plan.wanted)
        said = words.plural("{n} is issued now.", "{n} are issued now.", new)
        if there:
            before = words.plural(
                "{n} was issued before, and is given again as it is.",
                "{n} were issued before, and are given again as they are.",
                there,
            )
            said = words("{one} {other}", one=said, other=before) if new else before
        if mended := self._plan.mended:
            kept = words.plural(
                "{n} takes the place of one with another name, in its language.",
                "{n} take the place of ones with another name, in their languages.",
                mended,
            )
            said = words("{one} {other}", one=said, other=kept)
        self.say(said, wrong=False)

    @on(Choice.Changed, "#field-form")
    def _other_form(self) -> None:
        """The proposed name goes with the form."""
        path = self.control("path").value.removesuffix(".pdf").removesuffix("-sample")
        ending = {"each": "", "sample": SAMPLE}.get(self.values()["form"], ".pdf")
        self.control("path").value = f"{path}{ending}"

    def check(self, values: Mapping[str, str]) -> dict[str, str]:
        words = self.app.words
        if not values["path"].strip():
            return {"path": words("Say where to write it.")}
        if values["form"] == "each":
            try:
                check_folder(meant(values["path"]))
            except Misnamed as error:
                return {"path": error.said(words)}
        if self._plan.wanted and values["form"] != "sample" and not values["pin"]:
            return {"pin": words("Type your PIN, then Enter.")}
        return {}

    def action_back(self) -> None:
        """While it is working, what is begun is brought to an end."""
        if self._running:
            self._stop = True
            self.say(self.app.words("Stopping…"), wrong=False)
            return
        super().action_back()

    async def save(self, values: Mapping[str, str]) -> Done:
        self._stop = False
        self._running = True
        self._left_out = []
        try:
            return await self._work(values)
        finally:
            self._running = False

    async def _work(self, values: Mapping[str, str]) -> Done:
        path, new = meant(values["path"]), 0
        if values["form"] == "sample":
            return await self._write_sample(path, tuple(values.get("languages", "").split()))
        if self._plan.wanted:
            await self.app.identified(self._staff, values["pin"])
            new = await self._issue(tuple(values.get("languages", "").split()))
        issued = (await self.app.ask(planned, self._rows)).there
        if not (issued or self._left_out):
            raise ForPeople("There is no certificate to give.")
        count = 0
        if values["form"] == "each":
            count = await self._write_each(issued, path)
        elif issued:
            path = as_pdf(path)
            count = await self._write_one(issued, path, attached=values["form"] == "one")
        return Done(count, new, path, stopped=self._stop, left_out=tuple(self._left_out))

    async def _issue(self, languages: tuple[str, ...]) -> int:
        """Some at a time, so that a scan is answered in between; returns how many are new."""
        words, fonts = self.app.words, (await self.app.desk.open()).vault.fonts
        all_of_them = self._plan.wanted
        worded = await self.app.ask(issuing.would_say, all_of_them, languages)
        checked = await asyncio.to_thread(issuing.check_wordings, all_of_them, worded, fonts)
        wanted = checked.rows
        self._left_out = list(checked.left_out)
        new = done = 0
        for some in _parts(wanted):
            if self._stop:
                break
            result = await self.app.ask(issuing.issue, some, self._staff, languages, self._again)
            new, done = new + result.new, done + len(some)
            said = words("Issued: {n} of {all}. Esc stops.", n=done, all=len(wanted))
            self.say(said, wrong=False)
        return new

    async def _write_each(self, issued: Sequence[Certificate], folder: Path) -> int:
        words = self.app.words
        vault, count = (await self.app.desk.open()).vault, 0
        for place, one in enumerate(issued, 1):
            if self._stop:
                break
            count += await asyncio.to_thread(self._write, vault, one, folder)
            if place % 10 == 0:
                said = words("Written: {n} of {all}. Esc stops.", n=place, all=len(issued))
                self.say(said, wrong=False)
        return count

    def _write(self, vault: Vault, one: Certificate, folder: Path) -> bool:
        """Whether it could be made; else it is noted who is left out."""
        from kiosk.desk.certificates import making
        from kiosk.files.paper.letters import NotPrintable

        look = making.look_of(vault)
        try:
            content = making.paper(vault, one, look, remember=self._remember)
        except NotPrintable as refused:
            self._left_out.append(making.left_out_of(one, refused.faults))
            return False
        _save(content, one, folder)
        return True

    async def _write_one(self, issued: Sequence[Certificate], path: Path, attached: bool) -> int:
        """Returns how many are in it."""
        from kiosk.desk.certificates import making
        from kiosk.files import exports

        words, count = self.app.words, len(issued)
        said = words.plural("Setting {n} page…", "Setting {n} pages…", count)
        self.say(said, wrong=False)
        vault = (await self.app.desk.open()).vault
        look = making.look_of(vault)
        if attached:
            made = await asyncio.to_thread(making.one_file, issued, look, remember=self._remember)
        else:
            made = await asyncio.to_thread(making.for_printing, issued, look)
        self._left_out += made.left_out
        await asyncio.to_thread(exports.save, path, made.content)
        return len(made.certificates)

    def _remember(self, made: Sequence[papers.Paper]) -> None:
        """From the thread that makes them: the store has its own."""
        self.app.call_from_thread(self.app.ask, papers.remember, made)

    async def _write_sample(self, path: Path, languages: tuple[str, ...]) -> Done:
        """The first of them, as it would look."""
        from kiosk.desk.certificates import making
        from kiosk.files import exports

        worded = await self.app.ask(issuing.would_say, self._plan.wanted[:1], languages)
        says = worded[0] if worded else self._plan.there[0].says
        if says is None:  # forgotten meanwhile
            raise ForPeople("There is no certificate to give.")
        look = making.look_of((await self.app.desk.open()).vault)
        content = await asyncio.to_thread(making.sample_page, look, says)
        path = as_pdf(path)
        again = path.name.endswith(SAMPLE)  # one looks, changes a template, and looks again
        await asyncio.to_thread(exports.save, path, content, again)
        return Done(0, 0, path, sample=True)


def _save(content: bytes, one: Certificate, folder: Path) -> None:
    from kiosk.errors import why
    from kiosk.files import exports
    from kiosk.files.certificates.papers import file_stem

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise exports.NotSaved(
            "{path} cannot be written: {why}.", path=folder, why=why(error)
        ) from None
    exports.save(folder / f"{file_stem(one)}.pdf", content, overwrite=True)


def _parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """A workshop's together, and not too many."""
    by_workshop: dict[str, list[Row]] = {}
    for row in rows:
        by_workshop.setdefault(row.workshop.id, []).append(row)
    for theirs in by_workshop.values():
        for start in range(0, len(theirs), issuing.AT_ONCE):
            yield theirs[start : start + issuing.AT_ONCE]


def _languages(words: Words) -> tuple[tuple[str, str], ...]:
    """One, or two that stand side by side."""
    pairs = [(one, two) for one in NATIVE for two in NATIVE if one < two]
    return (
        ("", words("Each person's own")),
        *((one, name) for one, name in NATIVE.items()),
        *((f"{one} {two}", f"{NATIVE[one]} + {NATIVE[two]}") for one, two in pairs),
    )
