"""The icons, pixel by pixel."""

import io
from typing import Final

import pytest
from PIL import Image

from tests.manifest.packages import FILES, MANIFEST

CORNERS: Final = ((0, 0), (0, -1), (-1, 0), (-1, -1))


def icon(kind: str) -> Image.Image:
    image = Image.open(io.BytesIO(FILES[MANIFEST["icons"][kind]]))
    assert image.format == "PNG"
    return image.convert("RGBA")


def corners(image: Image.Image) -> set[object]:
    width, height = image.size
    return {image.getpixel((x % width, y % height)) for x, y in CORNERS}


@pytest.mark.parametrize(("kind", "side"), [("color", 192), ("outline", 32)])
def test_an_icon_has_its_size(kind: str, side: int) -> None:
    assert icon(kind).size == (side, side)


def test_the_colour_icon_is_a_full_square_of_the_accent_colour() -> None:
    image = icon("color")
    red, green, blue = (int(MANIFEST["accentColor"][place : place + 2], 16) for place in (1, 3, 5))
    assert corners(image) == {(red, green, blue, 255)}
    assert image.getchannel("A").getextrema() == (255, 255)


def test_the_symbol_of_the_colour_icon_keeps_to_the_middle() -> None:
    """Teams cuts the corners round: 120 of 192 pixels are safe."""
    image = icon("color").convert("RGB")
    pixels = image.load()
    assert pixels is not None
    ground = pixels[0, 0]
    drawn = [(x, y) for x in range(192) for y in range(192) if pixels[x, y] != ground]
    assert min(min(place) for place in drawn) >= 36
    assert max(max(place) for place in drawn) < 156


def test_the_outline_icon_is_white_on_nothing() -> None:
    image = icon("outline")
    colours = image.getcolors(maxcolors=1024)
    assert colours is not None
    assert {colour[:3] for _, colour in colours if isinstance(colour, tuple) and colour[3] > 0} == {
        (255, 255, 255)
    }
    assert corners(image) == {(0, 0, 0, 0)}


def test_the_outline_icon_is_lines_that_can_be_seen() -> None:
    alpha = icon("outline").getchannel("A")
    seen = sum(count for count, value in alpha.getcolors() or () if isinstance(value, int) and value > 127)
    assert 0.1 < seen / 32**2 < 0.4
    left, top, right, bottom = alpha.getbbox() or (0, 0, 0, 0)
    assert min(right - left, bottom - top) >= 26, "it fills its square"
