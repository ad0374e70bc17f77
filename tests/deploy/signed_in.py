"""``reconnect``, with Entra and the channel where the environment says. Everything else is the product."""

import os
from dataclasses import replace

from bot.cli import app
from bot.teams import CLOUDS, CloudName

if __name__ == "__main__":
    CLOUDS[CloudName.PUBLIC] = replace(
        CLOUDS[CloudName.PUBLIC],
        login=os.environ["STAND_IN_LOGIN"],
        metadata=os.environ["STAND_IN_METADATA"],
        services=(os.environ["STAND_IN_SERVICE"],),
    )
    app()
