"""Fills in the manifest for one installation, and packs it with the files that it names."""

import io
import json
import re
import zipfile
from importlib.resources import files
from typing import Any, Final

MANIFEST: Final = "manifest.json"
_GUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LABEL: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_TOP: Final = re.compile(r"[a-z][a-z0-9-]*[a-z0-9]")
_LONGEST_DOMAIN: Final = 253
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The oldest time that a zip file can hold, given to every file: the same input packs the same."""
_READABLE: Final = 0o644 << 16


def problems_of(app_id: str, domain: str) -> list[str]:
    """What is wrong with the particulars of an installation, a sentence each."""
    found: list[str] = []
    if not _GUID.fullmatch(app_id.lower()) or not app_id.strip("0-"):
        found.append(
            f"{app_id!r} is not an app id. "
            "It is the client id of the bot's registration, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301."
        )
    if not _is_domain(domain.lower()):
        found.append(
            f"{domain!r} is not a public host name. "
            "Give the bot's host alone, such as reconnect.contoso.com: no https://, port or path."
        )
    return found


def build_package(app_id: str, domain: str) -> bytes:
    """The package to upload, as the bytes of a zip file; the same for the same installation, always.

    Raises ValueError with the sentences of ``problems_of``.
    """
    if problems := problems_of(app_id, domain):
        raise ValueError(" ".join(problems))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in _contents(app_id.lower(), domain.lower()).items():
            member = zipfile.ZipInfo(name, _EARLIEST)  # stored: how well it deflates depends on the machine
            member.create_system = 3  # as on Unix, on every system
            member.external_attr = _READABLE
            package.writestr(member, content)
    return packed.getvalue()


def named_files(manifest: dict[str, Any]) -> list[str]:
    """The files beside the manifest that it names."""
    languages = manifest["localizationInfo"]["additionalLanguages"]
    return [*manifest["icons"].values(), *(language["file"] for language in languages)]


def _contents(app_id: str, domain: str) -> dict[str, bytes]:
    folder = files(__package__)
    text = folder.joinpath(MANIFEST).read_text(encoding="utf-8")
    # the Agents Toolkit fills in the same names, so one template serves both
    for name, value in {"TEAMS_APP_ID": app_id, "BOT_ID": app_id, "BOT_DOMAIN": domain}.items():
        text = text.replace(f"${{{{{name}}}}}", value)
    names = named_files(json.loads(text))
    return {MANIFEST: text.encode(), **{name: folder.joinpath(name).read_bytes() for name in names}}


def _is_domain(domain: str) -> bool:
    labels = domain.split(".")
    return (
        len(domain) <= _LONGEST_DOMAIN
        and len(labels) > 1
        and all(_LABEL.fullmatch(label) for label in labels)
        and _TOP.fullmatch(labels[-1]) is not None
    )
