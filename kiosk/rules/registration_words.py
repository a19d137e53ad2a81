"""The words for the state of a registration, in English, French and Spanish: those of the
systems whose lists people have, and those that people write by hand."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from kiosk.model import RegistrationStatus
from kiosk.rules.names import fold


class Unregistered(StrEnum):
    """The state of somebody who was asked, and never registered."""

    INVITED = "invited"


State = RegistrationStatus | Unregistered

_WORDS: dict[State, str] = {
    RegistrationStatus.REGISTERED: """registered; attending; will attend; checked in; confirmed;
        approved; accepted; paid; complete; completed; going; present; active; valid; acquired;
        partially paid; booked; enrolled; enroled; fully paid; on roster; assigned;
        approved by host; rsvp yes;
        inscrit; inscrite; confirme; confirmee; approuve; approuvee; accepte; acceptee; paye;
        payee; participe; participera; present; presente; enregistre; enregistree; complet;
        complete; valide; reserve; reservee; actif; active; viendra;
        inscrito; inscrita; confirmado; confirmada; aprobado; aprobada; aceptado; aceptada;
        pagado; pagada; asistira; registrado; registrada; completado; completada; valido; valida;
        reservado; reservada; activo; activa; matriculado; matriculada;
        attended; a participe; asistio""",
    RegistrationStatus.WAITLISTED: """waitlisted; waitlist; wait listed; wait list; waiting list;
        on waitlist; on waiting list; on the waiting list; in waitlist; standby;
        pending; pending approval; pendingapproval; awaiting approval; tentative;
        awaiting payment; pending pay later; pending from waitlist; pending from approval;
        pending offline payment; pending final payment; to be paid; under review;
        liste dattente; sur la liste dattente; sur liste dattente; en attente;
        en attente dapprobation; a confirmer; a payer;
        lista de espera; en lista de espera; en espera; pendiente; pendiente de aprobacion;
        por confirmar; por pagar;
        unpaid; not paid; pending payment; on hold; impaye; impayee; non paye; non payee;
        en attente de paiement; sin pagar; pendiente de pago""",
    RegistrationStatus.CANCELLED: """cancelled; canceled; cancel; cancellation; registration
        cancelled; registration canceled; not attending; wont attend; will not attend; not going;
        not coming; cant attend; cannot attend; rsvp no; refunded; fully refunded;
        partially refunded; denied; denied approval; declined; invite declined; rejected;
        rejected by organizer; rejectedbyorganizer; deleted; removed; transferred;
        expired; withdrawn; withdrew; void; voided; invalid; invalidated; released; revoked;
        substituted; dropped; dropped out; dropout; no show; noshow; absent;
        annule; annulee; annulation; inscription annulee; rembourse; remboursee;
        ne participe pas; ne participera pas; ne viendra pas; absente; refuse; refusee; desiste;
        desistee; desistement; sest desiste; sest desistee; supprime; supprimee; retire; retiree;
        sest retire; sest retiree; decline; declinee; rejete; rejetee; expire; expiree;
        cancelado; cancelada; cancelacion; anulado; anulada; anulacion; inscripcion cancelada;
        inscripcion anulada; reembolsado; reembolsada; no asistira; no asiste; no vendra;
        rechazado; rechazada; denegado; denegada; eliminado; eliminada; retirado; retirada;
        se retiro; dado de baja; dada de baja; baja; declinado; declinada; ausente; expirado;
        expirada; vencido; vencida; invalido; invalida; devuelto""",
    Unregistered.INVITED: """invited; invite sent; no invite sent; no response; not responded;
        visited; abandoned; not registered; nomination pending; pending in cart; none yet;
        invite; invitee; sans reponse; pas de reponse; non inscrit; non inscrite;
        invitado; invitada; sin respuesta; no inscrito; no inscrita""",
}
_STATE = {
    " ".join(word.split()): state for state, words in _WORDS.items() for word in words.split(";")
}
_PLAIN = frozenset(
    ("cancelled", "canceled", "withdrawn", "withdrew", "refunded", "void", "voided", "declined",
     "dropped", "annule", "annulee", "annulation", "rembourse", "remboursee", "desiste",
     "desistee", "desistement", "retiree", "cancelado", "cancelada", "anulado", "anulada",
     "reembolsado", "reembolsada", "retirado", "retirada", "cancellation", "cancelacion",
     "anulacion")
)  # fmt: skip
"""That speak of cancelling wherever they begin a note: “cancelled 3 May, ill”."""
_VAGUE = frozenset(
    ("absent", "absente", "ausente", "expired", "expire", "expiree", "expirado", "expirada",
     "vencido", "vencida", "transferred", "deleted", "removed", "released", "invalid",
     "invalidado", "invalida", "invalido", "revoked", "rejected", "rejete", "rejetee", "refuse",
     "refusee", "retire", "decline", "denied", "baja", "supprime", "supprimee", "eliminado",
     "eliminada", "denegado", "denegada", "devuelto", "cancel", "substituted", "no show",
     "noshow", "invalidated")
)  # fmt: skip
"""That may be said of much else: of a visa, a membership, a worker who has retired."""
_QUEUE = frozenset(
    ("waitlisted", "waitlist", "wait listed", "wait list", "waiting list", "on waitlist",
     "on waiting list", "on the waiting list", "in waitlist", "liste dattente",
     "sur la liste dattente", "sur liste dattente", "lista de espera", "en lista de espera")
)  # fmt: skip
_BY = re.compile(r" (?:by|par|por) .*")
"""Whoever it was that approved or cancelled."""
_NEVER = re.compile(r"\b(?:not|never|non|pas|no|sin) \w+")
_APART = re.compile(r"[/,;()\[\]]|\s[–—-]\s")


@lru_cache(maxsize=5000)
def read_state(text: str) -> State | None:
    """The state that a text names; ``None`` where it names none, or two.

    >>> str(read_state("Annulée par l’organisatrice")), read_state("Registered/Canceled")
    ('cancelled', None)
    """
    whole = fold(text)
    if found := _STATE.get(whole) or _STATE.get(_BY.sub("", whole)):
        return found
    parts = [_BY.sub("", words) for part in _APART.split(text) if (words := fold(part))]
    states = {_STATE.get(part) for part in parts}
    if len(states) == 1 and None not in states:
        return states.pop()
    others = {_STATE.get(word) for word in _NEVER.sub("", whole).split()} | states
    if whole.split(" ")[0] in _PLAIN and RegistrationStatus.REGISTERED not in others:
        return RegistrationStatus.CANCELLED
    return None


_LONGEST = 80
"""Characters of a note that says one thing."""
_HINTS = (
    "cancel", "annul", "anul", "refund", "withdr", "denied", "void", "declin", "drop", "embols",
    "rembours", "sist", "retir", "reject", "rechaz", "wait", "attente", "espera", "baja",
    "no vend", "no asis", "rsvp no", "not att", "not going", "not coming", "nt att", "n't att",
    "n’t att", "ne part", "ne vien",
)  # fmt: skip
"""One of them is in every text that takes a registration back."""


def may_take_back(text: str) -> bool:
    """Whether there may be a text that takes a registration back in a longer one: of most
    columns it need be asked once."""
    said = text.lower().replace("_", " ")
    return any(hint in said for hint in _HINTS)


def takes_back(text: str) -> bool:
    """Whether a text says by itself, under whatever heading, that somebody does not come or
    has no place yet; a word that may be said of much else does not.

    >>> takes_back("Withdrawn"), takes_back("Expired"), takes_back("on the waiting list")
    (True, False, True)
    """
    return len(text) <= _LONGEST and may_take_back(text) and _takes_back(text)


@lru_cache(maxsize=5000)
def _takes_back(text: str) -> bool:
    whole = fold(text)
    if whole in _QUEUE:
        return True
    return whole not in _VAGUE and read_state(text) is RegistrationStatus.CANCELLED
