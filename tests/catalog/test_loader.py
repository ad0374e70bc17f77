from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.loader import CatalogError, load_catalog
from catalog.problems import Problem
from tests.catalog.folders import ENTRY, PLAYBOOK, CatalogFolder, changed, line_of


def problems(*folders: Path) -> list[Problem]:
    with pytest.raises(CatalogError) as raised:
        load_catalog(*folders)
    return list(raised.value.problems)


def test_a_folder_becomes_a_catalog(folder: CatalogFolder) -> None:
    path = folder.entry(id="AADSTS50079", examples=["AADSTS50079"])
    catalog = load_catalog(folder.path)
    assert list(catalog.entries) == ["AADSTS50076", "AADSTS50079"]
    assert list(catalog.playbooks) == ["reauthenticate"]
    assert catalog.origins["AADSTS50079"] == path
    entry = catalog.entry("AADSTS50079")
    assert entry is not None
    assert entry.title.fr == "Une deuxième étape est demandée"
    assert catalog.entry("AADSTS1") is None
    assert catalog.playbook("reauthenticate").title.en == "Reauthenticate"
    with pytest.raises(KeyError):
        catalog.playbook("nothing")


def test_the_shipped_catalog_is_the_default() -> None:
    assert "AADSTS50076" in load_catalog().entries


def test_mappings_are_read_only(folder: CatalogFolder) -> None:
    entries: Any = load_catalog(folder.path).entries
    with pytest.raises(TypeError):
        entries["x"] = None


def test_the_version_follows_the_content(folder: CatalogFolder) -> None:
    before = load_catalog(folder.path).version
    assert load_catalog(folder.path).version == before
    folder.entry(severity="major")
    assert load_catalog(folder.path).version != before


def test_a_later_folder_replaces_by_id(folder: CatalogFolder, tmp_path: Path) -> None:
    own = CatalogFolder(tmp_path / "own")
    path = own.entry(title={"en": "Our words", "fr": "Nos mots"})
    catalog = load_catalog(folder.path, own.path)
    entry = catalog.entries["AADSTS50076"]
    assert entry.title.en == "Our words"
    assert catalog.origins["AADSTS50076"] == path
    assert entry.remedies == ("reauthenticate",)


def test_a_broken_replacement_does_not_fall_back(folder: CatalogFolder, tmp_path: Path) -> None:
    own = CatalogFolder(tmp_path / "own")
    path = own.entry(severity=None)
    assert [problem.path for problem in problems(folder.path, own.path)] == [path]


def test_all_problems_come_at_once_by_path_and_line(folder: CatalogFolder) -> None:
    folder.entry(severity="grave", titel="x", cause={"en": "Only English."}, steps={"en": [50], "fr": []})
    folder.entry(id="AADSTS50079", remedies=["nothing"])
    folder.write("playbooks/broken.yaml", "a: 'open\n")
    found = problems(folder.path)
    assert found == sorted(found)
    assert [problem.message for problem in found] == [
        "`severity` must be one of 'info', 'minor', 'major' or 'critical'; it is 'grave'.",
        "`cause.fr` is missing.",
        "`steps.en[1]` must be text: put a number, `true` or `null` in quotes.",
        "`titel` is not a known field. Did you mean `title`?",
        "There is no playbook `nothing`.",
        "This is not YAML: found unexpected end of stream.",
    ]


def test_a_problem_prints_as_path_line_severity_sentence(folder: CatalogFolder) -> None:
    path = folder.entry(severity="grave")
    (problem,) = problems(folder.path)
    line = line_of(path, "severity:")
    assert str(problem) == f"{path}:{line}: error: {problem.message}"
    assert str(problem.relative_to(folder.path)).startswith("entries/multifactor/AADSTS50076.yaml:")
    assert problem.relative_to(Path("/elsewhere")) == problem


@pytest.mark.parametrize(
    ("fields", "line_holds", "message"),
    [
        ({"examples": []}, "examples:", "`examples` needs at least 1."),
        ({"examples": "text"}, "examples:", "`examples` must be a list."),
        ({"verify": "text"}, "verify:", "`verify` must hold fields of its own."),
        ({"verify": {"en": " ", "fr": "x"}}, "en: ' '", "`verify.en` is empty."),
        ({"verify": {"en": "x", "fr": None}}, "fr: null", "`verify.fr` must be text: put a number"),
        ({"passes_by_itself": {"within_minutes": "ten"}}, "within_minutes", "must be a whole number."),
        ({"passes_by_itself": {"within_minutes": 0}}, "within_minutes", "must be at least 1."),
        ({"passes_by_itself": {"within_minutes": True}}, "within_minutes", "must be a whole number."),
        ({"remedies": ["Not An Id"]}, "- Not An Id", "`remedies[1]` is 'Not An Id', which an id cannot be"),
        ({"steps": None, "remedies": None}, "id:", "The entry says nothing to do"),
        ({"variants": [{"product": "other"}]}, "- product", "`variants[1]` changes nothing."),
        ({"title": None}, "id:", "`title` is missing."),
    ],
)
def test_schema_errors_are_sentences_at_their_line(
    folder: CatalogFolder, fields: dict[str, Any], line_holds: str, message: str
) -> None:
    path = folder.entry(**fields)
    (problem,) = problems(folder.path)
    assert message in problem.message
    assert problem.line == line_of(path, line_holds)


def test_the_file_is_named_like_the_id(folder: CatalogFolder) -> None:
    path = folder.write("entries/multifactor/AADSTS1111.yaml", ENTRY)
    (problem,) = problems(folder.path)
    assert problem == Problem(
        path, 1, "error", "The id is `AADSTS50076` but the file is named `AADSTS1111.yaml`."
    )


def test_the_folder_is_named_like_the_category(folder: CatalogFolder) -> None:
    path = folder.write("entries/device/AADSTS50079.yaml", changed(ENTRY, id="AADSTS50079"))
    (problem,) = problems(folder.path)
    assert problem.line == line_of(path, "category:")
    assert "`multifactor`" in problem.message
    assert "`device`" in problem.message


def test_one_id_has_one_file(folder: CatalogFolder) -> None:
    folder.write("entries/device/AADSTS50076.yaml", changed(ENTRY, category="device"))
    (problem,) = problems(folder.path)
    assert "`AADSTS50076` has a file already" in problem.message


def test_a_repeated_key_is_refused_with_its_line(folder: CatalogFolder) -> None:
    path = folder.entry()
    path.write_text(path.read_text(encoding="utf-8") + "severity: major\n", encoding="utf-8")
    (problem,) = problems(folder.path)
    assert problem.line == line_of(path, "severity: major")
    assert "given twice" in problem.message


def test_a_playbook_serves_every_product_and_role(folder: CatalogFolder) -> None:
    steps = {"en": ["Open it."], "fr": ["Ouvrez-le."]}
    served = [{"products": ["viva-goals", "other"], "steps": steps}]
    served.append({"roles": ["owner", "shared", "admin"], "steps": steps})
    path = folder.playbook(procedures=served)
    (problem,) = problems(folder.path)
    assert problem.message == "There are no steps for `power-platform` as `tenant-admin`."
    assert problem.line == line_of(path, "procedures:")


def test_unknown_playbooks_are_found_everywhere(folder: CatalogFolder) -> None:
    because = {"en": "It does not.", "fr": "Non."}
    path = folder.entry(
        remedies=["reauthenticate", "nothing-a"],
        unhelpful=[{"playbook": "nothing-b", "because": because}],
        variants=[{"product": "other", "remedies": ["nothing-c"]}],
    )
    assert {(problem.line, problem.message) for problem in problems(folder.path)} == {
        (line_of(path, f"nothing-{letter}"), f"There is no playbook `nothing-{letter}`.") for letter in "abc"
    }


def test_a_playbook_with_a_problem_is_not_called_unknown(folder: CatalogFolder) -> None:
    folder.playbook(title=None)
    (problem,) = problems(folder.path)
    assert problem.message == "`title` is missing."


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path / "nowhere")
    assert problem.path == tmp_path / "nowhere"


def test_a_file_that_cannot_be_read_is_a_problem(folder: CatalogFolder) -> None:
    path = folder.path / "playbooks" / "gone.yaml"
    path.symlink_to(folder.path / "nowhere")
    assert problems(folder.path) == [
        Problem(path, 1, "error", "The file cannot be read: No such file or directory.")
    ]


def test_other_files_are_left_alone_but_a_yml_is_pointed_out(folder: CatalogFolder) -> None:
    folder.write("entries/README.md", "# Notes\n")
    assert load_catalog(folder.path).entries
    path = folder.write("entries/multifactor/AADSTS1.yml", PLAYBOOK)
    (problem,) = problems(folder.path)
    assert problem.path == path


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
SPOILED = st.dictionaries(st.sampled_from([*ENTRY, *PLAYBOOK]), ANYTHING, max_size=4)
SOURCES = st.one_of(
    st.text(),
    st.text(alphabet="ab: -\n[]{}'\"&*!|>#?,%@`\t~1"),
    st.builds(lambda fields: yaml.safe_dump({**ENTRY, **fields}), SPOILED),
    st.builds(lambda fields: yaml.safe_dump({**PLAYBOOK, **fields}), SPOILED),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=SOURCES)
def test_any_text_loads_or_raises_a_catalog_error(folder: CatalogFolder, text: str) -> None:
    for name in ("entries/multifactor/AADSTS50076.yaml", "playbooks/reauthenticate.yaml"):
        (folder.path / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        load_catalog(folder.path)
    except CatalogError as error:
        assert error.problems  # noqa: PT017 - both outcomes are right
