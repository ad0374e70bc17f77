"""French, about tickets."""

from typing import Final

from cards.wording.tickets.model import TicketWording
from catalog.model import Category

FRENCH: Final = TicketWording(
    see_preview="Voir ce qui sera envoyé",
    preview_title="Voici ce qu’un admin recevra",
    preview_text="Rien d’autre n’est envoyé. Est-ce correct ?",
    preview_secrets="Mots de passe, jetons et autres secrets ont été remplacés par [***].",
    change="Modifier",
    cancel="Annuler",
    cancelled="Annulé : rien n’a été envoyé.",
    nothing_to_send="Collez d’abord une erreur, et je pourrai la transmettre à un admin.",
    label_from="De :",
    label_about="À propos de :",
    label_note="Note :",
    label_paste="Message collé :",
    label_tried="Déjà essayé :",
    labelled="{what} :",
    tried={
        "remedy": "les étapes de « {what} »",
        "answer.failing": "les premières étapes, sans succès",
        "answer.worked": "a dit que c’était réparé, puis a demandé",
    },
    unnamed="Une erreur que je n’ai pas su nommer",
    unknown_code="{code}, absent du catalogue",
    ticket_title="Ticket nº {number}",
    states={
        "new": "nouveau",
        "claimed": "en cours",
        "waiting": "en attente d’une réponse",
        "resolved": "résolu",
        "confirmed": "confirmé",
        "withdrawn": "retiré",
    },
    person_states={
        "new": "Vos admins l’ont reçu. Personne ne s’en est encore chargé.",
        "claimed": "{name} s’en occupe.",
        "waiting": "{name} a besoin d’une précision de votre part.",
        "resolved": "{name} l’a résolu. Est-ce que cela marche chez vous ?",
        "confirmed": "Terminé : vous avez dit que tout remarche.",
        "withdrawn": "Vous l’avez retiré. Personne ne s’en occupera.",
    },
    someone="Un admin",
    former_admin="Un ancien admin",
    former_person="Quelqu’un",
    erased="La personne a demandé à être oubliée : son nom et tout ce qui était écrit ici sont effacés.",
    expired="Ce ticket est trop ancien pour être gardé : noms et textes en sont effacés.",
    handled_by="Traité par :",
    erased_for_person=(
        "Ce qui était écrit ici est effacé, et votre nom avec. Vos admins gardent l’erreur, ses heures et "
        "son issue."
    ),
    kept_for_later=(
        "Votre organisation ne m’a pas encore indiqué où vont les tickets. Le vôtre est en sûreté chez moi "
        "et partira dès qu’un admin l’aura indiqué. Si c’est urgent, appelez votre service informatique."
    ),
    added_to_open="Vous aviez déjà un ticket ouvert pour cette erreur : j’y ai ajouté votre demande.",
    part_of_incident=(
        "Plusieurs personnes ont cette erreur. Vos admins la traitent comme un seul problème, nº {number}."
    ),
    last_word="{name} a écrit :",
    add_comment="Ajouter un commentaire",
    comment_label="Que doit savoir l’admin ?",
    comment_placeholder="Par exemple : cela arrive aussi sur mon portable",
    text_required="Écrivez quelques mots.",
    choice_required="Choisissez quelqu’un.",
    send="Envoyer",
    withdraw="Retirer",
    answer="Répondre",
    answer_label="Votre réponse",
    answer_offered=("Est-ce votre réponse à la question sur le ticket nº {number} ? Si oui, envoyez-la."),
    it_works_now="Cela remarche",
    still_broken="Toujours en panne",
    still_broken_label="Que se passe-t-il maintenant ? (facultatif)",
    my_tickets_title="Vos tickets",
    my_tickets_none="Vous n’avez aucun ticket. Collez une erreur ; si elle persiste, demandez à un admin.",
    sent_line="C’est envoyé. Votre ticket porte le nº {number} ; je vous tiens au courant ici.",
    told={
        "claimed": "{by} s’occupe désormais de votre ticket nº {number} : {title}",
        "asked_back": (
            "{by} vous pose une question sur votre ticket nº {number} : {text}\n"
            "Répondez sur la carte du ticket, ou écrivez : répondre #{number} et votre réponse"
        ),
        "resolved": (
            "{by} a résolu votre ticket nº {number} : {text}\n"
            "Dites-nous sur la carte du ticket si cela remarche."
        ),
        "reopened": "{by} a rouvert votre ticket nº {number} : {title}",
        "undelivered": (
            "Je n’ai pas pu transmettre le ticket nº {number} au canal de vos admins. Il est conservé, et "
            "l’exploitant peut le voir. Si c’est urgent, appelez votre service informatique."
        ),
    },
    asks_for_help="{name} demande de l’aide",
    since="Depuis",
    sureness={
        "sure": "certaine",
        "likely": "probable",
        "unsure": "incertaine, à vérifier",
        "chosen": "choisie par la personne",
        "unknown": "code absent du catalogue",
        "none": "non reconnue",
    },
    evidence={
        "code": "{what} figure dans le message",
        "message": "le message cite : {what}",
        "words": "d’après les mots du message",
    },
    label_match="Reconnaissance :",
    label_product="Produit :",
    nobody="personne",
    unfold_paste="Message collé",
    unfold_steps="Ce que vous pouvez faire",
    unfold_earlier="Tickets précédents",
    earlier_same_person="Même personne, 30 derniers jours",
    earlier_same_error="Même erreur, 30 derniers jours",
    look_up="Rechercher {code}",
    sign_in_logs="Journaux de connexion",
    chat_with="Écrire à {name}",
    claim="Prendre",
    assign_to="Confier à…",
    assign_label="Qui prend le ticket nº {number} ?",
    assign="Confier",
    assign_too_many=(
        "Cette équipe a trop de membres pour cette liste. Pour le confier à une autre personne, "
        "écrivez : {command}"
    ),
    ask_back="Question…",
    ask_back_label="Votre question à {name}",
    resolve="Résoudre",
    resolve_label="Ce qui a été fait, avec des mots pour {name}",
    resolve_placeholder="Par exemple : votre accès est rétabli, connectez-vous à nouveau",
    release="Rendre",
    reopen="Rouvrir",
    back="Retour",
    question_asked="Question à {name} :",
    resolution="Solution :",
    thread={
        "forgotten": "Le nº {number} est retiré : la personne a demandé à être oubliée.",
        "emptied": "Ce message a été retiré : il nommait quelqu’un dont les données ne sont plus gardées.",
        "claimed": "{by} prend le nº {number}.",
        "assigned": "{by} confie le nº {number} à {text}.",
        "asked_back": "{by} demande à {person} : {text}",
        "answered": "{person} répond : {text}",
        "commented": "{by} commente : {text}",
        "resolved": "{by} résout le nº {number} : {text}",
        "released": "{by} rend le nº {number} : il est à prendre.",
        "reopened": "{by} rouvre le nº {number}.",
        "confirmed": "{person} confirme : cela remarche.",
        "still_broken": "{person} dit que c’est toujours en panne. {text}",
        "withdrawn": "{person} retire le nº {number}.",
        "asked_again": "{person} redemande de l’aide pour la même erreur. {text}",
        "gathered": "{person} a le même problème : nº {number}.",
        "undelivered": (
            "{person} est injoignable au sujet du nº {number} : je suis bloqué ou désinstallé de son côté. "
            "Contactez cette personne autrement."
        ),
    },
    refused={
        "already_claimed": "{name} a déjà le nº {number}. Il change de mains avec Confier à…",
        "same_assignee": "Le nº {number} lui est déjà confié.",
        "wrong_state": "Le nº {number} est entre-temps {state} : cela ne convient plus.",
        "text_missing": "Ajoutez quelques mots : le nº {number} est resté tel quel.",
        "assignee_missing": (
            "Je ne trouve personne de ce nom dans cette équipe : le nº {number} est resté tel quel."
        ),
        "not_allowed": (
            "Merci, mais seuls les membres de l’équipe des admins peuvent faire cela. Rien n’a changé ; "
            "l’essai a été noté."
        ),
        "not_theirs": "Ce ticket appartient à quelqu’un d’autre ; je n’y ai pas touché.",
        "no_ticket": "Je ne connais ici aucun ticket de ce numéro. « mes tickets » affiche les vôtres.",
        "no_incident": "Je ne connais ici aucun problème ouvert de ce numéro.",
        "stale": "Quelqu’un a été plus rapide. Voici où en est le nº {number}.",
        "stale_incident": "Ce problème a été résolu entre-temps.",
        "elsewhere": (
            "Demandez-le-moi dans le canal des admins ou dans notre conversation privée : "
            "d’autres lisent ici."
        ),
        "privately": "Demandez-le-moi dans notre conversation privée : d’autres lisent ici.",
    },
    tickets_title="Tickets : {what}",
    tickets_none="Aucun ticket : {what}.",
    list_open="ouverts",
    tickets_row="{person} · {state} · {assignee}",
    incident_title="Nº {number} · {count} personnes ont le même problème",
    incident_text="Les nouveaux tickets à ce sujet vont dans ce fil, sans bruit.",
    incident_list="Tickets",
    incident_more="et {count} autres",
    incident_resolved="{name} l’a résolu pour tout le monde :",
    resolve_all="Tout résoudre",
    resolve_all_label="Une seule note, envoyée à tous ceux qui ont demandé",
    known_problem="Problème connu depuis",
    known_problem_text=(
        "Plusieurs personnes l’ont, et vos admins y travaillent. Attendez, ou essayez les étapes."
    ),
    set_up_done=(
        "C’est fait : les tickets arrivent désormais ici. Les membres de cette équipe sont les admins."
    ),
    set_up_test="Reconnect vérifie qu’il peut écrire ici. C’est le cas.",
    set_up_wrong_code=(
        "Ce code est faux, déjà utilisé ou trop ancien. Sur le serveur, reconnect setup-code en affiche un "
        "nouveau."
    ),
    set_up_in_channel=(
        "Écrivez cela dans le canal qui doit recevoir les tickets : ajoutez-moi à son équipe, puis "
        "mentionnez-moi dans ce canal."
    ),
    set_up_post_failed=(
        "Je n’ai pas pu écrire dans ce canal ; rien n’a donc été réglé. Je travaille dans les canaux "
        "standard ; les canaux privés ne sont pas fiables. Essayez un autre canal avec un nouveau code."
    ),
    status_title="Où vont les tickets",
    status_none=(
        "Aucun canal ne reçoit encore les tickets ; ils sont conservés en attendant. Dans le canal choisi, "
        "écrivez @Reconnect configurer CODE. Le serveur affiche le code à son démarrage, et "
        "reconnect setup-code en affiche un nouveau."
    ),
    status_default="Tous les autres tickets",
    status_route="réglé par {name}",
    route_done="C’est fait : les tickets « {category} » arrivent désormais dans ce canal.",
    route_unknown="Je ne connais pas « {category} ». Les familles sont : {categories}.",
    route_first=("Choisissez d’abord le canal de tous les tickets : écrivez-y @Reconnect configurer CODE."),
    categories={
        Category.MULTIFACTOR: "second facteur",
        Category.CONDITIONAL_ACCESS: "accès conditionnel",
        Category.DEVICE: "état des appareils",
        Category.ACCOUNT: "comptes",
        Category.CONSENT: "consentement",
        Category.APP_REGISTRATION: "inscription d’application",
        Category.FEDERATION: "fédération",
        Category.TOKENS: "jetons",
        Category.TENANT: "organisation",
        Category.ON_PREMISES: "sur site",
        Category.PASSWORD_RESET: "réinitialisation du mot de passe",
        Category.TRANSIENT: "pannes passagères",
        Category.PROTOCOL: "protocole",
        Category.CONNECTION: "connexions",
    },
    admin_commands={
        "tickets": "tickets ouverts ; aussi : tickets à moi, tickets tous, tickets AADSTS50076, tickets Alex",
        "ticket #12": "un ticket avec ses boutons",
        "prendre #12": "s’en charger",
        "confier #12 Dana": "le donner à un membre de l’équipe",
        "question #12 Quel téléphone ?": "demander à la personne",
        "résoudre #12 Reconnectez-vous": "dire ce qui a été fait",
        "rendre #12": "laisser d’autres le prendre",
        "rouvrir #12": "s’en charger à nouveau",
        "tout résoudre #7 Réparé": "répondre à tous pour un même problème",
        "configurer CODE": "envoyer les tickets dans ce canal",
        "diriger état des appareils ici": "envoyer une famille dans ce canal",
        "statut admin": "où vont les tickets, et cette liste",
    },
)
