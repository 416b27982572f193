# Everything a newcomer needs: make demo, make test. The environment is made in .venv.
PYTHON ?= python3.11
VENV := .venv
RUN := $(VENV)/bin

.PHONY: setup demo test format lint types eval bench docs lock train clean

setup: $(VENV)/ready

$(VENV)/ready: requirements.lock pyproject.toml
	test -x $(RUN)/python || $(PYTHON) -m venv $(VENV)
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: setup
	$(RUN)/variorum collate examples/ferry/reports.jsonl -o edition

test: lint types
	$(RUN)/python -m pytest
	$(RUN)/python -m evals.gate

lint: setup
	$(RUN)/ruff format --check --quiet .
	$(RUN)/ruff check --quiet .

types: setup
	$(RUN)/mypy

format: setup
	$(RUN)/ruff check --fix --quiet .
	$(RUN)/ruff format --quiet .

eval: setup
	$(RUN)/python -m evals.gate

bench: setup
	$(RUN)/python -m bench.run
	$(RUN)/python -m bench.archives
	$(RUN)/python -m bench.newsroom
	$(RUN)/python -m bench.newsroom --scale 10000 100000

docs: setup
	$(RUN)/python -m pytest tests/test_docs.py --rewrite

lock: setup
	uv pip compile pyproject.toml --extra dev --generate-hashes --no-emit-index-url --universal --python-version 3.11 --no-header -q -o requirements.lock

# the judge of pairs anew: make train PAIRS=folder with natural.jsonl and to-judge.jsonl
train: setup
	test -x .venv-train/bin/python || $(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r train/requirements.lock
	PYTHONPATH=src:. .venv-train/bin/python -m train.train $(PAIRS)/natural.jsonl $(PAIRS)/to-judge.jsonl

clean:
	rm -rf $(VENV) edition .mypy_cache .ruff_cache .pytest_cache .hypothesis
