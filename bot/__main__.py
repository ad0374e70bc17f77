"""``reconnect``, which is also ``python -m bot``."""

from bot.heap import settle_heap, staying


def main() -> None:
    """Run the command line."""
    settle_heap()
    with staying():
        from bot.cli import app  # noqa: PLC0415 - settle first
    app()


if __name__ == "__main__":
    main()
