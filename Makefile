# make demo   makes the virtual environment, installs Counterfoil and verifies a synthetic person
# make test   installs what the tests need and runs them all
# make search runs the tests of properties with other examples, and more of them
# make lint   ruff, mypy --strict and import-linter
# make docs   builds the documentation into site/
# make check  all three
# make lock   resolves the dependencies again into requirements/

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
JOBS   ?= 2
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test search lint docs lock check
.DEFAULT_GOAL := demo

demo: $(VENV)/native
	$(BIN)/counterfoil demo --out demo

test: $(VENV)/dev $(VENV)/native
	tools/install_test_services.sh
	$(BIN)/pytest -n $(JOBS) --dist loadfile

search: $(VENV)/dev $(VENV)/native
	$(BIN)/pytest -n $(JOBS) --dist loadfile -m hypothesis --hypothesis-profile searching

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

check: test lint docs

lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet uv
	build/lock/bin/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
	    pyproject.toml --all-extras --group dev -o requirements/dev.txt
	build/lock/bin/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
	    pyproject.toml --extra service -c requirements/dev.txt -o requirements/runtime.txt
	build/lock/bin/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
	    pyproject.toml --extra service --extra postgres --extra s3 --extra kms -c requirements/dev.txt \
	    -o requirements/deploy.txt

# A stamp file stands for an installation, so that make repeats it only when what it came from has changed.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Counterfoil needs Python 3.11 or newer; name one with: make PYTHON=python3.11"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/runtime: $(VENV)/bin/python requirements/runtime.txt pyproject.toml hatch_build.py
	$(BIN)/pip install --quiet --require-hashes -r requirements/runtime.txt
	$(BIN)/pip install --quiet --no-deps --editable .
	touch $@

# The installation compiles the module in C; here it is compiled again when its sources change. Without a compiler, the
# reference in Python does the work.
$(VENV)/native: $(VENV)/runtime tools/build_native.py $(wildcard src/counterfoil/screening/native/*.[ch])
	$(BIN)/python -m tools.build_native || true
	touch $@

$(VENV)/dev: $(VENV)/runtime requirements/dev.txt
	$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	touch $@
