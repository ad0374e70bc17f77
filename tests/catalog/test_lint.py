from pathlib import Path
from typing import Any

import pytest

from catalog.lint import lint
from catalog.problems import Problem
from tests.catalog.folders import CatalogFolder, line_of

NBSP = "\u00a0"
FINE = {"en": "All is well.", "fr": "Tout va bien."}
STEPS = {"en": ["Open it."], "fr": ["Ouvrez-le."]}
LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"


def english(field: str, text: str) -> dict[str, Any]:
    """Fields that give ``text`` as the English of ``field``, beside some good French."""
    is_list = field.endswith("steps")
    return {field: {"en": [text], "fr": ["Ouvrez-le."]} if is_list else {"en": text, "fr": "Tout va bien."}}


def french(field: str, text: str) -> dict[str, Any]:
    """Fields that give ``text`` as the French of ``field``, beside some good English."""
    is_list = field.endswith("steps")
    return {field: {"en": ["Open it."], "fr": [text]} if is_list else {"en": "All is well.", "fr": text}}


def messages(folder: CatalogFolder) -> list[str]:
    return [problem.message for problem in lint(folder.path)]


def test_the_good_folder_has_no_problem(folder: CatalogFolder) -> None:
    assert lint(folder.path) == []


def test_the_shipped_catalog_has_no_problem() -> None:
    assert [str(problem) for problem in lint()] == []


def test_everything_is_reported_at_once_by_path_and_line(folder: CatalogFolder) -> None:
    folder.entry(title={"en": "t" * 61, "fr": "Oui"}, examples=["AADSTS50076"])
    folder.entry(id="AADSTS50079", severity="grave")
    folder.playbook(title={"en": "Reauthenticate it again", "fr": "Non"})
    found = lint(folder.path)
    assert found == sorted(found)
    assert [problem.path.name for problem in found] == [
        "AADSTS50076.yaml",
        "AADSTS50076.yaml",
        "AADSTS50079.yaml",
        "reauthenticate.yaml",
    ]


@pytest.mark.parametrize(
    "fields",
    [
        english("cause", f"{LONG}. {LONG}."),
        english("cause", f"Open **{LONG}** > **{LONG}** now."),
        english("title", "t" * 60),
        english("cause", "Refresh the page and sign in again."),
        english("cause", "Your claimant is scoped, tokenless and unrefreshing."),
        english("admin_steps", "Revoke the refresh token of the principal."),
        {"said_as": {"en": ["my token is dead"], "fr": ["mon jeton est mort"]}},
        {"messages": {"en": ["The refresh token `x` <b>has</b> https://expired."]}},
        {"messages": {}, "said_as": {"en": ["it fails"]}},
        {"steps": {}},
        {"messages": {"en": ["It's over: {a}"], "fr": ["C'est fini: {a}"]}},
        english("steps", "**Open** the app."),
        english("steps", "If it asks for your name, your phone or a code, choose **Yes**."),
        english("steps", "In **Settings** > **Accounts**, select yours."),
        english("steps", "Then choose it."),
        english("steps", "Do not wait."),
        english("steps", "Re-enter the code."),
        english("steps", "On your phone: open the app."),
        french("steps", "Soyez prêt."),
        french("steps", "N’oubliez pas le téléphone."),
        french("steps", "Ne fermez rien."),
        french("steps", "Rendez-vous sur la page."),
        french("steps", "Faites-le maintenant."),
        french("steps", "Si rien ne change, redites-le."),
        french("steps", "S’il insiste, acceptez."),
        french("steps", "Dans **Paramètres**, choisissez **Comptes**."),
        french("steps", "À l’ouverture, saisissez le code."),
        french("steps", "Une fois connecté, fermez la page."),
        french("cause", f"Voici{NBSP}: «{NBSP}Oui{NBSP}»\u202f! À 10:30, vraiment{NBSP}?!"),
        english("cause", "Choose **Yes**, 2 * 3 * 4, snake_case_name, a-b."),
        {"variants": [{"product": "other", "cause": FINE}, {"product": "viva-goals", "cause": FINE}]},
        {"variants": [{"messages": {"en": ["Other words."]}, "cause": FINE}]},
        {"products": ["other"], "variants": [{"product": "other", "cause": FINE}]},
    ],
    ids=str,
)
def test_good_entries_pass(folder: CatalogFolder, fields: dict[str, Any]) -> None:
    folder.entry(**fields)
    assert messages(folder) == []


@pytest.mark.parametrize(
    ("fields", "line_holds", "message"),
    [
        (english("cause", f"Yes. {LONG} {LONG}."), LONG, "The sentence “one two three four …” has 28 words"),
        (french("verify", f"Oui{NBSP}! {LONG} {LONG}."), LONG, "has 28 words; 25 at most"),
        (
            english("cause", " ".join(f"{LONG}." for _ in range(5))),
            LONG,
            "The cause has 70 words; 40 at",
        ),
        (
            english("steps", f"Open {'the settings of it ' * 43}."),
            "cause:",
            "lines of a phone in `en`; 18 at most",
        ),
        (
            {
                "variants": [
                    {
                        "product": "other",
                        "steps": {"en": ["Open it."] * 7, "fr": [f"Ouvrez {'cela ' * 30}."] * 7},
                    }
                ]
            },
            "product: other",
            "lines of a phone in `fr`; 18 at most",
        ),
        (english("title", "t" * 61), "ttt", "The title has 61 characters; 60 at most"),
        (
            {"steps": {"en": ["Open it."] * 8, "fr": ["Ouvrez."] * 8}},
            "steps:",
            "There are 8 steps; 7",
        ),
        (english("cause", "The Tokens are lost."), "The Tokens", "“tokens” is jargon"),
        (english("cause", "It cannot refresh."), "It cannot", "“refresh” is jargon"),
        (english("steps", "Open the endpoint."), "the endpoint", "“endpoint” is jargon"),
        (french("verify", "Le jeton est neuf."), "Le jeton", "“jeton” is jargon"),
        (french("cause", "L'assertion manque."), "assertion", "“assertion” is jargon"),
        (
            english("steps", "Your phone is needed."),
            "Your phone",
            "a verb: “Your phone is needed",
        ),
        (english("steps", "If it fails, the app closes."), "If it fails", "does not start with a verb"),
        (english("admin_steps", "The policy, check it."), "The policy", "does not start with a verb"),
        (french("steps", "Votre téléphone."), "Votre téléphone", "does not start with a verb"),
        (french("steps", "Assez attendu."), "Assez", "does not start with a verb"),
        (french("steps", "Dans la page, rien."), "Dans la page", "does not start with a verb"),
        (french("cause", "L'application."), "L'application", "has a straight apostrophe"),
        (french("cause", 'Un "mot".'), "Un ", "has straight quotation marks"),
        (
            french("cause", "Voici : oui."),
            "Voici",
            "space before “:” (near “Voici : oui.”)",
        ),
        (french("cause", "Oui?"), "Oui?", "needs a non-breaking space before “?”"),
        (french("cause", "Oui ; non."), "Oui ;", "needs a non-breaking space before “;”"),
        (french("cause", f"« Oui{NBSP}»."), "Oui", "needs a non-breaking space after «"),
        (french("cause", f"«{NBSP}Oui »."), "Oui", "needs a non-breaking space before »"),
        (english("cause", "See https://example.com now."), "See", "holds a link"),
        (english("cause", "See [this](x)."), "See", "holds a Markdown link"),
        (english("cause", "Run `this`."), "Run", "holds a backtick"),
        (english("cause", "# Run"), "# Run", "holds a Markdown heading"),
        (english("cause", "- Run"), "- Run", "holds a Markdown list"),
        (english("cause", "It is *so* good."), "It is", "holds italics"),
        (english("cause", "It is _so_ good."), "It is", "holds italics"),
        (english("cause", "It is <b>so</b>."), "It is", "holds an HTML tag"),
        (english("cause", "It is **so."), "It is", "opens bold with **"),
        ({"steps": {"en": ["Open it."]}}, "steps:", "`steps` is missing in French"),
        ({"said_as": {"fr": ["il veut un code"]}}, "said_as:", "`said_as` is missing in English"),
        ({"admin_steps": {}}, "admin_steps:", "`admin_steps` says nothing"),
        (
            {"steps": {"en": ["Open it.", "Close it."], "fr": ["Ouvrez-le."]}},
            "steps:",
            "`steps` has 2 items in English and 1 in French",
        ),
        ({"examples": ["AADSTS50076"]}, "examples:", "Give at least 2 examples"),
        ({"examples": ["one", "two"]}, "examples:", "Give an example that holds the code AADSTS50076"),
        ({"counterexamples": ["AADSTS50076: SOMETHING happened"]}, "SOMETHING", "is also an example"),
        ({"messages": {"en": ["userstrongauth: no"]}}, "userstrongauth", "symbolic name `UserStrongAuth`"),
        ({"messages": {"en": ["AADSTS50076: no"]}}, "AADSTS50076: no", "Leave the code `AADSTS50076` out"),
        ({"messages": {"en": ["Not {a}.", "not  {b}"]}}, "not  {b}", "has this message already"),
        (
            {"variants": [{"product": "other", "cause": FINE}, {"verify": FINE, "product": "other"}]},
            "- verify:",
            "There is a variant for `other` already",
        ),
        (
            {"products": ["viva-goals"], "variants": [{"product": "other", "cause": FINE}]},
            "- product: other",
            "`other` is not among the entry's products",
        ),
        (
            {"cause": FINE, "variants": [{"product": "other", "cause": FINE}]},
            "  cause:",
            "The variant's `cause` says what the entry says",
        ),
        (
            {"variants": [{"product": "other", "steps": {}, "remedies": []}]},
            "- product: other",
            "leaves its readers with nothing to do",
        ),
        (
            {
                "variants": [
                    {"product": "other", "unhelpful": [{"playbook": "reauthenticate", "because": FINE}]}
                ]
            },
            "- product: other",
            "`reauthenticate` both helps and does not help",
        ),
        (
            {"variants": [{"product": "other", "cause": {"en": "A token.", "fr": "Non."}}]},
            "A token",
            "“token” is jargon",
        ),
    ],
    ids=str,
)
def test_bad_entries_are_reported_at_their_line(
    folder: CatalogFolder, fields: dict[str, Any], line_holds: str, message: str
) -> None:
    path = folder.entry(**fields)
    found = [problem for problem in lint(folder.path) if message in problem.message]
    assert [(problem.path, problem.line) for problem in found] == [(path, line_of(path, line_holds))]


def test_a_problem_quotes_little_however_long_the_words_are(folder: CatalogFolder) -> None:
    folder.entry(**english("verify", "w" * 3_000 + f" {LONG} {LONG}."))
    (problem,) = [problem for problem in lint(folder.path) if "The sentence" in problem.message]
    assert len(problem.message) < 200


SAME = {"en": ["The same message for {b}"]}


@pytest.mark.parametrize(
    ("first", "second", "is_separated"),
    [
        ({}, {}, False),
        ({"family": "one"}, {"family": "two"}, False),
        ({"family": "one"}, {}, False),
        ({"products": ["other"]}, {"products": ["other"]}, False),
        ({"family": "one"}, {"family": "one"}, True),
        ({"products": ["other"]}, {}, True),
        ({"products": ["other"]}, {"products": ["viva-goals"]}, True),
    ],
)
def test_a_message_in_two_entries_needs_a_rule(
    folder: CatalogFolder, first: dict[str, Any], second: dict[str, Any], is_separated: bool
) -> None:
    folder.entry(messages={"en": ["the same  message for {a}."]}, **first)
    path = folder.entry(id="AADSTS50079", examples=["AADSTS50079", "Other"], messages=SAME, **second)
    found = [problem for problem in lint(folder.path) if "same message" in problem.message]
    if is_separated:
        assert found == []
        return
    line = line_of(path, "The same message")
    message = "`AADSTS50076` has the same message: give both a `family`, or one `products`."
    assert found == [Problem(path, line, "error", message)]


def test_messages_of_variants_count_too(folder: CatalogFolder) -> None:
    folder.entry(messages=SAME)
    variants = [{"messages": SAME, "cause": FINE}]
    folder.entry(id="AADSTS50079", examples=["AADSTS50079", "Other"], messages={}, variants=variants)
    assert len(messages(folder)) == 1


def test_one_example_belongs_to_one_entry(folder: CatalogFolder) -> None:
    folder.entry(id="AADSTS50079", messages={}, examples=["AADSTS50079", "aadsts50076: SOMETHING happened"])
    assert messages(folder) == ["`AADSTS50076` has the same example."]


def test_json_samples_are_not_taken_for_placeholders(folder: CatalogFolder) -> None:
    folder.entry(examples=['{"code":"AADSTS50076"}', "Other"])
    folder.entry(id="AADSTS50079", messages={}, examples=['{"code":"AADSTS50079"}', "Another"])
    assert messages(folder) == []


def test_an_unused_playbook_is_a_warning(folder: CatalogFolder) -> None:
    path = folder.playbook(id="lonely")
    assert lint(folder.path) == [Problem(path, 1, "warning", "No entry uses the playbook `lonely`.")]


@pytest.mark.parametrize(
    "fields",
    [
        {"unhelpful": [{"playbook": "other-way", "because": FINE}]},
        {"variants": [{"product": "other", "remedies": ["other-way"]}]},
    ],
    ids=str,
)
def test_a_playbook_is_used_wherever_it_is_named(folder: CatalogFolder, fields: dict[str, Any]) -> None:
    folder.playbook(id="other-way")
    folder.entry(**fields)
    assert messages(folder) == []


@pytest.mark.parametrize(
    ("fields", "line_holds", "message"),
    [
        (
            {"title": {"en": "Reauthenticate it again", "fr": "Oui"}},
            "Reauthenticate it",
            "The playbook's title has 23 characters; 20 at most.",
        ),
        (
            {"procedures": [{"steps": STEPS}, {"roles": ["owner"], "steps": STEPS}]},
            "- roles:",
            "The procedure is never used: earlier ones serve all its products and roles.",
        ),
        (
            {"procedures": [{"products": ["other"], "steps": {}}, {"steps": STEPS}]},
            "steps: {}",
            "The procedure has no steps.",
        ),
        (
            {"procedures": [{"products": ["other"], "steps": STEPS}]},
            "procedures:",
            "There are no steps for `power-platform` as `admin`.",
        ),
        (
            {"procedures": [{"roles": ["owner"], "steps": {"en": ["Open a token."], "fr": ["Oui."]}}]},
            "Open a token",
            "“token” is jargon: say it in ordinary words, or move it to `admin_steps`.",
        ),
    ],
    ids=str,
)
def test_bad_playbooks_are_reported_at_their_line(
    folder: CatalogFolder, fields: dict[str, Any], line_holds: str, message: str
) -> None:
    path = folder.playbook(**fields)
    assert Problem(path, line_of(path, line_holds), "error", message) in lint(folder.path)


def test_procedures_for_admins_may_hold_jargon(folder: CatalogFolder) -> None:
    steps = {"en": ["Revoke the token."], "fr": ["Révoquez le jeton."]}
    procedures = [{"roles": ["admin", "tenant-admin"], "steps": steps}, {"steps": STEPS}]
    folder.playbook(procedures=procedures)
    assert messages(folder) == []


def test_a_missing_folder_is_reported(tmp_path: Path) -> None:
    (problem,) = lint(tmp_path / "nowhere")
    assert problem.severity == "error"


@pytest.mark.parametrize(
    ("first", "members", "message"),
    [
        ("AADSTS1000001", 2, None),
        ("AADSTS1000001", 1, "A family has two members at least."),
        ("AADSTS1000009", 2, "`AADSTS1000009` is not of this family."),
    ],
)
def test_a_family_has_members_and_its_first_is_one(
    folder: CatalogFolder, first: str, members: int, message: str | None
) -> None:
    for number in range(members):
        folder.entry(id=f"AADSTS100000{number + 1}", family="twins")
    path = folder.family(id="twins", first=first)
    found = [problem.message for problem in lint(folder.path) if problem.path == path]
    assert found == ([message] if message else [])


def test_a_family_must_be_declared(folder: CatalogFolder) -> None:
    path = folder.entry(id="AADSTS1000001", family="twins")
    message = "There is no family `twins`: declare it in `families/`."
    assert Problem(path, line_of(path, "family: twins"), "error", message) in lint(folder.path)
