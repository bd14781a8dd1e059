# Every target fetches what it needs into this folder; the system's Python is only asked to make a venv.
UV := $(shell command -v uv 2>/dev/null || echo .tools/uv/bin/uv)
RUN := $(UV) run --locked --no-sync
PYTHON ?= python3

.PHONY: run test bench soak docs format sync

run: sync  ## publish a version of the sample corpus
	$(RUN) copydesk run

# Dozens of processes import the same libraries; where Python writes no bytecode each would compile them.
test: $(UV)  ## lint, types and tests
	$(UV) sync --locked --quiet --compile-bytecode
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	$(RUN) pytest -n 3 --dist worksteal -m "not soak"

bench: $(UV)  ## measure throughput and memory, write docs/speed.md
	$(UV) sync --locked --all-extras
	$(RUN) python -m tests.benchmarks.speed

soak: sync  ## the long tests: kill commands at random moments, and more examples of each history
	$(RUN) pytest -m soak

docs: sync  ## write again what is generated: suites, docs/tables.md, golden rows, the outputs in README
	$(RUN) python -m tests.generated
	$(RUN) python -m tests.golden_rows
	$(RUN) python -m tests.readme

format: sync
	$(RUN) ruff format
	$(RUN) ruff check --fix

sync: $(UV)
	$(UV) sync --locked --quiet

.tools/uv/bin/uv:
	$(PYTHON) -m venv .tools/uv
	.tools/uv/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
