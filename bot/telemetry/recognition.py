"""Traces how pastes are read."""

from dataclasses import replace

from bot.telemetry.spans import NO_SPANS, Spans
from catalog.reading import Reading
from dialogs.knowledge import Knowledge, Reads


class TracedReader:
    """Reads through another reader, and traces it. Of the text its length is told."""

    def __init__(self, reader: Reads, spans: Spans) -> None:
        self._reader = reader
        self._spans = spans

    def prepare(self) -> None:
        """Make now what the first reading would wait for."""
        self._reader.prepare()

    def read(self, text: str) -> Reading:
        """What ``text`` is about."""
        with self._spans.span("recognition", {"reconnect.characters": len(text)}) as span:
            reading = self._reader.read(text)
            found = reading.finding
            entries = ",".join(found.entries)
            span.note({"reconnect.outcome": found.outcome.value, "reconnect.entries": entries})
            return reading


def traced(knowledge: Knowledge, spans: Spans) -> Knowledge:
    """What is known, read with traces where there are any."""
    if spans is NO_SPANS:
        return knowledge
    return replace(knowledge, reader=TracedReader(knowledge.reader, spans))
