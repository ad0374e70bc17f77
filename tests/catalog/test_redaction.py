"""Secrets go, whatever stands around them; what an admin needs stays."""

import string
import time
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from catalog.catalog import Catalog
from catalog.redaction import REMOVED, redact
from catalog.secret_patterns import Secret
from tests.catalog.hostile import HOSTILE

URLSAFE = string.ascii_letters + string.digits + "-_"
BASE64 = string.ascii_letters + string.digits + "+/"
JWT = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiIwMDAwMDAwMyJ9.c2lnbmF0dXJlc2lnbmF0dXJl"
CODE = "0.AXoAbc9Y2Q1mT0K3vXyZ.AgABBAIAAADnfolhJpSnRYB1SVj-Hgd8AgDs_wUA9P-abc"
GUID = "7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("client_secret=abc&scope=x", "client_secret=[***]&scope=x"),
        ("client_secret%3Dabc%26scope%3Dx", "client_secret%3D[***]%26scope%3Dx"),
        ('{"client_secret":"a\\"b c","x":1}', '{"client_secret":"[***]","x":1}'),
        ('{\\"password\\":\\"p q\\",\\"y\\":2}', '{\\"password\\":\\"[***]\\",\\"y\\":2}'),
        ("clientSecret: 'it is, well; long'", "clientSecret: '[***]'"),
        ('[{"name":"client_secret","value":"x y"}]', '[{"name":"client_secret","value":"[***]"}]'),
        ('<add key="ClientSecret" value="abc"/>', '<add key="ClientSecret" value="[***]"/>'),
        ("<wsse:Password Type='t'>p q</wsse:Password>", "<wsse:Password Type='t'>[***]</wsse:Password>"),
        ("<password>a>b >> c</password>", "<password>[***]</password>"),
        ("az login --client-secret abc -t x", "az login --client-secret [***] -t x"),
        ("AZURE_CLIENT_SECRET=abc", "AZURE_CLIENT_SECRET=[***]"),
        ("Client secret (value): abc", "Client secret (value): [***]"),
        ("client_secret%253Dabc%2526scope%253Dx", "client_secret%253D[***]%2526scope%253Dx"),
        ("client_secret\\u003dabc\\u0026scope\\u003dx", "client_secret\\u003d[***]\\u0026scope\\u003dx"),
        ("curl -u ada:hush https://x", "curl -u ada:[***] https://x"),
        ("curl --user 'ada:hush' https://x", "curl --user 'ada:[***]' https://x"),
        ('ConvertTo-SecureString "P w" -AsPlainText', 'ConvertTo-SecureString "[***]" -AsPlainText'),
        ("secretId=1 is not one", "secretId=1 is not one"),
        ("Server=x;Password=my pass;Encrypt=True", "Server=x;Password=[***];Encrypt=True"),
        ("Server=x;Pwd=a,b&c", "Server=x;Pwd=[***]"),
        ("postgres://ada:p@ss/w@host/db", "postgres://ada:[***]@host/db"),
        ("https://ada:pass@host/x", "https://ada:[***]@host/x"),
        ("https://host:443/p?login_hint=a@b.example", "https://host:443/p?login_hint=a@b.example"),
        ("my password is Hunter2!", "my password is [***]"),
        ("mot de passe : Hunter2 !", "mot de passe : [***] !"),
        ("mon mot de passe est « azerty1 »", "mon mot de passe est « [***] »"),
        ("my password is rosebud.\nhelp", "my password is [***].\nhelp"),
        ("La modification du mot de passe est nécessaire", "La modification du mot de passe est nécessaire"),
        ("the password is expired", "the password is expired"),
        ('Cookie: a=b; c="d"; e=f\nnext', "Cookie: [***]\nnext"),
        ("ESTSAUTHPERSISTENT=0.AX; path=/", "ESTSAUTHPERSISTENT=[***]; path=/"),
        ("Your cookies: please allow them", "Your cookies: please allow them"),
        ("Authorization: Bearer abcdef1234567890abcdef", "Authorization: Bearer [***]"),
        ("Authorization: Basic YWRhOnBhc3M=", "Authorization: Basic [***]"),
        ("-H 'Authorization: Bearer abcdef1234567890' -X", "-H 'Authorization: Bearer [***]' -X"),
        ("Error in authorization: AADSTS50076: you must", "Error in authorization: AADSTS50076: you must"),
        ("Basic authentication is off", "Basic authentication is off"),
        (f"got {JWT}, sorry", "got [***], sorry"),
        (f"id_token={JWT}&state=1", "id_token=[***]&state=1"),
        (f"access_token{JWT}", "access_token[***]"),
        (f"?code={CODE}&session_state={GUID}", f"?code=[***]&session_state={GUID}"),
        (f"code {CODE} lost", "code [***] lost"),
        ("M.C107_BAY.2.U.3f2a-77aa!x$ lost", "[***] lost"),
        ('"code": "InvalidAuthenticationToken"', '"code": "InvalidAuthenticationToken"'),
        ('"error_codes":[50076],"code":"AADSTS50076"', '"error_codes":[50076],"code":"AADSTS50076"'),
        ("refresh_token=0.AXoAlong-enough-1", "refresh_token=[***]"),
        ("token_type=Bearer&expires_in=3599", "token_type=Bearer&expires_in=3599"),
        ("?sv=2024&sig=aB%2Bcdef123%3D&se=2025", "?sv=2024&sig=[***]&se=2025"),
        ("AccountKey=abcdefghijklmnop+/==;Endpoint=x", "AccountKey=[***];Endpoint=x"),
        ("SharedAccessKeyName=R;SharedAccessKey=Abc123+/x=", "SharedAccessKeyName=R;SharedAccessKey=[***]"),
        ("Ocp-Apim-Subscription-Key: 0123456789abcdef", "Ocp-Apim-Subscription-Key: [***]"),
        ("abc8Q~xyzABCDEFGHIJKLMNOPQRSTUVWXYZ01234567", "[***]"),
        ("Your verification code is 123 456.", "Your verification code is [***]."),
        ("Votre code de vérification : 482913", "Votre code de vérification : [***]"),
        ("482913 is your Contoso verification code", "[***] is your Contoso verification code"),
        ("enter the code GTHK8PLMQ to authenticate", "enter the code [***] to authenticate"),
        ("MFA code failed: AADSTS50076", "MFA code failed: AADSTS50076"),
        ("Error code: 530003", "Error code: 530003"),
        ("code d’erreur : 50076", "code d’erreur : 50076"),
        ("ghp_abcdefghij0123456789ABCDEFGHIJ", "[***]"),
        (
            "-----BEGIN RSA PRIVATE KEY-----\nMIIx\n-----END RSA PRIVATE KEY-----",
            "-----BEGIN RSA PRIVATE KEY-----[***]-----END RSA PRIVATE KEY-----",
        ),
        ("-----BEGIN PRIVATE KEY-----\nMIIx\ncut", "-----BEGIN PRIVATE KEY-----[***]"),
        ("so:\nMIIx+/\nQ==\n-----END PRIVATE KEY-----", "so:\n[***]\n-----END PRIVATE KEY-----"),
        ("pass\u200bword: x\u00ady", "password: [***]"),
    ],
)  # fmt: skip
def test_secrets_go_and_the_rest_stays(text: str, expected: str) -> None:
    assert redact(text).text == expected


def test_what_was_found_is_named_once_and_in_order() -> None:
    found = redact(f"pwd=a pwd=b {JWT} Cookie: a=b").found
    assert found == (Secret.TOKEN, Secret.COOKIE, Secret.PASSWORD)
    assert redact("AADSTS50076").found == ()


def test_the_rest_of_a_wrapped_token_goes_too() -> None:
    wrapped = f"{JWT}\n{'A1b2' * 19}\n{GUID}\nAADSTS50076"
    assert redact(wrapped).text == f"{REMOVED}\n{GUID}\nAADSTS50076"


def from_letters(letters: str, least: int, most: int) -> st.SearchStrategy[str]:
    return st.text(letters, min_size=least, max_size=most)


def as_jwt(parts: list[str]) -> str:
    return "eyJ" + ".".join(parts)


LETTERS = string.ascii_letters + string.digits
jwts = st.lists(from_letters(URLSAFE, 20, 200), min_size=1, max_size=5).map(as_jwt)
codes = st.builds("0.A{}.Ag{}".format, from_letters(URLSAFE, 24, 60), from_letters(URLSAFE, 40, 400))
client_secrets = st.builds(
    "{}8Q~{}".format, from_letters(LETTERS, 3, 3), from_letters(URLSAFE + ".~", 31, 34)
)
refresh_tokens = st.builds("1.A{}".format, from_letters(URLSAFE, 60, 300))
passwords = from_letters(LETTERS + "!@#$%^*()-_+.,:?/~", 12, 40)
keys = from_letters(BASE64, 84, 86).map("{}==".format)
signatures = from_letters(LETTERS, 40, 43).map("{}%3D".format)
opaque = from_letters(URLSAFE, 24, 90)
pem_lines = st.lists(from_letters(BASE64, 64, 64), min_size=1, max_size=12).map("\n".join)

WAYS: list[tuple[st.SearchStrategy[str], str]] = [
    (jwts, "{}"),
    (jwts, "Authorization: Bearer {}"),
    (jwts, '"access_token": "{}"'),
    (codes, "https://app.example/cb?code={}&state=1"),
    (codes, "{}"),
    (refresh_tokens, "refresh_token={}"),
    (refresh_tokens, "{}"),
    (client_secrets, "{}"),
    (client_secrets, "client_secret={}&x=1"),
    (client_secrets, "ClientSecret : '{}'"),
    (passwords, "client_secret={}"),
    (passwords, 'password="{}"'),
    (passwords, "Password={};Encrypt=True"),
    (passwords, "mot de passe : {}"),
    (passwords.filter(lambda text: not set(text) & set("/?#@")), "https://ada:{}@host.example/"),
    (passwords, "mongodb://ada:{}@host.example/db"),
    (keys, "AccountName=x;AccountKey={};EndpointSuffix=core.example"),
    (keys, "SharedAccessKey={}"),
    (signatures, "https://x.example/b?sv=2024-01-01&sig={}&se=2025"),
    (opaque, "Cookie: ESTSAUTH={}; b=1"),
    (opaque, "ESTSAUTHPERSISTENT={}"),
    (opaque, "Set-Cookie: x={}; HttpOnly"),
    (pem_lines, "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----"),
    (pem_lines, "{}\n-----END PRIVATE KEY-----"),
    (pem_lines, "-----BEGIN RSA PRIVATE KEY-----\n{}"),
    (st.integers(10**5, 10**6 - 1).map(str), "Your one-time code is {}"),
    (st.integers(10**5, 10**6 - 1).map(str), "otp={}"),
]
noise = st.lists(
    st.one_of(
        st.text(max_size=30).map(lambda text: text.replace("-----", "-")),
        st.sampled_from(
            ["AADSTS50076: you must use it.", f"Correlation ID: {GUID}", "{", "}", '"', "&", "error=x", "\\"]
        ),
    ),
    max_size=6,
).map("\n".join)


@pytest.mark.parametrize(("secrets", "way"), WAYS, ids=[f"{n}-{way[:24]}" for n, (_, way) in enumerate(WAYS)])
@settings(deadline=None)
@given(data=st.data(), before=noise, after=noise)
def test_no_secret_survives_the_noise_around_it(
    secrets: st.SearchStrategy[str], way: str, data: st.DataObject, before: str, after: str
) -> None:
    secret = data.draw(secrets)
    text = f"{before}\n{way.format(secret)}\n{after}"
    assume(text.count(secret) == 1)
    left = redact(text).text
    length = min(len(secret), 12)
    pieces = {secret[start : start + length] for start in range(len(secret) - length + 1)}
    assert [piece for piece in pieces if piece in left and piece not in before + after] == []
    assert redact(left).text == left


@given(st.text())
def test_removing_twice_is_removing_once(text: str) -> None:
    once = redact(text).text
    assert redact(once).text == once


def test_the_errors_that_people_paste_stay_as_they_are(shipped: Catalog) -> None:
    pastes = [paste for entry in shipped.entries.values() for paste in entry.examples]
    assert len(pastes) > 100
    assert [paste for paste in pastes if redact(paste).text != paste] == []


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_time_grows_with_the_text_and_no_faster(make: Callable[[int], str]) -> None:
    def seconds(length: int) -> float:
        started = time.process_time()
        redact(make(length)[:length])
        return time.process_time() - started

    assert min(seconds(80_000) for _ in range(3)) < max(0.25, 8 * min(seconds(20_000) for _ in range(3)))
