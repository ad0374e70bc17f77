"""Whose error it is: Microsoft's sign-in service, or another system that uses the same words."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from catalog.model import Product

_ENTRA: Final = tuple(
    "aadsts|microsoftonline|login.windows.net|login.microsoft|azure ad|azuread|azure active directory|msal|"
    "adal|error_codes|suberror|conditional access|accès conditionnel|request id|"
    "correlation id|correlation_id|id de corrélation|id de correlation|entra id|microsoft entra|365|"
    "power automate".split("|")
)
_OTHER: Final = frozenset(
    "google gmail googleapis gcp gcloud keycloak okta auth0 aws amazon cognito github gitlab jira "
    "atlassian slack salesforce docker kubernetes kubectl k8s postgres postgresql mysql mongodb "
    "oracle ora sap facebook instagram apple icloud zoom dropbox stripe paypal shopify hubspot "
    "servicenow zendesk npm maven jenkins vault ldap ldaperr smtp smtpclientauthentication imap ssh "
    "publickey sudo vpn globalprotect openvpn forticlient fortinet cisco anyconnect citrix steam "
    "netflix spotify twitter linkedin cloudflare nginx apache redis kafka rabbitmq elastic snowflake "
    "databricks bank banque franceconnect ameli dhl ups quickbooks xero fitbit strava duo onelogin "
    "cyberark rsa securid wordpress drupal moodle sqlstate docusign terraform hashicorp sqlserver "
    "krb5kdc kdc adfs msis xbox playstation dishwasher printer imprimante".split()
)
_B2C: Final = "aadb2c"
_WORD: Final = re.compile(r"[a-z][a-z0-9]+")
_OAUTH: Final = re.compile(r"\b[a-z]{5,14}(?:_[a-z]{4,12}){1,2}\b")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a paste says of where it comes from."""

    is_entra: bool
    """It names the sign-in service itself, or has the shape of its answers."""
    others: frozenset[str]
    """Names of other systems that it has."""

    @property
    def is_other(self) -> bool:
        return bool(self.others)

    @property
    def is_foreign(self) -> bool:
        return self.is_other and not self.is_entra


@dataclass(frozen=True, slots=True)
class Context:
    """What bears on a match beside the text itself."""

    origin: Origin
    product: Product | None
    tells_of_error: bool


def read_origin(lowered: str) -> Origin:
    """Return whose error a text in small letters seems to be."""
    return Origin(
        is_entra=any(map(lowered.__contains__, _ENTRA)),
        others=names_of_others(lowered) | ({_B2C} if _B2C in lowered else frozenset()),
    )


def names_of_others(lowered: str) -> frozenset[str]:
    """Return the names of other systems in a text in small letters."""
    return _OTHER.intersection(_WORD.findall(lowered))


def find_oauth_error(text: str, known: Collection[str]) -> tuple[str, tuple[int, int]] | None:
    """Return the first OAuth error word of ``text`` that is among ``known``, and where it stands."""
    for match in _OAUTH.finditer(text):
        if match[0] in known:
            return match[0], match.span()
    return None
