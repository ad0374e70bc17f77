"""Typed words that do what buttons do, in every language at once."""

from typing import Final

from catalog.catalog import Catalog
from catalog.model import Product, Role
from dialogs.command import Command, fold
from dialogs.escalation import typed

LONGEST: Final = 60
"""Characters; a longer message is a paste, never a command."""


_PHRASES: Final[tuple[tuple[Command, str], ...]] = (
    (
        Command("help"),
        "help|?|aide|menu|commands|commandes|what can you do|que sais-tu faire|que savez-vous faire",
    ),
    (
        Command("answer.worked"),
        (
            "it worked|worked|it works|works|it works now|fixed|solved|done"
            "|c'est répare|regle|c'est regle|ca marche|ca fonctionne|ca remarche|repare|resolu|c'est resolu"
        ),
    ),
    (
        Command("answer.failing"),
        (
            "still failing|still broken|it still fails|it did not work|it didn't work"
            "|not working|still not working"
            "|ca echoue encore|ca ne marche pas|ca ne marche toujours pas|toujours pas|toujours en panne"
            "|ca n'a pas marche"
        ),
    ),
    (
        Command("admin.ask"),
        (
            "ask an admin|ask admin|admin|escalate|ask for help"
            "|voir un admin|demander a un admin|demander a un administrateur|demander de l'aide|escalader"
        ),
    ),
    (Command("admin.send"), "send|send it|envoyer|envoie|envoyez"),
    (Command("admin.cancel"), "cancel|annuler"),
    (Command("admin.change"), "change|modifier"),
    (Command("tickets.mine"), "my tickets|tickets of mine|mes tickets|mes demandes"),
    (Command("privacy.show"), "privacy|my privacy|vie privee|confidentialite|ma vie privee"),
    (
        Command("privacy.data"),
        "my data|show my data|export my data|mes donnees|voir mes donnees|exporter mes donnees",
    ),
    (
        Command("privacy.forget"),
        "forget me|delete my data|erase my data|oublie-moi|oublie moi|oubliez-moi|effacer mes donnees",
    ),
    (
        Command("privacy.forget_yes"),
        "yes, forget me|yes forget me|oui, oublie-moi|oui oublie-moi|oui, oubliez-moi",
    ),
    (Command("privacy.keep"), "keep everything|tout garder"),
    (Command("setup.status"), "admin status|admin help|statut admin|aide admin"),
    (
        Command("answer.show"),
        (
            "show the steps again|show steps|steps|what to do now|back|again"
            "|revoir les etapes|les etapes|etapes|que faire maintenant|retour|recommencer"
        ),
    ),
    (Command("answer.details"), "details|detail|show details|afficher les details"),
    (Command("example.try"), "try an example|example|essayer un exemple|voir un exemple|exemple"),
    (Command("choice.none"), "none of these|none|aucune|aucun|aucune de celles-ci"),
    (
        Command("greeting"),
        (
            "hello|hi|hey|hello there|good morning|good afternoon|good evening|hi there|yo"
            "|bonjour|salut|bonsoir|coucou|bonjour a tous"
        ),
    ),
    (
        Command("thanks"),
        (
            "thanks|thank you|thank you very much|many thanks|thx|ty|cheers|great thanks|ok thanks|perfect"
            "|merci|merci beaucoup|grand merci|super merci|ok merci|parfait|super|great|ok|d'accord"
        ),
    ),
    (
        Command("role", {"role": Role.OWNER}),
        "mine|it is mine|it's mine|i own it|a moi|la mienne|c'est la mienne|owner",
    ),
    (
        Command("role", {"role": Role.SHARED}),
        "shared|it is shared|it's shared|shared with me|partagee|elle est partagee",
    ),
    (Command("role", {"role": Role.ADMIN}), "app admin|i am an admin|i'm an admin|admin appli|je suis admin"),
    (
        Command("role", {"role": Role.TENANT_ADMIN}),
        "it admin|tenant admin|global admin|admin it|admin du tenant",
    ),
    (Command("answer.product", {"product": Product.VIVA_GOALS}), "viva goals|viva"),
    (
        Command("answer.product", {"product": Product.POWER_PLATFORM}),
        ("power platform|power automate|power apps|powerapps|dataverse"),
    ),
    (
        Command("answer.product", {"product": Product.OTHER}),
        "another app|other app|other|une autre application|autre appli|autre",
    ),
    (
        Command("language.set", {"language": "en"}),
        "language en|language english|english|langue en|anglais|in english",
    ),
    (
        Command("language.set", {"language": "fr"}),
        ("language fr|language french|french|langue fr|francais|en francais|langue francais"),
    ),
)


class Commands:
    """Reads commands: fixed phrases, and the title of every playbook of the catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._commands = {
            fold(phrase): command for command, phrases in _PHRASES for phrase in phrases.split("|")
        }
        for playbook in catalog.playbooks.values():
            for title in (playbook.title.en, playbook.title.fr):
                self._commands[fold(title)] = Command("remedy", {"remedy": playbook.id})

    def parse(self, text: str) -> Command | None:
        """Return the command that ``text`` is, or None when it is something else to be read."""
        if (command := typed.parse(text)) is not None:
            return command
        if len(text) > LONGEST:
            return None
        folded = fold(text)
        if folded in {"1", "2", "3"}:
            return Command("choice.pick", {"number": folded})
        return self._commands.get(folded)
