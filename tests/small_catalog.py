"""A catalog of two entries and two playbooks, for tests that must not change when the real one grows."""

from types import MappingProxyType
from typing import Any

from catalog.catalog import Catalog
from catalog.model import Entry, Playbook


def both(en: str, fr: str | None = None) -> dict[str, str]:
    return {"en": en, "fr": fr or f"{en} (fr)"}


def lists(*lines: str) -> dict[str, list[str]]:
    return {"en": list(lines), "fr": [f"{line} (fr)" for line in lines]}


def entry(entry_id: str, **changes: Any) -> Entry:
    fields: dict[str, Any] = {
        "id": entry_id,
        "name": "StrongAuthRequired",
        "category": "multifactor",
        "severity": "minor",
        "sources": ["entra-error-codes"],
        "title": both("Your sign-in needs a second step", "Il manque une étape à votre connexion"),
        "cause": both("Your organisation asks for a second proof.", "Votre organisation demande une preuve."),
        "messages": {"en": ["You must use multi-factor authentication to access '{resource}'."]},
        "steps": lists("Keep your phone within reach."),
        "fixed_by": ["person"],
        "remedies": ["reauthenticate", "wait-and-retry"],
        "verify": both("The app opens.", "L’application s’ouvre."),
        "still_failing": both("Sign in at office.com.", "Identifiez-vous sur office.com."),
        "admin_steps": lists("Open the sign-in logs."),
        "examples": [f"{entry_id}: it failed", "You must use multi-factor authentication to access 'Teams'."],
    }
    return Entry.model_validate({**fields, **changes})


def playbook(playbook_id: str, title: str, procedures: list[dict[str, Any]]) -> Playbook:
    return Playbook.model_validate({"id": playbook_id, "title": both(title), "procedures": procedures})


def small_catalog() -> Catalog:
    """50076 differs by product and role; 50034 needs somebody else, and one playbook does not help."""
    entries = [
        entry(
            "AADSTS50034",
            name="UserAccountNotFound",
            category="account",
            severity="major",
            title=both("This account does not exist here", "Ce compte n’existe pas ici"),
            cause=both("The account was removed.", "Le compte a été supprimé."),
            messages={"en": ["The user account {user} does not exist in the {tenant} directory."]},
            steps={},
            fixed_by=["tenant-admin"],
            remedies=["wait-and-retry"],
            unhelpful=[{"playbook": "reauthenticate", "because": both("The account is gone.")}],
        ),
        entry("AADSTS50076"),
    ]
    playbooks = [
        playbook(
            "reauthenticate",
            "Reauthenticate",
            [
                {"products": ["viva-goals"], "roles": ["owner"], "steps": lists("Select **Try again**.")},
                {"products": ["viva-goals"], "steps": lists("Ask the owner to select **Try again**.")},
                {"roles": ["owner"], "steps": lists("Sign out.", "Sign in again.")},
                {"steps": lists("Ask the owner to sign in again.")},
            ],
        ),
        playbook("wait-and-retry", "Wait", [{"steps": lists("Wait a minute.", "Try again.")}]),
    ]
    return Catalog(
        entries=MappingProxyType({item.id: item for item in entries}),
        playbooks=MappingProxyType({item.id: item for item in playbooks}),
        families=MappingProxyType({}),
        origins=MappingProxyType({}),
        version="small",
    )
