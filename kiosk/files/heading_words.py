"""The headings that people and programs write, in English, French and Spanish, by what they
mean: as :func:`kiosk.rules.names.fold` leaves them, in the order in which they count.
"""

from __future__ import annotations

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
        nombre del asistente; nombre; member name; nom du membre; nombre del miembro;
        nom du ou de la participant; nom du de la participant; nom de la participant;
        noms; names; surname first name; name of member; members name; name of attendee""",
    "first_name": """first name; firstname; given name; given names; forename;
        attendee first name; attendee name given name; registrant first name; your first name;
        prenom; prenoms; prenom du participant; votre prenom; nom du participant prenom;
        nombre de pila; primer nombre; nombres; nombre del asistente nombre de pila;
        nombre del participante nombre de pila; su nombre de pila; first; member first name;
        first name of member; prenom du membre; nombre del miembro nombre de pila""",
    "last_name": """last name; lastname; surname; family name; attendee last name;
        attendee surname; attendee name family name; registrant last name; your last name;
        nom de famille; nom du participant nom de famille; votre nom de famille; apellido;
        apellidos; primer apellido; su apellido; sus apellidos;
        nombre del participante apellido; nombre del participante apellidos; last; sur name;
        apellido 1; apellido paterno; 1er apellido; first surname; last name 1; surname 1;
        premier nom de famille; nom de famille 1; nom 1;
        member last name; member surname; nom de famille du membre; apellidos del miembro""",
    "second_last_name": """second last name; second surname; second family name; last name 2;
        surname 2; mothers surname; mothers last name; maternal surname; maternal last name;
        segundo apellido; apellido 2; 2o apellido; apellido materno; su segundo apellido;
        second nom de famille; deuxieme nom de famille; nom de famille 2; deuxieme nom; nom 2""",
    "member_number": """member number; membership number; member no; member id; membership id;
        union number; union member number; what is your member number;
        your member number; numero de membre; no de membre; n de membre; numero du membre;
        numero dadherent; no dadherent; numero dadhesion; votre numero de membre;
        quel est votre numero de membre; matricule; numero de miembro; no de miembro;
        n de miembro; numero de socio; numero de afiliado; numero de afiliacion;
        su numero de miembro; cual es su numero de miembro; membership no; union no;
        union member no; membre no; no membre; numero membre; miembro no; no miembro;
        no de socio; no de afiliado; union card no; union card number; card no; card number;
        numero de carte; numero de carte de membre; no de carte; no de carte de membre;
        numero de carne; no de carne""",
    "local": """local; local number; local no; local union; union local; your local;
        what is your local; which local are you in; which local; local name; chapter; branch;
        section locale; section; no de section; numero de section; numero de section locale;
        votre section locale; votre section; quelle est votre section locale; syndicat local;
        sindicato local; seccion local; seccion; local sindical; seccional; numero de local;
        su local; su seccion; cual es su local; union local no; union local number;
        locals; local section; section locale no; section no; sl; seccional no; no de seccional;
        numero de seccional""",
    "email": """attendee email; attendee e mail; attendee email address; registrant email;
        email; e mail; email address; e mail address; your email; your email address;
        adresse electronique du participant; e mail du participant; courriel du participant;
        courriel; adresse courriel; adresse de courriel; adresse e mail; adresse email;
        adresse mail; mail; adresse electronique; adresse de messagerie; messagerie;
        votre courriel; votre adresse courriel;
        correo del participante; correo electronico del asistente; correo electronico; correo;
        direccion de correo electronico; direccion de correo; su correo electronico;
        user email; username; nom dutilisateur; nombre de usuario; emails; e mails; member email;
        work email; personal email; courriel personnel; courriel professionnel;
        correo personal""",
    "language": """language; preferred language; language preference; locale; lang; langue;
        langue preferee; langue de correspondance; langue de preference; votre langue; idioma;
        idioma preferido; lengua; idioma de preferencia""",
    "positions": """positions; position; role; roles; job title; union position;
        fonction; fonctions; poste; postes; cargo; cargos; puesto; funcion; funciones;
        local position; position in local; union role; fonction syndicale; cargo sindical""",
    "good_standing": """good standing; in good standing; member in good standing;
        membre en regle; en regle; membre en regle oui non; miembro al dia; al dia; en regla;
        al corriente""",
    "offering": """offering; offerings; offering id; edition; ediciones; edicion; editions;
        workshop; workshops; which workshop; atelier; ateliers; quel atelier; taller; talleres;
        que taller; course; courses; cours; curso; cursos; formation; formacion;
        workshop id; workshop code; workshop title; workshop name; course id; course code;
        course title; course name; titre de latelier; nom de latelier; code de latelier;
        titre du cours; nom du cours; code du cours; titre de la formation; titulo del taller;
        nombre del taller; codigo del taller; titulo del curso; nombre del curso;
        codigo del curso; your workshop; your workshops; votre atelier; vos ateliers; su taller;
        sus talleres; workshop selection; workshops selected; selected workshops;
        workshop registered; ateliers choisis; atelier choisi; talleres elegidos""",
    "status": """status; attendee status; registration status; approval status; statut;
        statut du participant; statut de linscription; statut dinscription; etat; order status;
        statut dapprobation; etat dapprobation; estado; estado del asistente;
        estado de la inscripcion; estado de inscripcion; estado de aprobacion; state;
        situation; situacion""",
    "attending": """attending; attending yes no; will attend; will you attend;
        will you be attending; are you attending; are you coming; can you attend; going; coming;
        rsvp; rsvp response; your rsvp; attendance confirmed; confirmed; registered; enrolled;
        participera; participerez vous; participez vous; viendra; viendrez vous; serez vous present;
        sera present; presence confirmee; confirme; confirmee; inscrit; inscrite;
        asistira; asistiras; va a asistir; vendra; confirmado; confirmada; inscrito; inscrita;
        asistencia confirmada""",
    "cancelled": """cancelled; canceled; is cancelled; is canceled; cancelled on; canceled on;
        cancelled at; canceled at; cancelled date; canceled date; date cancelled; date canceled;
        cancellation; cancellation date; date of cancellation; cancelled by; canceled by;
        registration cancelled; registration canceled; has cancelled; has canceled;
        void; voided; voided at; voided on; void date; is void; ticket void; ticket voided;
        refunded; is refunded; refunded at; refunded on; refund date; date refunded; refund;
        withdrawn; withdrew; withdrawn on; withdrawn at; withdrawal; withdrawal date;
        date withdrawn; declined; dropped; dropped out;
        annule; annulee; annulation; date dannulation; annule le; annulee le; a annule;
        inscription annulee; rembourse; remboursee; remboursement; rembourse le; remboursee le;
        date de remboursement; desiste; desistee; desistement; date de desistement;
        sest desiste; sest desistee; retrait; date de retrait;
        cancelado; cancelada; cancelacion; fecha de cancelacion; anulado; anulada; anulacion;
        fecha de anulacion; inscripcion cancelada; inscripcion anulada; reembolsado; reembolsada;
        reembolso; fecha de reembolso; retirado; retirada; se retiro; dado de baja; dada de baja;
        baja; fecha de baja""",
    "cross": "",
    "quantity": """quantity; ticket quantity; quantite; nombre de billets; cantidad;
        cantidad de entradas; cantidad de boletos""",
}

SESSIONS = {
    "offering": "offering; offering id; edition; edicion",
    "workshop": """workshop; workshop id; atelier; taller; course; cours; curso; workshop title;
        workshop name; course title; course name; titre de latelier; nom de latelier;
        titre du cours; titulo del taller; nombre del taller; nombre del curso; title; titre;
        titulo; topic; subject; sujet; formation; formacion""",
    "date": "date; day; jour; fecha; dia; start date; date de debut; fecha de inicio",
    "start": """start; starts; start time; begin; begins; from; debut; heure de debut; de;
        inicio; comienzo; hora de inicio; desde""",
    "end": "end; ends; end time; until; to; fin; heure de fin; a; hora de fin; hasta; termino",
    "room": "room; salle; local; sala; salon; aula; room no; room name; no de salle; location",
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
ASKED = {
    "member_number": "member number; membership number; numero de membre; numero de miembro; "
    "numero de afiliado; numero dadherent",
    "email": "email address; your email; adresse courriel; adresse electronique; "
    "votre courriel; correo electronico",
    "first_name": "your first name; votre prenom; su nombre de pila",
    "last_name": "your last name; your surname; votre nom de famille; su apellido; sus apellidos",
    "name": "your full name; your name; full name; votre nom complet; nom complet; votre nom; "
    "su nombre completo; nombre completo; su nombre",
    "offering": "which workshop; which workshops; which course; which courses; what workshop; "
    "what workshops; what course; what courses; quel atelier; quels ateliers; quel cours; "
    "quelle formation; quelles formations; que taller; que talleres; cual taller; que curso; "
    "que cursos",
    "local": "your local; which local; what local; local number; local union; section locale; "
    "votre section; quelle section; su local; su seccion; su seccional; seccion local; "
    "que seccional; sindicato local",
}
ANOTHERS = (
    "emergency urgence emergencia president presidente presidenta buyer acheteur comprador "
    "supervisor employer employeur contact contacto steward delegue delegado manager "
    "guest invite invitado spouse conjoint conjointe conyuge child enfant hijo hija payer payeur"
)
"""Who is asked of is another than who answers."""
OTHER_TIMES = (
    "future futur futurs avenir futuro already deja ya taken suivi suivis completed past "
    "interested interesse interessent interesa interesan suggest proposer sugerir"
)
"""What one has taken, or would like to some day, is nothing that one is registered for."""
WISHES = (
    "alternate alternative alternatives alternativa alternatif backup rank ranking priority "
    "priorite prioridad preference preferences preferencia preferencias wish souhait deseo"
)
"""What one would like, or takes if that is full: nobody is registered for all of it."""
CHOICES = "choice choix opcion option eleccion"
PLACES = (
    "first second third fourth 1st 2nd 3rd 4th 1 2 3 4 premier deuxieme troisieme 1er 2e 3e 2eme "
    "3eme primera segunda tercera primer segundo tercero 1a 2a 3a"
)
"""With a choice, its place among several."""
WORKSHOPS = (
    "workshop workshops course courses class classes training seminar atelier ateliers cours "
    "formation formations seminaire taller talleres curso cursos capacitacion seminario"
)
OF_WORKSHOPS = (
    "fee fees price cost date time room hours language size number comments evaluation needs "
    "frais prix cout heure heures salle langue besoins nombre commentaires tarifa precio costo "
    "fecha hora horas sala idioma necesidades comentarios"
)
"""Something of a workshop, and not which."""
STATES = "status state statut etat estado situation situacion rsvp"
STATES_OF_PLACES = (
    "registration registrant inscription inscripcion participant participante attendee asistente "
    "ticket billet boleto entrada booking reservation reserva order commande pedido rsvp invitee "
    "invitation application candidature solicitud enrolment enrollment matricula guest approval "
    "approbation aprobacion response participation"
)
"""A state of one of these is that of a registration, whatever words it has."""
STATES_OF_ELSE = (
    "member membership membre adhesion miembro afiliacion afiliado payment paiement pago invoice "
    "facture factura employment emploi empleo marital civil email courriel correo form vaccination "
    "visa work job check checkin background immigration student worker contract dues standing "
    "account country province address adresse direccion residence billing shipping home mailing"
)
"""A state of one of these is not that of a registration."""
ANSWERS = frozenset(
    ("response", "responses", "open ended response", "reponse", "reponses", "reponse ouverte",
     "reponse libre", "respuesta", "respuestas", "respuesta abierta", "answer", "value", "other",
     "other please specify", "autre", "autre veuillez preciser", "otro", "otro especifique")
)  # fmt: skip
"""What a survey writes under a question, where it asks for one thing only."""
ASIDES = frozenset(
    ("required", "obligatoire", "requis", "obligatorio", "obligatoria", "optional", "facultatif",
     "facultative", "optionnel", "opcional", "if known", "si connu", "si se conoce")
)  # fmt: skip
"""What stands beside a heading and says nothing of what it means."""

TIMES = ("timestamp", "horodateur", "horodatage", "marca temporal")
"""Over the first column of a form's answers."""
