# The two commands of the README are `make demo` and `make test`; the rest serves them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test test-all setup setup-dev docs lock clean

demo: setup
	$(BIN)/assay up --demo --port $${PORT:-8000}

test: setup-dev
	./check

test-all: setup-dev
	./check --all

setup: $(VENV)/.runtime
setup-dev: $(VENV)/.dev

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Assay needs Python 3.11 or newer; name one: make PYTHON=python3.12" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

# uv installs in seconds; where it cannot be had, pip does the same from the same pinned, hashed list.
define install
	@if $(BIN)/python -m pip install --quiet "uv==0.13.*" 2>/dev/null && VIRTUAL_ENV=$(abspath $(VENV)) $(BIN)/uv pip install --quiet $(1); \
	then :; else $(BIN)/python -m pip install --quiet $(1); fi
	@VIRTUAL_ENV=$(abspath $(VENV)) $(BIN)/uv pip install --quiet --no-deps --editable . 2>/dev/null || $(BIN)/python -m pip install --quiet --no-deps --editable .
endef

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(call install,-r requirements.lock)
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(call install,-r requirements-dev.lock)
	@touch $@ $(VENV)/.runtime

# Pins with hashes and without any index's address: the same list works behind every mirror.
lock: | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet "uv==0.13.*"
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

# The reference is written out of the code; a test fails when it is stale.
docs: setup-dev
	$(BIN)/python docs/generate.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis .import_linter_cache htmlcov .coverage
