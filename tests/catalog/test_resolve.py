import json

import pytest

from catalog.catalog import Catalog
from catalog.language import LANGUAGES, Language
from catalog.loader import load_catalog
from catalog.model import Product, Role
from catalog.resolve import resolve_entry
from tests.catalog.folders import CatalogFolder

CHANGED = {"en": "Something else.", "fr": "Autre chose."}


def test_an_entry_is_resolved_in_one_language(folder: CatalogFolder) -> None:
    catalog = load_catalog(folder.path)
    resolved = resolve_entry(catalog.entries["AADSTS50076"], catalog, "fr")
    assert resolved["code"] == "AADSTS50076"
    assert resolved["title"] == "Une deuxième étape est demandée"
    assert resolved["admin_steps"] == ["Vérifiez la stratégie."]
    assert set(resolved["advice"]) == set(Product)
    assert resolved["meanings"] == []
    (remedy,) = resolved["advice"]["other"]["remedies"]
    assert remedy["title"] == "Se réauthentifier"
    assert remedy["steps"] == {role: ["Identifiez-vous de nouveau."] for role in Role}


def test_variants_show_under_their_product_or_message(folder: CatalogFolder) -> None:
    quoted = {"en": ["Quite another message."]}
    unhelpful = [{"playbook": "reauthenticate", "because": CHANGED}]
    variants = [
        {"product": "viva-goals", "cause": CHANGED},
        {"messages": quoted, "remedies": [], "unhelpful": unhelpful},
    ]
    folder.entry(variants=variants)
    catalog = load_catalog(folder.path)
    resolved = resolve_entry(catalog.entries["AADSTS50076"], catalog, "en")
    assert resolved["advice"]["viva-goals"]["cause"] == "Something else."
    assert resolved["advice"]["other"]["cause"] == "Your organisation asks for a second step."
    (meaning,) = resolved["meanings"]
    assert meaning["messages"] == quoted["en"]
    assert meaning["advice"]["other"]["unhelpful"] == [
        {"id": "reauthenticate", "title": "Reauthenticate", "because": "Something else."}
    ]


def test_an_entry_about_some_products_has_advice_for_those(folder: CatalogFolder) -> None:
    folder.entry(products=["viva-goals"])
    catalog = load_catalog(folder.path)
    assert list(resolve_entry(catalog.entries["AADSTS50076"], catalog, "en")["advice"]) == ["viva-goals"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_entry_resolves_to_json(shipped: Catalog, language: Language) -> None:
    for entry in shipped.entries.values():
        assert json.loads(json.dumps(resolve_entry(entry, shipped, language)))["id"] == entry.id
