"""What happens to a message between a screen and a paste: seeded, one function for each way."""

import json
import re
import unicodedata
from collections.abc import Callable
from random import Random
from typing import Final
from urllib.parse import quote, quote_plus

_PLACEHOLDER: Final = re.compile(r"\{([^{}]{0,60})\}")
_OPEN: Final = re.compile(r"\{[^{}]*$")
_OPTICAL: Final[dict[str, tuple[str, ...]]] = {
    "o": ("0",),
    "O": ("0",),
    "0": ("O",),
    "l": ("1", "I", "|"),
    "I": ("l", "1"),
    "i": ("l", "1"),
    "1": ("l", "I"),
    "s": ("5",),
    "S": ("5",),
    "B": ("8",),
    "m": ("rn",),
    "d": ("cl",),
    "w": ("vv",),
    "e": ("c",),
    "c": ("e",),
    "t": ("f",),
    "u": ("v",),
    "h": ("b",),
    "a": ("o",),
    "g": ("q",),
    "n": ("h",),
    "f": ("t",),
    "r": ("n",),
    " ": ("", "  "),
    ".": (",",),
    ",": (".",),
    "'": ("’", "`"),
}
_ALIKE_ONLY: Final = frozenset("oO0lIi1sSBmdw '.,")
_NEIGHBOURS: Final = "qwertyuiopasdfghjklzxcvbnm"
_LOG: Final = r"""
2025-03-04T08:15:29.104Z INFO  [worker-3] Starting run 08584657834 of flow 'Nightly export'
   at Microsoft.Identity.Client.Internal.Requests.RequestBase.RunAsync(CancellationToken cancellationToken)
   at System.Runtime.CompilerServices.TaskAwaiter.HandleNonSuccessAndDebuggerNotification(Task task)
   at System.Net.Http.HttpClient.SendAsync(HttpRequestMessage request) in C:\src\HttpClient.cs:line 447
DEBUG urllib3.connectionpool: https://graph.microsoft.com:443 "GET /v1.0/me HTTP/1.1" 401 None
	at org.apache.catalina.core.StandardWrapperValve.invoke(StandardWrapperValve.java:197)
	at java.base/java.lang.Thread.run(Thread.java:829)
  File "/opt/app/venv/lib/python3.11/site-packages/requests/adapters.py", line 486, in send
[2025-03-04 08:15:30,218] WARNING retry 2 of 5 in 4.0 s, connection pool size 50, port 65001
System.AggregateException: One or more errors occurred. ---> System.Exception
   --- End of inner exception stack trace ---
ts=2025-03-04T08:15:31Z level=info msg="request finished" status=200 duration=50126ms bytes=7000218
x-ms-request-id: 5f1d7a50-4c1e-4f62-9d7e-1b2c3d4e5f60
Set-Cookie: fpc=AvL2x0; expires=Thu, 03-Apr-2025 08:15:30 GMT; path=/; secure; HttpOnly; SameSite=None
Loaded 1204 rows from staging.customers in 3.2 s; next checkpoint 50053 s
npm WARN deprecated har-validator@5.1.5: this library is no longer supported
""".strip("\n").splitlines()
_FRAMES: Final = (
    """Sign in
Sorry, but we’re having trouble signing you in.

{}

Troubleshooting details
If you contact your administrator, send this info to them.
Copy info to clipboard
Request Id: {guid}
Correlation Id: {guid2}
Timestamp: 2025-03-04T08:15:30Z
Flag sign-in errors for review: Enable flagging""",
    """Se connecter
Désolé, nous rencontrons un problème lors de votre connexion.

{}

Détails de la résolution des problèmes
ID de la demande : {guid}
ID de corrélation : {guid2}
Horodatage : 2025-03-04T08:15:30Z""",
    """More details
Request Id: {guid}
Correlation Id: {guid2}
Timestamp: 2025-03-04T08:15:30Z
Message: {}""",
)
_LEADS: Final = (
    "ERROR: {}",
    "Error: {}",
    "Hi, since this morning I get this: {}",
    "{} What should I do?",
    "> {}",
    "Login failed with error: {}",
    "Bonjour, j'ai ce message : {} Merci",
    "{}",
    "{}",
    "invalid_grant: {}",
    'The connector returned: "{}"',
)
_VALUES: Final = (
    "Contoso|Contoso Expenses|https://graph.microsoft.com|fabrikam.onmicrosoft.com|user.employeeid|api://{guid}|"
    "{guid}|paul.martin@fabrikam.com|00000003-0000-0000-c000-000000000000|Nightly export|"
    "2024-11-20T08:02:51.2500000Z|90.00:00:00|urn:contoso:saml|MultiFactor, Fido|live.com"
).split("|")

Noise = Callable[[str, Random], str]


def guid(random: Random) -> str:
    digits = f"{random.getrandbits(128):032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def fill(message: str, random: Random) -> str:
    """Put values into the placeholders."""
    return _PLACEHOLDER.sub(lambda _: random.choice(_VALUES).replace("{guid}", guid(random)), message)


def optical(share: float) -> Noise:
    """Read a share of the characters as ones that look like them, words run together or apart."""

    def apply(text: str, random: Random) -> str:
        return "".join(_misread(character, share, random) for character in text)

    return apply


def _misread(character: str, share: float, random: Random) -> str:
    if character not in _OPTICAL or random.random() >= share:
        return character
    if character not in _ALIKE_ONLY and random.random() < 0.6:
        return character
    return random.choice(_OPTICAL[character])


def misread_code(code: str, random: Random) -> str:
    """Write a code as a reader of screenshots would: one to three look-alikes."""
    places = [place for place, digit in enumerate(code) if digit in "0158"]
    wrong = dict.fromkeys(random.sample(places, min(len(places), random.randint(1, 3))))
    alike = {"0": "Oo", "1": "lI", "5": "S", "8": "B"}
    digits = "".join(random.choice(alike[digit]) if at in wrong else digit for at, digit in enumerate(code))
    return random.choice(("AADSTS", "AADsTs", "aadsts", "AADST5")) + digits


def typos(text: str, random: Random) -> str:
    """Swap, drop, double or mistype one letter in about thirty."""
    result: list[str] = []
    for character in text:
        kind = random.random() * 30
        if not character.isalpha() or kind > 1:
            result.append(character)
        elif kind < 0.3:
            continue
        elif kind < 0.6:
            result += [character, character]
        else:
            result.append(random.choice(_NEIGHBOURS))
    return "".join(result)


def head_cut(text: str, random: Random) -> str:
    """Keep the end: at least three fifths, from a word on."""
    words = text.split(" ")
    return " ".join(words[random.randint(1, max(1, len(words) * 2 // 5)) :]) if len(words) > 3 else text


def tail_cut(text: str, random: Random) -> str:
    """Keep the start: at least three fifths, in the middle of a word, but not of a placeholder."""
    kept = text[: random.randint(max(len(text) * 3 // 5, min(len(text), 25)), len(text))]
    return _OPEN.sub("", kept)


def fragment(text: str, random: Random) -> str:
    """Keep six to twelve words in a row."""
    words = text.split(" ")
    count = random.randint(6, 12)
    start = random.randint(0, max(len(words) - count, 0))
    return " ".join(words[start : start + count])


def half_remembered(text: str, random: Random) -> str:
    """Drop a quarter of the words, and change places of two."""
    words = [word for word in text.split(" ") if random.random() > 0.25]
    if len(words) > 4:
        at = random.randrange(len(words) - 1)
        words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def buried(text: str, random: Random) -> str:
    """Put it into one to three kilobytes of log."""
    before, after = random.randint(500, 1500), random.randint(500, 1500)
    return f"{_log(before, random)}\n{text}\n{_log(after, random)}"


def _log(length: int, random: Random) -> str:
    lines: list[str] = []
    while sum(map(len, lines)) < length:
        lines.append(random.choice(_LOG))
    return "\n".join(lines)


def led(text: str, random: Random) -> str:
    """Say something before or after it, as people do."""
    return random.choice(_LEADS).format(text.replace("{", "(").replace("}", ")"))


def framed(text: str, random: Random) -> str:
    """Copy it with the sign-in page around it."""
    frame = random.choice(_FRAMES).replace("{guid2}", guid(random)).replace("{guid}", guid(random))
    return frame.replace("{}", text)


def traced(text: str, random: Random) -> str:
    """Add the ids that the service adds."""
    ids = f"Trace ID: {guid(random)}\r\nCorrelation ID: {guid(random)}"
    return f"{text}\r\n{ids}\r\nTimestamp: 2025-03-04 08:15:30Z"


def in_json(text: str, random: Random, code: str = "") -> str:
    """The answer of the token endpoint, sometimes broken off or with curly quotes."""
    body: dict[str, object] = {"error": "invalid_grant", "error_description": traced(text, random)}
    if code:
        body |= {
            "error_codes": [int(code)],
            "error_uri": f"https://login.microsoftonline.com/error?code={code}",
        }
    whole = json.dumps(body, ensure_ascii=random.random() < 0.5)
    ways = (whole, whole[:-1], whole.replace('"', "“"), f"{whole}}}\n]", json.dumps(body, indent=2))
    return random.choice(ways)


def in_escaped_json(text: str, random: Random, code: str = "") -> str:
    """The same inside another JSON text, once or twice."""
    inner = in_json(text, random, code)
    for _ in range(random.randint(1, 2)):
        inner = json.dumps({"statusCode": 400, "message": inner})
    return inner


def in_address(text: str, random: Random) -> str:
    """The address bar after a failed sign-in."""
    encoded = quote_plus(text) if random.random() < 0.6 else quote(text)
    mark = random.choice("?#")
    return f"https://app.contoso.com/signin{mark}error=access_denied&error_description={encoded}&state={guid(random)}"


def without_accents(text: str) -> str:
    plain = text.replace("’", "'").replace("œ", "oe")
    return unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
