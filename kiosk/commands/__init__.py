"""The ``kiosk`` command. Each subcommand is a module of its own, imported when called,
so that ``kiosk --help`` and the kiosk's own start stay quick."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from pathlib import Path

import click
from click.core import ParameterSource

from kiosk.commands.looks import looks, looks_options

SUMMARIES = {
    "demo": "Make a school with sessions today, to try things out.",
    "init": "Set up a data folder of your own.",
    "import": "Bring in a programme, sessions, people or attendance from a file.",
    "sessions": "List the day's sessions, or others.",
    "attendees": "List the attendees.",
    "present": "List who is here now.",
    "scan": "Check in a badge code, number or name a line.",
    "close": "Sign a session as its facilitator.",
    "reopen": "Take the signature under a session back, with a reason.",
    "completions": "Show who completed what, and who is missing what.",
    "transcript": "Show what a member completed, over all schools and years.",
    "export": "Write what you take home to a file.",
    "certificates": "Issue certificates, write them, list and revoke them.",
    "verify": "Say whether a certificate is genuine, and still good.",
    "badges": "Print badges, or write their QR codes.",
    "session": "Add or change one session.",
    "offering": "Add or change one offering.",
    "attendee": "Add or change one person.",
    "registration": "Register one person, or change it.",
    "badge": "Tie, revoke or replace one badge.",
    "staff": "Add someone to the staff, or change their PIN.",
    "keys": "Back up, put back or change the key that signs certificates.",
    "check": "Look over the data folder, and say what is wrong.",
    "backup": "Write a backup, and read it back.",
    "restore": "Make a data folder of a backup.",
    "forget": "Forget a person: what is personal goes, what was counted stays.",
}


class Commands(click.Group):
    """Knows its commands by name and summary, and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(SUMMARIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in SUMMARIES:
            return None
        name = {"import": "bring", "export": "take"}.get(cmd_name, cmd_name)
        module = importlib.import_module(f"kiosk.commands.{name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))


def data_option(called: click.decorators.FC) -> click.decorators.FC:
    """``--data``, on every command."""
    return click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="KIOSK_DATA",
        callback=_nearest,
        help="The data folder (or KIOSK_DATA; else the user's own).",
    )(called)


def _nearest(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
    """What stands behind a command goes before what stands in front of it, and either
    before KIOSK_DATA."""
    said_here = ctx.get_parameter_source("data") is ParameterSource.COMMANDLINE
    if ctx.parent is None or said_here:
        return value
    around = ctx.parent
    while "data" not in around.params and around.parent is not None:
        around = around.parent
    outer: Path | None = around.params["data"]
    return outer


def default_folder() -> Path:
    """The user's own data folder."""
    import platformdirs

    return platformdirs.user_data_path("session-kiosk", appauthor=False)


@click.group(cls=Commands, invoke_without_command=True)
@data_option
@click.option("--room", metavar="ROOM", help="Check in to the sessions of one room only.")
@click.option("--session", "sessions", multiple=True, metavar="ID", help="To this session only.")
@looks_options
@click.version_option(package_name="session-kiosk", prog_name="kiosk")
@click.pass_context
def kiosk(
    ctx: click.Context, /, data: Path | None, room: str | None, sessions: list[str], **_: str
) -> None:
    """Check-in for member training: sessions, attendees, completions.

    Without a command it opens the kiosk."""
    if ctx.invoked_subcommand is None:
        from kiosk.commands.run import offer, open_kiosk
        from store.disk import is_empty

        path = data or default_folder()
        if is_empty(path):
            offer(path, looks(ctx))
        else:
            open_kiosk(path, looks(ctx), room or "", frozenset(sessions))
        return
    if room or sessions:
        raise click.UsageError("--room and --session are for the kiosk itself, without a command.")
    from kiosk.commands.lock_waits import said_on_stderr

    ctx.with_resource(said_on_stderr(f"kiosk {ctx.invoked_subcommand}"))


def main() -> None:
    """Run the command line; end with 0 done, 1 refused or wrong, 2 wrong usage."""
    # What is imported to begin with stays: to look for garbage in it is a tenth of what
    # the first frame takes. Collected is from when a data folder is opened.
    gc.disable()
    try:
        status = _run()
    finally:
        gc.enable()
    sys.exit(status)


def _run() -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        status = kiosk.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        status = 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    except Exception as error:
        from kiosk.commands.failing import explain, status_of

        click.echo(explain(error), err=True)
        status = status_of(error)
    return status if isinstance(status, int) else 0
