"""``python -m bot`` is ``reconnect``."""

from bot.cli import app

app()
