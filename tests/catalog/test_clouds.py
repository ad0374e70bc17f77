import re
from dataclasses import asdict, replace
from types import MappingProxyType

import pytest

from catalog.catalog import Catalog
from catalog.clouds import PAGES, CloudName, in_cloud, reworded
from catalog.lint.texts import prose
from catalog.model import Entry, Playbook
from tests.small_catalog import both, entry, lists, playbook

NATIONAL = [CloudName.GCC_HIGH, CloudName.DOD, CloudName.CHINA]
NOT_PUBLIC = [CloudName.GCC, *NATIONAL]
HOST = re.compile(r"(?<![\w.@-])(?:[a-z0-9-]+\.)+(?:com|net|us|cn|mil)(?![\w-])(?:/\w+)?")
SAME_EVERYWHERE = frozenset(
    # personal accounts, names that are not pages to open, and services that exist in the public cloud alone
    """
    account.microsoft.com account.live.com/acsr live.com outlook.com onmicrosoft.com
    schemas.xmlsoap.org schemas.microsoft.com/claims schemas.microsoft.com/LiveID api.contoso.com/app
    entra.microsoft.com/contoso sts.windows.net servicebus.windows.net msappproxy.net vstoken.dev.azure.com
    autologon.microsoftazuread-sso.com certauth.login.microsoftonline.com
    ciamlogin.com b2clogin.com login.microsoft.com login.windows.net
    """.split()
)


@pytest.mark.parametrize("cloud", CloudName)
def test_every_page_is_an_address_without_its_scheme(cloud: CloudName) -> None:
    for page in asdict(PAGES[cloud]).values():
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[a-z]+)?", page)


@pytest.mark.parametrize("cloud", NATIONAL)
def test_no_page_of_a_national_cloud_is_a_public_one(cloud: CloudName) -> None:
    assert not set(asdict(PAGES[cloud]).values()) & set(asdict(PAGES[CloudName.PUBLIC]).values())


@pytest.mark.parametrize(
    ("cloud", "address"),
    [
        (CloudName.PUBLIC, "https://login.microsoftonline.com/error?code=50076"),
        (CloudName.GCC, "https://login.microsoftonline.com/error?code=50076"),
        (CloudName.GCC_HIGH, "https://login.microsoftonline.us/error?code=50076"),
        (CloudName.DOD, "https://login.microsoftonline.us/error?code=50076"),
        (CloudName.CHINA, "https://login.partner.microsoftonline.cn/error?code=50076"),
    ],
)
def test_a_code_is_looked_up_in_its_cloud(cloud: CloudName, address: str) -> None:
    assert PAGES[cloud].error_lookup("AADSTS50076") == address


@pytest.mark.parametrize(
    ("written", "cloud"),
    [
        ("usgov", CloudName.GCC_HIGH),
        ("GCC-High", CloudName.GCC_HIGH),
        ("DoD", CloudName.DOD),
        (" gcc ", CloudName.GCC),
        ("21Vianet", CloudName.CHINA),
    ],
)
def test_a_cloud_is_known_by_its_other_names(written: str, cloud: CloudName) -> None:
    assert CloudName(written) is cloud


@pytest.mark.parametrize("written", ["", "usnat", "gcc high", "public2"])
def test_another_cloud_is_not_guessed(written: str) -> None:
    with pytest.raises(ValueError, match="is not a valid CloudName"):
        CloudName(written)


def test_gcc_has_pages_of_its_own_for_power_platform_only() -> None:
    text = "Open make.powerapps.com, then entra.microsoft.com"
    assert reworded(text, CloudName.GCC) == "Open make.gov.powerapps.us, then entra.microsoft.com"


@pytest.mark.parametrize(
    ("text", "usgov"),
    [
        ("Sign in at office.com.", "Sign in at www.office365.us."),
        ("Open mysignins.microsoft.com, then", "Open mysignins.azure.us, then"),
        ("(login.microsoftonline.com/TENANT)", "(login.microsoftonline.us/TENANT)"),
        ("Clear microsoftonline.com", "Clear microsoftonline.us"),
        ("Open microsoft.com/devicelogin.", "Open microsoft.com/deviceloginus."),
        ("someone@office.com", "someone@office.com"),
        ("backoffice.com, office.com.example", "backoffice.com, office.com.example"),
        (
            "login.microsoftonline.com, or login.microsoftonline.us for US Government",
            "login.microsoftonline.com, or login.microsoftonline.us for US Government",
        ),
    ],
)
def test_a_text_names_the_pages_of_its_cloud(text: str, usgov: str) -> None:
    assert reworded(text, CloudName.GCC_HIGH) == usgov
    assert reworded(text, CloudName.PUBLIC) == text


def test_a_catalog_is_reworded_but_what_others_print_is_not(small: Catalog) -> None:
    where = both("Sign in at office.com.")
    changed = entry(
        "AADSTS50076",
        verify=where,
        messages={"en": ["Go to office.com"]},
        unhelpful=[{"playbook": "wait-and-retry", "because": where}],
        remedies=["reauthenticate"],
        variants=[{"product": "viva-goals", "steps": lists("Open office.com.")}],
        references=["office.com"],
    )
    shared = playbook("reauthenticate", "Again", [{"steps": lists("Open office.com.")}])
    catalog = replace(
        small,
        entries=MappingProxyType({changed.id: changed}),
        playbooks=MappingProxyType({shared.id: shared}),
    )
    there = in_cloud(catalog, CloudName.GCC_HIGH).entries["AADSTS50076"]
    assert there.verify.en == there.unhelpful[0].because.en == "Sign in at www.office365.us."
    assert there.variants[0].changes()["steps"] == changed.variants[0].steps.model_copy(  # type: ignore[union-attr]
        update={"en": ("Open www.office365.us.",), "fr": ("Open www.office365.us. (fr)",)}
    )
    assert there.messages == changed.messages
    assert there.references == changed.references
    playbooks = in_cloud(catalog, CloudName.CHINA).playbooks
    assert playbooks["reauthenticate"].procedures[0].steps.en == ("Open portal.partner.microsoftonline.cn.",)


def test_the_public_catalog_is_the_catalog(shipped: Catalog) -> None:
    assert in_cloud(shipped, CloudName.PUBLIC) is shipped


@pytest.mark.parametrize("cloud", NOT_PUBLIC)
def test_the_shipped_catalog_sends_nobody_to_another_cloud(shipped: Catalog, cloud: CloudName) -> None:
    """A page that is neither in the table nor known to be the same everywhere belongs in the table."""
    national = {page for name in NOT_PUBLIC for page in asdict(PAGES[name]).values()}
    catalog = in_cloud(shipped, cloud)
    values: list[Entry | Playbook] = [*catalog.entries.values(), *catalog.playbooks.values()]
    unknown = {
        (value.id, host)
        for value in values
        for item in prose(value)
        if not any(page in item.text for page in national)
        for host in HOST.findall(item.text)
        if host not in SAME_EVERYWHERE and not host.startswith(("contoso.", "api.contoso.", "fabrikam."))
    }
    assert unknown == set()
