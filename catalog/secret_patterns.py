r"""What secrets look like: by the name in front of them, by their own shape, or by the sentence around.

Every expression takes time that grows with the text and no faster: each repetition is possessive or
bounded, and an expression without a literal beginning starts only where its run of characters starts.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from catalog.secret_values import (
    can_be_secret,
    code_like,
    cookie_like,
    looks_random,
    password_like,
    token_like,
)


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


@dataclass(frozen=True)
class Pattern:
    """``source`` has the secret as the group that ``secret`` begins the name of and that matched.

    ``is_secret`` looks at it once more. ``hints`` are texts, in lower case, without one of which the
    expression cannot match.
    """

    kind: Secret
    source: str
    is_secret: Callable[[str], bool]
    hints: tuple[str, ...] = ()

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """Compiled when a text has a hint for the first time."""
        return re.compile(self.source)


_GAP: Final = r"[ \t\u00a0\u202f]{0,8}+"
_QUOTE: Final = r"\\{0,4}[\"']"
_IS: Final = rf"(?:{_QUOTE})?+{_GAP}(?:=>?|:|%(?:25){{0,3}}3[DdAa]|\\u003[DdAa]){_GAP}"
_QUOTED: Final = r"(?P<{quote}>{Q})(?P<{secret}>(?:(?!(?P={quote}))(?:\\.|[^\r\n])){{1,20000}}+)"
_FIRST: Final = _QUOTED.format(Q=_QUOTE, quote="quote_1", secret="secret_1")  # noqa: S106 - names of groups
_SECOND: Final = _QUOTED.format(Q=_QUOTE, quote="quote_2", secret="secret_2")  # noqa: S106
# Where an unquoted value ends, beside blanks.
_NEXT: Final = r"(?:[&;,](?:[\w .%\"'-]{0,40}=|\s|$)|%(?:25){0,3}26|\\u0026)"
_BARE: Final = rf"(?!{_QUOTE})(?P<secret_3>(?:(?!{_NEXT})[^\s\"'<>]){{1,20000}}+)"
_VALUES: Final = "|".join(
    (
        rf"{_IS}(?:{_FIRST}|{_BARE})",  # "name": "…", name = '…', name=…&, name: …
        rf"{_QUOTE}{_GAP},?{_GAP}(?:{_QUOTE})?value{_IS}{_SECOND}",  # {"name": "…", "value": "…"}
        r"[^<>\r\n]{0,100}>(?P<secret_4>(?:[^<>]{1,20000}+|>){1,16}+)(?=</)",  # <name>…</name>
    )
)
_OPTION: Final = r"-(?<!\w-)-?[\w-]{{0,30}}?(?:{name})[ \t]{{1,4}}(?!-)[\"']?(?P<secret>[^\s\"']{{1,20000}}+)"


def _named(kind: Secret, name: str, is_secret: Callable[[str], bool], hints: str) -> Iterator[Pattern]:
    for source in (f"(?:{name})(?:{_VALUES})", _OPTION.format(name=name)):
        yield Pattern(kind, f"(?i){source}", is_secret, tuple(hints.split("|")))


def _shaped(kind: Secret, shape: str, is_secret: Callable[[str], bool] = bool, hints: str = "") -> Pattern:
    return Pattern(kind, shape, is_secret, tuple(hints.split("|")) if hints else ())


_B64: Final = r"[A-Za-z0-9_\-+/=.]"
_MORE: Final = rf"(?:\r?\n[ \t]{{0,8}}(?=[^\r\n]{{0,200}}[A-Z])(?=[^\r\n]{{0,200}}\d){_B64}{{24,}}+(?!\S))*+"
_PASSWORDS: Final = r"pass(?:word|wd|phrase|wort)\w{0,12}|pwd|mdp|mots? de passe|(?<![a-z])pass(?![a-z])"
_SECRETS: Final = (
    r"secret(?![_-]?(?:id|name|type|expir|hint|key_?id))\w{0,12}(?:[ _-]?\(?(?:value|text|key)\)?)?"
)
_TOKENS: Final = (
    r"token(?:_hint|\d)?|assertion|saml(?:response|request|art)|wresult|code_?verifier"
    r"|sft|canary|credentials?"
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
_SPOKEN: Final = (
    r"(?i)(?:passwor[dt]|passwd|passphrase|pwd|mot de passe|mdp)[ \t]{1,4}(?:is|was|est|était|c'est)"
    r"[ \t:]{1,4}[\"'«“]?[ \u00a0\u202f]?"
)
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
        cookie_like,
        "cookie",
    ),
    _shaped(
        Secret.COOKIE,
        r"(?i)(?<![\w-])(?:set-)?cookie2?[ \t]{0,4}[:=][ \t]{0,4}"
        r"(?P<secret>(?:=\"[^\"\r\n]{0,4096}\"|[^\r\n\"'<>])++)",
        cookie_like,
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
        r"(?<![A-Za-z0-9.])(?P<secret>(?:[01]\.A[A-Za-z0-9_-]{16}|M\.[A-Z]\d{1,4}_[A-Z0-9]{2,6}\.|"
        rf"[A-Z]?AQAB[A-Z][A-Za-z0-9_-]{{20}})[A-Za-z0-9_.\-!*$%]*+{_MORE})",
    ),
    _shaped(Secret.CLIENT_SECRET, r"(?P<secret>[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{24,60}+)", hints="q~"),
    _shaped(
        Secret.KEY,
        r"(?<![A-Za-z0-9])(?P<secret>(?:gh[pousr]_|github_pat_|xox[abeoprs]-|glpat-|npm_|sk[-_]|AKIA|AIza)"
        r"[A-Za-z0-9_-]{16,}+)",
        token_like,
    ),
    _shaped(
        Secret.PASSWORD,
        r"(?i)(?<!http)(?<!https)://[^\s:/?#@\"'<>]{0,200}:(?P<secret>[^\s\"'<>]{1,256})@",
        hints="@",
    ),
    _shaped(Secret.PASSWORD, r"://[^\s:/?#@\"'<>]{0,200}:(?P<secret>[^\s/?#\"'<>]{1,256})@", hints="@"),
    _shaped(
        Secret.PASSWORD,
        r"(?i)(?:password|pwd)[ \t]{0,4}=[ \t]{0,4}"
        r"(?P<secret>[^;\r\n\"'<>&]{1,256}+)(?=;[ \t]{0,4}[\w ]{2,40}=)",
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
        token_like,
        "authorization",
    ),
    _shaped(
        Secret.HEADER,
        rf"(?i)(?<![a-z])(?:bearer|basic|negotiate|ntlm|pop)(?:[ \t]{{1,4}}|%20|\+)"
        rf"(?P<secret>{_B64}{{16,}}+{_MORE})",
        token_like,
        "bearer|basic|negotiate|ntlm|pop",
    ),
    _shaped(
        Secret.PASSWORD,
        r"(?:-u|--user)(?<![\w-]-u)(?<!\w--user)[ \t]{1,4}[\"']?[^\s:\"']{1,100}:"
        r"(?P<secret>[^\s\"']{1,256}+)",
        hints="-u",
    ),
    _shaped(
        Secret.PASSWORD,
        r"(?i)ConvertTo-SecureString[ \t]{1,4}(?:-String[ \t]{1,4})?[\"']?(?P<secret>[^\r\n\"']{1,256}+)",
        hints="securestring",
    ),
    *_named(Secret.CLIENT_SECRET, _SECRETS, can_be_secret, "secret"),
    *_named(Secret.PASSWORD, _PASSWORDS, can_be_secret, "pass|pwd|mdp"),
    *_named(Secret.TOKEN, _TOKENS, token_like, "token|assertion|saml|wresult|verifier|sft|canary|credential"),
    *_named(Secret.SIGNATURE, _SIGNATURE, token_like, "sig"),
    *_named(Secret.KEY, _KEY, lambda value: len(value) >= 8 and can_be_secret(value), "key"),
    *_named(Secret.COOKIE, r"(?<![\w-])(?:set-)?cookie", cookie_like, "cookie"),
    *_named(Secret.AUTHORIZATION_CODE, _CODE, code_like, "code"),
    *_named(
        Secret.ONE_TIME_CODE,
        _OTP,
        lambda value: (
            len(value) in range(4, 13) and value.replace("-", "").isalnum() and can_be_secret(value)
        ),
        "otp|otc|pin|passcode|code",
    ),
    _shaped(Secret.PASSWORD, _SPOKEN + r"(?P<secret>[^\s\"'»”\\]{3,256}+)", password_like, "pass|pwd|mdp"),
    _shaped(
        Secret.PASSWORD,
        _SPOKEN + r"(?P<secret>[^\W\d_]{3,40}+)(?=[.!,;»”\"' \t\u00a0\u202f]{0,8}(?:[\r\n]|$))",
        can_be_secret,
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
    _shaped(Secret.KEY, r"(?<![A-Za-z0-9+/=])(?P<secret>[A-Za-z0-9+/]{42,}+={1,2})", looks_random, "="),
    _shaped(Secret.OPAQUE, r"(?<![A-Za-z0-9+/])(?P<secret>[A-Za-z0-9+/]{48,}+)", looks_random),
    _shaped(Secret.OPAQUE, r"(?<![A-Za-z0-9_~-])(?P<secret>[A-Za-z0-9_~-]{48,}+)", looks_random),
)
"""All of them, in the order in which they are applied."""
