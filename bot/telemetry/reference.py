"""The id under which a person's question and the log's cause find each other."""

import base64
import secrets


def new_reference() -> str:
    """Eight characters that a person can read out and the log can be searched for."""
    return base64.b32encode(secrets.token_bytes(5)).decode()
