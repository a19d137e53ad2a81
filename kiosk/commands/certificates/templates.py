"""Templates of one's own, and a look at what they make."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from kiosk.commands import data_option, default_folder
from kiosk.commands.opening import open_desk
from kiosk.commands.options import named_as_pdf
from kiosk.desk.certificates import making
from kiosk.errors import Refused
from kiosk.files import exports
from kiosk.files.certificates.papers import TEMPLATE, TEMPLATE_FILES
from kiosk.files.paper.printing import HERE, PAPERS
from kiosk.words import LANGUAGES


def looks(called: click.decorators.FC) -> click.decorators.FC:
    """How a certificate looks."""
    for option in (
        click.option("--paper", type=click.Choice(list(PAPERS)), default="letter"),
        click.option(
            "--template",
            type=click.Path(path_type=Path, exists=True, file_okay=False),
            help="A folder with a certificate.typ of your own.",
        ),
    ):
        called = option(called)
    return called


@click.command("template")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@data_option
def template(folder: Path | None, data: Path | None) -> None:
    """Copy the template into FOLDER, to be changed there and used with --template. Without
    FOLDER into the data folder: that one is used from then on."""
    from store.access import restrict
    from store.vault import TEMPLATE as OWN

    with open_desk(data):
        target = folder or (data or default_folder()) / OWN
    if (target / TEMPLATE).exists():
        raise Refused("{path} is there already.", path=target / TEMPLATE)
    target.mkdir(parents=True, exist_ok=True)
    for name in TEMPLATE_FILES:
        shutil.copyfile(HERE / name, target / name)
    if folder is None:
        restrict(target)
    click.echo(f"Change {target / TEMPLATE}, and look at it with “kiosk certificates preview”.")


@click.command("preview")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, callback=named_as_pdf
)
@click.option("--name", default="Marie-Ève Tremblay", help="A name to try.")
@click.option("--language", "languages", multiple=True, type=click.Choice(LANGUAGES))
@looks
@data_option
def preview(
    output: Path,
    name: str,
    languages: tuple[str, ...],
    template: Path | None,
    paper: str,
    data: Path | None,
) -> None:
    """A sample that is no certificate, to see a template, the logo and a long name."""
    with open_desk(data) as desk:
        look = making.look_of(desk.vault, template=template, paper=paper)
        exports.save(output, making.preview(desk, name, languages, look), overwrite=True)
    click.echo(f"Look at {output}.", err=True)
