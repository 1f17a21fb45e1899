#!/usr/bin/env python3
"""Sums equal to the last digit with duckdb's DECIMAL sums, and one result however the rows are cut.

Usage: sums_peer.py SALDO [ROWS [SEED]]

Makes a table in the form of BACI with values of up to six decimals between a millionth and 10^15, by
default of a million rows, and compares every sum for four choices of keys. Then the same rows in
seventeen files in a shuffled order, plain and packed, are read by one thread and by two: the output
must be that of the whole file to the byte. Exits with 1 on a difference. Needs duckdb.
"""
import csv
import gzip
import io
import random
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import duckdb

PIECES = 17

# The keys, and the same in SQL.
PRODUCT = "lpad(k, 6, '0')"
KEYS = {
    "reporter": ["i"],
    "reporter,product": ["i", PRODUCT],
    "partner,product:2": ["j", f"left({PRODUCT}, 2)"],
    "reporter,partner,product": ["i", "j", PRODUCT],
}


def rows(count, seed):
    draw = random.Random(seed)
    exporters = draw.sample(range(4, 900), 200)
    products = draw.sample(range(10_000, 980_000), 3_000)
    for _ in range(count):
        decimals = draw.randrange(7)
        digits = int(10 ** draw.uniform(0, 9 + decimals))
        text = str(digits).rjust(decimals + 1, "0")
        plain = value = f"{text[:-decimals]}.{text[-decimals:]}" if decimals else text
        # A few are written as R writes them, or as bookkeepers do.
        if draw.randrange(100) == 0:
            value = f"{digits}e-{decimals}" if decimals else f"{digits:,}".join('""')
        exporter, importer = draw.sample(exporters, 2)
        yield (f"{draw.randrange(2012, 2023)},{exporter},{importer},{draw.choice(products)},"
               f"{value},{plain}\n")


def analyze(program, paths, keys, threads):
    run = subprocess.run(
        [program, "analyze", *map(str, paths), "--layout", "baci", "--by", keys, "--format", "csv",
         "--threads", str(threads)], capture_output=True, check=False)
    if run.returncode != 0:
        sys.exit(f"{keys}: {run.stderr.decode()}")
    return run.stdout


def sums(output, count):
    table = csv.reader(io.StringIO(output.decode()))
    next(table)
    # A row without a value is of a series that has ended.
    return {tuple(row[:count + 1]): Decimal(row[count + 1]) for row in table if row[count + 1]}


def peer(path, columns):
    keys = ", ".join(columns)
    # The quantities are the values in plain digits.
    query = (f"SELECT {keys}, t, CAST(sum(CAST(q AS DECIMAL(38, 6))) AS VARCHAR) "
             f"FROM read_csv('{path}', all_varchar = true) GROUP BY ALL")
    return {tuple(row[:-1]): Decimal(row[-1]) for row in duckdb.sql(query).fetchall()}


def pieces(header, lines, folder, draw):
    paths = []
    for piece in range(PIECES):
        part = lines[piece * len(lines) // PIECES:(piece + 1) * len(lines) // PIECES]
        data = (header + "".join(part)).encode()
        is_packed = piece % 3 == 1
        place = folder / f"{piece}.csv{'.gz' if is_packed else ''}"
        place.write_bytes(gzip.compress(data, 1) if is_packed else data)
        paths.append(place)
    draw.shuffle(paths)
    return paths


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 20261201
    print(f"{count} rows, seed {seed}, duckdb {duckdb.__version__}")
    failures = 0
    with tempfile.TemporaryDirectory() as name:
        folder, header, lines = Path(name), "t,i,j,k,v,q\n", list(rows(count, seed))
        path = folder / "whole.csv"
        path.write_text(header + "".join(lines))
        packed = folder / "whole.csv.gz"
        packed.write_bytes(gzip.compress(path.read_bytes(), 1))
        cut = pieces(header, lines, folder, random.Random(seed))
        for keys, columns in KEYS.items():
            whole = analyze(program, [path], keys, 1)
            ours, theirs = sums(whole, len(columns)), peer(path, columns)
            wrong = sum(ours.get(key) != theirs.get(key) for key in ours.keys() | theirs.keys())
            ways = {
                "two threads": analyze(program, [path], keys, 2),
                "packed": analyze(program, [packed], keys, 1),
                "pieces, one thread": analyze(program, cut, keys, 1),
                "pieces, two threads": analyze(program, cut, keys, 2),
            }
            differing = [way for way, output in ways.items() if output != whole]
            failures += wrong + len(differing)
            print(f"{keys}: {len(theirs)} sums, {wrong} differ; "
                  f"{'the same bytes' if not differing else 'BYTES DIFFER: ' + str(differing)}")
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
