"""Draws the pictures: ``python -m tests.manifest.drawing`` makes a PNG beside each SVG, with Chromium.

Done by hand after a picture was changed; the PNGs are kept with the code.
"""

import io
import re
import shutil
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT: Final = Path(__file__).parents[2]
PICTURES: Final = ROOT / "cards" / "pictures"
FOLDERS: Final = (ROOT / "manifest", PICTURES)
_SIZE: Final = re.compile(r'<svg [^>]*width="(\d+)" height="(\d+)"')
_PAGE: Final = "<style>body {{ margin: 0 }} svg {{ display: block }}</style>{svg}"


def main() -> None:
    """Draw every picture anew."""
    program = next(path for name in ("chromium", "google-chrome") if (path := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for svg in sorted(path for folder in FOLDERS for path in folder.glob("*.svg")):
            draw(browser, svg)
        browser.close()


def draw(browser: Browser, svg: Path) -> None:
    """Write the picture as PNG, with what it leaves empty transparent."""
    drawing = svg.read_text(encoding="utf-8")
    found = _SIZE.search(drawing)
    if found is None:
        raise ValueError(f"{svg} does not say its width and height")
    width, height = (int(number) for number in found.groups())
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_content(_PAGE.format(svg=drawing))
    drawn: Image.Image = Image.open(io.BytesIO(page.screenshot(omit_background=True)))
    page.close()
    if svg.parent == PICTURES:  # sent with every result of a search: few colours make it small
        drawn = drawn.quantize(32, method=Image.Quantize.FASTOCTREE)
    drawn.save(svg.with_suffix(".png"), optimize=True)


if __name__ == "__main__":
    main()
