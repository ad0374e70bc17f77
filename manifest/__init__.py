"""What Teams installs: the manifest, its French texts, the icons, and the packager that joins them."""

from manifest.packager import build_package, problems_of

__all__ = ["build_package", "problems_of"]
