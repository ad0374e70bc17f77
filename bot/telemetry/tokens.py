"""What is known of the app's token, without the token."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TokenState:
    """``age`` and ``remaining`` are in seconds; ``remaining`` is 0 where there is none that is still good.

    ``fault`` is the short code of why the last fetch failed; None where it did not.
    """

    age: float = 0.0
    remaining: float = 0.0
    fault: str | None = None
