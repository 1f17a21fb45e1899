# One command for each thing that one does here. `make demo` and `make test` set up a bare Debian
# machine that has Swift; the others suppose that this has been done.

SWIFT ?= swift
PACKAGES := libopenblas-dev libdeflate-dev libzstd-dev pkg-config
SALDO := .build/release/saldo
PEERS := Benchmarks/.venv
REPORTS := build/demo

.PHONY: demo test build setup format lint fuzz bench bench-peers readme-speed

demo: build
	@echo
	@echo "== saldo check: can all the figures of a release be true at once?"
	$(SALDO) check Fixtures/releases/kaluga-2017.txt
	@echo
	@echo "== saldo analyze: growth and balance of each region, exact"
	$(SALDO) analyze Fixtures/trade/regions-long.csv --by reporter --measures growth
	$(SALDO) analyze Fixtures/trade/regions-long.csv --by reporter --measures balance
	@echo
	@echo "== the same as pages to look at"
	@mkdir -p $(REPORTS)
	$(SALDO) check Fixtures/releases/kaluga-2017.txt Fixtures/batch/releases/clash.txt --quiet \
	  --format html -o $(REPORTS)/check.html || [ $$? = 1 ]
	$(SALDO) analyze Fixtures/trade/regions-long.csv --by reporter \
	  --measures growth,balance,contribution,share --quiet --format html -o $(REPORTS)/analyze.html
	@echo
	@echo "reports: $(REPORTS)/check.html $(REPORTS)/analyze.html"

test: setup
	$(SWIFT) test

build: setup
	$(SWIFT) build -c release --product saldo

# Installs the system packages that are missing; asks for nothing when all are there.
setup:
	@missing=""; for p in $(PACKAGES); do \
	  dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	  run=""; [ "$$(id -u)" = 0 ] || run=sudo; \
	  echo "installing:$$missing"; \
	  $$run apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$run apt-get install -y -qq $$missing; \
	fi

format:
	$(SWIFT) format -i -r Sources Tests Benchmarks Package.swift

lint:
	$(SWIFT) format lint -r --strict Sources Tests Benchmarks Package.swift

# FUZZ_SECONDS for each target (60); ARGUMENTS="release csv" fuzzes those alone.
fuzz: setup
	python3 Tests/Tooling/fuzz.py $(ARGUMENTS)

bench: setup
	$(SWIFT) package --package-path Benchmarks benchmark

# Times Saldo beside other programs; writes Benchmarks/RESULTS.md and RESULTS.svg. Some 20 minutes, and
# 2 GB of made-up files in the folder for temporary ones. ARGUMENTS="--rows 2000000" makes it shorter.
bench-peers: build $(PEERS)/done
	$(SWIFT) build -c release --package-path Benchmarks --product Timings
	$(PEERS)/bin/python Benchmarks/peers/run.py $(SALDO) $(ARGUMENTS)

$(PEERS)/done: Benchmarks/peers/requirements.txt
	@python3 -c "import ensurepip, venv" 2>/dev/null || $(MAKE) setup PACKAGES=python3-venv
	python3 -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --disable-pip-version-check -r $<
	touch $@

# Puts the speed table of Benchmarks/RESULTS.md into the README.
readme-speed:
	python3 Benchmarks/peers/report.py README.md
