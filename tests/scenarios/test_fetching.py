"""What people send is read, and never followed: no address in it is called."""

from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.scenarios.door import door


async def test_what_somebody_links_to_is_never_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files, pictures, links in text and in HTML."""
    fetched: list[str] = []

    async def count(request: web.Request) -> web.Response:
        fetched.append(request.path)
        return web.Response()

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", count)
    async with TestServer(app) as elsewhere:
        there = str(elsewhere.make_url("/picture.png"))
        file = "application/vnd.microsoft.teams.file.download.info"
        attachments = [
            {"contentType": "image/png", "contentUrl": there, "thumbnailUrl": there},
            {"contentType": file, "contentUrl": there, "content": {"downloadUrl": there}},
            {"contentType": "text/html", "content": f"<img src='{there}'><a href='{there}'>AADSTS50076</a>"},
        ]
        async with door(tmp_path, monkeypatch) as at:
            for text in (f"AADSTS50076 {there}", f"{there}?error=access_denied", ""):
                assert await at.bring(at.good(), text=text, attachments=attachments) == 200
            assert len(at.connector.calls) == 3
    assert fetched == []
