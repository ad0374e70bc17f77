r"""What secrets look like: by the name in front of them, by their own shape, or by the sentence around.

Every expression takes time that grows with the text and no faster: each repetition is possessive or
bounded, and an expression without a literal beginning starts only where its run of characters starts.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Secret(StrEnum):
    """What kind of secret was found."""

    PRIVATE_KEY = "private-key"
    TOKEN = "token"  # noqa: S105 - a kind of secret, not one
    AUTHORIZATION_CODE = "authorization-code"
    HEADER = "header"
    COOKIE = "cookie"
    PASSWORD = "password"  # noqa: S105
    CLIENT_SECRET = "client-secret"  # noqa: S105
    SIGNATURE = "signature"
    KEY = "key"
    ONE_TIME_CODE = "one-time-code"
    OPAQUE = "opaque"
    """Long and random: nobody can tell what it is, and nobody needs it to help."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """``expression`` has the secret as its group ``secret``; ``is_secret`` looks at it once more.

    ``hints`` are texts, in lower case, without one of which the expression cannot match.
    """

    kind: Secret
    expression: re.Pattern[str]
    is_secret: Callable[[str], bool]
    hints: tuple[str, ...] = ()


_PROSE: Final = frozenset(
    """true false null none nil undefined empty blank missing yes no not n/a na required optional expired
    incorrect invalid wrong correct ok unknown disabled enabled unauthorized forbidden failed failure error
    denied too being about going weak strong the a an set in on off now my your their his her it this that
    changed reset policy string text value hidden removed redacted expiré expirée expire incorrecte invalide
    erroné erronée requis requise obligatoire trop faux fausse bon bonne vide inconnu inconnue le la les un
    une mon votre son pas échec erreur refusé oublié perdu changé bloqué""".split()
)


def _anything(value: str) -> bool:
    return value.strip(" .,;:!?\"'*•").lower() not in {*_PROSE, ""}


def _token_like(value: str) -> bool:
    """Eight characters or more of no language: a digit, or very long, and neither code nor address."""
    if len(value) < 8 or " " in value or value.startswith(("http:", "https:", "AADSTS", "urn:")):
        return False
    return len(value) >= 24 or any(character.isdigit() for character in value)


def _code_like(value: str) -> bool:
    return len(value) >= 16 and _token_like(value) and any(map(str.isdigit, value)) and not value.isdigit()


def _cookie_like(value: str) -> bool:
    return "=" in value


def _random(value: str) -> bool:
    """Upper case, lower case and digits change places as only chance makes them."""
    kinds = [0 if c.isdigit() else 1 if c.isupper() else 2 if c.islower() else 3 for c in value]
    changes = sum(one != other for one, other in zip(kinds, kinds[1:], strict=False))
    return {0, 1, 2} <= set(kinds) and changes > 0.45 * len(value)


_GAP: Final = r"[ \t\u00a0\u202f]{0,8}+"
_QUOTE: Final = r"\\{0,4}[\"']"
_IS: Final = rf"(?:{_QUOTE})?+{_GAP}(?:=>?|:|%3[DdAa]){_GAP}"
_QUOTED: Final = rf"(?P<quote>{_QUOTE})(?P<secret>(?:(?!(?P=quote))(?:\\.|[^\r\n])){{1,20000}}+)"
_NEXT: Final = r"(?:[&;,](?:[\w .%\"'-]{0,40}[=:]|\s|$)|%26)"  # where an unquoted value ends, beside blanks
_BARE: Final = rf"(?!{_QUOTE})(?P<secret>(?:(?!{_NEXT})[^\s\"'<>]){{1,20000}}+)"
_FORMS: Final = (
    rf"{_IS}{_QUOTED}",  # "name": "…", name = '…'
    rf"{_QUOTE}{_GAP},?{_GAP}{_QUOTE}?value{_IS}{_QUOTED}",  # {"name": "…", "value": "…"}
    r"[^<>\r\n]{0,100}>(?P<secret>[^<]{1,20000}+)(?=</)",  # <name>…</name>
    rf"{_IS}{_BARE}",  # name=…&, name: …
)
_OPTION: Final = r"(?<!\w)--?[\w-]{{0,30}}?(?:{name})[ \t]{{1,4}}(?!-)[\"']?(?P<secret>[^\s\"']{{1,20000}}+)"


def _named(kind: Secret, name: str, is_secret: Callable[[str], bool], hints: str) -> Iterator[Pattern]:
    for form in (*(f"(?:{name}){form}" for form in _FORMS), _OPTION.format(name=name)):
        yield Pattern(kind, re.compile(form, re.IGNORECASE), is_secret, tuple(hints.split("|")))


def _shaped(kind: Secret, shape: str, is_secret: Callable[[str], bool] = bool, hints: str = "") -> Pattern:
    return Pattern(kind, re.compile(shape), is_secret, tuple(hints.split("|")) if hints else ())


_B64: Final = r"[A-Za-z0-9_\-+/=.]"
_MORE: Final = rf"(?:\r?\n[ \t]{{0,8}}(?=[^\r\n]{{0,200}}[A-Z])(?=[^\r\n]{{0,200}}\d){_B64}{{24,}}+(?!\S))*+"
_PASSWORD: Final = r"pass(?:word|wd|phrase|wort)\w{0,12}|pwd|mdp|mots? de passe|(?<![a-z])pass(?![a-z])"
_SECRET: Final = r"secret(?![_-]?(?:id|name|type|expir|hint|key_?id))\w{0,12}"
_TOKEN: Final = (
    r"token(?:_hint|\d)?|assertion|saml(?:response|request|art)|wresult|code_?verifier|sft|canary|credentials?"
)
_CODE: Final = r"(?<![a-z])(?:auth(?:orization)?[_-]?)?code|device_?code"
_SIGNATURE: Final = r"(?<![a-z])sig(?:nature)?"
_KEY: Final = (
    r"(?:account|shared[_ -]?access|api|access|subscription|primary|secondary|storage|functions?|master"
    r"|encryption|private|signing|symmetric|license|host)[_ -]?key"
)
_OTP: Final = (
    r"(?<![a-z])(?:otp|otc|totp|pin|passcode|user_?code|(?:mfa|2fa|sms|verification|one[_ -]?time)[_ -]?code)"
)
_ONE_TIME: Final = (
    r"(?:verification|security|one[- ]time|single[- ]use|confirmation|sign[- ]in|log[- ]?in|authenticator"
    r"|sms|2fa|mfa|temporary)[ -]{1,3}(?:pass)?codes?|passcode|code (?:de |d['’]|à )(?:v[ée]rification"
    r"|s[ée]curit[ée]|usage unique|confirmation|connexion|acc[èe]s)"
)
_DIGITS: Final = r"(?<![A-Za-z0-9])(?P<secret>\d{3}[ -]?\d{3,4}|\d{4,8})(?![\w-])"
_COOKIES: Final = (
    r"ESTS\w{0,40}|FedAuth\d?|rtFa|buid|SignInStateCookie|x-ms-(?:RefreshToken|Device)Credential\d?|CCState"
    r"|\.?AspNet(?:Core)?\.[\w.-]{1,60}|ASP\.NET_SessionId|JSESSIONID|PHPSESSID|connect\.sid|MSISAuth\w?"
    r"|AppServiceAuthSession|MSPAuth|MSPProf"
)

PATTERNS: Final[tuple[Pattern, ...]] = (
    _shaped(
        Secret.PRIVATE_KEY,
        r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?P<secret>(?:(?!-----END)[\s\S])++)",
        hints="private key",
    ),
    _shaped(
        Secret.COOKIE,
        r"(?i)(?<![\w-])(?:set-)?cookie2?(?P<quote>[\"'])\s{0,4}[:=]\s{0,4}[\"'](?P<secret>[^\"'\r\n]++)",
        _cookie_like,
        "cookie",
    ),
    _shaped(
        Secret.COOKIE,
        r"(?i)(?<![\w-])(?:set-)?cookie2?[ \t]{0,4}[:=][ \t]{0,4}"
        r"(?P<secret>(?:=\"[^\"\r\n]{0,4096}\"|[^\r\n\"'<>])++)",
        _cookie_like,
        "cookie",
    ),
    _shaped(
        Secret.COOKIE,
        rf"(?i)(?<![\w.-])(?:{_COOKIES})=\"?(?P<secret>[^\s;,\"'<>]++)",
        hints="ests|fedauth|rtfa|buid|cookie|x-ms-|ccstate|aspnet|asp.net|sessid|jsessionid|.sid|auth",
    ),
    _shaped(Secret.TOKEN, rf"(?P<secret>eyJ{_B64}{{17,}}+{_MORE})", hints="eyj"),
    _shaped(
        Secret.AUTHORIZATION_CODE,
        r"(?<![A-Za-z0-9.])(?P<secret>(?:[01]\.A[A-Za-z0-9_-]{20}|M\.[A-Z]\d{1,4}_[A-Z0-9]{2,6}\.|"
        rf"[A-Z]?AQAB[A-Z][A-Za-z0-9_-]{{20}})[A-Za-z0-9_.\-!*$%]*+{_MORE})",
    ),
    _shaped(
        Secret.CLIENT_SECRET, r"(?P<secret>[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{24,60}+)", hints="q~"
    ),
    _shaped(
        Secret.KEY,
        r"(?<![A-Za-z0-9])(?P<secret>(?:gh[pousr]_|github_pat_|xox[abeoprs]-|glpat-|npm_|sk[-_]|AKIA|AIza)"
        r"[A-Za-z0-9_-]{16,}+)",
        _token_like,
    ),
    _shaped(
        Secret.PASSWORD,
        r"(?i)(?<!http)(?<!https)://[^\s:/?#@\"'<>]{0,200}:(?P<secret>[^\s\"'<>]{1,256})@",
        hints="@",
    ),
    _shaped(Secret.PASSWORD, r"://[^\s:/?#@\"'<>]{0,200}:(?P<secret>[^\s/?#\"'<>]{1,256})@", hints="@"),
    _shaped(
        Secret.PASSWORD,
        r"(?i)(?:password|pwd)[ \t]{0,4}=[ \t]{0,4}(?P<secret>[^;\r\n\"'<>&]{1,256}+)(?=;[ \t]{0,4}[\w ]{2,40}=)",
        hints="password|pwd",
    ),
    _shaped(
        Secret.HEADER,
        r"(?i)(?<![a-z])digest[ \t]{1,4}(?P<secret>\w{2,20}=[^\r\n<>]{8,}+)",
        hints="digest",
    ),
    _shaped(
        Secret.HEADER,
        rf"(?i)authorization{_IS}(?:{_QUOTE})?(?:\w{{3,32}}[ \t]{{1,4}})?(?P<secret>[^\s\"'<>,]{{8,}}+)",
        _token_like,
        "authorization",
    ),
    _shaped(
        Secret.HEADER,
        rf"(?i)(?<![a-z])(?:bearer|basic|negotiate|ntlm|pop)(?:[ \t]{{1,4}}|%20|\+)(?P<secret>{_B64}{{16,}}+{_MORE})",
        _token_like,
        "bearer|basic|negotiate|ntlm|pop",
    ),
    *_named(Secret.CLIENT_SECRET, _SECRET, _anything, "secret"),
    *_named(Secret.PASSWORD, _PASSWORD, _anything, "pass|pwd|mdp"),
    *_named(Secret.TOKEN, _TOKEN, _token_like, "token|assertion|saml|wresult|verifier|sft|canary|credential"),
    *_named(Secret.SIGNATURE, _SIGNATURE, _token_like, "sig"),
    *_named(Secret.KEY, _KEY, lambda value: len(value) >= 8 and _anything(value), "key"),
    *_named(Secret.COOKIE, r"(?<![\w-])(?:set-)?cookie", _cookie_like, "cookie"),
    *_named(Secret.AUTHORIZATION_CODE, _CODE, _code_like, "code"),
    *_named(
        Secret.ONE_TIME_CODE,
        _OTP,
        lambda value: len(value) in range(4, 13) and value.replace("-", "").isalnum() and _anything(value),
        "otp|otc|pin|passcode|code",
    ),
    _shaped(
        Secret.PASSWORD,
        r"(?i)(?:passwor[dt]|passwd|passphrase|pwd|mot de passe|mdp)[ \t]{1,4}(?:is|was|est|était|c'est)"
        r"[ \t:]{1,4}[\"'«“]?[ \u00a0\u202f]?(?P<secret>[^\s\"'»”]{3,256}+)",
        _anything,
        "pass|pwd|mdp",
    ),
    _shaped(
        Secret.ONE_TIME_CODE, rf"(?i)(?:{_ONE_TIME})\b(?:(?!err)[^\d\r\n]){{0,24}}{_DIGITS}", hints="code"
    ),
    _shaped(
        Secret.ONE_TIME_CODE,
        rf"(?i){_DIGITS}[ \t]{{1,4}}(?:is your|is the|est votre|est le|est ton)[^\r\n]{{0,40}}?code",
        hints="code",
    ),
    _shaped(
        Secret.ONE_TIME_CODE,
        r"(?i:enter|use|type|entrez|saisissez|utilisez)[ \t]{1,4}(?i:the |this |le |ce )?(?i:code)[ \t:]{1,3}"
        r"[\"'«“]?[ \u00a0]?(?P<secret>(?!AADSTS)[A-Z0-9]{6,12}|[A-Z0-9]{4}-[A-Z0-9]{4})(?![A-Za-z0-9])",
        hints="code",
    ),
    _shaped(Secret.KEY, r"(?<![A-Za-z0-9+/=])(?P<secret>[A-Za-z0-9+/]{42,}+={1,2})", _random, "="),
    _shaped(Secret.OPAQUE, r"(?<![A-Za-z0-9+/])(?P<secret>[A-Za-z0-9+/]{48,}+)", _random),
    _shaped(Secret.OPAQUE, r"(?<![A-Za-z0-9_~-])(?P<secret>[A-Za-z0-9_~-]{48,}+)", _random),
)
"""All of them, in the order in which they are applied."""
