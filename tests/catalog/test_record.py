"""Records are values: alike when what they hold is alike, and never changed."""

from dataclasses import fields, replace

from catalog.record import record


@record(frozen=True, slots=True)
class Place:
    town: str
    street: str = ""


def test_records_are_values() -> None:
    here = Place("Paris", "rue de Rivoli")
    assert here == replace(Place("Paris"), street="rue de Rivoli")
    assert {here: 1}[Place("Paris", "rue de Rivoli")] == 1
    assert [field.name for field in fields(here)] == ["town", "street"]
    assert not hasattr(here, "__dict__")


def test_the_type_checker_forbids_to_change_a_record() -> None:
    here = Place("Paris")
    here.town = "Lyon"  # type: ignore[misc]  # mypy refuses the comment where it would allow this
    assert here.town == "Lyon"
