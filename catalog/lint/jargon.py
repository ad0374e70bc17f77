"""Checks that what ordinary people read is in ordinary words."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from catalog.language import Language
from catalog.lint.texts import Kind, Prose

_IN_BOTH: Final = (
    *("ACS", "ADAL", "ADFS", "AD FS", "API", "CAE", "IdP", "JSON", "JWT", "JWKS", "Kerberos", "LDAP", "MSAL"),
    *("NGC", "NTLM", "OAuth", "OAuth2", "OIDC", "OpenID", "PKCE", "PRT", "SAML", "SPN", "SSO", "STS", "UPN"),
    *("URI", "WS-Federation", "WS-Trust", "WS-Fed", "XML", "nonce", "metadata"),
)

WORDS: Final[Mapping[Language, tuple[str, ...]]] = {
    "en": (
        *_IN_BOTH,
        *("assertion", "audience", "authorization code", "backend", "bearer"),
        *("callback", "claim", "client credentials", "client secret", "endpoint", "federated", "federation"),
        *("grant", "granted", "granting", "handshake", "home realm", "identity provider"),
        *(
            "issuer",
            "payload",
            "principal",
            "refresh",
            "relying party",
            "reply URL",
            "scope",
            "service principal",
        ),
        *("thumbprint", "token"),
    ),
    "fr": (
        *_IN_BOTH,
        *("assertion", "charge utile", "code d’autorisation", "empreinte numérique", "émetteur", "fédéré"),
        *("fédérée", "fédération", "fournisseur d’identité", "jeton", "octroi", "partie de confiance"),
        *(
            "point de terminaison",
            "points de terminaison",
            "porteur",
            "principal de service",
            "revendication",
        ),
        *("secret client", "token", "métadonnée", "URL de réponse"),
    ),
}
"""What an ordinary reader does not know. A plural in ``s`` is included. Extend it freely."""

ALLOWED: Final[Mapping[Language, tuple[str, ...]]] = {
    "en": (
        r"refresh(?:es|ed|ing)? (?:the|this|that|your) (?:page|browser|tab|window|screen|list|file|data)",
    ),
    "fr": (),
}
"""Ordinary uses of those words, as regular expressions."""

_READ_BY_ADMINS: Final = frozenset({Kind.ADMIN_STEP})


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    choices = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w])(?:{choices})s?(?![\w])", re.IGNORECASE)


_JARGON: Final = {language: _pattern(words) for language, words in WORDS.items()}
_ORDINARY: Final = {
    language: re.compile("|".join(patterns), re.IGNORECASE)
    for language, patterns in ALLOWED.items()
    if patterns
}


def jargon(prose: Prose) -> Iterator[str]:
    """Words that only administrators and developers know belong in the admin's steps."""
    if prose.kind in _READ_BY_ADMINS:
        return
    text = prose.text.replace("'", "’")
    if ordinary := _ORDINARY.get(prose.language):
        text = ordinary.sub(" ", text)
    for word in dict.fromkeys(found.casefold() for found in _JARGON[prose.language].findall(text)):
        yield f"“{word}” is jargon: say it in ordinary words, or move it to `admin_steps`."
