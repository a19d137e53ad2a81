"""Given names that one person goes by: nicknames, short forms and spellings, in English,
French and Spanish, and some of members whose families came from elsewhere.

A family of names stands between two semicolons, folded and without hyphens; who is
registered under one of them may type any other. ``juan+carlos: juanca`` is short for
both names together.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

_ENGLISH = """
aaron: ron ronnie; abigail: abby abbie gail; abraham: abe bram; adelaide: addie heidi; agnes:
aggie; albert: al bert bertie; alexander alexandre alejandro alexandros: alex al alec sandy xander
lex sasha; alexandra alejandra: alex sandra sandy lexi sasha ali; alfred alfredo: al alf alfie
fred freddie fredo; alice: ali allie; alison allison alyson: ali allie; amanda: mandy manda;
amelia: amy millie mel; andrew andre andres: andy drew; angela angelina: angie ange angel; ann
anne anna ana: annie nan nancy nanny; anthony antony antonio antoine: tony ant toni toine; arthur:
art artie; barbara: barb babs barbie; bartholomew: bart; beatrice beatrix: bea trixie bee;
benjamin: ben benny benji; bernard: bernie barney; beverly beverley: bev; bradley bradford: brad;
brandon brendan brendon; brian bryan brayan; caitlin kaitlyn katelyn caitlyn: kait cait; calvin:
cal; cameron: cam; candace candice: candy; carl karl; caroline carolyn carolina: carol carrie caro
lina; cassandra: cassie cass sandra; catherine katherine kathryn cathryn katharine catharine:
cathy kathy kate katie kat cat kay kit kitty kaye; cecilia cecile: cece celia cissy; charles:
charlie chuck chas chaz chip; charlotte: charlie lottie char lotte; chelsea: chels; chester: chet;
christina christine kristina kristine cristina christiane: chris chrissy tina kris kristy christie
christy cris; christopher kristopher: chris kit topher kris; clarence: clare; clifford clifton:
cliff; clinton: clint; constance: connie; cynthia: cindy cyn; daniel: dan danny dani; daniela
danielle daniella: dani dany; darlene: dar; darryl daryl darrell; david: dave davey davy; deborah
debra: deb debbie debby; delores dolores: dee lola; dennis denis: den denny; derek derrick; diana
diane dianne: di; dominic dominique dominick: dom nic; donald: don donnie donny; donna: dee;
dorothy dorothea: dot dottie dolly dory; douglas: doug dougie; duncan: dunc; dwayne duane; edmund
edmond: ed eddie ned ted; edward edouard eduardo: ed eddie ted teddy ned edu lalo; edwin: ed eddie
win; eileen aileen: leen; eleanor elinor eleonore: ellie nell nellie nora elle; elijah: eli lige;
elizabeth elisabeth: liz lizzie beth betty betsy eliza lisa libby bess liza elsie lise lib bette
lizzy; ellen helen helene helena elena: nell nellie ellie lena leni; emily emilie emilia: em emmy
millie; emma: em emmy; eric erik erick: rick ricky; erica erika: ricki; ernest ernesto: ernie
neto; esther ester: essie; eugene: gene; evelyn: evie eve ev; ezekiel: zeke; florence: flo flossie
florrie; frances: fran frankie fanny francie; francis francois: frank fran frankie; franklin:
frank; frederick frederic: fred freddie freddy rick fritz; gabriel: gabe gab gabby; gabrielle
gabriella gabriela: gabby gab gaby brie ella; gary garry; geoffrey jeffrey jeffery geoff: jeff;
george: georgie geo; georgina georgia: georgie gina; gerald: gerry jerry; geraldine: gerry geri;
gerard gerardo: gerry jerry gege lalo; gilbert gilberto: gil bert beto; gordon: gord gordie;
grace: gracie; gregory: greg gregg; gretchen margarete: greta; gwendolyn: gwen wendy; harold:
harry hal; harriet: hattie; harvey: harv; hazel: haze; henry: hank harry hal; herbert: herb bert
herbie; hilary hillary: hil; howard: howie; hubert: hugh bert hub; hugh: hughie; ian iain: ean;
ignatius: iggy nate; irene: rene; isaac: ike zac; isabel isabelle isabella: izzy bella belle bel
isa ibby; jack: john jackie; jacob jakob: jake jay; jacqueline jacquelyn: jackie jacqui; james:
jim jimmy jamie jem; janet janette: jan; janice: jan; jasmine yasmin yasmine: jas jaz; jason: jay
jase; jean jeanne joan: jeannie jeanie joanie; jenna jennifer: jen jenny jenn; jeremy jeremie
jeremiah: jerry jem jer; jerome: jerry rome; jesse: jess; jessica: jess jessie; jill gillian
jillian: jilly gill; joanne joanna johanna joann: jo joey joan; jocelyn joceline jocelyne: joss
jo; jodie jody judith judy: jude; joel: joe; john: johnny jack jon johnnie; jonathan jonathon
johnathan: jon jonny john nathan; jordan: jordy; joseph josef: joe joey jos jo; josephine: jo
josie jojo fifi; joshua: josh; joyce: joy; judith: judy jude; julia julie: jules; julian: jules
jule; june: junie; karen: kari; katrina: kat trina; kelly kelley; kenneth: ken kenny; kevin: kev;
kimberly kimberley: kim kimmy; kirsten kristen kristin: kris kirsty; kyle: ky; larry laurence
lawrence lorenzo: laurie lars lorne; laura lauren: laurie lori; leah lea: lee; leo leonard
leonardo leon: len lenny; leroy: lee roy; leslie lesley: les; lewis louis luis luiz: lou louie
lew; lillian liliane lilian: lily lil lili; linda lynda: lin lindy lynn; lindsay lindsey: lin;
loretta: lori etta; louise luisa: lou lulu; lucas luke luc lukas; lucy lucille lucie: lu lucia;
lydia: lyddie; lynn lynne: lyn; mackenzie: mac kenzie; madeleine madeline madelyn: maddie maddy
mado lena; magdalena magdalene: maggie lena magda malena; marcia marsha: marcy; marcus marcos marc
mark marco; margaret marguerite margarita margarida: maggie meg peg peggy marge margie greta rita
daisy madge mags margo margot; maria mary marie: molly polly mae mamie may ma mia; marilyn
marylin: mary lyn; marion marian marianne: mary; marjorie marjory: marge margie; martha marta:
marty mattie; martin: marty mart tin; martina martine: tina marty; matilda mathilde: tilly mattie
tillie; matthew mathieu matthieu mateo matias: matt mat matty; maurice morris mauricio: mo moe;
maxwell maximilian maxime maximilien maximo: max; megan meghan meagan: meg; melanie: mel; melinda:
mindy mel linda; melissa: mel missy lissa; melvin: mel; mercedes: mercy sadie meche; michael: mike
mick mickey mikey mitch micky; michele michelle: shelly shell mich micha; mildred: millie; miriam:
mim mimi; mitchell: mitch; mohamed mohammed muhammad mohammad mohamad muhammed mohamud mamadou: mo
moe md hamad; monica monique: mon nica; moses: moe; nancy: nan; natalie nathalie natalia: nat
nattie nata; nathan: nate nat; nathaniel: nate nathan nat; neil neal niall; nicholas nicolas
nikolas nicolaas: nick nicky nico nic klaus; nicole: nicky nikki nic cole; nora norah: honora;
norman: norm; oliver olivier: ollie oli; olivia: liv livvy ollie; oscar: ozzie; pamela: pam;
patience: pat; patricia: pat patty trish tricia patsy trisha patti; patrick patricio: pat paddy
patty rick; paul: paulie pol; paula paulina pauline: paulie polly lina; penelope: penny; percy
percival; peter: pete; philip phillip philippe: phil pip phip; phyllis: phyl; priscilla: cilla
prissy; prudence: prue; rachel rachael raquel: rae rach shelly; ralph: ralphie; randall randolph:
randy rand; raymond raimundo: ray; rebecca rebeca: becky becca beck; regina: gina reggie;
reginald: reg reggie; renee renata: nae; richard: rick dick ricky rich richie ritchie; robert: bob
rob bobby robbie bert robby bobbie; roberta: bobbie robbie berta; robin robyn; roderick rodrick
rodrigo: rod roddy rick rodri; rodney: rod; roger: rog rodge; roland rolland rolando: rollie
rolly; ronald: ron ronnie; rosalie rosalia rosalind: rose rosie roz; rose rosa: rosie rosita;
rosemary rosemarie: rose rosie romy; russell: russ rusty; ruth: ruthie; ryan: ry; sally sarah
sara: sadie sal; samantha: sam sammy; samuel: sam sammy; sandra: sandy; scott: scotty; sean shawn
shaun shane; sebastian sebastien: seb bas bastien seba; shannon: shan; sharon: shari shaz;
shirley: shirl; sidney sydney: sid syd; simon simone: si; solomon: sol; sophia sophie sofia: soph
sophy sofi; stanley: stan; stephanie estefania: steph stephie fanny steffi fani; steven stephen:
steve stevie; stuart stewart: stu stew; susan suzanne susanna susannah suzanna: sue susie suzy
suzie sukie; sylvester: sly vester; sylvia silvia sylvie: syl; tabitha: tabby; tamara: tammy tam
mara; terence terrence terrance: terry; teresa theresa therese: terry tess tessa tere teri;
thaddeus: thad tad; theodore theo: ted teddy; thomas: tom tommy thom; timothy: tim timmy; tobias:
toby; tracy tracey theresa; trevor: trev; tyler tyrone: ty; valerie: val; vanessa: nessa van;
vernon: vern; veronica veronique: ronnie vera vero nica; victor: vic; victoria: vicky tori vic
vicki; vincent vincente: vince vinny vin; viola violet: vi; virginia: ginny ginger gina vicky;
vivian vivien viviane: viv vivi; wallace: wally; walter: walt wally; warren: ren; wendy: wen;
wesley: wes; wilfred: will fred wilf; william guillaume: bill will billy willie liam wil willy wm;
winifred: winnie fred freda; winston: win; yvonne: von vonnie; zachary zachariah zachery: zach
zack zac
"""

_FRENCH = """
adrien: adri; agathe: aga; alain: al; amelie: mel; anais: nana; annick: annie; antoine: toine
titoine tony; antoinette: toinette toni nettie; armand: mando; arnaud: nono; aurelie: aure lili;
aurelien: aure; baptiste: bat batiste; beatrice: bea; benedicte: bene; benoit: ben beno;
bernadette: berna dette; berthe: tiberthe; bertrand: bert; brigitte: bri gigi; camille: cam;
caroline: caro line; cedric: ced; celine: celi; chantal: chanchan chan; charles: charlot charly;
christelle christel: chris; christian: chris; christiane: chris; christophe: chris tophe; claire:
clairette; claude: claudie; claudine: claudie; clement: clem; clementine: clem; colette: coco;
corinne: coco; cyril cyrille: cyr; damien: dam; delphine: delph; denise: nini; dominique: dom
domi; edith: edie; elodie: elo; emile: mile; emilie: emi mimi; emmanuel: manu; emmanuelle: manu
manue; ernestine: titine; etienne: tienne titienne; eugenie: genie; fabien: fab; fabienne: fab;
fabrice: fab; fernand: nand; fernande: nande; florence: flo; florian: flo; francine: france
francie; francis: franky; francois: frank franck fran fanfan francky; francoise: fanfan framboise
soizic; frederic: fred; frederique: fred; gaetan: gaet; gaston: gast; genevieve: gen gene ginou
viviane; georges: jojo geo; georgette: jojo gette; gerard: gege; germain: germ; ghislain: ghis;
ghislaine: ghis; gilles: gillou; gregoire: greg; guillaume: guill gui will; gustave: gus tave;
guy: guitou; helene: leni lene; henri: riri henry; henriette: riette; hippolyte: polyte; honore:
nore; hugues: hugo; isabelle: isa belle; jacinthe: jacy; jacqueline: line jackie; jacques: jacquot
jacky jack; jean+baptiste: batiste jb; jean+christophe: jicey; jean+francois: jeff jef;
jean+michel: jeanmi; jean+pierre: jeanpi; jean: jeannot tijean johnny john jeano; jeanne:
jeannette jeannine; jerome: jej; joel: jo; joelle: jo; josee: jo; joseph: jos tijos jo; josephine:
jo fifine; josiane: josie; judith: jude; julien: juju jules; juliette: juju; justine: juju;
laurence: laure lolo; laurent: lau lolo; leonie: leo; leopold: leo pol polo; lisette: lise; louis:
tilouis loulou lou; louise: loulou lou; lucien: lulu luc; lucienne: lulu; madeleine: mado madelon;
marcel: marcello; marcelle: celle; marguerite: margot guite; marie+claude: marieclo; marie+france:
marifrance; marie+helene: marilene; marie+josee: majo mariejo marijo; marie+josephine: majo;
marie+louise: marilou malou; marie+therese: maite; marielle: marie; martin: martinou tintin;
mathieu: math mat; mathilde: math; maxime: max; melanie: mel; michel: mich micho mitch; micheline:
mimi miche line; mireille: mimi; monique: momo nique; muriel: mumu; nadine: nad nadia; nathalie:
nath nat; nathan: nath; nicolas: nico nic colas; nicole: nini nicky; normand: norm mand; octave:
tave; odette: ode; odile: odi; olivier: oli olive; ovila: vila; pascal: pasc; pascale: pasc;
patrice: pat; patrick: pat; paulette: popo; philippe: phil phi flip philou; pierre: pierrot piero
tipierre peter pete; pierrette: pierre; raphael: raph rafa; raymond: ray momond; rejean: rej jean;
rejeanne: jeanne; rene: tirene; robert: bob rob; roger: rog; rolande: rolly; romain: rom; rosaire:
tiros; sebastien: seb bastien; serge: sergio; solange: sosso; stephane: steph stef; stephanie:
steph stephie; suzanne: suzie suzy suz zaza; sylvain: syl sylva; sylvie: syl; tancrede: titan;
thadee: ted; theophile: theo; therese: thetete tete; thierry: titi; valentin: val; valentine: val;
valerie: val; veronique: vero; victoire: vicky; vincent: vince vinz; virginie: gigi virg; xavier:
xav zav; yann: yannick; yolande: yoyo yo; yvan ivan: van; yves: yvon; yvette: vette
"""

_SPANISH = """
adolfo rodolfo: fito fofo dolfo rodo; adriana: adri; agustin: tin agus; alberto: beto berto al;
alejandra: ale jandra; alejandro: ale jandro sandro; alfonso: poncho fon fonso alfon; alfredo:
fredo; alicia: licha ali; alvaro: varo; amalia: maya mali; ana: anita anny; anastasia: tasia;
andrea: andre; andres: andy andresito; angel: angelito gelo; angeles: angie; antonia: tona toni;
antonio: tono toni tonio antonito tonito; araceli: chela celi; armando: mando; arturo: turo;
asuncion: asun choni; aurelio: yeyo; aurora: bora; baltasar: balta; beatriz: bea betty bety;
belen: bele; benito: beni nito; benjamin: benja mincho; bernardo: berna nardo; blanca: blanquita;
candelaria: cande; carlos: carlitos charly caly litos; carlota: carlo; carmen: carmelita carmina
menchu mela; carolina: caro; catalina: cata lina; cayetano: tano; cecilia: ceci chila; cesar:
cesitar; clara: clarita; claudia: clau; concepcion: concha conchita conchi chita; consuelo: chelo
consue; cristian christian: cris; cristina: cris titi; cristobal: cris tobal; daniel: dani;
daniela: dani; diego: dieguito; dolores: lola loli lolita; domingo: mingo chomin; eduardo: edu
lalo guayo; elena: nena lena; elisa: eli; emilio: milo emi; encarnacion: encarna; enrique: quique
kike henry rique; enriqueta: queta; erasmo: eras; ernesto: neto tito; esperanza: espe pera lancha;
esteban: este teban; eugenia: genia maru; eugenio: geno; eulalia: lala lali; eusebio: chebo sebio;
eva: evita; federico: fede fico; felipe: pipe feli lipe; felix: feli; fernanda: fer nanda ferni;
fernando: fer nando ferna; francisca: paca paquita pancha francis fran chisca; francisco: paco
pancho fran curro kiko paquito quico frank cisco francis fco chico; gabriel: gabi gabo gabri;
gabriela: gabi gaby; gerardo: gera; gertrudis: tula trudis; gilberto: beto; gloria: glori;
gonzalo: gonza chalo; graciela: chela graci; gregorio: goyo goyito; guadalupe: lupe lupita pita
guada; guillermo: memo guille willy william; gustavo: gus tavo; hector: tito; heriberto: beto;
hernan: nan; horacio: lacho; hortensia: tencha; humberto: beto; ignacia: nacha; ignacio: nacho
ignaci; ines: inesita; inmaculada: inma macu; irma: irmita; isabel: isa chabela chavela bela
isabelita; isidro isidoro: chilo sidro; ismael: isma mayel; israel: isra; jacinto: chinto; jaime:
jimmy jaimito; javier: javi xavi; jeronimo: jero; jesus: chuy chucho chus chuyito suso; joaquin:
quino joaco chimo ximo quin; jorge: coque jorgito yorch george; jose+antonio: joseto; jose+luis:
joselu; jose+manuel: josema; jose+maria: chema josema josemari txema; jose+miguel: josemi; jose:
pepe chepe pepito joselito che cheo joe joseph; josefa: pepa pepita fina chepa; josefina: josefa
fina pepa chepina jose; juan+antonio: juanan; juan+carlos: juanca; juan+francisco: juanfran;
juan+jose: juanjo; juan+manuel: juanma; juan+maria: juanma; juan+miguel: juanmi; juan+pablo:
juanpa juampa; juan+ramon: juanra; juan: juanito juancho juanillo john johnny; juana: juani
juanita; julia: july; julian: juli; julio: julito; laura: lau lauri; leandro: leo; leonardo: leo
nardo; leonor: nori leo; leopoldo: polo leo poldo; leticia: lety leti; lorena: lore; lorenzo:
lencho renzo; lourdes: lulu lurdes; lucia: lucy luci chia; luciano: lucho chano; luis+alberto:
luisbe; luis+felipe: luisfe luifer; luis+fernando: luisfer; luis: lucho luisito wicho lucito;
luisa: lucha luisita; luz: lucecita; magdalena: magda malena lena; manuel: manolo manu manny lolo
nel manolito meme; manuela: manoli manola manu lola; marcela: chela marce; marcelino: chelino
marce; marcelo: chelo marce; margarita: margo mague rita magui; maria+auxiliadora: chilo;
maria+carmen: maricarmen mamen mari; maria+concepcion: mariconchi; maria+cristina: maricris;
maria+dolores: marilo lola; maria+elena: malena mariele; maria+eugenia: maru maruge;
maria+fernanda: mafer marifer; maria+guadalupe: marilupe; maria+isabel: maribel marisa;
maria+jesus: chus marije; maria+jose: majo marijose cote; maria+lourdes: malu marilu; maria+luisa:
marisa malu marilu; maria+mercedes: maricheche merche; maria+paz: maripaz; maria+pilar: maripili;
maria+soledad: marisol; maria+teresa: maite mayte marite maritere; maria+victoria: marivi mavi;
maria: mari maruja mariquita marita; mariana: mari nana; mariano: nano; mario: mayito; marta
martha: martita; mateo: teo; matilde: mati tilde; mauricio: mau mauro; maximiliano maximino: max
maxi mino; mercedes: merche meche merceditas; micaela: mica; miguel: mike migue miguelito michel;
milagros: mila mili milagritos; modesto: mode; monica: moni; montserrat: montse; natividad: nati;
nicanor: cano; nicolas: nico colas; norberto: beto; nuria: nuri; octavio: tavo octa; ofelia: ofe;
oscar: osqui; pablo: pablito paul; paola paula: pao paulita; pascual: pascu; patricia: pato patri
paty; pedro: perico peyo pedrito peter; pilar: pili pilarica; rafael: rafa fale rafi ralph;
rafaela: rafi; ramiro: rami; ramon: moncho mon ray; ramona: moncha; raquel: raque kelita; raul:
rulo; rebeca: rebe; refugio: cuca cuco; remedios: reme; reynaldo reinaldo: rey naldo; ricardo:
richi ricky cayo richard rick; rigoberto: rigo beto; roberto: beto rober tito robert berto bobby;
rocio: chio ro; rodolfo: fito; rogelio: roge; rolando: rolo; romualdo: aldo; rosa: rosi rosita
rosy chayo; rosario: charo chayo charito; salvador: chava salva chavita; samuel: samu; santiago:
santi chago tiago yago james; sara: sarita; sebastian: sebas tian; sergio: checo sergi keko;
silvia: silvi; socorro: coco soco; sofia: sofi; soledad: sole chole; susana: susi susy; teodoro:
teo doro; teresa: tere teresita techi; timoteo: timo teo; tomas: tomi tomasito tom; trinidad:
trini; ulises: uli; valentin: vale tin; valentina: vale; valeria: vale; veronica: vero; vicente:
chente vice tente; victor: vito; victoria: vicky toya viqui; violeta: viole; virgilio: gilio;
virginia: virgi; wenceslao: wences; ximena jimena: xime jime mena; yolanda: yoli yola
"""

_ELSEWHERE = """
abdul abdel abdoul: abdou; abdullah abdallah abdoulaye: abdi abdou; agnieszka: aga; ahmed ahmad
ahmadou: ahmet; aleksander oleksandr aleksandr: alex sasha olek sashko; aleksandra oleksandra: ola
sasha lesia; amarjit amarjeet: amar; amina aminata: mina ami; anatoliy: tolya; andrii andriy
andrzej andrei: andrew andrzejek; balwinder: bal; barbara: basia; bogdan bohdan: dan; dmytro
dmitri dmitry: dima; elzbieta: ela; fatima fatoumata fatimah fatma: fati fatou fatim; francisco:
chico; grzegorz: greg grzes; gurpreet: gopi preet; gurwinder gurvinder; harjit harjeet: harry;
harpreet: harry preet; hassan hasan hassane; hussein hussain husain housseini; ibrahim ibrahima
brahim: ibra abe; inderjit: inder; iryna irina: ira; jagdeep jagdip: jag; jaspreet: jas; jaswinder
jasvinder: jas; jerzy: jurek; joao: jao joaozinho; jose: ze; kadiatou khadija kadidia: kadi;
katarzyna kateryna: kasia katya; krzysztof: chris krzys; kuldeep kuldip; kulwinder: kul; larysa
larissa: lara; maksym: max; malgorzata: gosia margaret; mandeep mandip: mandy; manjit manjeet:
mani; manpreet: mani preet; marek: mark; mariya mariia: masha maria; mehmet mehmed; michal
mykhailo mikhail: michael misha mike; mykola mikolaj: nick kolya; nataliya natalia: natasha;
oleksiy aleksei alexei: lyosha alex; olena elena: lena; olha olga: olya; ousmane usman osman
uthman; pavlo pawel pavel: paul pasha; piotr petro: peter piotrek; rajesh: raj; rajinder rajender:
raj; rodrigo: rigo digo; ryszard: richard; sergey serhii sergii serge: sergio seryozha; stanislaw
stanislav: stan staszek; sukhdeep: sukh; sukhwinder sukhvinder: sukh; surinder: sur; svitlana
svetlana: sveta lana; tadeusz: ted tadek; tetiana tatiana tetyana tatyana: tanya tania; tiago
thiago; tomasz: tom tomek; vasyl vasily: vasya; viktor: vic; volodymyr vladimir: vlad vova
volodya; wojciech: wojtek; yevhen yevgeny evgeny: zhenya eugene; yuliya yulia julia: yulya; yuriy
yuri: yura; yusuf yousef youssef yousuf joseph: joe youssouf; zbigniew: zbyszek; zofia: zosia
sophie
"""

Others = dict[str, dict[tuple[str, ...], None]]


@cache
def _table() -> tuple[Others, list[str]]:
    """By name, the other names, each as its words; and the names in order."""
    others: Others = {}
    for family in ";".join((_ENGLISH, _FRENCH, _SPANISH, _ELSEWHERE)).split(";"):
        formal, _, short = family.partition(":")
        full, nicknames = formal.split(), short.split()
        if "+" in formal:
            both = tuple(formal.strip().split("+"))
            for nickname in nicknames:
                others.setdefault(nickname, {})[both] = None
            continue
        for name in full + nicknames:
            known = others.setdefault(name, {})
            known.update(((other,), None) for other in full + nicknames if other != name)
    return others, sorted(others)


def other_names(name: str) -> list[tuple[str, ...]]:
    """What someone who goes by this name may be registered as; two words are a double
    name.

    >>> ("robert",) in other_names("bob"), other_names("juanca")
    (True, [('juan', 'carlos')])
    """
    return list(_table()[0].get(name, ()))


def beginning(start: str) -> list[str]:
    """The names of the table that begin so, and go on.

    >>> beginning("quiqu")
    ['quique']
    """
    names = _table()[1]
    found = []
    for at in range(bisect_left(names, start), len(names)):
        if not names[at].startswith(start):
            break
        if names[at] != start:
            found.append(names[at])
    return found
