"""The steps by which the tables came to be. Run at start by ``bot.store.migrating``."""
