"""The site's own texts. What cards say too is taken from ``cards.wording``."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from catalog.language import Language
from catalog.model import Category, Fixer, Severity, Source


@dataclass(frozen=True, slots=True)
class SiteWording:
    """One language's texts; ``{…}`` is filled in by a page or by its script."""

    title: str
    intro: str
    search: str
    search_hint: str
    product: str
    severity: str
    fixed_by: str
    category: str
    any: str
    no_product: str
    clear: str
    found: str
    none_found: str
    all_entries: str
    skip: str
    other_language: str
    card: str
    card_view: str
    everywhere: str
    when_quoting: str
    after_failing: str
    card_needs_script: str
    pressed: str
    for_admins: str
    messages: str
    said_as: str
    samples: str
    must_match: str
    must_not_match: str
    references: str
    family: str
    sources: str
    file: str
    own_file: str
    minutes: str
    version: str
    nothing: str
    severities: Mapping[Severity, str]
    fixers: Mapping[Fixer, str]
    categories: Mapping[Category, str]
    source_names: Mapping[Source, str]


_ENGLISH: Final = SiteWording(
    title="Error catalog",
    intro="Every sign-in and connection error that Reconnect explains, as people see it in Teams.",
    search="Search",
    search_hint="A code, a name, words of a message, or how people say it",
    product="Product",
    severity="Severity",
    fixed_by="Who can fix it",
    category="Category",
    any="Any",
    no_product="No particular product",
    clear="Clear",
    found="{count} of {all} entries",
    none_found="No entry has all of these words. Try fewer, or clear the filters.",
    all_entries="All entries",
    skip="Skip to the content",
    other_language="Français",
    card="What people see",
    card_view="Show the card",
    everywhere="Product not known",
    when_quoting="When the paste quotes: {message}",
    after_failing="After “{button}”",
    card_needs_script="Turn JavaScript on to see the card drawn.",
    pressed="In Teams, “{title}” goes to the bot. Here it does nothing.",
    for_admins="Steps for the admin",
    messages="Literal messages",
    said_as="How people say it",
    samples="Samples",
    must_match="Answered with this entry",
    must_not_match="Not answered with this entry",
    references="References",
    family="Entries with the same message",
    sources="Sources",
    file="File",
    own_file="from your own folder",
    minutes="Clears by itself within {minutes} min",
    version="Catalog version {version}, {count} entries",
    nothing="None.",
    severities={
        Severity.INFO: "Info",
        Severity.MINOR: "Minor",
        Severity.MAJOR: "Major",
        Severity.CRITICAL: "Critical",
    },
    fixers={
        Fixer.PERSON: "The person",
        Fixer.CONNECTION_OWNER: "Connection owner",
        Fixer.APP_OWNER: "App owner",
        Fixer.TENANT_ADMIN: "IT admin",
        Fixer.DEVELOPER: "Developer",
        Fixer.MICROSOFT: "Microsoft",
    },
    categories={
        Category.MULTIFACTOR: "Multifactor authentication",
        Category.CONDITIONAL_ACCESS: "Conditional access",
        Category.DEVICE: "Device",
        Category.ACCOUNT: "Account and password",
        Category.CONSENT: "Consent and permissions",
        Category.APP_REGISTRATION: "App registration",
        Category.FEDERATION: "Federation",
        Category.TOKENS: "Tokens and grants",
        Category.TENANT: "Tenant and guests",
        Category.ON_PREMISES: "On-premises agents",
        Category.PASSWORD_RESET: "Password change",
        Category.TRANSIENT: "Passing faults",
        Category.PROTOCOL: "Protocol",
        Category.CONNECTION: "Connections",
    },
    source_names={
        Source.ENTRA_ERROR_CODES: "Entra error codes",
        Source.SIGN_IN_REPORT: "Sign-in report",
        Source.VIVA_GOALS: "Viva Goals",
        Source.POWER_PLATFORM: "Power Platform",
        Source.PUBLIC: "Public threads",
    },
)

_FRENCH: Final = SiteWording(
    title="Catalogue des erreurs",
    intro="Toutes les erreurs de connexion que Reconnect explique, telles que chacun les voit dans Teams.",
    search="Rechercher",
    search_hint="Un code, un nom, les mots d’un message, ou ce que disent les gens",
    product="Produit",
    severity="Gravité",
    fixed_by="Qui peut réparer",
    category="Catégorie",
    any="Indifférent",
    no_product="Aucun produit en particulier",
    clear="Effacer",
    found="{count} entrées sur {all}",
    none_found="Aucune entrée ne contient tous ces mots. Essayez-en moins, ou effacez les filtres.",
    all_entries="Toutes les entrées",
    skip="Aller au contenu",
    other_language="English",
    card="Ce que voit la personne",
    card_view="Afficher la carte",
    everywhere="Produit inconnu",
    when_quoting="Si le message cité est\u00a0: {message}",
    after_failing="Après «\u00a0{button}\u00a0»",
    card_needs_script="Activez JavaScript pour voir la carte dessinée.",
    pressed="Dans Teams, «\u00a0{title}\u00a0» s’adresse au bot. Ici, rien ne se passe.",
    for_admins="Étapes pour l’administrateur",
    messages="Messages affichés tels quels",
    said_as="Comment on le dit",
    samples="Exemples",
    must_match="Cette entrée y répond",
    must_not_match="Cette entrée n’y répond pas",
    references="Références",
    family="Entrées au message identique",
    sources="Sources",
    file="Fichier",
    own_file="de votre propre dossier",
    minutes="Se règle tout seul en {minutes}\u00a0min",
    version="Catalogue version {version}, {count} entrées",
    nothing="Aucun.",
    severities={
        Severity.INFO: "Information",
        Severity.MINOR: "Mineure",
        Severity.MAJOR: "Majeure",
        Severity.CRITICAL: "Critique",
    },
    fixers={
        Fixer.PERSON: "La personne",
        Fixer.CONNECTION_OWNER: "Propriétaire de la connexion",
        Fixer.APP_OWNER: "Responsable de l’application",
        Fixer.TENANT_ADMIN: "Administrateur informatique",
        Fixer.DEVELOPER: "Développeur",
        Fixer.MICROSOFT: "Microsoft",
    },
    categories={
        Category.MULTIFACTOR: "Authentification multifacteur",
        Category.CONDITIONAL_ACCESS: "Accès conditionnel",
        Category.DEVICE: "Appareil",
        Category.ACCOUNT: "Compte et mot de passe",
        Category.CONSENT: "Consentement et autorisations",
        Category.APP_REGISTRATION: "Inscription d’application",
        Category.FEDERATION: "Fédération",
        Category.TOKENS: "Jetons et octrois",
        Category.TENANT: "Locataire et invités",
        Category.ON_PREMISES: "Agents sur site",
        Category.PASSWORD_RESET: "Changement de mot de passe",
        Category.TRANSIENT: "Pannes passagères",
        Category.PROTOCOL: "Protocole",
        Category.CONNECTION: "Connexions",
    },
    source_names={
        Source.ENTRA_ERROR_CODES: "Codes d’erreur Entra",
        Source.SIGN_IN_REPORT: "Journal des connexions",
        Source.VIVA_GOALS: "Viva Goals",
        Source.POWER_PLATFORM: "Power Platform",
        Source.PUBLIC: "Discussions publiques",
    },
)


def site_wording(language: Language) -> SiteWording:
    return _FRENCH if language == "fr" else _ENGLISH
