"""Rosters of the shapes that reps really have, made by hand as those programs write them."""

from __future__ import annotations

EVENTBRITE = (
    "Order #,Order Date,First Name,Surname,Email,Quantity,Ticket Type,Attendee #,Barcode #,"
    "Attendee Status,What is your member number?,Which local are you in?\r\n"
    "101,2026-01-05 10:00:00,Ana,Roy,ana@example.org,1,Member,201,1012011,Attending,77,Local 5\r\n"
    "101,2026-01-05 10:00:00,Info Requested,Info Requested,ana@example.org,1,Member,202,101202,"
    "Attending,,\r\n"
    "102,2026-01-06 11:30:00,Ben,Li,ben@example.org,1,Member,203,1022031,Not Attending,78,\r\n"
    "103,2026-01-06 12:00:00,Cleo,Park,cleo@example.org,1,Member,204,1032041,Checked In,79,\r\n"
    "104,2026-01-07 12:00:00,Dan,Wu,dan@example.org,1,Member,205,1042051,Refunded,80,\r\n"
)
EVENTBRITE_NEWER = (
    "Order ID,Order Date,Attendee Status,Name,Email,Event Name,Ticket Quantity,Ticket Type,"
    "Ticket Price,Buyer Name,Buyer Email\r\n"
    "9001,2026-02-01,Attending,Marie-Ève Tremblay,eve@example.org,Spring School,1,Member,0.00,"
    "Paul Buyer,paul@example.org\r\n"
    "9001,2026-02-01,Attending,Jean Tremblay,paul@example.org,Spring School,1,Member,0.00,"
    "Paul Buyer,paul@example.org\r\n"
)
GOOGLE_ENGLISH = (
    'Timestamp,Username,"What is your full name?",What is your member number?,'
    '"Which local are you in?\nFor example: Local 1000","Do you need childcare, and for whom?"\n'
    "8/31/2023 19:08:16,ana@example.org,Ana Roy,77,Local 5,No\n"
)
GOOGLE_FRENCH = (
    'Horodateur,Adresse e-mail,"Votre nom complet, s’il vous plaît",Votre section locale,'
    "Votre section locale,Nom d’une personne à joindre en cas d’urgence\n"
    '01/10/2026 18:12:05,eve@example.org,"TREMBLAY, Marie-Ève",,503,Paul\n'
    "02/10/2026 08:00:00,jean@example.org,Jean Gagnon,1000,,Paul\n"
)
GOOGLE_SPANISH = (
    "Marca temporal,Dirección de correo electrónico,Nombre,Apellidos,¿Cuál es su seccional?\n"
    "2026/09/27 3:00:00 PM GMT+3,ines@example.org,Inés,de los Santos,12\n"
)
PRETIX_ENGLISH = (
    "Order code,Attendee name,Attendee name: Given name,Attendee name: Family name,Product,Price,"
    "Checked in,Checked out,Automatically checked in,Secret,E-mail,Company\n"
    "ABC12,Ana Roy,Ana,Roy,Workshop,0.00,No,No,No,abcdef,ana@example.org,Local 5\n"
    "ABC12,,,,T-shirt,15.00,No,No,No,ghijkl,ana@example.org,\n"
)
PRETIX_FRENCH = (
    "Code de commande;Nom du participant;Nom du participant : Prénom;"
    "Nom du participant : Nom de famille;Produit;Prix;Enregistré;Secret;E-mail;Entreprise\n"
    "ABC12;Marie-Ève Tremblay;Marie-Ève;Tremblay;Atelier;0,00;Non;abcdef;eve@example.org;\n"
)
ZOOM = (
    "\ufeffMeeting Registration Report,,,,\r\n"
    "Report Generated:,10/01/2026 9:00,,,\r\n"
    "Topic,Meeting ID,Scheduled Time,,\r\n"
    "Spring School,812 3456 7890,04/10/2026 9:00,,\r\n"
    ",,,,\r\n"
    "First Name,Last Name,Email,Registration Time,Approval Status\r\n"
    "Ana,Roy,ana@example.org,03/01/2026 9:05,approved\r\n"
    "Ben,Li,ben@example.org,03/02/2026 9:05,pending approval\r\n"
    "Cleo,Park,cleo@example.org,03/02/2026 9:06,denied\r\n"
)
BY_HAND_FRENCH = (
    "École de printemps;;;\r\n"
    "Nom;Prénom ;N° de membre;Section locale\r\n"
    "TREMBLAY;Marie-Ève ;100042;503\r\n"
    "De la Tour;  Zoé;100043;1000\r\n"
)
