# make demo   score the sample year
# make test   run the tests
# Both make their own environment in .venv; nothing needs to be installed or activated by hand.

ifeq ($(OS),Windows_NT)
  PYTHON ?= python
  BIN := .venv/Scripts
else
  PYTHON ?= python3
  BIN := .venv/bin
endif
READY := .venv/ready
PEERS := build/peers

.PHONY: demo test lint types samples bench peers clean

demo: $(READY)
	$(BIN)/loudi-qa score samples/2019.xlsx --previous samples/2018.xlsx

test: $(READY)
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

samples: $(READY)
	$(BIN)/python samples/make.py

bench: $(READY)
	$(BIN)/python bench/run.py
	$(BIN)/python bench/growth.py
	$(BIN)/python bench/folder.py

# Other validators are installed into an environment of their own.
peers: $(READY) $(PEERS)/ready
	$(BIN)/python bench/peers.py --python $(PEERS)/$(notdir $(BIN))/python

clean:
	rm -rf .venv build dist

# The stamp depends on pyproject.toml: a change there installs again, and only then.
$(READY): pyproject.toml
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || \
	  { echo "Python 3.11 or later is needed; set PYTHON=..., as in: make demo PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
	  { echo "The module venv is missing; on Debian or Ubuntu: apt install python3-venv"; rm -rf .venv; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	@touch $(READY)

$(PEERS)/ready: bench/peers-requirements.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/$(notdir $(BIN))/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@
