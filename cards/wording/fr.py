"""French."""

from typing import Final

from cards.wording.expiry import FRENCH_EXPIRY
from cards.wording.model import Wording
from cards.wording.privacy.fr import FRENCH as FRENCH_PRIVACY
from cards.wording.tickets.fr import FRENCH as FRENCH_TICKETS
from catalog.model import Fixer, Product, Role

FRENCH: Final = Wording(
    product_names={
        Product.VIVA_GOALS: "Viva Goals",
        Product.POWER_PLATFORM: "Power Platform",
        Product.OTHER: "Autre appli",
    },
    role_names={
        Role.OWNER: "À moi",
        Role.SHARED: "Partagée",
        Role.ADMIN: "Admin appli",
        Role.TENANT_ADMIN: "Admin IT",
    },
    fixer_names={
        Fixer.PERSON: "vous",
        Fixer.CONNECTION_OWNER: "le propriétaire de la connexion",
        Fixer.APP_OWNER: "le responsable de l’application",
        Fixer.TENANT_ADMIN: "votre administrateur",
        Fixer.DEVELOPER: "les développeurs de l’application",
        Fixer.MICROSOFT: "le support Microsoft",
    },
    you_can_fix="Vous pouvez y remédier",
    needs="À faire par {who}",
    nothing_to_fix="Rien à réparer",
    passes_within="Se rétablit tout seul, en général en {minutes} minutes",
    what_happened="Ce qui s’est passé",
    what_to_do="Que faire maintenant",
    then="Ensuite, appuyez pour voir les étapes :",
    how_you_know="Comment savoir que c’est réparé",
    your_role="À qui ?",
    also_helps="Ou bien :",
    which_product="Où ?",
    other_meanings="Autres sens",
    unhelpful="Ce qui n’aide pas",
    does_not_help="« {remedy} » ne sert à rien ici. {because}",
    known_as="Erreur {code}",
    also_mentioned="Aussi dans votre message : {codes}",
    details="Détails",
    detail_labels={
        "code": "Code d’erreur",
        "name": "Nom de l’erreur",
        "correlation_id": "ID de corrélation",
        "trace_id": "ID de trace",
        "timestamp": "Heure",
        "app": "Application",
        "resource": "Accès demandé",
        "reference": "Notre référence",
    },
    no_details="Votre message ne contenait ni identifiant ni heure.",
    it_worked="Réglé",
    still_failing="Toujours pas",
    ask_an_admin="Voir un admin",
    worked_title="Parfait, tout remarche",
    worked_text="Si le problème revient, collez ici le nouveau message. C’est peut-être une autre erreur.",
    show_steps="Les étapes",
    failing_title="Essayons autre chose",
    failing_hint="Toujours bloqué ensuite ? Appuyez sur **Voir un admin**.",
    ask_title="Demander l’aide d’un admin",
    ask_about="À propos de : {title}",
    ask_about_nothing="À propos de : une erreur que nous n’avons pas su nommer",
    note_label="Un détail utile à ajouter ? (facultatif)",
    note_placeholder="Par exemple : depuis lundi, sur mon téléphone seulement",
    tried_label="Qu’avez-vous déjà essayé ?",
    send="Envoyer",
    back="Retour",
    tickets=FRENCH_TICKETS,
    privacy=FRENCH_PRIVACY,
    expiry=FRENCH_EXPIRY,
    choice_title="Laquelle est-ce ?",
    choice_text="Votre message correspond peut-être à l’une de ces erreurs. Choisissez la plus proche.",
    choice_none="Aucune",
    unknown_title="Je ne connais pas encore {code}",
    unknown_text=(
        "Cela ressemble bien à une erreur d’authentification, mais je n’ai pas de conseil et je ne veux"
        " pas deviner. "
        "J’ai noté le code pour qu’il soit ajouté. Un admin peut le rechercher pour vous dès maintenant."
    ),
    no_match_title="Je n’ai pas reconnu cette erreur",
    no_match_text=(
        "Collez si possible le message entier, avec son code, par exemple AADSTS50076. "
        "Sur la page d’erreur, **Plus de détails** l’affiche souvent. "
        "Je connais les erreurs d’accès aux comptes professionnels Microsoft et les connexions rompues de "
        "Power Platform ou Viva Goals."
    ),
    search_nothing="Rien trouvé. Écrivez le début d’un code, par exemple 50076, ou des mots du message.",
    welcome_title="Bonjour, je suis Reconnect",
    welcome_text=(
        "Quand vous ne pouvez plus vous connecter ou qu’une connexion est rompue, collez ici ce que "
        "l’écran affiche. "
        "Je vous dis ce qui s’est passé et quoi faire maintenant."
    ),
    welcome_languages="Do you prefer English? Press **English**.",
    try_an_example="Voir un exemple",
    example_paste=(
        "AADSTS50076 : En raison d’une modification de configuration effectuée par votre "
        "administrateur, ou parce que "
        "vous avez changé d’emplacement, vous devez utiliser l’authentification multifacteur pour "
        "accéder à "
        "« Azure DevOps »."
    ),
    help_title="Collez une erreur, trouvez la sortie",
    help_text=(
        "Collez un code, un message entier, l’adresse affichée par le navigateur ou le texte copié "
        "d’une capture "
        "d’écran. N’y laissez aucun mot de passe ; je n’en ai jamais besoin."
    ),
    help_commands="Vous pouvez aussi écrire :",
    commands={
        "c’est réparé": "me dire que les étapes ont suffi",
        "ça échoue encore": "voir quoi essayer ensuite",
        "demander à un admin": "confier la dernière erreur à un admin",
        "mes tickets": "voir où en sont vos demandes",
        "détails": "voir les identifiants et l’heure de la dernière erreur",
        "vie privée": "voir, recevoir ou faire effacer ce qui est gardé sur vous",
        "langue en": "switch to English",
        "aide": "revoir ceci",
    },
    greeting="Bonjour ! Collez l’erreur affichée et je vous dirai quoi faire.",
    not_an_error="Je n’y vois pas d’erreur. Collez le message ou le code affiché à l’écran.",
    thanks="Avec plaisir. Collez une autre erreur dès qu’il s’en présente une.",
    need_text_title="Je lis le texte, pas les images",
    need_text=(
        "Écrivez ou collez les mots de l’erreur. "
        "Sous Windows, **touche Windows + Maj + T** ou l’Outil Capture d’écran copient le texte d’une "
        "image. "
        "Le code seul, par exemple AADSTS50076, suffit souvent."
    ),
    nothing_to_show="Collez d’abord une erreur, et je pourrai vous aider.",
    language_set="Je vous parlerai désormais en français.",
    failure_title="Un problème est survenu de mon côté",
    failure_text=(
        "Votre message n’est pas en cause ; renvoyez-le dans une minute. Si j’échoue encore, donnez "
        "cette référence à un admin : {reference}"
    ),
    button_expired="Je ne sais plus à quoi servait ce bouton. Collez à nouveau l’erreur.",
    too_fast="Cela fait beaucoup d’un coup. Laissez-moi une minute, puis réessayez.",
    too_many="Beaucoup de monde m’écrit en ce moment. Réessayez dans une minute : rien n’a été retenu.",
)
