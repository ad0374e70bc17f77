"""What can go wrong between us and Teams. Each error carries attributes; the edges turn them into answers."""


class TeamsError(Exception):
    """The root of this package's errors."""


class TeamsSettingsError(TeamsError):
    """The settings contradict themselves. The message says what to set."""


class MalformedActivityError(TeamsError):
    """The body is not an activity that we can read. ``field`` names the first wrong part."""

    def __init__(self, field: str, expected: str) -> None:
        super().__init__(f"{field} must be {expected}")
        self.field = field
        self.expected = expected


class NotAuthenticError(TeamsError):
    """The caller has not proved to be the channel. ``reason`` is for the log, never for the caller."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ServiceHostError(TeamsError):
    """The service URL is not one of the channel's: nothing may be sent there."""

    def __init__(self, service_url: str) -> None:
        super().__init__(f"not a service host of the channel: {service_url!r}")
        self.service_url = service_url


class TokenError(TeamsError):
    """There is no token for us. ``code`` is Entra's error code, such as invalid_client, where it gave one."""

    def __init__(self, status: int | None, code: str | None, description: str = "") -> None:
        said = ", ".join(str(part) for part in (status, code) if part is not None)
        super().__init__(f"no token ({said or 'no answer'}){f': {description}' if description else ''}")
        self.status = status
        self.code = code
        self.description = description


class KeysError(TeamsError):
    """The channel's signing keys could not be read."""


class ConnectorError(TeamsError):
    """The channel did not take what we sent.

    ``status`` is None when no answer came; ``code`` the channel's own, such as MessageWritesBlocked;
    ``retry_after`` how many seconds it asks us to wait.
    """

    def __init__(self, status: int | None, code: str | None, retry_after: float | None) -> None:
        super().__init__(f"the channel answered {status or 'nothing'} ({code})")
        self.status = status
        self.code = code
        self.retry_after = retry_after
