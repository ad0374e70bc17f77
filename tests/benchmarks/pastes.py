"""What people send, in the mix that every measurement uses."""

from typing import Final

_TRACE, _CORRELATION = "0ef8a1f2-5a2b-4c7e-9d13-3f1d2c4b5a00", "6d1f0c5e-8a7b-4e2f-b3c4-9a8b7c6d5e4f"
_TIME: Final = "2025-11-04 09:12:44"
_ENTRA: Final = f"Trace ID: {_TRACE} Correlation ID: {_CORRELATION} Timestamp: {_TIME}Z"

PASTES: Final = {
    "code and sentence": (
        "Hi, I cannot get into Viva Goals this morning: AADSTS50076: Due to a configuration change made by "
        "your administrator, or because you moved to a new location, you must use multi-factor "
        f"authentication to access '00000003-0000-0000-c000-000000000000'. {_ENTRA}"
    ),
    "JSON body": (
        '{"error":"invalid_grant","error_description":"AADSTS50173: The provided grant has expired due to it '
        "being revoked, a fresh auth token is needed. The user might have changed or reset their password. "
        f'{_ENTRA}","error_codes":[50173],"timestamp":"{_TIME}Z",'
        f'"trace_id":"{_TRACE}","correlation_id":"{_CORRELATION}"}}'
    ),
    "message without a code": (
        "My flow stopped. It says: The provided grant has expired due to it being revoked, a fresh auth "
        "token is needed. The user might have changed or reset their password."
    ),
    "French": (
        "Bonjour, je n'arrive plus à ouvrir Power Automate depuis ce matin, il affiche : AADSTS50055: Le mot "
        f"de passe a expiré. {_ENTRA}"
    ),
    "chit-chat": "Nice weather today, shall we go out for lunch with the team around noon?",
}


def as_pasted_by(number: int, text: str) -> str:
    """The same error as somebody else meets it: with a trace, a correlation and a time of their own."""
    seconds = number % 86_400
    time = f"2025-11-04 {seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    trace = f"{number & 0xFFFFFFFF:08x}{_TRACE[8:]}"
    correlation = f"{number & 0xFFFFFFFF:08x}{_CORRELATION[8:]}"
    return text.replace(_TRACE, trace).replace(_CORRELATION, correlation).replace(_TIME, time)


def as_nobody_pasted_it(number: int, text: str) -> str:
    """The same error with words around it that were never read before."""
    return f"{as_pasted_by(number, text)} (ref. {number} of mine)"
