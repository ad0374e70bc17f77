PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NODE := $(shell command -v node 2>/dev/null)
NPM := $(shell command -v npm 2>/dev/null)

.DEFAULT_GOAL := help

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(VENV)/.runtime ## Make .venv with what the bot needs
	@echo "Ready: $(BIN)/reconnect"

.PHONY: run
run: $(VENV)/.runtime chat ## Run the bot and a chat window beside it
	@exec $(BIN)/reconnect serve --chat

.PHONY: test
test: $(VENV)/.dev chat ## Run all tests
	$(BIN)/pytest --numprocesses=logical --maxprocesses=4 --dist=loadfile

.PHONY: e2e
e2e: $(VENV)/.dev chat ## Run the browser tests only
	$(BIN)/pytest tests/e2e

.PHONY: toolkit
toolkit: tests/e2e/toolkit/node_modules/.installed ## Install Microsoft's Agents Toolkit (large), which make e2e then lets check the Teams package

.PHONY: lint
lint: $(VENV)/.dev ## Check format, style, types and the catalog
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/reconnect catalog lint

.PHONY: bench
bench: $(VENV)/.bench ## Measure speed against peers; writes docs/performance.md
	$(BIN)/python -m tests.benchmarks

.PHONY: load
load: $(VENV)/.dev ## Measure what the bot bears, for half an hour; writes its part of docs/performance.md
	$(BIN)/python -m tests.benchmarks.under_load

.PHONY: faults
faults: $(VENV)/.dev ## Break everything many times, for half an hour; writes docs/reliability.md
	RECONNECT_FAULTS=full $(BIN)/pytest tests/faults

.PHONY: fuzz
fuzz: $(VENV)/.dev chat ## Make hostile input by the hundred thousand, for half an hour; writes docs/hostile-input.md
	RECONNECT_FUZZ=full $(BIN)/pytest tests/fuzz tests/e2e/test_hostile.py

.PHONY: lock
lock: $(VENV)/.dev ## Write the lock files with new versions of everything; UPGRADE= keeps those that still fit
	$(COMPILE) --group build --output-file requirements.lock
	$(COMPILE) --group build --extra otel --constraint requirements.lock --output-file requirements-otel.lock
	$(COMPILE) --group build --group dev --extra otel --constraint requirements.lock --output-file requirements-dev.lock
	$(COMPILE) --group build --group dev --group bench --extra otel --constraint requirements-dev.lock --output-file requirements-bench.lock

UPGRADE ?= --upgrade
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet $(UPGRADE) --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --no-header

.PHONY: chat
chat: ## Install the chat window, if Node.js and npm are there
ifneq ($(and $(NODE),$(NPM)),)
chat: node_modules/.installed
endif

node_modules/.installed: package-lock.json
	@$(NPM_CI) && touch $@ || echo "The chat window could not be installed; everything else works without it."

tests/e2e/toolkit/node_modules/.installed: tests/e2e/toolkit/package-lock.json
	$(NPM_CI) --prefix tests/e2e/toolkit --ignore-scripts
	@touch $@

NPM_CI := npm ci --no-audit --no-fund --loglevel=error

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Reconnect needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 setup")'
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/python
	$(INSTALL) --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(INSTALL) --requirement requirements-dev.lock
	@touch $@

$(VENV)/.bench: requirements-bench.lock $(VENV)/.dev
	$(INSTALL) --requirement requirements-bench.lock
	@touch $@

INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes
