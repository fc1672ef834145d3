# Two commands on a fresh machine: `make demo` shows the brief of the reference case, `make test` runs every test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out
CASE ?= 2023-11-21-malligyong-1

.PHONY: demo test bench check build-data clean

$(BIN)/.user: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Downrange needs Python 3.11 or newer; name one: make PYTHON=python3.12 demo")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(BIN)/.dev: $(BIN)/.user pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: $(BIN)/.user
	$(BIN)/downrange brief $(CASE) --out $(OUT)

test: $(BIN)/.dev
	$(BIN)/python -m pytest -n 2

bench: $(BIN)/.dev
	$(BIN)/python benchmarks/run.py

check: $(BIN)/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy

build-data: $(BIN)/.dev
	$(BIN)/python tools/build_data.py

clean:
	rm -rf $(VENV) $(OUT) .pytest_cache .hypothesis .mypy_cache .ruff_cache
