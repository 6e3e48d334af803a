# make demo   score the sample year
# make test   run the tests
# Both make their own environment in .venv, of the versions in requirements/; nothing needs to be installed or activated by hand.
# make wheelhouse   a folder that installs without a network; make portable   one that runs on Windows with nothing installed

ifeq ($(OS),Windows_NT)
  PYTHON ?= python
  BIN := .venv/Scripts
else
  PYTHON ?= python3
  BIN := .venv/bin
endif
READY := .venv/ready
PEERS := build/peers
UV := build/uv

.PHONY: demo test lint types samples bench peers wheelhouse portable lock clean

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

# FOR="windows-amd64-3.12 linux-x86_64-3.12" makes it for these machines only.
wheelhouse: $(READY)
	$(BIN)/python offline/wheelhouse.py $(if $(FOR),--for $(FOR))

# EMBED is Python for Windows, the "embeddable package" of python.org: make portable EMBED=python-3.13.9-embed-amd64.zip
portable: $(READY)
	$(BIN)/python offline/portable.py $(if $(EMBED),--embed "$(EMBED)") $(if $(EMBED_SHA256),--sha256 $(EMBED_SHA256)) \
	  $(if $(WITHOUT_PYTHON),--without-python)

# After a change of dependencies in pyproject.toml. Versions stay as they are where they still fit; UPGRADE=1 takes the newest.
lock: $(UV)/ready
	$(UV)/$(notdir $(BIN))/uv pip compile $(LOCKING) $(if $(UPGRADE),--upgrade) --output-file requirements/run.txt
	$(UV)/$(notdir $(BIN))/uv pip compile $(LOCKING) $(if $(UPGRADE),--upgrade) --extra dev --constraints requirements/run.txt \
	  --output-file requirements/dev.txt

LOCKING := pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
  --custom-compile-command "make lock"

clean:
	rm -rf .venv build dist

# The stamp depends on what is installed: a change there installs again, and only then.
$(READY): pyproject.toml requirements/dev.txt
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || \
	  { echo "Python 3.11 or later is needed; set PYTHON=..., as in: make demo PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
	  { echo "The module venv is missing; on Debian or Ubuntu: apt install python3-venv"; rm -rf .venv; exit 1; }
	@echo "Making the environment in .venv: about a minute, this once"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $(READY)

$(PEERS)/ready: bench/peers-requirements.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/$(notdir $(BIN))/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

$(UV)/ready:
	$(PYTHON) -m venv $(UV)
	$(UV)/$(notdir $(BIN))/python -m pip install --quiet --disable-pip-version-check "uv>=0.9,<1"
	@touch $@
