FROM python:3.11-slim-bookworm AS build
RUN python -m venv /opt/reconnect
COPY requirements.lock requirements-otel.lock /build/
WORKDIR /build
# Any value brings OpenTelemetry: docker build --build-arg TRACES=1 .
ARG TRACES
RUN /opt/reconnect/bin/pip install --disable-pip-version-check --no-cache-dir \
    --require-hashes --requirement requirements.lock \
    ${TRACES:+--requirement requirements-otel.lock}
COPY pyproject.toml README.md LICENSE ./
COPY catalog ./catalog
COPY cards ./cards
COPY dialogs ./dialogs
COPY manifest ./manifest
COPY bot ./bot
# Nothing is installed later: the image has no installer.
RUN /opt/reconnect/bin/pip install --disable-pip-version-check --no-cache-dir --no-deps --no-build-isolation . \
    && /opt/reconnect/bin/pip uninstall --yes --quiet hatchling editables setuptools pip

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="Reconnect" \
      org.opencontainers.image.description="Explains broken sign-ins and connections in Microsoft Teams" \
      org.opencontainers.image.licenses="MIT"
RUN groupadd --system --gid 10001 reconnect \
    && useradd --system --uid 10001 --gid reconnect --home-dir /data --no-create-home --shell /usr/sbin/nologin reconnect \
    && install --directory --owner reconnect --group reconnect --mode 0700 /data
COPY --from=build /opt/reconnect /opt/reconnect
ENV PATH=/opt/reconnect/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    RECONNECT_HOST=0.0.0.0 \
    RECONNECT_PORT=3978 \
    RECONNECT_DATABASE_URL=sqlite:////data/reconnect.sqlite3 \
    RECONNECT_LOG_FORMAT=json
# By number, so that a host that forbids root can see that it is not.
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import http.client, os, sys; asked = http.client.HTTPConnection('127.0.0.1', int(os.environ['RECONNECT_PORT']), timeout=4); asked.request('GET', '/healthz'); sys.exit(asked.getresponse().status != 200)"]
ENTRYPOINT ["reconnect"]
CMD ["serve"]
