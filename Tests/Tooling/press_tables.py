#!/usr/bin/env python3
"""Checks three published tables in exact fractions, and `saldo check` against the counts.

usage: press_tables.py SALDO_PROGRAM FOLDER

FOLDER (or the folder press/ in the one that SALDO_REAL_DATA names) holds the India EIDB, USITC and
Rosstat tables. Each stated change is confronted with the printed levels, all of them as intervals of
half a unit of the last digit, by code that shares nothing with the program. Exits 1 on a difference.
"""
import csv
import json
import os
import re
import subprocess
import sys
from fractions import Fraction as F

FILES = {
    "india": "india_eidb_exports_2012-13_2013-14.csv",
    "usitc": "usitc_trade_shifts_2016_us_total_exports.csv",
    "rosstat": "rosstat_kep_2015-10_foreign_trade.csv",
}


def interval(text):
    text = text.strip().replace(",", "")
    places = len(text.partition(".")[2])
    half = F(1, 2 * 10**places)
    return F(text) - half, F(text) + half


def meets(one, other):
    return one[0] <= other[1] and other[0] <= one[1]


def quotient(now, base):
    return now[0] / base[1], now[1] / base[0]


def percent(now, base):
    low, high = quotient(now, base)
    return 100 * low - 100, 100 * high - 100


def difference(now, base):
    return now[0] - base[1], now[1] - base[0]


def rows(path, delimiter=","):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def count(results):
    results = list(results)
    return sum(results), len(results) - sum(results)


def india(path):
    table = [[interval(c) if c else None for c in (r[3], r[5], r[7])] for r in rows(path)[1:]]
    return {"percent_change": count(meets(s, percent(n, b)) for b, n, s in table)}


def usitc(path):
    table = [[interval(c) for c in (r[4], r[5], r[6], r[7])] for r in rows(path)[1:]]
    return {
        "absolute_change": count(meets(a, difference(n, b)) for b, n, a, _ in table),
        "percent_change": count(meets(p, percent(n, b)) for b, n, _, p in table),
    }


def rosstat(path):
    """Levels and the two kinds of index, block by block; cell 0 is the year, 1-4 quarters, then months."""
    levels, mode, results = {}, "level", []
    for row in rows(path, "\t"):
        if not re.fullmatch(r"(19|20)\d\d", row[0].strip()):
            text = row[0].lower()
            if "соответствующему" in text:
                mode = "year"
            elif "предыдущему периоду" in text:
                mode = "before"
            elif text.strip():
                if mode != "level":
                    levels = {}
                mode = "level"
            continue
        year = int(row[0])
        for place, text in enumerate(row[1:18]):
            if not text.strip():
                continue
            value = interval(text.replace(",", "."))
            if mode == "level":
                levels[year, place] = value
                continue
            base = (year - 1, place)
            if mode == "before" and place in (1, 5):
                base = (year - 1, 4 if place == 1 else 16)
            elif mode == "before" and place:
                base = (year, place - 1)
            if base in levels and (year, place) in levels:
                low, high = quotient(levels[year, place], levels[base])
                results.append(meets(value, (100 * low, 100 * high)))
    return {"index": count(results)}


def program(saldo, path):
    run = subprocess.run([saldo, "check", path, "--format", "json"], capture_output=True, text=True)
    counts = {}
    for check in json.loads(run.stdout)["documents"][0]["table"]["checks"]:
        agree, disagree = counts.get(check["kind"], (0, 0))
        counts[check["kind"]] = (agree + check["agree"], disagree + check["disagree"])
    return counts


def main():
    folder = sys.argv[2] if len(sys.argv) > 2 else os.path.join(os.environ["SALDO_REAL_DATA"], "press")
    differs = False
    for name, work in (("india", india), ("usitc", usitc), ("rosstat", rosstat)):
        path = os.path.join(folder, FILES[name])
        counts = program(sys.argv[1], path)
        for kind, expected in work(path).items():
            same = counts.get(kind) == expected
            differs |= not same
            print(f"{name} {kind}: {expected[0]} agree, {expected[1]} disagree; "
                  f"saldo {'the same' if same else counts.get(kind)}")
    sys.exit(1 if differs else 0)


if __name__ == "__main__":
    main()
