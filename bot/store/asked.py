"""Whom admins wait for, remembered for seconds: every chat that is no error asks for it."""

from typing import Final

from catalog.lately import Lately

_REMEMBERED: Final = 256  # tenants
_SECONDS: Final = 5.0  # how long another replica may not notice a question


class AskedPeople:
    """The keys of the people of each tenant who have a ticket that waits for them, as of a moment ago."""

    def __init__(self) -> None:
        self._cache: Lately[str, frozenset[str]] = Lately(_REMEMBERED, _SECONDS)

    def of(self, tenant: str) -> frozenset[str] | None:
        """The people, or None where the database must be asked."""
        return self._cache.get(tenant)

    def keep(self, tenant: str, people: frozenset[str]) -> frozenset[str]:
        self._cache[tenant] = people
        return people

    def forget(self, tenant: str) -> None:
        """A ticket of this tenant has changed here."""
        self._cache.forget(tenant)
