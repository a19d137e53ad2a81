"""What anyone may see: the list for a web site, and where it is."""

from __future__ import annotations

import re
from dataclasses import replace

from kiosk.clock import zone
from kiosk.desk.certificates import keys, standing
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.files.certificates.public import public_list

_ADDRESS = re.compile(r"https://[\w.-]+(:\d+)?(/[\w.~%/-]*)?", re.ASCII)
LONGEST = 80
"""Characters of an address: it stands in a QR code."""


def public_files(desk: Desk) -> tuple[dict[str, bytes], int]:
    """The files for a web site by name, and how many certificates they know."""
    view = desk.store
    organisation = view.organisation
    issued = standing.everyone(view)
    now = desk.clock.now().astimezone(zone(organisation.zone))
    known = keys.known_keys(view)
    files = public_list(organisation.name, organisation.languages, issued, known, now)
    return files, len(issued)


def set_address(desk: Desk, address: str) -> None:
    """Say where the page is; it is printed on what is issued from now on. Nothing: nowhere.

    Raises:
        Refused: it is no such address.
    """
    if address and (len(address) > LONGEST or not _ADDRESS.fullmatch(address)):
        raise Refused(
            "That is no web address. It begins with https, and has at most {n} characters.",
            n=LONGEST,
        )
    with desk.store.change() as tx:
        tx.put(replace(tx.organisation, verify_at=address))
