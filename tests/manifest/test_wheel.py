"""The wheel brings every file that the program reads."""

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.manifest.packages import FILES, ROOT


def test_the_wheel_has_the_manifest_the_pictures_and_the_pages(tmp_path: Path) -> None:
    build = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=120)
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        names = set(opened.namelist())
    pictures = (ROOT / "cards/pictures").glob("*.png")
    pages = (ROOT / "bot/pages").glob("*.html")
    read = {path.relative_to(ROOT).as_posix() for path in (*pictures, *pages)}
    assert len(read) == 7
    assert read | {f"manifest/{name}" for name in FILES} <= names
