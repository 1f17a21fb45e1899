#!/usr/bin/env python3
"""Complexity by saldo compared with ecomplexity 0.5.3, value by value.

Usage: complexity_peer.py SALDO TRADE.csv [STATA.csv]

TRADE.csv is a long table of exports with columns of a country, a product, a value and perhaps a year.
RCA, diversity, ubiquity, ECI, PCI, density, COI and COG of every country and product are compared
with those of the Growth Lab's Python package, and the proximity of every two products. With STATA.csv
(measure,origin,hs92,value; printed by the Stata original) saldo runs with the conventions of that
program and must reproduce its printed digits. Prints the largest difference of each column; exits with
1 where one is above 1e-9. Needs: pip install -r Benchmarks/peers/requirements.txt
"""
import contextlib
import csv
import io
import os
import subprocess
import sys
import tempfile
import warnings

import pandas
from ecomplexity import ecomplexity, proximity

LIMIT = 1e-9
# The Stata file has RCA from single precision, 24 bits.
SINGLE = 2.0 ** -23
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


def peer_data(path):
    data = pandas.read_csv(path, keep_default_na=False, dtype=str).rename(columns=NAMES)
    data["val"] = data["val"].astype(float)
    if "time" not in data:
        data["time"] = "0"
    return data, {name: name for name in ("time", "loc", "prod", "val")}


def against_python(program, path):
    data, columns = peer_data(path)
    theirs = ecomplexity(data, columns, check_logsupermodularity=False, verbose=False)
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


def against_proximity(program, path):
    data, columns = peer_data(path)
    with contextlib.redirect_stdout(io.StringIO()):
        theirs = proximity(data, columns)
    theirs.columns = [name.replace("1", "") for name in theirs.columns]
    left, right = [name for name in theirs if name.startswith("prod")]
    theirs = theirs[(theirs[left] < theirs[right]) & (theirs["proximity"] > 0)]
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "space.csv")
        saldo(program, path, "--product-space", file)
        ours = pandas.read_csv(file, dtype={"product": str, "other": str}, keep_default_na=False)
    both = ours.merge(theirs, left_on=["product", "other"], right_on=[left, right],
                      suffixes=("", "_peer"))
    assert len(both) == len(ours) == len(theirs), (len(both), len(ours), len(theirs))
    worst = (both["proximity"] - both["proximity_peer"]).abs().max()
    print(f"proximity  {worst:.1e}  of {len(both)}")
    return worst


def against_stata(program, path, expected):
    ours = saldo(program, path, "--scaling", "stata", "--convention", "diagonal=zero")
    worst = 0
    for row in csv.DictReader(open(expected, encoding="ascii")):
        found = ours
        if row["origin"]:
            found = found[found["reporter"] == row["origin"]]
        if row["hs92"]:
            found = found[found["product"] == row["hs92"]]
        found, value = found[row["measure"]].iloc[0], float(row["value"])
        off = abs(found - value)
        if row["measure"] == "rca":
            assert off <= SINGLE * max(value, 1), row
        else:
            worst = max(worst, off)
    print(f"Stata      {worst:.1e}")
    return worst


def main():
    program, path = sys.argv[1:3]
    warnings.simplefilter("ignore")
    worst = max(against_python(program, path), against_proximity(program, path))
    if len(sys.argv) > 3:
        worst = max(worst, against_stata(program, path, sys.argv[3]))
    sys.exit(int(worst > LIMIT))


if __name__ == "__main__":
    main()
