"""The pages that people are sent to, in each Microsoft cloud, and texts put in the words of one cloud.

Texts of the catalog name the pages of the public cloud. A catalog is put in the words of another cloud once,
when it is loaded, so that cards, terminal and site need not know that there are several.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeVar

from catalog.catalog import Catalog
from catalog.model import Entry, Family, Model, Playbook


class CloudName(StrEnum):
    """The clouds by the name an operator writes, in any case.

    ``usgov``, from before the clouds of the US government were told apart, still means GCC High.
    """

    PUBLIC = "public"
    GCC = "gcc"
    GCC_HIGH = "gcc-high"
    DOD = "dod"
    CHINA = "china"

    @classmethod
    def _missing_(cls, value: object) -> "CloudName | None":
        if not isinstance(value, str):
            return None
        written = {name.value: name for name in cls} | _OTHER_NAMES
        return written.get(value.strip().casefold())


_OTHER_NAMES: Final = {"usgov": CloudName.GCC_HIGH, "21vianet": CloudName.CHINA}


@dataclass(frozen=True, slots=True)
class Pages:
    """Where people of one cloud go, as they type it in a browser, without ``https://``."""

    sign_in: str
    sign_in_domain: str
    """The site whose cookies and data keep a person signed in."""
    entra_admin_centre: str
    azure_portal: str
    microsoft_365_admin_centre: str
    intune_admin_centre: str
    power_platform_admin_centre: str
    power_automate: str
    power_apps: str
    office: str
    my_apps: str
    my_account: str
    my_sign_ins: str
    password_reset: str
    device_login: str
    microsoft_graph: str

    def error_lookup(self, code: str) -> str:
        """The address at which an admin looks a code such as ``AADSTS50076`` up."""
        return f"https://{self.sign_in}/error?code={code.removeprefix('AADSTS')}"


_PUBLIC_PAGES: Final = Pages(
    sign_in="login.microsoftonline.com",
    sign_in_domain="microsoftonline.com",
    entra_admin_centre="entra.microsoft.com",
    azure_portal="portal.azure.com",
    microsoft_365_admin_centre="admin.microsoft.com",
    intune_admin_centre="intune.microsoft.com",
    power_platform_admin_centre="admin.powerplatform.microsoft.com",
    power_automate="make.powerautomate.com",
    power_apps="make.powerapps.com",
    office="office.com",
    my_apps="myapps.microsoft.com",
    my_account="myaccount.microsoft.com",
    my_sign_ins="mysignins.microsoft.com",
    password_reset="passwordreset.microsoftonline.com",  # noqa: S106 - a page, not a password
    device_login="microsoft.com/devicelogin",
    microsoft_graph="graph.microsoft.com",
)
_GCC_HIGH_PAGES: Final = Pages(
    sign_in="login.microsoftonline.us",
    sign_in_domain="microsoftonline.us",
    entra_admin_centre="entra.microsoft.us",
    azure_portal="portal.azure.us",
    microsoft_365_admin_centre="portal.office365.us",
    intune_admin_centre="intune.microsoft.us",
    power_platform_admin_centre="high.admin.powerplatform.microsoft.us",
    power_automate="make.high.powerautomate.us",
    power_apps="make.high.powerapps.us",
    office="www.office365.us",
    my_apps="myapps.microsoft.us",
    my_account="myaccount.microsoft.us",
    my_sign_ins="mysignins.azure.us",
    password_reset="passwordreset.microsoftonline.us",  # noqa: S106
    device_login="microsoft.com/deviceloginus",
    microsoft_graph="graph.microsoft.us",
)

# Sources: Microsoft Learn, "Microsoft Entra authentication & national clouds", "Microsoft Entra FAQ" (hosts
# of the admin centre), "Compare Azure Government and global Azure", "Power Apps US Government", "Power
# Automate US Government", "Microsoft 365 GCC High endpoints", "Microsoft 365 DoD endpoints"; docs.azure.cn,
# "Plan self-service password reset"; the tests of the authentication libraries (device login). GCC signs in
# at the public cloud and has pages of its own for Power Platform only.
PAGES: Final[Mapping[CloudName, Pages]] = MappingProxyType(
    {
        CloudName.PUBLIC: _PUBLIC_PAGES,
        CloudName.GCC: replace(
            _PUBLIC_PAGES,
            power_platform_admin_centre="gcc.admin.powerplatform.microsoft.us",
            power_automate="make.gov.powerautomate.us",
            power_apps="make.gov.powerapps.us",
        ),
        CloudName.GCC_HIGH: _GCC_HIGH_PAGES,
        CloudName.DOD: replace(
            _GCC_HIGH_PAGES,
            microsoft_365_admin_centre="portal.apps.mil",
            power_platform_admin_centre="admin.appsplatform.us",
            power_automate="make.powerautomate.appsplatform.us",
            power_apps="make.apps.appsplatform.us",
            office="www.ohome.apps.mil",
            microsoft_graph="dod-graph.microsoft.us",
        ),
        CloudName.CHINA: Pages(
            sign_in="login.partner.microsoftonline.cn",
            sign_in_domain="partner.microsoftonline.cn",
            entra_admin_centre="entra.microsoftonline.cn",
            azure_portal="portal.azure.cn",
            microsoft_365_admin_centre="portal.partner.microsoftonline.cn",
            intune_admin_centre="intune.microsoftonline.cn",
            power_platform_admin_centre="admin.powerplatform.partner.microsoftonline.cn",
            power_automate="make.powerautomate.cn",
            power_apps="make.powerapps.cn",
            office="portal.partner.microsoftonline.cn",
            my_apps="myapps.windowsazure.cn",
            my_account="myaccount.windowsazure.cn",
            my_sign_ins="mysignins.windowsazure.cn",
            password_reset="passwordreset.activedirectory.windowsazure.cn",  # noqa: S106
            device_login="microsoft.com/deviceloginchina",
            microsoft_graph="microsoftgraph.chinacloudapi.cn",
        ),
    }
)

FACTS: Final = frozenset({"messages", "said_as", "examples", "counterexamples", "references"})
"""Fields that quote what others print, say or publish; they are never rewritten."""

_Known = TypeVar("_Known", Entry, Playbook, Family)


def in_cloud(catalog: Catalog, cloud: CloudName) -> Catalog:
    """Return ``catalog`` with the pages that its texts name replaced by those of ``cloud``."""
    if cloud is CloudName.PUBLIC:
        return catalog
    return replace(
        catalog,
        entries=MappingProxyType({key: _reworded(entry, cloud) for key, entry in catalog.entries.items()}),
        playbooks=MappingProxyType({key: _reworded(item, cloud) for key, item in catalog.playbooks.items()}),
        families=MappingProxyType({key: _reworded(item, cloud) for key, item in catalog.families.items()}),
    )


def reworded(text: str, cloud: CloudName) -> str:
    """Return ``text`` with the public cloud's pages replaced by those of ``cloud``.

    A text that names a page of another cloud compares them, and stays as it is.
    """
    if cloud is CloudName.PUBLIC or _NATIONAL.search(text):
        return text
    return _PUBLIC.sub(lambda found: _COUNTERPARTS[cloud][found[0]], text)


def _pattern(pages: set[str]) -> re.Pattern[str]:
    longest_first = sorted(pages, key=len, reverse=True)
    return re.compile(rf"(?<![\w.@-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-]|\.\w)")


def _values(cloud: CloudName) -> dict[str, str]:
    return asdict(PAGES[cloud])


_COUNTERPARTS: Final = {
    cloud: dict(zip(_values(CloudName.PUBLIC).values(), _values(cloud).values(), strict=True))
    for cloud in CloudName
}
_PUBLIC: Final = _pattern(set(_values(CloudName.PUBLIC).values()))
_NATIONAL: Final = _pattern(
    {page for cloud in CloudName for page in _values(cloud).values()}
    - set(_values(CloudName.PUBLIC).values())
)


def _reworded(value: _Known, cloud: CloudName) -> _Known:
    if not _PUBLIC.search(value.model_dump_json(exclude=set(FACTS))):
        return value
    changed: _Known = _walk(value, cloud)
    return changed


def _walk(value: Any, cloud: CloudName) -> Any:
    """Rebuild a value of the catalog with its texts reworded; ids hold no page, so they stay the same."""
    if isinstance(value, StrEnum):
        return value
    if isinstance(value, str):
        return reworded(value, cloud)
    if isinstance(value, tuple):
        return tuple(_walk(item, cloud) for item in value)
    if isinstance(value, Model):
        fields = {
            name: item if name in FACTS else _walk(item, cloud)
            for name in type(value).model_fields
            if (item := getattr(value, name)) is not None
        }
        return value.model_copy(update=fields)
    return value
