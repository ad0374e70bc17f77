"""Hostile texts and JSON values, as hypothesis strategies."""

import re
from typing import Any, Final

from hypothesis import strategies as st

MARK: Final = "zqx"
"""Stands in every piece that would become more than text, were it let: no word of ours holds it."""
INJECTIONS: Final = (
    f"[{MARK}](https://{MARK}.example/)",
    f"![{MARK}](https://{MARK}.example/p.png)",
    f"<a href='https://{MARK}.example'>{MARK}</a>",
    f"<img src=x onerror=alert('{MARK}')>",
    f"<script>alert('{MARK}')</script>",
    f"<style>.{MARK} {{ color: red }}</style>",
    f"<iframe src='javascript:{MARK}'></iframe>",
    f"<at>{MARK}</at>",
    f"<at id='0'>{MARK}</at>",
    f"https://{MARK}.example/?q=1",
    f"[{MARK}]: https://{MARK}.example",
    f"<https://{MARK}.example>",
    f"**{MARK}**",
    f"_{MARK}_",
    f"# {MARK}",
    f"- {MARK}\n- {MARK}",
    f"1. {MARK}",
    f"`{MARK}`",
    f"> {MARK}",
    f"\n\n---\n{MARK}",
    f"| {MARK} | {MARK} |\n|---|---|\n| 1 | 2 |",
    "{{DATE(2020-01-01T00:00:00Z,SHORT)}}",
    "{{TIME(2020-01-01T00:00:00Z)}}",
    f"${{{MARK}}}",
    f"javascript:alert('{MARK}')",
    f"data:text/html,{MARK}",
    f"&lt;a href=&quot;https://{MARK}.example&quot;&gt;{MARK}&lt;/a&gt;",
    f"%3Ca%20href%3Dhttps%3A%2F%2F{MARK}.example%3E{MARK}",
    f"\\u003cimg src=x title={MARK}\\u003e",
)
"""What would format, link, mention, load or run something."""
ERRORS: Final = (
    "AADSTS50076: you must use multi-factor authentication",
    "AADSTS50173",
    "AADSTS99999999",
    "AADSTS7000222: The provided client secret keys for app '{}' are expired.",
    "invalid_grant",
    '{"error":"invalid_grant","error_description":"AADSTS50173: grant","error_codes":[50173]}',
    "The provided grant has expired due to it being revoked, a fresh auth token is needed.",
    "Correlation ID: 7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff Timestamp: 2025-11-04 09:12:44Z",
    "for the app 'zqx' (zqx) resource https://graph.microsoft.com",
    "your administrator has configured the application {} to block users",
)
"""What is answered with more than a greeting, so that what stands around it reaches a card."""
COMMANDS: Final = (
    "help",
    "ask an admin",
    "ask an admin: ",
    "send",
    "details",
    "my tickets",
    "tickets all",
    "claim #1",
    "resolve #1 ",
    "ask back #1 ",
    "reply #1 ",
    "assign #1 ",
    "comment #1 ",
    "resolve all #1 ",
    "set up ABCD-EFGH",
    "route device state here",
    "admin status",
    "language fr",
    "1",
    "still failing",
)
ODD: Final = (
    "\x00",
    "\ud800",
    "\udfff",
    "\u202e",
    "\u200f",
    "\u2066",
    "\ufeff",
    "\u0301" * 30,
    "👩‍👩‍👧‍👦",
    "🏳️‍🌈",
    "ﷺ",
    "İ",
    "ß",
    "ſ",
    "%25" * 20,
    "%",
    "&#0;",
    "&#x110000;",
    "&#xd800;",
    "&amp;" * 10,
    "\\u0000",
    "\\ud83d",
    "\\\\" * 20,
    '\\"' * 10,
    "\r\n",
    "\u2028",
    "\t",
    "0" * 40,
    "９" * 8,
    "{",
    "}",
    "%s",
    "{0}",
    "{name}",
    "$(id)",
    "';--",
    "<",
    ">",
    "</",
    "<!--",
    "]]>",
    "<![CDATA[",
)
"""What readers of text stumble over."""


def lines_of(content: bytes) -> int:
    """How many lines a file of YAML has: it breaks them at more characters than most."""
    return len(re.split("\r\n|[\r\n\x85\u2028\u2029]", content.decode("utf-8", "replace")))


PIECES: Final = st.one_of(
    st.sampled_from(INJECTIONS),
    st.sampled_from(ERRORS),
    st.sampled_from(ODD),
    st.text(max_size=40),
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A text of up to some ten thousand characters, made of pieces that mean something to somebody."""
    pieces = draw(st.lists(PIECES, max_size=6))
    joined = draw(st.sampled_from((" ", "", "\n"))).join(pieces)
    start = draw(st.sampled_from(("", "", "", *COMMANDS)))
    times = draw(st.sampled_from((1, 1, 1, 1, 1, 1, 1, 3, 40)))
    return start + (joined * times)[:20_000]


IDENTIFIERS: Final = st.one_of(
    st.sampled_from(("1", "0", "-1", "AADSTS50076", "reauthenticate", "../../etc/passwd", "' OR 1=1 --")),
    st.text(max_size=30),
)
NUMBERS: Final = st.one_of(
    st.integers(),
    st.integers(min_value=-(10**400), max_value=10**400),
    st.floats(),
    st.sampled_from((0, 1, -1, 2**31, 2**63, 2**64, 10**300)),
)
SCALARS: Final = st.one_of(st.none(), st.booleans(), NUMBERS, texts(), IDENTIFIERS)
VALUES: Final[st.SearchStrategy[Any]] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=8,
)
"""Anything that JSON can say."""
