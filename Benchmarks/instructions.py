#!/usr/bin/env python3
"""Counts the instructions of suites of `saldo bench` with valgrind's callgrind, in one thread.

usage: instructions.py [SUITE ...]      default: decimals table panel

First: swift build -c release --package-path Benchmarks --product Timings
Each suite's work is done once and three times; half the difference is the work alone, without start and
made-up data. callgrind knows AVX2 and not AVX-512: what has a form for each is counted in the former,
and OpenBLAS's kernel is that for Haswell. Printed are instructions for each thing done and for each byte
that must be read or moved, and for work on numbers the operations for each byte (arithmetic intensity).
"""
import json
import os
import re
import subprocess
import sys
import tempfile

TIMINGS = os.path.join(os.path.dirname(os.path.abspath(__file__)), ".build", "release", "Timings")
ROWS = {"decimals": 50_000, "table": 100_000, "panel": 100_000}


def counted(suite, times):
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out",
             TIMINGS, "work", suite, str(ROWS.get(suite, 20_000)), str(times)],
            capture_output=True, text=True, env=os.environ | {"OPENBLAS_CORETYPE": "Haswell"})
    if run.returncode != 0:
        sys.exit(run.stderr)
    return int(re.search(r"Collected : (\d+)", run.stderr)[1]), json.loads(run.stdout)


def main():
    print("| work | instructions | for each byte | operations for each byte |")
    print("| --- | ---: | ---: | ---: |")
    for suite in sys.argv[1:] or ["decimals", "table", "panel"]:
        (once, work), (thrice, _) = counted(suite, 1), counted(suite, 3)
        count, amount = (thrice - once) / 2, work["amount"]
        of_bytes = f"{count / work['bytes']:.2f}" if work["bytes"] else ""
        intensity = f"{work['operations'] / work['bytes']:.2f}" if work["operations"] else ""
        print(f"| {suite} | {count / amount:.1f} for each of {amount:,} {work['unit']} | {of_bytes} | "
              f"{intensity} |", flush=True)


if __name__ == "__main__":
    main()
