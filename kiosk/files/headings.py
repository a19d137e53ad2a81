"""What a table's columns are, by their headings, in English, French and Spanish.

The headings are those of our own form, of Eventbrite, Google Forms, pretix and Zoom, and
those that people write by hand. Compared are words only: case, accents and punctuation do
not count. What is not known for certain is not used, and can be said by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kiosk.errors import NotSo, Text
from kiosk.rules.names import fold

NOT_USED = "-"
"""In place of a field: the column is not read."""

# By field, the headings that mean it; those in front go before those behind.
PEOPLE = {
    "name": """name; full name; attendee name; participant name; name of participant;
        registrant name; participant; attendee; your name; your full name; complete name;
        what is your name; what is your full name; first and last name; last name first name;
        nom complet; nom et prenom; prenom et nom; nom prenom; prenom nom; nom du participant;
        nom de la participante; nom du ou de la participante; participante; votre nom;
        votre nom complet; quel est votre nom; nom; nombre completo; nombre y apellidos;
        nombre y apellido; apellidos y nombre; apellido y nombre; nombre del participante;
        nombre de la persona; su nombre; su nombre completo; cual es su nombre; asistente;
        nombre del asistente; nombre; member name; nom du membre; nombre del miembro""",
    "first_name": """first name; firstname; given name; given names; forename;
        attendee first name; attendee name given name; registrant first name; your first name;
        prenom; prenoms; prenom du participant; votre prenom; nom du participant prenom;
        nombre de pila; primer nombre; nombres; nombre del asistente nombre de pila;
        nombre del participante nombre de pila; su nombre de pila""",
    "last_name": """last name; lastname; surname; family name; attendee last name;
        attendee surname; attendee name family name; registrant last name; your last name;
        nom de famille; nom du participant nom de famille; votre nom de famille; apellido;
        apellidos; primer apellido; su apellido; sus apellidos;
        nombre del participante apellido; nombre del participante apellidos""",
    "member_number": """member number; membership number; member no; member id; membership id;
        union number; union member number; what is your member number;
        your member number; numero de membre; no de membre; n de membre; numero du membre;
        numero dadherent; no dadherent; numero dadhesion; votre numero de membre;
        quel est votre numero de membre; matricule; numero de miembro; no de miembro;
        n de miembro; numero de socio; numero de afiliado; numero de afiliacion;
        su numero de miembro; cual es su numero de miembro""",
    "local": """local; local number; local no; local union; union local; your local;
        what is your local; which local are you in; which local; local name; chapter; branch;
        section locale; section; no de section; numero de section; numero de section locale;
        votre section locale; votre section; quelle est votre section locale; syndicat local;
        sindicato local; seccion local; seccion; local sindical; seccional; numero de local;
        su local; su seccion; cual es su local""",
    "email": """attendee email; attendee e mail; attendee email address; registrant email;
        email; e mail; email address; e mail address; your email; your email address;
        adresse electronique du participant; e mail du participant; courriel du participant;
        courriel; adresse courriel; adresse de courriel; adresse e mail; adresse email;
        adresse mail; mail; adresse electronique; votre courriel; votre adresse courriel;
        correo del participante; correo electronico del asistente; correo electronico; correo;
        direccion de correo electronico; direccion de correo; su correo electronico;
        user email; username; nom dutilisateur; nombre de usuario""",
    "language": """language; preferred language; language preference; locale; lang; langue;
        langue preferee; langue de correspondance; langue de preference; votre langue; idioma;
        idioma preferido; lengua; idioma de preferencia""",
    "positions": """positions; position; role; roles; job title; union position;
        fonction; fonctions; poste; postes; cargo; cargos; puesto; funcion; funciones""",
    "good_standing": """good standing; in good standing; member in good standing;
        membre en regle; en regle; membre en regle oui non; miembro al dia; al dia; en regla;
        al corriente""",
    "offering": """offering; offerings; offering id; edition; ediciones; edicion; editions;
        workshop; workshops; which workshop; atelier; ateliers; quel atelier; taller; talleres;
        que taller; course; courses; cours; curso; cursos; formation; formacion""",
    "status": """status; attendee status; registration status; approval status; statut;
        statut du participant; statut de linscription; statut dinscription; etat;
        statut dapprobation; etat dapprobation; estado; estado del asistente;
        estado de la inscripcion; estado de inscripcion; estado de aprobacion""",
    "quantity": """quantity; ticket quantity; quantite; nombre de billets; cantidad;
        cantidad de entradas; cantidad de boletos""",
}

SESSIONS = {
    "offering": "offering; offering id; edition; edicion",
    "workshop": "workshop; workshop id; atelier; taller; course; cours; curso",
    "date": "date; day; jour; fecha; dia",
    "start": """start; starts; start time; begin; begins; from; debut; heure de debut; de;
        inicio; comienzo; hora de inicio; desde""",
    "end": "end; ends; end time; until; to; fin; heure de fin; a; hora de fin; hasta; termino",
    "room": "room; salle; local; sala; salon; aula",
    "online": "online; en ligne; virtual; virtuel; en linea",
    "capacity": "capacity; places; seats; capacite; cupo; capacidad; plazas",
    "facilitators": """facilitators; facilitator; instructor; instructors; animateurs;
        animateur; animatrice; personnes animatrices; formateurs; formateur; formatrice;
        facilitadores; facilitador; facilitadora; instructores""",
    "part": "part; partie; parte",
    "session": "session; session id; seance; sesion",
    "school": "school; school id; ecole; escuela",
    "school_name": "school name; nom de lecole; nombre de la escuela",
    "place": "place; city; lieu; ville; lugar; ciudad",
    "zone": "zone; time zone; timezone; fuseau horaire; fuseau; zona horaria; zona",
}

# Parts of a question that say what it asks for; a form's headings are whole sentences.
_ASKED = {
    "member_number": "member number; membership number; numero de membre; numero de miembro; "
    "numero de afiliado; numero dadherent",
    "email": "email address; your email; adresse courriel; adresse electronique; "
    "votre courriel; correo electronico",
    "first_name": "your first name; votre prenom; su nombre de pila",
    "last_name": "your last name; your surname; votre nom de famille; su apellido; sus apellidos",
    "name": "your full name; your name; full name; votre nom complet; nom complet; votre nom; "
    "su nombre completo; nombre completo; su nombre",
    "local": "your local; which local; what local; local number; local union; section locale; "
    "votre section; quelle section; su local; su seccion; su seccional; seccion local; "
    "que seccional; sindicato local",
}
_ANOTHERS = (
    "emergency urgence emergencia president presidente presidenta buyer acheteur comprador "
    "supervisor employer employeur contact contacto steward delegue delegado manager"
)
"""Who is asked of is another than who answers."""

OWN = Text("the kiosk’s own form")
"""Of which nothing need be said."""

_TIMES = ("timestamp", "horodateur", "horodatage", "marca temporal")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file, and what it is."""

    heading: str
    field: str = ""
    """Empty: it is not used."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a table is taken for."""

    form: Text
    columns: tuple[Column, ...]

    @property
    def fields(self) -> dict[str, list[str]]:
        """By field, the headings of its columns in order."""
        found: dict[str, list[str]] = {}
        for column in self.columns:
            if column.field:
                found.setdefault(column.field, []).append(column.heading)
        return found


def fields_of(kind: str) -> dict[str, str]:
    """What the columns of ``attendees`` or ``sessions`` may be, with their headings."""
    return PEOPLE if kind == "attendees" else SESSIONS


@cache
def _known(kind: str) -> dict[str, tuple[str, int]]:
    """By heading, its field and its place among those that mean it."""
    fields = fields_of(kind)
    known: dict[str, tuple[str, int]] = {}
    for field, headings in fields.items():
        known.setdefault(fold(field), (field, 0))
        for place, heading in enumerate(headings.split(";")):
            known.setdefault(" ".join(heading.split()), (field, place))
    return known


def score(kind: str, cells: Sequence[str]) -> int:
    """How many headings of a row are known; 0 where what is needed is not among them."""
    known = _known(kind)
    fields = {known[key][0] for cell in cells if (key := fold(cell)) in known}
    if kind == "attendees" and not fields & {"name", "last_name"}:
        asked = [_asked(cell) for cell in cells if len(cell) < 500]
        if not {"name", "last_name"} & set(asked):
            return 0
        return len([field for field in asked if field])
    if kind == "sessions" and not fields >= {"start", "end"}:
        return 0
    return len(fields)


def recognise(kind: str, headings: Sequence[str], said: Mapping[str, str]) -> Recognised:
    """What the columns of a table are.

    Args:
        kind: ``attendees`` or ``sessions``.
        said: by heading the field that somebody says it is, or :data:`NOT_USED`; it goes
            before what is recognised.

    Raises:
        NotSo: there is no such column, or no such field.
    """
    given = _given(kind, headings, said)
    folded = [_without_number(heading, headings) for heading in headings]
    known = _known(kind)
    taken = set(given.values())
    best: dict[str, tuple[int, str]] = {}
    for key in folded:
        if key in known and known[key][0] not in taken:
            field, place = known[key]
            best[field] = min(best.get(field, (place, key)), (place, key))
    if kind == "attendees":
        _whole_or_part(best)
    chosen = {key: field for field, (_, key) in best.items()}
    columns = []
    asked = {*taken, *best}
    for heading, key in zip(headings, folded, strict=True):
        field = given.get(heading) or chosen.get(key, "")
        if not field and kind == "attendees":
            guess = _asked(heading)
            if guess and guess not in asked and not (guess == "name" and "last_name" in asked):
                field = guess
                chosen[key] = field  # asked again further on, it is the same question
                asked.add(field)
        columns.append(Column(heading, "" if field == NOT_USED else field))
    return Recognised(_form(kind, folded, columns), tuple(columns))


def _given(kind: str, headings: Sequence[str], said: Mapping[str, str]) -> dict[str, str]:
    fields = [*fields_of(kind), NOT_USED]
    given = {}
    for heading, field in said.items():
        meant = [h for h in headings if h == heading] or [
            h for h in headings if fold(h) == fold(heading)
        ]
        if not meant:
            raise NotSo("there is no column “{column}”", column=heading[:60])
        if field not in fields:
            raise NotSo("“{field}” is none of {fields}", field=field[:60], fields=", ".join(fields))
        given[meant[0]] = field
    return given


def _without_number(heading: str, headings: Sequence[str]) -> str:
    """The words of a heading; of one that stands again, without its number."""
    plain, bracket, _ = heading.rpartition(" (")
    return fold(plain if bracket and plain in headings and heading.endswith(")") else heading)


def _whole_or_part(best: dict[str, tuple[int, str]]) -> None:
    """“Nom” beside “Prénom” is a family's name, “Nombre” beside “Apellidos” a given one."""
    if best.get("name", (0, ""))[1] == "nom" and "first_name" in best and "last_name" not in best:
        best["last_name"] = best.pop("name")
    if best.get("name", (0, ""))[1] == "nombre" and "last_name" in best:
        best.setdefault("first_name", best.pop("name"))
    alone = ("participant", "attendee", "participante", "asistente")
    if best.get("name", (0, ""))[1] in alone and "last_name" in best:
        del best["name"]


def _asked(heading: str) -> str:
    """The field that a question asks for, where it is one."""
    said = f" {fold(heading)} "
    if len(said.split()) < 3 or any(f" {word} " in said for word in _ANOTHERS.split()):
        return ""
    for field, parts in _ASKED.items():
        if any(f" {part.strip()} " in said for part in parts.split(";")):
            return field
    return ""


def _form(kind: str, folded: Sequence[str], columns: Sequence[Column]) -> Text:
    """Whose form it is, by the columns that only it has."""
    has = set(folded)
    if kind == "attendees":
        if has & {"attendee status", "statut du participant", "estado del asistente"} and any(
            h.startswith(("order", "commande", "n de commande", "pedido")) for h in has
        ):
            return Text("a list of attendees from Eventbrite")
        if has & {"order code", "code de commande", "code de la commande", "codigo de pedido"} and (
            has & {"product", "produit", "producto", "secret", "secreto"}
        ):
            return Text("a list of attendees from pretix")
        if has & {"registration time", "heure dinscription", "hora de inscripcion"} and has & {
            "approval status", "statut dapprobation", "etat dapprobation", "estado de aprobacion"
        }:  # fmt: skip
            return Text("a list of registrations from Zoom")
        if folded and folded[0] in _TIMES:
            return Text("answers from Google Forms")
    own = fields_of(kind)
    if all(h.replace(" ", "_") in own for h in folded if h):
        return OWN
    return Text("a table with headings of its own")
