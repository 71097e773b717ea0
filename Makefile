# Every command of the project. `make` alone lists them.
# The environment is made on first use and made again when a lock file changes.
# What is given as NAME=value reaches a command through the environment, so that blanks and quotes in it are kept.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PY := .venv/bin/python
BASE_PYTHON ?= python3

help: ## この一覧を表示する / list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | while IFS=$$'\t' read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

site: .venv/site.done ## out/site/ にサイトを作る / check the data and build the site
	$(PY) -m pipeline build

check: .venv/site.done ## data/ を検査する / check the data, change nothing
	$(PY) -m pipeline check
	$(PY) -m rules

tidy: .venv/site.done ## FILE=… の CSV や調査票のブックを決められた形に直す / rewrite files in the canonical form
	$(PY) -m pipeline tidy $(if $(FILE),"$$FILE") $(if $(EDITION),--edition "$$EDITION")

review: .venv/site.done ## BASE=origin/main と比べて変わることを一覧にする / what a change changes
	$(PY) -m pipeline review --base "$${BASE:-origin/main}"

workbook: .venv/site.done ## PREF=27 の行を、選択肢の付いたブックにする / one prefecture's rows as .xlsx
	$(PY) -m pipeline workbook --prefecture "$$PREF" $(if $(EDITION),--edition "$$EDITION")

accept: .venv/site.done ## data/proposals/ の提案を表に取り込む / take proposed values into the tables
	$(PY) -m pipeline accept

release: .venv/site.done ## 公開する表をリリースとして固める / freeze the published tables as a release
	$(PY) -m pipeline release $(if $(ON),--on "$$ON") $(if $(NOTE),--note "$$NOTE")

serve: .venv/site.done ## http://127.0.0.1:8000/ で見る（PORT=8001） / build, serve and rebuild on change
	$(PY) -m pipeline serve $(if $(PORT),--port "$$PORT")

test: .venv/dev.done .venv/browser.done .venv/peers.done ## コードの試験 / test the code, with a real browser
	$(PY) -m pytest

faults: .venv/dev.done ## 作る途中で止める、ディスクを満たす、など / builds that are killed, starved or disturbed
	$(PY) -m surroundings

lint: .venv/dev.done ## コードの書き方 / ruff, mypy --strict, zizmor
	$(PY) -m ruff check --no-cache build tests
	$(PY) -m ruff format --check build tests
	$(PY) -m mypy
	.venv/bin/zizmor --offline --quiet --persona=pedantic .github/workflows

shots: site .venv/dev.done .venv/browser.done ## out/shots/ に主なページの画像を作る / pictures of the ten main pages
	$(PY) tests/make_shots.py

bench: .venv/dev.done ## 速さと大きさ / measure speed and memory beside peers
	$(PY) -m bench

lock: .venv/dev.done ## 依存の版を更新する / update the locked versions
	$(PY) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements.in --output-file requirements.txt
	$(PY) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements-dev.in --output-file requirements-dev.txt
	$(PY) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate tests/peer_clients.in --output-file tests/peer_clients.txt

clean: ## out/ と .venv/ を消す / remove everything generated
	rm -rf out .venv .mypy_cache .ruff_cache .pytest_cache

.venv/site.done: requirements.txt
	test -x $(PY) || $(BASE_PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	printf '%s\n' ../../../../build ../../../../tests > $$($(PY) -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/pipeline.pth
	touch $@

.venv/dev.done: .venv/site.done requirements-dev.txt
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

.venv/browser.done: .venv/dev.done tests/install_browser.py
	$(PY) tests/install_browser.py
	touch $@

.venv/peers.done: .venv/dev.done tests/install_peers.py tests/peer_clients.txt
	$(PY) tests/install_peers.py
	touch $@

.PHONY: help site check accept release tidy review workbook serve test faults lint bench shots lock clean
