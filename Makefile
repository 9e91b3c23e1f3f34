# Careloom: `make run` shows it, `make test` proves it. Needs Python 3.11 or newer, nothing else.
# Arguments for `careloom up`: make run ARGS="--empty --port 8500"

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest
PROPERTIES := $(shell grep -rl 'from hypothesis import' tests --include='test_*.py')
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --no-annotate --no-header

.DEFAULT_GOAL := run
.PHONY: run test fuzz lint types front format lock clean

run: $(VENV)/.runtime
	@$(BIN)/careloom up $(ARGS)

# Without ARGS in lanes at the same time (tests/lanes.py); with them everything else first, then the tests they name.
ifeq ($(ARGS),)
test: lint
	@$(BIN)/python -m tests.lanes
else
test: lint types front
	$(PYTEST) $(ARGS)
endif

# New examples for every property, and more of them; `make test` takes the same few every time.
fuzz: $(VENV)/.dev
	CARELOOM_FUZZ=3000 $(BIN)/python -m infra.local.frontend fuzz
	CARELOOM_FUZZ=50 $(PYTEST) --timeout 1800 $(PROPERTIES)

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: $(VENV)/.dev
	$(BIN)/mypy

# Installs and builds only what changed; skips while there is no front end.
front: $(VENV)/.dev
	$(BIN)/python -m infra.local.frontend check test

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Hashes and no addresses, so that every machine uses the registry it is configured for.
lock: $(VENV)/.dev
	$(LOCK) pyproject.toml requirements-build.in -o requirements.lock
	$(LOCK) --extra dev pyproject.toml requirements-build.in -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	rm -rf frontend/node_modules frontend/dist test-results

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Careloom needs Python 3.11 or newer on the PATH."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing (Debian: python3-venv)."; rm -rf $(VENV); exit 1; }

$(VENV)/.runtime: $(VENV)/bin/python requirements.lock pyproject.toml
	@echo "Installing what Careloom needs into $(VENV)"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@echo "Installing what the tests need"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@
