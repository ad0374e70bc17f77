"""``reconnect``, which is also ``python -m bot``."""

import gc

from bot.heap import settle_heap


def main() -> None:
    """Run the command line. What is read to begin with stays: the garbage collector need not look at it."""
    settle_heap()
    gc.disable()
    from bot.cli import app  # noqa: PLC0415 - reading it is what takes the time

    gc.freeze()
    gc.enable()
    app()


if __name__ == "__main__":
    main()
