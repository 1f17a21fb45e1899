#!/usr/bin/env python3
"""Gravity regressions by saldo compared with pyfixest 0.60, number by number.

Usage: gravity_peer.py SALDO GRAVITY_FOLDER [SEED]

GRAVITY_FOLDER holds fixest_trade.csv (of the R package fixest) and gravity_no_zeros.csv (of the R
package gravity). Coefficients, standard errors (iid, HC1, clustered in one and two ways), z, p,
intervals, deviance, log-likelihood, pseudo R2 and counts are compared there and on made-up data with
zeros, missing values, singletons, interactions and dummies; separated rows with those of a linear
program (HiGHS). Prints the largest difference of each case; exits with 1 where one is above its limit.
Needs: pip install -r Benchmarks/peers/requirements.txt
"""
import csv
import io
import os
import subprocess
import sys
import tempfile
import warnings

import numpy
import pandas
import pyfixest
from scipy.optimize import linprog

# Relative, or absolute below 1; pyfixest runs at tolerances that leave less than that.
LIMIT = 1e-6
warnings.simplefilter("ignore")


def saldo(program, path, formula, *options):
    run = subprocess.run(
        [program, "analyze", path, "--measures", "gravity", "--formula", formula, "--digits", "12",
         "--format", "csv", "--quiet", *options], capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(f"{formula}: {run.stderr}")
    rows = list(csv.DictReader(io.StringIO(run.stdout)))
    coefficients = {row["name"]: row for row in rows if row["part"] == "coefficient"}
    return coefficients, {row["name"]: row for row in rows if row["part"] == "fit"}


def off(ours, theirs):
    # Errors clustered in two ways may have a variance below zero, and then neither program has any.
    if ours == "" and numpy.isnan(theirs):
        return 0.0
    return abs(float(ours) - float(theirs)) / max(1.0, abs(float(theirs)))


def compare(program, path, data, formula, peer_formula=None, names=None, peer_options=None):
    """All kinds of standard errors that `names` lists, each with its options for saldo."""
    count, fit = len(data) + 1, None
    # Without separated rows there may be further singletons, and so on.
    while fit is None or fit._N < count:
        count = fit._N if fit else count
        fit = pyfixest.fepois(
            peer_formula or formula, fit._data if fit else data, iwls_tol=1e-30, iwls_maxiter=40,
            demeaner=pyfixest.MapDemeaner(fixef_tol=1e-11, fixef_maxiter=100_000),
            **(peer_options or {}))
    worst = 0.0
    for options, kind in names:
        ours, statistics = saldo(program, path, formula, *options)
        fit.vcov(kind)
        theirs = fit.tidy()
        assert len(theirs) == sum(row["value"] != "" for row in ours.values()), (formula, ours)
        for name, row in theirs.iterrows():
            mine = ours[translated(name)]
            for column, peer in (
                    ("value", "Estimate"), ("standard_error", "Std. Error"), ("z", "t value"),
                    ("p", "Pr(>|t|)"), ("ci_low", "2.5%"), ("ci_high", "97.5%")):
                worst = max(worst, off(mine[column], row[peer]))
        worst = max(
            worst, off(statistics["deviance"]["value"], fit.deviance),
            off(statistics["log likelihood"]["value"], fit._loglik),
            off(statistics["null log likelihood"]["value"], fit._loglik_null),
            off(statistics["pseudo R2"]["value"], fit._pseudo_r2),
            off(statistics["observations"]["value"], fit._N))
        assert statistics["converged"]["status"] == "yes"
    print(f"{formula:75} {len(names)} errors  {worst:.1e}")
    return worst


def translated(name):
    """A coefficient's name in pyfixest as saldo's."""
    for left, right in (("np.log(", "log("), ("Intercept", "constant")):
        name = name.replace(left, right)
    if name.startswith("C("):
        column, text = name[2:].split(")", 1)
        name = f"{column}={text.strip('[]').removeprefix('T.')}"
    return name


def published(program, folder):
    path = os.path.join(folder, "fixest_trade.csv")
    data = pandas.read_csv(path, dtype={"Product": str, "Year": str})
    kinds = [(["--errors", "iid"], "iid"), ([], "HC1"), (["--cluster", "Origin"], {"CRV1": "Origin"}),
             (["--cluster", "Product"], {"CRV1": "Product"}),
             (["--cluster", "Origin,Destination"], {"CRV1": "Origin+Destination"})]
    worst = 0.0
    for effects in ("", " | Year", " | Year + Destination", " | Year + Destination + Origin",
                    " | Origin + Destination + Product + Year",
                    " | Origin^Year + Destination^Year + Product"):
        formula = "Euros ~ log(dist_km)" + effects
        worst = max(worst, compare(program, path, data, formula, names=kinds))
    ours, statistics = saldo(
        program, path, "Euros ~ log(dist_km) | Origin + Destination + Product + Year", "--cluster",
        "Origin")
    # The walkthrough of fixest prints these.
    row = ours["log(dist_km)"]
    assert abs(float(row["value"]) + 1.52787) < 1e-5, row
    assert abs(float(row["standard_error"]) - 0.115678) < 1e-5, row
    assert abs(float(statistics["squared correlation"]["value"]) - 0.612021) < 1e-5
    path = os.path.join(folder, "gravity_no_zeros.csv")
    data = pandas.read_csv(path, keep_default_na=False)
    formula = "flow ~ log(distw) + rta + comcur + contig"
    worst = max(worst, compare(
        program, path, data, formula,
        names=[(["--errors", "iid"], "iid"), ([], "HC1"),
               (["--cluster", "iso_o,iso_d"], {"CRV1": "iso_o+iso_d"})]))
    worst = max(worst, compare(
        program, path, data, formula + " | iso_o + iso_d",
        names=[(["--errors", "iid"], "iid"), ([], "HC1"), (["--cluster", "iso_o"], {"CRV1": "iso_o"})]))
    ours, _ = saldo(program, path, formula)
    # The vignette of the package gravity prints these.
    for name, value in (("constant", 5.76232), ("log(distw)", 0.02428), ("rta", 1.26582),
                        ("comcur", 1.10604), ("contig", 1.75821)):
        assert abs(float(ours[name]["value"]) - value) < 1e-5, ours[name]
    return worst


def made_up(random, folder):
    """A panel with zeros, missing values, levels of one row and columns that say the same."""
    countries, years = int(random.integers(8, 20)), int(random.integers(3, 7))
    rows = [(i, j, t) for i in range(countries) for j in range(countries) for t in range(years)
            if i != j and random.random() < 0.6]
    size = len(rows)
    i, j, t = (numpy.array(column) for column in zip(*rows))
    data = pandas.DataFrame({
        "exporter": [f"X{k:02}" for k in i], "importer": [f"M{k:02}" for k in j],
        "year": [str(2000 + k) for k in t], "dist": numpy.exp(random.normal(7, 1, size)).round(3),
        "rta": random.integers(0, 2, size), "region": random.choice(["a", "b", "c"], size)})
    data["pair"] = data["exporter"] + data["importer"]
    mean = numpy.exp(
        8 - 0.9 * numpy.log(data["dist"]) + 0.4 * data["rta"] + random.normal(0, 1, countries)[i]
        + random.normal(0, 1, countries)[j])
    trade = numpy.where(
        random.random(size) < 0.25, 0, mean * random.gamma(0.5, 2, size)).round(4)
    data["trade"] = trade
    data["twice"] = 2 * data["rta"] + 1
    for name in ("trade", "dist"):
        data.loc[random.random(size) < 0.02, name] = numpy.nan
    path = os.path.join(folder, "made.csv")
    data.to_csv(path, index=False)
    return path, data


def simulated(program, random):
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(3):
            path, data = made_up(random, folder)
            cluster = (["--cluster", "pair"], {"CRV1": "pair"})
            both = (["--cluster", "exporter,importer"], {"CRV1": "exporter+importer"})
            kinds = [(["--errors", "iid"], "iid"), ([], "HC1"), cluster, both]
            for formula, peer in (
                    ("trade ~ log(dist) + rta", None),
                    ("trade ~ log(dist) + factor(region)", "trade ~ log(dist) + C(region)"),
                    ("trade ~ log(dist) + rta + twice | exporter + importer + year", None),
                    ("trade ~ log(dist) + rta + log(dist):rta | exporter^year + importer^year", None),
                    ("trade ~ rta + log(dist) | exporter^year + importer^year + exporter^importer",
                     None)):
                worst = max(worst, compare(
                    program, path, data, formula, peer, kinds,
                    {"separation_check": ["fe"]} if "|" in formula else None))
    return worst


def separated(y, x):
    """The separated rows by one linear program: most of z, none negative, none where y is positive."""
    zero = y == 0
    rows, columns = x.shape
    # Variables: the coefficients, free, and for each row of zeros s from 0 to 1, with s <= z.
    count = int(zero.sum())
    upper = numpy.hstack([-x[zero], numpy.eye(count)])
    equal = numpy.hstack([x[~zero], numpy.zeros((rows - count, count))])
    found = linprog(
        numpy.concatenate([numpy.zeros(columns), -numpy.ones(count)]), upper, numpy.zeros(count),
        equal if len(equal) else None, numpy.zeros(rows - count) if len(equal) else None,
        [(None, None)] * columns + [(0, 1)] * count, method="highs")
    assert found.status == 0, found.message
    z = numpy.zeros(rows)
    z[zero] = found.x[columns:]
    return int((z > 1e-6).sum())


def separation(program, random):
    """Counts of separated rows on small data where there often are some; wrong counts."""
    wrong, total = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "separated.csv")
        for number in range(60):
            size = int(random.integers(12, 40))
            data = pandas.DataFrame({
                "i": random.integers(0, 4, size), "j": random.integers(0, 3, size),
                "a": random.integers(0, 2, size) * random.integers(-2, 4, size),
                "b": random.integers(0, 2, size) * random.integers(0, 3, size),
                "y": random.integers(0, 2, size) * random.integers(0, 5, size)})
            if not (data["y"] > 0).any():
                continue
            data.to_csv(path, index=False)
            has_effects = number % 2 == 1
            parts = [data[["a", "b"]].to_numpy(float)]
            if has_effects:
                parts += [pandas.get_dummies(data[name]).to_numpy(float) for name in ("i", "j")]
            else:
                parts.append(numpy.ones((size, 1)))
            expected = separated(data["y"].to_numpy(), numpy.hstack(parts))
            run = subprocess.run(
                [program, "analyze", path, "--measures", "gravity", "--formula",
                 "y ~ a + b" + (" | i + j" if has_effects else ""), "--format", "csv", "--quiet"],
                capture_output=True, text=True)
            if run.returncode:
                # Nothing is left to estimate, and one line says why.
                assert run.stderr.count("\n") == 1 and run.returncode == 2, run.stderr
                continue
            fit = {row["name"]: row for row in csv.DictReader(io.StringIO(run.stdout))}
            found = sum(int(float(fit["dropped " + name]["value"])) for name in (
                "separated by effects", "separated by regressors"))
            singletons = int(float(fit["dropped singleton"]["value"]))
            total += expected
            # A separated row may have gone as a singleton.
            if not found <= expected <= found + singletons:
                print(data.to_csv(index=False))
                print(f"separated rows: {found}, {singletons} singletons; expected {expected}")
                wrong += 1
    print(f"separated rows by linear programs: {total}, wrong sets {wrong}")
    return wrong


def main():
    program, folder = sys.argv[1:3]
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 20260101
    print(f"seed {seed}")
    random = numpy.random.default_rng(seed)
    worst = max(published(program, folder), simulated(program, random))
    wrong = separation(program, random)
    sys.exit(int(worst > LIMIT or wrong > 0))


if __name__ == "__main__":
    main()
