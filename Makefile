# Two commands on a fresh machine: `make demo` shows the brief of the reference case, `make test` runs every test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out
CASE ?= 2023-11-21-malligyong-1
COVERED_PERCENT := 92
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test test-fast coverage check format docs wheel bench build-data clean

$(BIN)/.user: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Downrange needs Python 3.11 or newer; name one: make PYTHON=python3.12 demo")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --editable .
	touch $@

$(BIN)/.dev: $(BIN)/.user pyproject.toml
	$(PIP) --editable '.[dev]'
	touch $@

# The brief of the reference case, and how to go on.
demo: $(BIN)/.user
	$(BIN)/downrange brief $(CASE) --out $(OUT)
	@echo
	@echo "Open $(OUT)/brief.html in a browser."
	@echo "Call the program as $(BIN)/downrange, or once: source $(BIN)/activate, then: downrange --help"

# Every test.
test: $(BIN)/.dev
	$(BIN)/python -m pytest -n 2

# Without the tests that take long or need a browser: about a minute.
test-fast: $(BIN)/.dev
	$(BIN)/python -m pytest -n 2 -m "not slow and not browser"

# Every test with line coverage; fails below the floor.
coverage: $(BIN)/.dev
	$(PIP) pytest-cov
	NUMBA_DISABLE_JIT=0 $(BIN)/python -m pytest -n 2 --cov=downrange --cov-report=term --cov-fail-under=$(COVERED_PERCENT)

# Lint, format and types, and known faults of the dependencies where the list of them can be reached.
check: $(BIN)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	-$(PIP) pip-audit
	$(BIN)/python tools/check_dependencies.py

format: $(BIN)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The generated reference, and the outputs of every command and example in the documentation.
docs: $(BIN)/.dev
	$(BIN)/python tools/build_docs.py

wheel: $(BIN)/.dev
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

bench: $(BIN)/.dev
	$(BIN)/python benchmarks/run.py

build-data: $(BIN)/.dev
	$(BIN)/python tools/build_data.py

clean:
	rm -rf $(VENV) $(OUT) dist .coverage .pytest_cache .hypothesis .mypy_cache .ruff_cache
