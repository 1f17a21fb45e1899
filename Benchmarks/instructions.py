#!/usr/bin/env python3
"""Counts the instructions of suites of `saldo bench` with valgrind's callgrind, in one thread.

usage: instructions.py [SUITE ...]      default: decimals table panel

First: swift build -c release --package-path Benchmarks --product Timings
Each suite's work is done once and twice; the difference is the work alone, without start and made-up
data. That is done at two sizes, so that what does not depend on the size (looking at the head of a file)
stands apart. callgrind knows AVX2 and not AVX-512: what has a form for each is counted in the former,
and OpenBLAS's kernel is that for Haswell. Printed are instructions for each thing done and for each byte
that must be read or moved, the instructions besides, and for work on numbers the operations for each byte (arithmetic intensity).
"""
import json
import os
import re
import subprocess
import sys
import tempfile

TIMINGS = os.path.join(os.path.dirname(os.path.abspath(__file__)), ".build", "release", "Timings")
ROWS = {"decimals": 10_000, "table": 20_000, "panel": 300_000}


def counted(suite, rows, times):
    with tempfile.TemporaryDirectory() as folder:
        # valgrind gives up at Swift's debug information.
        program = os.path.join(folder, "timings")
        subprocess.run(["strip", "-o", program, TIMINGS], check=True)
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out",
             program, "work", suite, str(rows), str(times)],
            capture_output=True, text=True, env=os.environ | {"OPENBLAS_CORETYPE": "Haswell"})
    if run.returncode != 0:
        sys.exit(run.stderr)
    return int(re.search(r"Collected : (\d+)", run.stderr)[1]), json.loads(run.stdout)


def work(suite, rows):
    """The instructions of the work at a size, and what it is."""
    (once, found), (twice, _) = counted(suite, rows, 1), counted(suite, rows, 2)
    return twice - once, found


def main():
    print("| work | instructions | for each byte | besides, at once | operations for each byte |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for suite in sys.argv[1:] or ["decimals", "table", "panel"]:
        rows = ROWS.get(suite, 20_000)
        (few, small), (many, large) = work(suite, rows), work(suite, 3 * rows)
        each = (many - few) / (large["amount"] - small["amount"])
        fixed = few - each * small["amount"]
        bytes_each = (large["bytes"] - small["bytes"]) / (large["amount"] - small["amount"])
        of_bytes = f"{each / bytes_each:.1f}" if bytes_each else ""
        intensity = f"{large['operations'] / large['bytes']:.2f}" if large["operations"] else ""
        print(f"| {suite} | {each:.1f} for each of the {large['unit']} | {of_bytes} | "
              f"{fixed / 1e6:.1f} M | {intensity} |", flush=True)


if __name__ == "__main__":
    main()
