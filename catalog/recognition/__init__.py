"""Recognising what a paste is about: reading it, then matching it to entries of the catalog."""

from catalog.recognition.engine import Recogniser
from catalog.recognition.result import Details, Evidence, Match, Outcome, Paste, Recognition

__all__ = ["Details", "Evidence", "Match", "Outcome", "Paste", "Recogniser", "Recognition"]
