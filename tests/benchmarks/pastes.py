"""What people send, in the mix that every measurement uses."""

from typing import Final

_ENTRA: Final = (
    "Trace ID: 0ef8a1f2-5a2b-4c7e-9d13-3f1d2c4b5a00 Correlation ID: 6d1f0c5e-8a7b-4e2f-b3c4-9a8b7c6d5e4f "
    "Timestamp: 2025-11-04 09:12:44Z"
)

PASTES: Final = {
    "code and sentence": (
        "Hi, I cannot get into Viva Goals this morning: AADSTS50076: Due to a configuration change made by "
        "your administrator, or because you moved to a new location, you must use multi-factor "
        f"authentication to access '00000003-0000-0000-c000-000000000000'. {_ENTRA}"
    ),
    "JSON body": (
        '{"error":"invalid_grant","error_description":"AADSTS50173: The provided grant has expired due to it '
        "being revoked, a fresh auth token is needed. The user might have changed or reset their password. "
        f'{_ENTRA}","error_codes":[50173],"timestamp":"2025-11-04 09:12:44Z",'
        '"trace_id":"0ef8a1f2-5a2b-4c7e-9d13-3f1d2c4b5a00",'
        '"correlation_id":"6d1f0c5e-8a7b-4e2f-b3c4-9a8b7c6d5e4f"}'
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
