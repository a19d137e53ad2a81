"""What each system for online meetings writes in its reports, as headings by field.

Another system is another entry. Headings are folded: without case, accents and
punctuation, in English, French and Spanish.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

NAME, FIRST_NAME, LAST_NAME, EMAIL = "name", "first_name", "last_name", "email"
JOINED, LEFT, DURATION = "joined", "left", "duration"
ACTION, TIME = "action", "time"
WAITING, ATTENDED, ROLE, ACCOUNT = "waiting_room", "attended", "role", "account"
MEETING_START, MEETING_END = "meeting_start", "meeting_end"

FIELDS = (
    NAME, FIRST_NAME, LAST_NAME, EMAIL, JOINED, LEFT, DURATION, ACTION, TIME,
    WAITING, ATTENDED, ROLE, ACCOUNT, MEETING_START, MEETING_END,
)  # fmt: skip
"""What a column of a report can be."""


@dataclass(frozen=True, slots=True)
class MeetingSystem:
    """The reports of one system, and what their columns are called."""

    name: str
    headings: Mapping[str, str] = field(default_factory=dict)
    """By field the headings that mean it, with semicolons between them."""
    marks: str = ""
    """Headings that tell it from others, and are not read."""
    has_gaps: bool = False
    """A row is from somebody's first join to their last leave; only the duration says how
    long they were there."""


_JOINED = """join time; joined; heure darrivee; heure de connexion; heure dentree; hora de entrada;
    hora para unirse; hora de ingreso; hora de conexion"""
_LEFT = """leave time; left; heure de depart; heure de sortie; heure de deconnexion;
    hora de salida; hora para salir; hora de desconexion"""
_EMAIL = """email; e mail; user email; email address; courriel; adresse courriel; adresse e mail;
    adresse email; adresse e mail de lutilisateur; adresse courriel de lutilisateur;
    e mail de lutilisateur; courriel de lutilisateur; correo electronico; correo;
    e mail del usuario; correo electronico del usuario; correo del usuario;
    direccion de correo electronico"""
_FIRST_NAME = "first name; prenom; nombre de pila; given name"
_LAST_NAME = "last name; surname; family name; nom de famille; apellido; apellidos"
_DURATION = "duration; duree; duracion"
_ROLE = "role; rol"
_ACCOUNT = """participant id upn; id du participant upn; id de participante upn; participant id;
    id du participant; id de participante"""

SYSTEMS = (
    MeetingSystem(
        "Zoom",
        {
            NAME: """name original name; user name original name; name; user name; participant;
                nom nom dorigine; nom nom original; nom dutilisateur nom dorigine;
                nom dutilisateur nom original; nom; nom dutilisateur;
                nombre nombre original; nombre de usuario nombre original; nombre;
                nombre de usuario; participante""",
            FIRST_NAME: _FIRST_NAME,
            LAST_NAME: _LAST_NAME,
            EMAIL: _EMAIL,
            JOINED: _JOINED,
            LEFT: _LEFT,
            DURATION: """total duration minutes; duration minutes; time in session minutes;
                duree totale minutes; duree minutes; temps dans la session minutes;
                temps de session minutes; duracion total minutos; duracion minutos;
                tiempo en la sesion minutos; tiempo en sesion minutos""",
            WAITING: """in waiting room; waiting room; salle dattente; dans la salle dattente;
                en salle dattente; en sala de espera; sala de espera; en la sala de espera""",
            ATTENDED: "attended; a participe; participation; present; asistio; asistencia",
        },
    ),
    MeetingSystem(
        "Microsoft Teams",
        {
            NAME: """name; full name; nom complet; nom; nombre completo; nombre;
                nombre y apellidos""",
            EMAIL: _EMAIL,
            JOINED: f"""{_JOINED}; heure de participation; heure pour rejoindre;
                heure de jonction; hora de union; hora de incorporacion""",
            LEFT: _LEFT,
            DURATION: _DURATION,
            ROLE: _ROLE,
            ACCOUNT: _ACCOUNT,
        },
    ),
    MeetingSystem(
        "Microsoft Teams",
        {
            NAME: """name; full name; nom complet; nom; nombre completo; nombre;
                nombre y apellidos""",
            EMAIL: _EMAIL,
            JOINED: """first join; first join time; premiere participation; premiere connexion;
                premiere jonction; premiere arrivee; premier acces; primera entrada;
                primera union; primera conexion; primera incorporacion""",
            LEFT: """last leave; last leave time; dernier depart; derniere sortie;
                derniere deconnexion; ultima salida; ultima desconexion; ultimo abandono""",
            DURATION: """in meeting duration; meeting duration; duree de la reunion;
                duree en reunion; duree pendant la reunion; duree de participation;
                duracion de la reunion; duracion en la reunion; duracion en reunion; duration;
                duree; duracion""",
            ROLE: _ROLE,
            ACCOUNT: _ACCOUNT,
        },
        has_gaps=True,
    ),
    MeetingSystem(
        "Microsoft Teams",
        {
            NAME: "full name; name; nom complet; nom; nombre completo; nombre",
            EMAIL: _EMAIL,
            ACTION: """user action; action; action de lutilisateur; action utilisateur;
                accion del usuario; accion de usuario; accion""",
            TIME: """timestamp; utc event timestamp; event timestamp; horodatage; horodateur;
                marca de tiempo; marca temporal; fecha y hora""",
            ROLE: _ROLE,
            ACCOUNT: _ACCOUNT,
        },
    ),
    MeetingSystem(
        "Google Meet",
        {
            NAME: "name; participant name; nom; nombre; participant; participante",
            FIRST_NAME: _FIRST_NAME,
            LAST_NAME: _LAST_NAME,
            EMAIL: _EMAIL,
            JOINED: f"""time joined; {_JOINED}; heure a laquelle le participant a rejoint;
                heure de participation; hora de union; hora a la que se unio""",
            LEFT: f"time exited; time left; {_LEFT}; hora a la que salio",
            DURATION: _DURATION,
        },
        has_gaps=True,
    ),
    MeetingSystem(
        "Webex",
        {
            NAME: """display name; name; attendee name; participant; participant name;
                nom daffichage; nom affiche; nom; nombre para mostrar; nombre mostrado; nombre""",
            FIRST_NAME: _FIRST_NAME,
            LAST_NAME: _LAST_NAME,
            EMAIL: f"""invitee email; attendee email; {_EMAIL}; adresse e mail de linvite;
                adresse courriel de linvite; courriel de linvite;
                correo electronico del invitado; correo del invitado""",
            JOINED: _JOINED,
            LEFT: _LEFT,
            DURATION: """attendance duration; duree de presence; duree de participation;
                duracion de la asistencia; duracion de asistencia""",
            ROLE: _ROLE,
            MEETING_START: """meeting start time; heure de debut de la reunion;
                hora de inicio de la reunion""",
            MEETING_END: "meeting end time; heure de fin de la reunion; hora de fin de la reunion",
        },
        marks="connection type; audio type; type de connexion; tipo de conexion",
    ),
    MeetingSystem(
        "BigBlueButton",
        {
            NAME: "name; nom; nombre; user; utilisateur; usuario",
            EMAIL: _EMAIL,
            JOINED: "join; joined; joined at; rejoint; a rejoint; arrivee; connexion; entrada;"
            "se unio; union",
            LEFT: "left; left at; leave; a quitte; quitte; depart; parti; salida; salio",
            DURATION: f"{_DURATION}; online time; time online; temps en ligne; duree en ligne;"
            "tiempo en linea",
            ROLE: "moderator; moderateur; moderador; role; rol",
        },
        marks="activity score; talk time; webcam time; raise hands; poll votes",
        has_gaps=True,
    ),
    MeetingSystem(
        "GoTo",
        {
            NAME: "name; attendee; attendee name; nom; nombre; asistente",
            FIRST_NAME: _FIRST_NAME,
            LAST_NAME: _LAST_NAME,
            EMAIL: _EMAIL,
            JOINED: _JOINED,
            LEFT: _LEFT,
            DURATION: """time in session; time in session minutes; time in session hh mm;
                duration; attendance duration; temps de session; temps de session minutes;
                temps dans la session; tiempo en la sesion; tiempo en la sesion minutos""",
            ATTENDED: "attended; a participe; asistio",
        },
        marks="registration date time; interest rating; unsubscribed; last joined",
        has_gaps=True,
    ),
)
"""Where two fit as well, the first counts."""

OTHER = MeetingSystem("another system")
"""Whose columns somebody said by hand."""

NAMES = tuple(dict.fromkeys(system.name for system in SYSTEMS))


@cache
def marks(system: int) -> frozenset[str]:
    """The headings that only the system at a place has."""
    return phrases(SYSTEMS[system].marks)


@cache
def fields_by_heading(system: int) -> dict[str, str]:
    """By heading its field, of the system at a place."""
    return {
        " ".join(heading.split()): field
        for field, headings in SYSTEMS[system].headings.items()
        for heading in headings.split(";")
    }


def phrases(text: str) -> frozenset[str]:
    """What stands between semicolons."""
    return frozenset(" ".join(word.split()) for word in text.split(";"))


STARTS = phrases(
    """start time; meeting start time; actual start time; actual start date time; start date time;
    start date; meeting start; started; heure de debut; heure de debut de la reunion;
    heure de debut reelle; debut; debut de la reunion; hora de inicio;
    hora de inicio de la reunion; hora de inicio real; inicio; inicio de la reunion"""
)
ENDS = phrases(
    """end time; meeting end time; actual end time; end date time; meeting end; ended; heure de fin;
    heure de fin de la reunion; fin; fin de la reunion; hora de finalizacion; hora de fin;
    hora de finalizacion de la reunion; hora de fin de la reunion"""
)
LENGTHS = phrases(
    """duration minutes; duration; meeting duration; actual duration minutes; actual duration;
    duree minutes; duree; duree de la reunion; duree reelle minutes; duracion minutos; duracion;
    duracion de la reunion; duracion real minutos"""
)
ZONES = phrases("time zone; timezone; fuseau horaire; zona horaria")
"""Over or before what a preamble says of the meeting."""

HOSTS = phrases(
    """host details; panelist details; details de lhote; details des panelistes;
    details des animateurs; detalles del anfitrion; detalles de los panelistas;
    detalles del panelista"""
)
"""Titles over tables of people who are no learners."""

HOST_ROLES = phrases(
    """host; cohost; co host; panelist; organizer; organiser; true; moderator; hote; co hote;
    cohote; paneliste; animateur; animatrice; organisateur; organisatrice; moderateur; moderatrice;
    vrai; anfitrion; anfitriona; coanfitrion; organizador; organizadora; panelista; moderador;
    moderadora; verdadero"""
)

JOINS = phrases(
    """joined; joined before; join; entered; a rejoint; rejoint; rejoint avant; a rejoint avant;
    rejoint precedemment; a deja rejoint; entre; entree; arrivee; arrive; unido; unido antes;
    se unio; se unio antes; se ha unido; se ha unido antes; se unio anteriormente; entro;
    entrada; ingreso"""
)
LEAVES = phrases(
    """left; leave; exited; a quitte; quitte; parti; partie; sorti; sortie; depart; salio;
    ha salido; abandono; abandonado; se fue; dejo; salida; desconectado"""
)
