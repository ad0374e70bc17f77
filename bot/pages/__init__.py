"""The pages that the Teams package names as website, privacy statement and terms of use."""

from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Final

from aiohttp import web

from bot.pages.privacy import privacy_page

PAGES: Final = {"/": "about.html", "/terms": "terms.html"}
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def add_pages(app: web.Application, *, days: int) -> None:
    """Serve the pages, which anybody may read; of this installation they tell how many ``days`` it keeps."""
    app.router.add_get("/privacy", _answering(privacy_page(days=days)))
    for path, name in PAGES.items():
        app.router.add_get(path, _answering(files(__package__).joinpath(name).read_text(encoding="utf-8")))


def _answering(page: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(_request: web.Request) -> web.Response:
        return web.Response(text=page, content_type="text/html", headers=_HEADERS)

    return answer
