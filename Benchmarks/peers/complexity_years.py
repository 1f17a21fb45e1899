#!/usr/bin/env python3
"""Times the complexity of all years of a made-up trade file beside the mere sums of it by polars.

usage: complexity_years.py [SALDO_PROGRAM] [--folder DIR] [--rows 20000000] [--seed 1] [--runs 5]
                           [--threads N] [--pairs] [--json FILE]

saldo reads the CSV, sums it by exporter, product and year, finds ECI and diversity of every exporter
in each of the eleven years, and writes them: the whole process is timed. With --pairs it writes RCA,
ECI and PCI of every exporter, product and year instead. polars reads the same file and sums by
exporter, product and year, in its lazy form with the schema given; its clock starts after the import
and stops when the sums are in memory. Both have as many threads. They take turns, so that a slow moment
of the machine is one for both. Prints every run, the best, the median and their ratios, and compares the
number of exporters and years. With --json the timings are added to FILE.

First: swift build -c release --product saldo
Needs: pip install -r Benchmarks/peers/requirements.txt
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("program", nargs="?", default=os.path.join(
    os.path.dirname(__file__), "..", "..", ".build", "release", "saldo"))
parser.add_argument("--folder", default=tempfile.gettempdir())
parser.add_argument("--rows", type=int, default=20_000_000)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--runs", type=int, default=5)
parser.add_argument("--threads", type=int, default=os.cpu_count())
parser.add_argument("--pairs", action="store_true")
parser.add_argument("--json")
options = parser.parse_args()
# Before polars is loaded, which reads it once.
os.environ["POLARS_MAX_THREADS"] = str(options.threads)

import polars  # noqa: E402

import generate  # noqa: E402


def by_polars(path):
    types = {name: polars.Int32 for name in "tijk"} | {name: polars.Float64 for name in "vq"}
    start = time.perf_counter()
    sums = (polars.scan_csv(path, schema=types).group_by("i", "k", "t")
            .agg(polars.col("v").sum()).collect(engine="streaming"))
    return time.perf_counter() - start, sums


def by_saldo(path, target):
    what = (["--by", "reporter,product", "--measures", "rca,complexity"] if options.pairs
            else ["--by", "reporter", "--measures", "complexity"])
    start = time.perf_counter()
    subprocess.run(
        [options.program, "analyze", path, "--layout", "baci", *what, "--format", "csv", "--quiet", "-o",
         target, "--threads", str(options.threads)], check=True)
    return time.perf_counter() - start


def main():
    path = generate.baci(options.folder, options.rows, options.seed)
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "complexity.csv")
        for _ in range(options.runs):
            ours.append(by_saldo(path, target))
            seconds, sums = by_polars(path)
            theirs.append(seconds)
            print(f"saldo, complexity {ours[-1]:7.2f} s   polars, sums {theirs[-1]:7.2f} s   "
                  f"{theirs[-1] / ours[-1]:5.2f} times", flush=True)
        found = polars.read_csv(target, infer_schema=False)
    keys = ["reporter", "product", "period"] if options.pairs else ["reporter", "period"]
    pairs = sums.select(["i", "k", "t"] if options.pairs else ["i", "t"]).unique()
    print(f"{options.rows} rows, {options.threads} threads; {len(found)} rows of the result, "
          f"{found['eci'].is_not_null().sum()} with ECI")
    print(f"best    saldo {min(ours):7.2f} s   polars {min(theirs):7.2f} s   "
          f"{min(theirs) / min(ours):5.2f} times as long")
    print(f"median  saldo {statistics.median(ours):7.2f} s   "
          f"polars {statistics.median(theirs):7.2f} s   "
          f"{statistics.median(theirs) / statistics.median(ours):5.2f} times as long")
    is_same = found.select(keys).unique().height == len(found) == len(pairs)
    if options.json:
        with open(options.json, "a", encoding="utf-8") as file:
            record = {"case": "complexity of all years from the file",
                      "work": f"{os.path.getsize(path) / 1e6:.0f} MB, {len(found):,} result rows",
                      "runs": {"saldo": ours, "polars": theirs}, "agrees": {"polars": bool(is_same)}}
            file.write(json.dumps(record) + "\n")
    sys.exit(int(not is_same))


if __name__ == "__main__":
    main()
