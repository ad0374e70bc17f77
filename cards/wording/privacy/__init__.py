"""What is said about privacy: on cards, on the page for everybody, and in docs/privacy.md."""

from cards.wording.privacy.model import Kept, PrivacyWording

__all__ = ["Kept", "PrivacyWording"]
