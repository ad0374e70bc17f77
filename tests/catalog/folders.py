"""A small catalog on disk that lints without problems, for tests to spoil in one place."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

Data = dict[str, Any]

ENTRY: Data = {
    "id": "AADSTS50076",
    "name": "UserStrongAuth",
    "category": "multifactor",
    "severity": "minor",
    "sources": ["viva-goals"],
    "fixed_by": ["person"],
    "title": {"en": "A second step is needed", "fr": "Une deuxième étape est demandée"},
    "cause": {
        "en": "Your organisation asks for a second step.",
        "fr": "Votre organisation demande une deuxième étape.",
    },
    "steps": {"en": ["Keep your phone at hand."], "fr": ["Gardez votre téléphone à portée de main."]},
    "remedies": ["reauthenticate"],
    "verify": {"en": "The app opens.", "fr": "L’application s’ouvre."},
    "still_failing": {"en": "Ask your admin.", "fr": "Demandez à votre administrateur."},
    "admin_steps": {"en": ["Check the policy."], "fr": ["Vérifiez la stratégie."]},
    "messages": {"en": ["You must use multifactor authentication to access {resource}."]},
    "said_as": {"en": ["it wants a code"], "fr": ["il veut un code"]},
    "examples": ["AADSTS50076: something happened", "You must use multifactor authentication to access X."],
    "counterexamples": ["You must enrol in multifactor authentication."],
}

PLAYBOOK: Data = {
    "id": "reauthenticate",
    "title": {"en": "Reauthenticate", "fr": "Se réauthentifier"},
    "procedures": [{"steps": {"en": ["Sign in again."], "fr": ["Identifiez-vous de nouveau."]}}],
}

FAMILY: Data = {
    "id": "twins",
    "first": "AADSTS1000001",
    "differs": {"en": "The code tells which.", "fr": "Le code le précise."},
}


class _Plain(yaml.SafeDumper):
    """Writes repeated values out, as aliases are refused."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def changed(base: Data, **fields: Any) -> Data:
    """Return a copy of ``base`` with ``fields`` set; None removes a field."""
    data = {**deepcopy(base), **fields}
    return {name: value for name, value in data.items() if value is not None}


class CatalogFolder:
    """Writes entries and playbooks where the loader looks for them."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, content: str | Data) -> Path:
        """Write one file, as YAML with long lines where data are given."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not isinstance(content, str):
            content = yaml.dump(content, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000)
        path.write_text(content, encoding="utf-8")
        return path

    def entry(self, **fields: Any) -> Path:
        """Write the good entry with ``fields`` changed."""
        data = changed(ENTRY, **fields)
        return self.write(f"entries/{data.get('category')}/{data.get('id')}.yaml", data)

    def playbook(self, **fields: Any) -> Path:
        """Write the good playbook with ``fields`` changed."""
        data = changed(PLAYBOOK, **fields)
        return self.write(f"playbooks/{data.get('id')}.yaml", data)

    def family(self, **fields: Any) -> Path:
        """Write a good family with ``fields`` changed."""
        data = changed(FAMILY, **fields)
        return self.write(f"families/{data.get('id')}.yaml", data)


def line_of(path: Path, text: str) -> int:
    """Return the number of the first line of a file that holds ``text``."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)
