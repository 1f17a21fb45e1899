#!/usr/bin/env python3
"""Times a Poisson gravity regression with three fixed effects beside pyfixest.

usage: gravity.py [SALDO_PROGRAM] [--rows 1000000] [--runs 5] [--threads 2] [--folder /tmp] [--zeros 0.2]
           [--json FILE]

Trade is made up, from a fixed seed: countries and years with effects of their own and of each pair, of
which a part trades nothing; log distance varies within pairs, as with internal borders, and two dummies
come and go. The formula is trade ~ log(dist) + rta + border | exporter^year + importer^year + pair.

Compared are pyfixest's fit of a data frame in memory, with clustered errors, and the whole run of the
program saldo, which reads the CSV besides; both with as many threads. pyfixest runs at its default
tolerances, first once on a small part so that nothing is compiled in the timing. They take turns, so
that a slow moment of the machine is one for both. Prints every run, the best of each and the ratio, and
how far coefficients and standard errors differ; exits with 1 where coefficients differ by more than
1e-5.

First: swift build -c release --product saldo
Needs: pip install -r Benchmarks/peers/requirements.txt
"""
import argparse
import contextlib
import csv
import io
import json
import os
import statistics
import subprocess
import sys
import time
import warnings

parser = argparse.ArgumentParser()
parser.add_argument("program", nargs="?", default=os.path.join(
    os.path.dirname(__file__), "..", "..", ".build", "release", "saldo"))
parser.add_argument("--rows", type=int, default=1_000_000)
parser.add_argument("--runs", type=int, default=5)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--folder", default="/tmp")
parser.add_argument("--zeros", type=float, default=0.2)
parser.add_argument("--json")
options = parser.parse_args()
# Before numpy and pyfixest are loaded, which read them once.
for name in ("OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS", "OMP_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = str(options.threads)

import numpy  # noqa: E402
import pandas  # noqa: E402
import pyfixest  # noqa: E402

REGRESSORS = "trade ~ {} + rta + border"
EFFECTS = " | exporter^year + importer^year + pair"
COUNTRIES, YEARS = 200, 25


def made_up(rows):
    random = numpy.random.default_rng(20260101)
    cells = COUNTRIES * COUNTRIES * YEARS
    chosen = numpy.sort(random.choice(cells, min(rows, cells), replace=False))
    i, j, t = chosen // YEARS // COUNTRIES, chosen // YEARS % COUNTRIES, chosen % YEARS
    size = len(chosen)
    pair = i * COUNTRIES + j
    dist = numpy.exp(random.normal(8, 0.8, COUNTRIES * COUNTRIES))[pair] * numpy.exp(
        random.normal(0, 0.1, size))
    rta = (random.random(COUNTRIES * COUNTRIES)[pair] * YEARS < t).astype(int)
    border = (random.random(size) < 0.3).astype(int)
    eta = (12 - 0.9 * numpy.log(dist) + 0.35 * rta - 0.6 * border
           + random.normal(0, 1.5, (COUNTRIES, YEARS))[i, t]
           + random.normal(0, 1.5, (COUNTRIES, YEARS))[j, t]
           + random.normal(0, 1, COUNTRIES * COUNTRIES)[pair])
    trade = numpy.exp(eta) * random.gamma(0.7, 1 / 0.7, size)
    trade = numpy.where(random.random(size) < options.zeros, 0, trade).round(3)
    return pandas.DataFrame({
        "exporter": numpy.char.add("X", i.astype(str)), "importer": numpy.char.add("M", j.astype(str)),
        "pair": pair, "year": t + 2000, "dist": dist.round(3), "rta": rta, "border": border,
        "trade": trade})


def by_pyfixest(data):
    start = time.perf_counter()
    fit = pyfixest.fepois(
        REGRESSORS.format("log(dist)") + EFFECTS, data, vcov={"CRV1": "pair"},
        separation_check=["fe"], copy_data=False)
    return time.perf_counter() - start, fit


def by_saldo(path):
    start = time.perf_counter()
    run = subprocess.run(
        [options.program, "analyze", path, "--measures", "gravity", "--formula",
         REGRESSORS.format("log(dist)") + EFFECTS, "--cluster", "pair", "--digits", "12", "--format",
         "csv", "--quiet", "--threads", str(options.threads)],
        capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - start
    return seconds, {row["name"]: row for row in csv.DictReader(io.StringIO(run.stdout))}


def main():
    warnings.simplefilter("ignore")
    data = made_up(options.rows)
    path = os.path.join(options.folder, f"gravity-{options.rows}-{options.zeros}.csv")
    data.to_csv(path, index=False)
    with contextlib.suppress(ValueError):
        by_pyfixest(data.head(20_000).copy())
    ours, theirs = [], []
    for _ in range(options.runs):
        seconds, table = by_saldo(path)
        ours.append(seconds)
        seconds, fit = by_pyfixest(data.copy())
        theirs.append(seconds)
        print(f"saldo, reading included {ours[-1]:7.2f} s   pyfixest, fit alone {theirs[-1]:7.2f} s   "
              f"{theirs[-1] / ours[-1]:5.2f} times", flush=True)
    peer = fit.tidy()
    off = {"coefficients": 0.0, "standard errors": 0.0}
    for name, row in peer.iterrows():
        mine = table[name.replace("np.log(", "log(")]
        for kind, column, other in (("coefficients", "value", "Estimate"),
                                    ("standard errors", "standard_error", "Std. Error")):
            off[kind] = max(off[kind], abs(float(mine[column]) / row[other] - 1))
    print(f"{len(data)} rows, {int(float(table['observations']['value']))} in the regression "
          f"({fit._N} in pyfixest's), {options.threads} threads")
    print(f"best    saldo {min(ours):7.2f} s   pyfixest {min(theirs):7.2f} s   "
          f"{min(theirs) / min(ours):5.2f} times as long")
    print(f"median  saldo {statistics.median(ours):7.2f} s   "
          f"pyfixest {statistics.median(theirs):7.2f} s   "
          f"{statistics.median(theirs) / statistics.median(ours):5.2f} times as long")
    print("largest relative difference: "
          + ", ".join(f"{kind} {value:.1e}" for kind, value in off.items()))
    if options.json:
        with open(options.json, "a", encoding="utf-8") as file:
            record = {"case": "gravity", "runs": {"saldo": ours, "pyfixest": theirs},
                      "work": f"{len(data):,} rows, three kinds of fixed effects, clustered errors",
                      "agrees": {"pyfixest": bool(off["coefficients"] <= 1e-5)}}
            file.write(json.dumps(record) + "\n")
    sys.exit(int(off["coefficients"] > 1e-5))


if __name__ == "__main__":
    main()
