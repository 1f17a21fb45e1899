#!/usr/bin/env python3
"""Complexity by saldo compared with ecomplexity 0.5.3, value by value.

Usage: complexity_peer.py SALDO TRADE.csv [STATA.csv]

TRADE.csv is a long table of exports with columns of a country, a product, a value and perhaps a year.
RCA, diversity, ubiquity, ECI, PCI, density, COI and COG of every country and product are compared
with those of the Growth Lab's Python package, and proximity by way of density and COG. With STATA.csv
(measure,origin,hs92,value; printed by the Stata original) saldo runs with `--scaling stata` and must
reproduce its printed digits. Prints the largest difference of each column; exits with 1 where one is
above 1e-9. Needs: pip install ecomplexity==0.5.3
"""
import csv
import io
import subprocess
import sys
import warnings

import pandas
from ecomplexity import ecomplexity

LIMIT = 1e-9
NAMES = {"country": "loc", "origin": "loc", "reporter": "loc", "product": "prod", "hs92": "prod",
         "year": "time", "period": "time", "value": "val", "export_val": "val"}


def saldo(program, path, *options):
    run = subprocess.run(
        [program, "analyze", path, "--by", "reporter,product", "--measures",
         "rca,complexity,density,outlook", "--digits", "12", "--all-pairs", "--format", "csv",
         "--quiet", *options],
        capture_output=True, text=True, check=True)
    return pandas.read_csv(
        io.StringIO(run.stdout), dtype={"reporter": str, "product": str}, keep_default_na=False,
        na_values={name: "" for name in ("rca", "eci", "pci", "density", "coi", "cog")})


def against_python(program, path):
    data = pandas.read_csv(path, keep_default_na=False, dtype=str).rename(columns=NAMES)
    data["val"] = data["val"].astype(float)
    if "time" not in data:
        data["time"] = "0"
    warnings.simplefilter("ignore")
    theirs = ecomplexity(
        data, {"time": "time", "loc": "loc", "prod": "prod", "val": "val"},
        check_logsupermodularity=False, verbose=False)
    both = saldo(program, path).merge(
        theirs, left_on=["reporter", "product"], right_on=["loc", "prod"], suffixes=("", "_peer"))
    assert len(both) == len(theirs.dropna(subset="mcp")), (len(both), len(theirs))
    worst = 0
    for name in ("rca", "diversity", "ubiquity", "eci", "pci", "density", "coi", "cog"):
        off = (both[name] - both[name + "_peer"]).abs()
        assert not off.isna().any(), name
        # RCA has no bound: the difference counts in parts of itself where it is above 1.
        if name == "rca":
            off /= both["rca_peer"].clip(lower=1)
        print(f"{name:10} {off.max():.1e}  of {len(off)}")
        worst = max(worst, off.max())
    return worst


def against_stata(program, path, expected):
    ours = saldo(program, path, "--scaling", "stata")
    worst = 0
    for row in csv.DictReader(open(expected, encoding="ascii")):
        found = ours
        if row["origin"]:
            found = found[found["reporter"] == row["origin"]]
        if row["hs92"]:
            found = found[found["product"] == row["hs92"]]
        worst = max(worst, abs(found[row["measure"]].iloc[0] - float(row["value"])))
    print(f"Stata      {worst:.1e}")
    return worst


def main():
    program, path = sys.argv[1:3]
    worst = against_python(program, path)
    if len(sys.argv) > 3:
        worst = max(worst, against_stata(program, path, sys.argv[3]))
    sys.exit(int(worst > LIMIT))


if __name__ == "__main__":
    main()
