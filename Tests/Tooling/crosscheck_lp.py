#!/usr/bin/env python3
"""Compares the verdicts of `saldo check` on random statement files with scipy's HiGHS.

usage: crosscheck_lp.py SALDO_PROGRAM [--systems N] [--seed S] [--batch B]

Each system has the figures of random true values, rounded as printed; in two of three one figure is
then changed. HiGHS maximises the slack that every row can keep: more than a small tolerance means
that the figures can hold, less than minus the tolerance that they cannot; what lies between is too
near a tie for floating point and is skipped. Prints the counts; exits 1 on any disagreement, and
leaves the disagreeing files in the folder that it names.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from scipy.optimize import linprog

YEARS = ["2015", "2016", "2017"]
MEASURES = {"exports": (1, 0), "imports": (0, 1), "turnover": (1, 1), "balance": (1, -1)}
TOLERANCE = 1e-7


def form(measure, year):
    """A quantity over the unknowns: exports and imports of each year."""
    left = np.zeros(2 * len(YEARS))
    left[2 * year : 2 * year + 2] = MEASURES[measure]
    return left


def rounded(value, places):
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


class System:
    def __init__(self, rng):
        self.truth = np.array([rng.uniform(20, 900) for _ in range(2 * len(YEARS))])
        self.lines, self.rows, self.bases = [], [], []
        for _ in range(rng.randint(4, 10)):
            self.draw(rng)
        if rng.random() < 2 / 3:
            self.draw(rng, shift=rng.choice([-40, -15, -5, -2, 2, 5, 15, 40]))

    def draw(self, rng, shift=0):
        kind = rng.choice(["level", "level", "percent_change", "ratio", "index"])
        places = rng.choice([0, 1]) + (kind == "ratio")
        year = rng.randrange(1, len(YEARS))
        if kind == "level":
            measure = rng.choice(list(MEASURES))
            year = rng.randrange(len(YEARS))
            value = rounded(float(form(measure, year) @ self.truth), places)
        else:
            measure = rng.choice(["exports", "imports", "turnover"])
            now, base = form(measure, year), form(measure, year - 1)
            quotient = float(now @ self.truth) / float(base @ self.truth)
            scaled = {"percent_change": (quotient - 1) * 100, "ratio": quotient, "index": quotient * 100}
            value = rounded(scaled[kind], places)
        value += shift * Decimal(1).scaleb(-places)
        half = Decimal(5).scaleb(-places - 1)
        low, high = float(value - half), float(value + half)
        if kind == "level":
            self.rows += [(form(measure, year), high), (-form(measure, year), -low)]
        else:
            if kind != "ratio":
                low, high = low / 100, high / 100
            if kind == "percent_change":
                low, high = low + 1, high + 1
            self.rows += [(now - high * base, 0.0), (low * base - now, 0.0)]
            self.bases.append(base)
        printed_kind = "balance" if measure == "balance" else kind
        base_year = YEARS[year - 1] if kind != "level" else ""
        unit = {"level": "USD", "ratio": "times"}.get(kind, "percent")
        self.lines.append(f"{measure},Region,{YEARS[year]},{base_year},{printed_kind},{value},{unit}")

    def text(self):
        return "measure,scope,period,base,kind,value,unit\n" + "\n".join(self.lines) + "\n"

    def expected(self):
        """True, False, or None too near a tie; rows are scaled to a largest coefficient of one."""
        # The scale of the unknowns is free where only growth is stated, so the base is one at least;
        # a stated level fixes the scale, and the base can then be small beside it.
        least = 0.01 if any(bound for _, bound in self.rows) else 1.0
        rows = self.rows + [(-base, -least) for base in self.bases]
        left = np.array([row for row, _ in rows])
        right = np.array([bound for _, bound in rows])
        count = left.shape[1]
        objective = np.zeros(count + 1)
        objective[-1] = -1
        slack = np.column_stack([left, np.ones(len(left))])
        bounds = [(0, None)] * count + [(None, 1)]
        answer = linprog(objective, A_ub=slack, b_ub=right, bounds=bounds, method="highs")
        if answer.status != 0:
            return None
        best = -answer.fun
        return True if best > TOLERANCE * 100 else False if best < -TOLERANCE * 100 else None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--systems", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=500)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    folder = tempfile.mkdtemp(prefix="crosscheck-")
    counts = {"feasible": 0, "infeasible": 0, "near a tie": 0, "disagree": 0}
    for start in range(0, options.systems, options.batch):
        systems, paths = [], []
        for number in range(start, min(start + options.batch, options.systems)):
            systems.append(System(rng))
            paths.append(os.path.join(folder, f"system-{number}.csv"))
            with open(paths[-1], "w", encoding="utf-8") as file:
                file.write(systems[-1].text())
        run = subprocess.run(
            [options.program, "check", "--format", "json", *paths], capture_output=True, text=True
        )
        if run.returncode not in (0, 1):
            sys.exit(f"{options.program} ended with {run.returncode}: {run.stderr.strip()}")
        verdicts = {d["path"]: d["verdict"] for d in json.loads(run.stdout)["documents"]}
        for system, path in zip(systems, paths):
            expected = system.expected()
            if expected is None:
                counts["near a tie"] += 1
            elif expected == (verdicts[path] != "inconsistent"):
                counts["feasible" if expected else "infeasible"] += 1
            else:
                counts["disagree"] += 1
                print(f"{path}: {verdicts[path]}, but HiGHS says {expected}")
                continue
            os.unlink(path)
    if not counts["disagree"]:
        os.rmdir(folder)
    print(f"seed {options.seed}: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
    sys.exit(1 if counts["disagree"] else 0)


if __name__ == "__main__":
    main()
