"""Words that carry no meaning here, and words that mean the same."""

import re
from functools import lru_cache
from itertools import groupby
from typing import Final

STOP_WORDS: Final = frozenset(
    "a about after again all also an and any are as at be because been before but by can could did do "
    "does for from get gets got had has have he her his how i if in into is it its just me my need no "
    "not now of on one or our out over she so some than that the their them then there they this to up "
    "us was we were what when where which while who why will with would you your im ive cant dont "
    "doesnt wont isnt says say said saying tells told keeps keep every each only still since until it's "
    "au aux avec ca car ce ceci cela ces cet cette comme d dans de depuis des deux dit du elle elles en "
    "et est etait ete etre eu faire fait il ils j je l la le les leur leurs lui m ma mais mes moi mon n "
    "ne nos notre nous ont ou par pas plus pour pourquoi qu quand que quel quelle qui quoi s sa sans se "
    "ses si son sont sur t ta te tes toi ton tous tout toute toutes tu un une va vos votre vous y alors "
    "aussi apres avant chaque chez encore jamais toujours meme peut peux veut veux dire mis am ai suis "
    "dois doit faut must should shall cannot wants want make makes made use used uses using come comes "
    "came go goes went other another others same own such here though although itself myself something "
    "nothing everything somebody nobody everybody anybody anything someone anyone everyone works worked "
    "working work fails failed failing fail failure longer more less very too really even know think "
    "seems seem like let lets put give gives given gave tell talk talks show shows shown autre autres "
    "personne rien quelque quelqu chose marche marchait marchent marcher fonctionne fonctionnait "
    "fonctionner echoue echoues echouent echec echouer affiche affichee arrive arrivent arrivait laisse "
    "laissent semble parle parlent annonce donne donner avait avoir avais avons ici moins tres trop "
    "puis donc non oui juste parce sauf essaie essaye parfois fois aller vont signale indique precise "
    "montre voit voir vois error errors erreur erreurs message messages doesn isn won don couldn didn "
    "wasn aren hasn haven wouldn tried try first fine yet takes take mine else instead past insists "
    "complains hits hit always once ever maybe theirs those these nor neither start started stuck bit "
    "mien mienne plaint pris prend prendre lequel laquelle ni abord vu voulu bien reste pu part tant "
    "lance celui celle ceux celles vient venir maintenant mene sait connait connaitre comment combien "
    "premier premiere pourtant coup soit doivent voulait faudrait hi thanks thank please bonjour bonsoir "
    "salut merci hello hey coucou anymore needs".split()
)

_SAME: Final = (
    (
        "mfa",
        "mfa|multi-?facteurs?|multi-?factor|multi factor|multi facteurs?|two-? ?factor|2-?fa|"
        "two-? ?steps?|second (?:step|factor)|2-? ?step|double (?:authentification|facteur|"
        "verification)|(?:deuxieme|seconde|2e) etape|second facteur|a2f|deux etapes|"
        "verification code|code de verification|authenticator|deux facteurs|authentificateur",
    ),
    ("password", "passwords?|pass word|mots? de passe?|mdp|pwd|passcodes?"),
    (
        "signin",
        "signin|signon|log(?:ged|ging|s)? ?(?:me )?in|login|log ?on|sign(?:ed|ing|"
        "s)?[ -]?(?:me |him |us )?in|(?:me|se|s|nous|m)[ '](?:connecter|connecte|identifier|"
        "identifie)|ouvrir (?:une |ma |la )?session|identification|logins|entrer|entrent|"
        "entree|(?:me|se|s|nous|m)[ '](?:reconnecter|reconnecte|authentifier|authentifie)|"
        "(?:page|fenetre|ecran) de connexion|get in|got in|let me in|lets me in|getting in",
    ),
    (
        "signout",
        "sign(?:ed|ing|s)?[ -]?(?:me )?out|log(?:ged|ging|s)? ?(?:me )?(?:out|off)|deconnect\\w*",
    ),
    (
        "disabled",
        "(?:pas|plus) acti(?:f|ve)s?|(?:not|no longer) active|disabled?|deactivated?|switched off|turned off|"
        "desactive\\w*|shut off",
    ),
    ("locked", "locked|locked out|lockout|verrouill\\w*"),
    (
        "blocked",
        "block(?:ed|s|ing)?|den(?:y|ied|ies)|refus\\w*|reject\\w*|forbidden|interdit\\w*|"
        "bloqu\\w*|not allowed|pas autoris\\w* a|pas le droit",
    ),
    ("phone", "phones?|mobiles?|smartphones?|telephones?|portables?|handsets?|iphones?|android|ipads?"),
    (
        "device",
        "devices?|computers?|laptops?|pcs?|machines?|ordinateurs?|(?:pc|ordinateurs?) portables?|ordis?|"
        "macs?|macbooks?|appareils?|postes?|tablet\\w*",
    ),
    (
        "admin",
        "admins?|administrators?|administrateurs?|it (?:team|department|desk|guy)|informatique|dsi",
    ),
    ("flow", "flows?|flux"),
    ("service", "sharepoint|onedrive|outlook|excel|dataverse|planner|sql|teams"),
    ("app", "apps?|applications?|applis?|programs?|programme|logiciel|software"),
    (
        "expired",
        "expir\\w*|out of date|too old|perime\\w*|trop vieux|ran out|run out|lapsed|stale|echeance",
    ),
    ("account", "accounts?|comptes?|users?|utilisateur\\w*"),
    (
        "deleted",
        "delet\\w*|remov\\w*|supprim\\w*|effac\\w*|gone|disparu\\w*|no longer exists?|existe plus|"
        "retir\\w*|erased?|revok\\w*|revoq\\w*|stripped",
    ),
    (
        "unknown",
        "not found|does(?: not|n't|nt) exist|unknown|introuvable|inconnu\\w*|existe pas|"
        "cannot find|pas trouve\\w*",
    ),
    (
        "left",
        "left|leaves|quitt\\w*|partie?s?|partir|depart|resign\\w*|demission\\w*|former|ancien collegue|"
        "ancienne collegue",
    ),
    (
        "unused",
        "inactiv\\w*|unused|(?:not|never|nobody) used|haven't used|hasn't been used|long time|"
        "months?|mois|inutilis\\w*|pas (?:servi|utilis\\w*)|90 (?:days|jours)|vacations?|"
        "holidays?|vacances|conges?|ages|parental\\w*|maternit\\w*|sabbati\\w*",
    ),
    (
        "permission",
        "permissions?|consents?|approv\\w*|authoriz\\w*|grants?|autoris\\w*|approuv\\w*|"
        "consent\\w*|droits?|approbation",
    ),
    ("guest", "guests?|invit\\w*|external|externe|outside"),
    (
        "company",
        "compan(?:y|ies)|organi[sz]ations?|tenants?|directory|entreprise|societe|locataire|"
        "annuaire|organisme|employ(?:er|ers|eur|eurs)|firms?|agenc(?:y|ies|e|es)|"
        "headquarters|siege|(?:la|ma|notre|leur) boite",
    ),
    ("certificate", "certificates?|certificats?|certs?"),
    ("secret", "secrets?|keys?|cles?"),
    (
        "place",
        "places?|locations?|countr(?:y|ies)|travel\\w*|abroad|trip|voyage|deplacement|"
        "etranger|pays|lieu|endroit|outside the (?:office|country)|"
        "hors (?:du bureau|du pays|du reseau|de france)",
    ),
    ("cancel", "cancel\\w*|annul\\w*"),
    ("slow", "too (?:long|slow)|time(?:d|s)? ?out|trop (?:long|lent)\\w*|delai"),
    (
        "busy",
        "busy|temporar\\w*|try again later|surcharg\\w*|occupe\\w*|temporair\\w*|overload\\w*|"
        "panne|outage|down",
    ),
    ("browser", "browsers?|navigateurs?|cookies?|chrome|edge|safari|firefox"),
    ("wrong", "wrong|incorrect\\w*|bad|mauvais\\w*|faux|fausses?|errone\\w*|invalid\\w*"),
    ("twice", "twice|deux fois|already (?:used|redeemed)|deja (?:utilis\\w*|servi)|reused?"),
    ("address", "address(?:es)?|adresses?|ur[li]s?|links?|liens?"),
    ("approve", "accept(?:ed|er|e)?|agree\\w*|terms|conditions"),
    ("managed", "managed|compliant|enrol\\w*|registered|conforme\\w*|aux normes|inscri\\w*|gere\\w*|intune"),
    ("license", "licen[sc]es?|subscriptions?|abonnements?"),
    (
        "changed",
        "chang\\w*|reset|modif\\w*|reinitialis\\w*|new|rotat\\w*|swap\\w*|replac\\w*|remplac\\w*|"
        "renam\\w*|renomm\\w*|nouve(?:au|aux|l|lles?)",
    ),
    (
        "home",
        "home|maison|domicile|personal|personnel\\w*|private|hotmail|gmail|live\\.com|xbox|"
        "skype|consumers?|particuliers?|persos?|chez moi|teletravail\\w*",
    ),
    (
        "often",
        "often|too many|plenty|souvent|trop de|trop d'|trop souvent|sans arret|sans cesse|tout le temps|"
        "all the time|constantly|loop\\w*|boucle\\w*|again and again|plusieurs fois|several times|many times|"
        "(?:trois|quatre|cinq|dix) fois|(?:three|four|five|ten) times",
    ),
    (
        "request",
        "requests?|requet\\w*|demand(?:e|es|ee|ait|er|ent)|query|queries|asks?|asked|asking|reclam\\w*",
    ),
    ("answer", "answer\\w*|repl(?:y|ies|ied)|respon\\w*|repond\\w*|reponses?"),
    ("send", "sen(?:d|ds|t|ding)|envo\\w*|transm\\w*|pass(?:ed|es)? on"),
    (
        "missing",
        "miss(?:ing|es)?|lack\\w*|manqu\\w*|omit\\w*|forg[eo]t\\w*|oubli\\w*|empty|vides?|absent\\w*|blank|"
        "(?:can't|cannot|don't) remember|(?:souviens|souvient|rappelle) plus",
    ),
    ("half", "half|part|moitie|tronqu\\w*|truncat\\w*|cut off|incomplet\\w*|incomplete"),
    ("renew", "renew\\w*|refresh\\w*|renouvel\\w*|actualis\\w*|rafraich\\w*"),
    (
        "typed",
        "typ(?:e|ed|es|ing)|enter(?:ed|ing|s)?|saisi\\w*|tap(?:e|er|ee|ez)|frappe\\w*|typos?|retyp\\w*",
    ),
    (
        "setting",
        "set(?:ting|tings|up)|configur\\w*|misconfigur\\w*|regl(?:e|es|ee|ages?|er)|"
        "parametr\\w*|options?|set up",
    ),
    ("rule", "rules?|polic(?:y|ies)|regles|strateg\\w*|politiques?"),
    (
        "script",
        "scripts?|jobs?|automations?|nightly|traitements?|taches?|robots?|batch|synchro\\w*|"
        "sync\\w*|integrations?|nocturne|unattended|scheduled|planifi\\w*|night|nuit|daemons?|"
        "bots?|background|arriere plan|schedul\\w*|demons?",
    ),
    ("tool", "tools?|outils?|utilit(?:y|aire)"),
    (
        "colleague",
        "(?:somebody|someone) else|quelqu'un d'autre|colleagues?|collegues?|coworkers?|team ?mates?",
    ),
    ("partner", "partners?|partenaires?|suppliers?|fournisseurs?|vendors?|editeurs?"),
    ("customer", "customers?|clients?"),
    ("school", "schools?|ecoles?|scolaires?|universit\\w*|campus|students?|etudiant\\w*|eleves?"),
    (
        "screen",
        "screens?|ecrans?|tvs?|television|televiseur|meeting room|salle(?: de reunion)?|display|room",
    ),
    ("window", "windows? (?:closed|opened|pops?|popped)|pop-?ups?|fenetres?|dialog"),
    ("tab", "tabs?|onglets?"),
    ("favourite", "favou?rites?|favoris?|bookmark\\w*|signets?|marque-?pages?|saved link"),
    (
        "back",
        "back button|precedent|retour arriere|went back|pressed back|revenu en arriere|arriere",
    ),
    ("reload", "reload\\w*|recharg\\w*|f5"),
    (
        "fingerprint",
        "fingerprints?|empreintes?|face|visage|biometr\\w*|hello (?:for business|pin|face)|windows hello",
    ),
    ("pin", "pins?|code pin"),
    ("card", "smart ?cards?|cartes? a puce|badges?|cards?|cartes?"),
    ("securitykey", "security keys?|cles? de securite|fido2?|passkeys?|yubikeys?|cles? usb"),
    ("server", "servers?|serveurs?|on-?prem\\w*|agents?|controll?e(?:r|urs?)|local(?:e|ement|ly)?"),
    (
        "clock",
        "clocks?|horloges?|heures? (?:est )?(?:fausse|differente)|a l'heure|wrong time|time ?zones?|fuseaux?|"
        "ecart|decalage|drift",
    ),
    (
        "late",
        "late|tard|lunch|midi|dejeuner|pause|break|overnight|waited|attendu|attend\\w*|slowly|lentement",
    ),
    ("quick", "at once|immediate\\w*|quick\\w*|tout de suite|aussitot|rapide\\w*|soon"),
    (
        "morning",
        "mornings?|matins?|every day|daily|chaque jour|tous les jours|quotidien\\w*|day|jours?",
    ),
    ("yesterday", "yesterday|hier|last week|semaine derniere"),
    (
        "stopped",
        "stop\\w*|arret\\w*|dead|mort(?:e|es|s)?|interromp\\w*|tomb\\w*|broke\\w*|cass\\w*|"
        "crash\\w*|plant(?:e|ee|er)|marche(?:nt)? p(?:as|lus)|fonctionne(?:nt)? p(?:as|lus)|"
        "tourne(?:nt)? plus|demarre(?:nt)? p(?:as|lus)|not (?:work|start|run)(?:s|n?ing)?|"
        "no longer (?:work|start|run)s?|d(?:oes|o|id)n't (?:work|start|run)|won't (?:work|start|run)|"
        "isn't (?:work|runn)ing|en panne|went down|disconnect\\w*",
    ),
    ("value", "values?|valeurs?"),
    ("field", "fields?|champs?"),
    ("header", "headers?|en-?tetes?"),
    ("parameter", "param(?:eter|etre)s?"),
    ("name", "names?|noms?|named|nomm\\w*|surname"),
    ("identifier", "ids?|identifi(?:er|ers|ant|ants)"),
    ("domain", "domains?|domaines?"),
    ("signature", "signatures?|signed|signee?s?|signing"),
    ("trust", "trust\\w*|confiance|federat\\w*|federe\\w*"),
    ("token", "tokens?|jetons?"),
    ("scope", "scopes?|etendues?|portees?"),
    ("role", "roles?|assign\\w*|attribu\\w*|affect\\w*"),
    ("group", "groups?|groupes?"),
    ("mailbox", "mail(?:s|box|boxes)?|e-?mails?|courriels?|boites? aux lettres|messagerie"),
    ("support", "(?:un|not )?support\\w*|(?:pas )?(?:prise?s?|pris) en charge|gere pas"),
    ("old", "old(?:er)?|anci\\w*|vieux|vieil\\w*|legacy|outdated|obsolete\\w*|depass\\w*"),
    ("version", "versions?|updates?|updated|updat\\w*|mis(?:e)? a jour|mises a jour|upgrad\\w*"),
    ("lost", "stolen|stole|vole|volee?s?|lost|lose[sn]?|perd\\w*|perte"),
    ("found", "finds?|found|trouv\\w*|locate\\w*|introuvables?"),
    ("add", "add(?:ed|ing|s)?|ajout\\w*"),
    ("move", "mov(?:ed?|es|ing)|migrat\\w*|migr(?:e|ee|er)|deplac\\w*|demenag\\w*|transfer\\w*"),
    ("copy", "cop(?:y|ied|ies|ying)|copi\\w*|past(?:e|ed)|coll(?:e|ee|er)"),
    ("open", "open(?:ed|ing|s)?|ouv\\w*"),
    ("closed", "clos(?:e|ed|es|ing)|ferm\\w*|shut"),
    ("test", "test\\w*|trials?|(?:compte|locataire|periode|version)s? d'essai|essai gratuit"),
    ("try", "attempts?|tries|tentatives?|essais?|trop essaye"),
    ("buy", "pay|paid|bought|buy\\w*|achet\\w*|pay(?:e|er|ant)|purchas\\w*"),
    ("website", "web ?sites?|sites?|web ?apps?|web pages?|portails?|portals?|web"),
    ("developer", "develop\\w*|programmers?|programmeurs?|coders?|our code|notre code|mon code|my code"),
    ("cloud", "clouds?|nuages?|government|gouvernement|china|chine|national"),
    ("risk", "risk\\w*|risqu\\w*|suspicious|suspect\\w*|unusual|inhabituel\\w*|leak\\w*|compromis\\w*"),
    ("minor", "minors?|children|child|mineur\\w*|enfants?|kids?|age"),
    ("choose", "choos\\w*|chose|chosen|pick\\w*|choisi\\w*|select\\w*|selection\\w*"),
    ("several", "several|multiple|plusieurs|two|both|second|deuxieme|another|autre compte"),
    ("press", "press(?:ed|es|ing)?|click\\w*|cliqu\\w*|appuy\\w*|tapped"),
    ("minute", "minutes?|seconds|secondes|hours?|heures?"),
    ("number", "numbers?|numeros?|chiffres?|digits?"),
    ("format", "format\\w*|malform\\w*|badly formed|mal forme\\w*|garbled|illisible\\w*|unreadable"),
    ("join", "join(?:ed|ing|s)?|join(?:t|ts|te|dre|ture)|rejoin\\w*|hybrid\\w*|jonction"),
    ("network", "networks?|reseaux?|vpn|wi-?fi|internet|proxy"),
    ("fresh", "fresh\\w*|freshly|brand new|tout neuf|neu(?:f|ve|fs)|fraiche?ment"),
    ("connection", "connections?|connexions?"),
    ("access", "access\\w*|acces|acced\\w*"),
    ("thirdparty", "third[- ]party|duo|ping|okta|tiers|tierces?|rsa"),
    ("people", "people|staff|employees?|salaries?|gens|equipes?"),
    ("notification", "notifications?|push|prompts?|sms|textos?|text messages?"),
    (
        "record",
        "records?|registr(?:e|es|y)|fiches?|entry|entries|lists?|listes?|inscriptions?|registrations?",
    ),
    ("owner", "owners?|proprietaires?|belongs? to|appartient"),
    ("call", "calls?|called|calling|appel\\w*"),
    ("method", "methods?|methodes?|ways?|facons?|manieres?|kinds?|types?|genres?|sortes?"),
    ("repair", "repair\\w*|repar\\w*|fix(?:ed|es|ing)?|mend(?:ed|s|ing)?|depann\\w*"),
    ("again", "[ad]e? nouveau"),
    ("member", "members?|membres?|belongs?|fai(?:s|t|re) partie|font partie"),
    ("confirm", "confirm\\w*|valider|validez|validation"),
    ("mistake", "mistak\\w*|mistyp\\w*|tromp\\w*|par erreur|par accident|accident\\w*"),
    ("flowtype", "grants?|grant types?|implicit|implicite"),
)
_TOP_BAR: Final = re.compile(r"\|(?![^()]*\))")


def _split(is_phrase: bool) -> tuple[tuple[str, ...], str]:
    """The concept of each form that is a phrase, or else a word, and one expression for all those forms.

    Forms stand letter by letter, so that most are passed over at once. Which one matched is told by the empty
    group at its end: a group around it, or a name for it, would hide its first letter.
    """
    pairs = [(concept, form) for concept, forms in _SAME for form in _TOP_BAR.split(forms)]
    chosen = sorted((pair for pair in pairs if (" " in pair[1]) is is_phrase), key=_initial)
    by_letter = ["|".join(f"{form}()" for _, form in some) for _, some in groupby(chosen, _initial)]
    return tuple(concept for concept, _ in chosen), "|".join(f"(?:{forms})" for forms in by_letter)


def _initial(pair: tuple[str, str]) -> str:
    return pair[1][0]


_PHRASE_CONCEPTS, _ANY_PHRASE = _split(is_phrase=True)
_WORD_CONCEPTS, _ANY_WORD = _split(is_phrase=False)
_PHRASES: Final = re.compile(rf"\b(?=\w)(?:{_ANY_PHRASE})\b")
_WORDS: Final = re.compile(_ANY_WORD)


def join_phrases(text: str) -> str:
    """Put one word in place of each phrase that means what that word means."""
    return _PHRASES.sub(lambda match: f" {_PHRASE_CONCEPTS[(match.lastindex or 0) - 1]}0 ", text)


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """Return what ``word`` means if several words mean it, else its stem."""
    if word.endswith("0"):
        return word
    match = _WORDS.fullmatch(word)
    return f"{_WORD_CONCEPTS[(match.lastindex or 0) - 1]}0" if match else stem(word)


_ENDINGS: Final = re.compile(
    r"(?:issements?|ations?|ements?|ateurs?|ments?|ances?|ences?|ities|ions?|ings?|euses?|ables?|ibles?|ives?|ifs?|"
    r"ers?|eurs?|ees?|ies|ied|ed|es|ez|ons|ent|ant|ait|aient|ly|ir|is|it|s|e|y)$"
)


def stem(word: str) -> str:
    """Return ``word`` without its ending, in at most seven letters."""
    shorter = _ENDINGS.sub("", word)
    return (shorter if len(shorter) > 2 else word)[:7]


GENERAL: Final = frozenset(
    root(word)
    for word in (
        "flow app service connection connector connecteur signin account viva goals power automate apps "
        "microsoft office page portal sharepoint stopped repair problem probleme trouble issue souci panne "
        "morning today yesterday matin hier aujourd hui"
    ).split()
)
"""What tells where and when something went wrong, or that it did, but not why."""

ELSEWHERE: Final = frozenset(
    root(word)
    for word in (
        "printer printed printing imprimante imprimer scanner scan keyboard clavier mouse souris headset "
        "casque microphone micro speaker webcam camera monitor charger chargeur battery batterie cable "
        "projector projecteur videoprojecteur docking meeting reunion calendar calendrier agenda slide "
        "presentation diapositive invoice facture order commande contract contrat parking canteen cantine "
        "coffee cafe kitchen cuisine train bus flight vol hotel taxi lift elevator ascenseur door porte "
        "light lumiere heating chauffage chair chaise birthday anniversaire weather meteo rain pluie salary "
        "salaire budget report rapport sale vente delivery livraison parcel colis stock price prix discount "
        "promo insurance assurance bank banque training project projet survey sondage weekend tomorrow "
        "demain word powerpoint spreadsheet tableur cell cellule column colonne row ligne table "
        "tableau chart graphique formula formule macro pdf file fichier folder dossier document attachment "
        "zip photo picture image video music musique disk disque drive font colour couleur volume sound "
        "noise bruit freeze frozen scroll zoom database duplicate doublon deadlock null undefined "
        "pointer pointeur syntax syntaxe compile compiler segmentation memory memoire stack heap dns ssl "
        "tls ssh git commit merge branch docker kubernetes pod nginx apache oracle postgres mysql mongodb "
        "salesforce google aws amazon github gitlab jira slack sap netflix facebook paypal smtp ftp imap "
        "udp port host quota serial extension floor etage building batiment street rue euro dollar"
    ).split()
)
"""What a text that has such words is often about instead: other errors of an office, and everything else."""
