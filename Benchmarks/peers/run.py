#!/usr/bin/env python3
"""Runs every comparison with other programs and writes RESULTS.md and RESULTS.svg beside this folder.

usage: run.py SALDO_PROGRAM [--rows 20000000] [--table-rows 5000000] [--runs 5] [--threads 2]
           [--folder DIR] [--keep FILE] [--quick]

Each comparison is a script of its own here, whose head says what is timed; they run one after
another, each tool in turn. The growth of the suites of `saldo bench` is measured last. `make
bench-peers` makes the environment, builds and calls this. With --keep the timings are kept in FILE, and
a second run with the same FILE only writes the report. With --quick the data is a tenth as large.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

import report

HERE = os.path.dirname(os.path.abspath(__file__))


def script(name, *arguments):
    print(f"== {name} {' '.join(arguments)}", flush=True)
    subprocess.run([sys.executable, os.path.join(HERE, name), *arguments], check=True)


def measure(options, path):
    threads, runs = str(options.threads), str(options.runs)
    script("table_check.py", options.program, "--rows", str(options.table_rows), "--runs", runs,
           "--threads", threads, "--json", path)
    script("aggregate.py", options.program, "--rows", str(options.rows), "--runs", runs,
           "--folder", options.folder, "--json", path)
    script("complexity.py", "--runs", runs, "--threads", threads, "--json", path,
           *(["--products", "1000"] if options.quick else []))
    script("complexity_years.py", options.program, "--rows", str(options.rows), "--runs", runs,
           "--threads", threads, "--folder", options.folder, "--json", path)
    script("gravity.py", options.program, "--rows", "500000" if options.quick else "1000000",
           "--runs", runs,
           "--threads", threads, "--folder", options.folder, "--json", path)
    print("== saldo bench", flush=True)
    bench = subprocess.run(
        [options.program, "bench", "--format", "json", "--threads", threads]
        + (["--quick"] if options.quick else []), check=True, stdout=subprocess.PIPE).stdout
    with open(path, "a", encoding="utf-8") as file:
        file.write(json.dumps({"bench": json.loads(bench)}) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--rows", type=int, default=20_000_000)
    parser.add_argument("--table-rows", type=int, default=5_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--folder", default=os.path.join(tempfile.gettempdir(), "saldo-peers"))
    parser.add_argument("--keep")
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    if options.quick:
        options.rows, options.table_rows = options.rows // 10, options.table_rows // 10
    path = options.keep or tempfile.mkstemp(suffix=".jsonl")[1]
    if not os.path.exists(path) or os.path.getsize(path) == 0:
        # Whole or not at all: a run that was broken off is begun anew.
        measure(options, path + ".partial")
        os.replace(path + ".partial", path)
    with open(path, encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    report.write(records, os.path.dirname(HERE))
    if not all(all(record["agrees"].values()) for record in records if "agrees" in record):
        sys.exit("some results differ; see RESULTS.md")


if __name__ == "__main__":
    main()
