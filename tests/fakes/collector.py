"""A stand-in for an OpenTelemetry collector: real HTTP, real protobuf."""

import gzip
from typing import Any

from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)

from tests.fakes.server import FakeServer


class FakeCollector(FakeServer):
    """Takes traces and remembers them: ``raw`` as they came, ``spans`` with the ``services`` they are of."""

    def __init__(self) -> None:
        super().__init__()
        self.raw = b""
        self.spans: list[Any] = []
        self.services: set[str] = set()
        self.app.router.add_post("/v1/traces", self._take)

    def named(self, name: str) -> list[Any]:
        """The spans of this name."""
        return [span for span in self.spans if span.name == name]

    async def _take(self, request: web.Request) -> web.Response:
        body = await request.read()
        if body[:2] == b"\x1f\x8b":
            body = gzip.decompress(body)
        self.raw += body
        sent = ExportTraceServiceRequest.FromString(body)
        for resource in sent.resource_spans:
            about = attributes(resource.resource)
            self.services.add(str(about["service.name"]))
            for scope in resource.scope_spans:
                self.spans.extend(scope.spans)
        return web.Response(
            body=ExportTraceServiceResponse().SerializeToString(), content_type="application/x-protobuf"
        )


def attributes(span: Any) -> dict[str, Any]:
    """What a span or a resource tells."""
    return {item.key: getattr(item.value, item.value.WhichOneof("value")) for item in span.attributes}
