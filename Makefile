# make run      set everything up and run the demonstration
# make test     set everything up and run all tests
# make quick    the tests that need no server
# make check    format, lint, types, layers
# make format   put the format right and write the generated pages anew
# make bench    measure (benchmarks/growth.py wants a directory and gigabytes: run it by itself)
# make setup    only the virtual environment, with what the tests need

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: setup run demo test quick check format bench clean

run demo: $(VENV)/.run
	@$(BIN)/tieout demo

setup: $(VENV)/.test

test: $(VENV)/.test
	@tests/packages.sh
	@$(BIN)/python -m pytest

quick: $(VENV)/.test
	@$(BIN)/python -m pytest -m "not servers and not slow" tests/parsers tests/rules tests/daemon tests/house

check: $(VENV)/.test
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.test
	@$(BIN)/python -m daemon.config.manual
	@$(BIN)/python -m daemon.store.states_manual
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(VENV)/.test
	@for program in $$(grep -l __main__ benchmarks/*.py | grep -v growth.py); do \
	  name=$$(basename $$program .py); echo "== $$name"; $(BIN)/python -m benchmarks.$$name || exit 1; done

clean:
	rm -rf $(VENV) build dist tieout-demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The stamps are older than pyproject.toml after a change of the dependencies, and only then is anything installed again.
$(VENV)/.run: pyproject.toml | $(BIN)/python
	@echo "Installing tieout into $(VENV) (a minute or two the first time) ..."
	@$(PIP) --editable .
	@touch $@

$(VENV)/.test: pyproject.toml | $(BIN)/python
	@echo "Installing tieout and what its tests need into $(VENV) (a minute or two the first time) ..."
	@$(PIP) --editable ".[dev,ocr,postgresql,machines]"
	@touch $@ $(VENV)/.run

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "tieout needs Python 3.11 or newer, and $(PYTHON) is not: name another, as in  make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || tests/packages.sh python3-venv
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
