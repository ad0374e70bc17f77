"""French, about privacy."""

from typing import Final

from cards.wording.privacy.model import Kept, PrivacyWording

FRENCH: Final = PrivacyWording(
    title="Vie privée",
    about=(
        "Votre organisation exploite ce service Reconnect et en répond. Ce que vous envoyez reste dans sa "
        "propre base de données, que seules les personnes chargées du service peuvent ouvrir.",
        "Reconnect lit ce que vous lui envoyez : vos messages au bot, les boutons que vous pressez et ce que "
        "vous écrivez dans sa zone de recherche. Il ne peut lire ni vos autres messages, ni votre courrier, "
        "ni vos fichiers.",
        "Les mots de passe, jetons et autres secrets qu’il reconnaît sont retirés avant toute conservation. "
        "Ce que vous écrivez dans la zone de recherche n’est pas gardé.",
    ),
    kept=(
        Kept(
            "Le début de ce que vous avez collé, et la note que vous écrivez pour un admin",
            "Pour que vous puissiez encore les envoyer à un admin",
            "Un jour",
            "Vous uniquement",
        ),
        Kept(
            "De quelle erreur il s’agit, avec ses codes, identifiants, heures et noms d’applications, et les "
            "étapes essayées",
            "Pour que les boutons de vos cartes continuent de marcher",
            "{days} jours",
            "Vous, et les personnes présentes là où vous avez demandé",
        ),
        Kept(
            "Un ticket : votre nom et vos identifiants, l’erreur, ce que vous avez collé, votre note et tout "
            "ce qui s’est dit depuis",
            "Pour qu’un admin puisse vous aider, et que chacun voie où cela en est",
            "{days} jours après le dernier changement",
            "Vous, vos admins et toute personne présente dans le canal des admins",
        ),
        Kept(
            "Où vous avez demandé dans Teams, et quand des messages sur votre ticket sont partis",
            "Pour vous prévenir dans la bonne conversation, une seule fois, et pas trop vite pour Teams",
            "Aussi longtemps que le ticket",
            "Personne",
        ),
        Kept(
            "La langue que vous avez choisie",
            "Pour vous répondre dans cette langue",
            "{days} jours, et tant qu’autre chose est gardé sur vous",
            "Personne",
        ),
        Kept(
            "Des admins : qui a pris, reçu, traité ou résolu un ticket, et qui a configuré un canal",
            "Pour que chacun sache qui l’aide",
            "Aussi longtemps que le ticket ; un canal, tant qu’il reçoit des tickets",
            "Les admins, et la personne à qui est le ticket",
        ),
        Kept(
            "Les codes absents du catalogue et leur nombre, sans aucun nom",
            "Pour pouvoir les ajouter",
            "{days} jours après la dernière rencontre",
            "Ceux qui écrivent le catalogue",
        ),
    ),
    label_why="Pourquoi :",
    label_how_long="Combien de temps :",
    label_who="Qui le voit :",
    rights=(
        "Dans la conversation avec Reconnect, écrivez **mes données** pour recevoir tout ce qui est gardé "
        "sur vous, ou **oublie-moi** pour le faire effacer."
    ),
    stays=(
        "Quand vous demandez l’oubli, vos tickets ouverts sont retirés. De chaque ticket, votre organisation "
        "garde l’erreur, ses heures, son issue et l’admin qui en était chargé, pour savoir ce qui tombe en "
        "panne et à quelle fréquence. Votre nom, vos identifiants et tout ce qui y était écrit "
        "disparaissent, y compris des cartes du canal des admins.",
        "Si vous êtes admin, « un ancien admin » remplace votre nom, et vos tickets redeviennent libres.",
        "Les messages de votre propre conversation avec Reconnect, et ce que chacun a écrit lui-même, sont "
        "gardés par Teams : supprimez-les là-bas. Sauvegardes et journaux durent aussi longtemps que votre "
        "organisation les garde.",
    ),
    open="Vie privée",
    what_is_kept="Ce qui est gardé, et pourquoi",
    what_stays="Ce qui reste",
    see_data="Mes données",
    forget_me="Oublie-moi",
    forget_title="Dois-je vous oublier ?",
    forget_text="C’est irréversible. Les tickets ouverts sont retirés, et personne n’y répondra.",
    forget_yes="Oui, oublie-moi",
    keep="Tout garder",
    kept_as_it_was="Entendu : tout reste comme avant.",
    forgotten_title="C’est oublié",
    forgotten="Effacé :",
    forgotten_nothing="Rien n’était gardé sur vous.",
    counts_answers="réponses : {count}",
    counts_tickets="vos tickets : {count}",
    counts_withdrawn="dont retirés parce qu’ils étaient ouverts : {count}",
    counts_handled="votre nom, comme admin, sur des tickets : {count}",
    counts_language="la langue que vous aviez choisie",
    data_title="Tout ce qui est gardé sur vous",
    data_text="Le voici ci-dessous, en JSON, lisible par les gens comme par les programmes.",
    data_nothing="Rien n’est gardé sur vous.",
    data_part="Partie {number} sur {count}",
    data_more="Le reste ne tient pas dans une conversation. Demandez-le à qui exploite ce service.",
)
