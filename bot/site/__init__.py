"""The catalog as a static site, for authors and reviewers: an index, and a page per entry."""

from bot.site.building import RENDERER, SiteError, build_site

__all__ = ["RENDERER", "SiteError", "build_site"]
