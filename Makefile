PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := bot dialogs catalog cards manifest tests
NODE := $(shell command -v node 2>/dev/null)
NPM := $(shell command -v npm 2>/dev/null)

.DEFAULT_GOAL := help

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(VENV)/.runtime ## Make .venv with what the bot needs

.PHONY: run
run: setup chat ## Run the bot and a chat window beside it
	@exec $(BIN)/reconnect serve --chat

.PHONY: test
test: $(VENV)/.dev chat ## Run all tests
	$(BIN)/pytest

.PHONY: e2e
e2e: $(VENV)/.dev chat ## Run the browser tests only
	$(BIN)/pytest tests/e2e

.PHONY: toolkit
toolkit: ## Install Microsoft's Agents Toolkit (large), which make e2e then lets check the Teams package
	npm ci --prefix tests/e2e/toolkit --ignore-scripts --no-audit --no-fund --silent

.PHONY: lint
lint: $(VENV)/.dev ## Check format, style, types and the catalog
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/reconnect catalog lint

.PHONY: bench
bench: $(VENV)/.dev ## Measure speed against peers; writes docs/performance.md
	$(BIN)/python -m tests.benchmarks

.PHONY: faults
faults: $(VENV)/.dev ## Break everything many times, for half an hour; writes docs/reliability.md
	RECONNECT_FAULTS=full $(BIN)/pytest tests/faults

.PHONY: lock
lock: $(VENV)/.dev ## Choose new versions of everything and write the lock files
	$(BIN)/uv pip compile $(LOCK) --group build --output-file requirements.lock
	$(BIN)/uv pip compile $(LOCK) --group build --group dev --output-file requirements-dev.lock

LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml

.PHONY: chat
chat: ## Install the chat window, if Node.js is there
ifneq ($(and $(NODE),$(NPM)),)
	@$(MAKE) --no-print-directory node_modules/.installed
endif

node_modules/.installed: package-lock.json
	npm ci --no-audit --no-fund --silent
	@touch $@

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	@touch $@
