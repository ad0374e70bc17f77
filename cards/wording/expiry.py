"""The texts of the warning that the bot's credential ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ExpiryWording:
    """One language's texts, by what ends. ``{days}`` is at least two; ``{date}`` is shown as a date."""

    titles: Mapping[str, str]
    titles_tomorrow: Mapping[str, str]
    titles_today: Mapping[str, str]
    what_happens: str
    what_to_do: Mapping[str, str]
    in_time: str


ENGLISH_EXPIRY: Final = ExpiryWording(
    titles={
        "secret": "Reconnect’s client secret ends in {days} days",
        "certificate": "Reconnect’s certificate ends in {days} days",
    },
    titles_tomorrow={
        "secret": "Reconnect’s client secret ends tomorrow",
        "certificate": "Reconnect’s certificate ends tomorrow",
    },
    titles_today={
        "secret": "Reconnect’s client secret ends today",
        "certificate": "Reconnect’s certificate ends today",
    },
    what_happens="It is good until {date}. After that I can answer nobody, and no ticket reaches you.",
    what_to_do={
        "secret": (
            "Ask whoever runs Reconnect to make a new secret in the Entra admin centre, under "
            "**App registrations**, **Certificates & secrets**, to set it with its new end date, and to "
            "restart."
        ),
        "certificate": (
            "Ask whoever runs Reconnect to make a new certificate, to upload its public part in the Entra "
            "admin centre, under **App registrations**, **Certificates & secrets**, and to restart with the "
            "new file."
        ),
    },
    in_time="Old and new work side by side until then, so nobody notices the change.",
)

FRENCH_EXPIRY: Final = ExpiryWording(
    titles={
        "secret": "Le secret client de Reconnect expire dans {days} jours",
        "certificate": "Le certificat de Reconnect expire dans {days} jours",
    },
    titles_tomorrow={
        "secret": "Le secret client de Reconnect expire demain",
        "certificate": "Le certificat de Reconnect expire demain",
    },
    titles_today={
        "secret": "Le secret client de Reconnect expire aujourd’hui",
        "certificate": "Le certificat de Reconnect expire aujourd’hui",
    },
    what_happens=(
        "Il est valable jusqu’au {date}. Ensuite, je ne pourrai plus répondre à personne et aucun ticket ne "
        "vous parviendra."
    ),
    what_to_do={
        "secret": (
            "Demandez à la personne qui exploite Reconnect de créer un nouveau secret dans le centre "
            "d’administration Entra, sous **Inscriptions d’applications**, **Certificats et secrets**, de "
            "l’enregistrer avec sa nouvelle date de fin, puis de redémarrer."
        ),
        "certificate": (
            "Demandez à la personne qui exploite Reconnect de créer un nouveau certificat, d’en déposer la "
            "partie publique dans le centre d’administration Entra, sous **Inscriptions d’applications**, "
            "**Certificats et secrets**, puis de redémarrer avec le nouveau fichier."
        ),
    },
    in_time="L’ancien et le nouveau fonctionnent côte à côte jusque-là : personne ne remarque le changement.",
)
