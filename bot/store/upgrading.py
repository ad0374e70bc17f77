"""Upgrading a database that an older version made, step by step. Read only where it is needed: it is slow."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.store.errors import StoreTooNew
from bot.store.schema import SCHEMA_VERSION

_FOLDER: Final = Path(__file__).parent / "migrations"


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings, made here rather than read from a file, to work over this connection."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    return config


def upgrade(connection: Connection, found: str | None, shown: str) -> None:
    """Bring the tables from the version ``found`` to the present one. Raises StoreTooNew."""
    config = alembic_config(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise StoreTooNew(found=found, known=SCHEMA_VERSION, database=shown)
    command.upgrade(config, "head")
