#!/usr/bin/env python3
"""One result for a file whole or in pieces, plain or packed, by one thread or two.

Usage: pieces.py SALDO FOLDER

Each real file of FOLDER is cut into seventeen files of whole rows, of which every third is packed with
gzip, and read in a shuffled order; the output must be the same to the byte as that of the file read
whole by one thread. Exits with 1 on a difference.
"""
import gzip
import random
import subprocess
import sys
import tempfile
from pathlib import Path

PIECES = 17
SEED = 20261125

# The file, the keys, and the lines before its header.
FILES = [
    ("baci/BACI_HS17_Y2020_V202201_part1_of_2.csv", "reporter,product", 0),
    ("complexity/world_trade_avg_1998_2000_sitc4.csv", "reporter,product", 0),
    ("comtrade_legacy/china_germany_sitc_2015.csv", "partner,product,flow", 0),
    ("comtrade_new/china_partners_2022_latin1.csv", "partner,flow", 0),
    ("eurostat/ext_lt_invcur.tsv", "reporter", 0),
    ("unctad/US_TradeMerchBalance.csv", "reporter,flow", 0),
    ("us_census/DataWeb-Query-Export__FAS_Value.csv", "partner,product", 2),
    ("us_census/usatrade_standard_report_exports_silk.csv", "partner", 0),
    ("wits_wide/wits_products_by_country.csv", "reporter,product,flow", 0),
]


def analyze(program, paths, keys, threads):
    return subprocess.run(
        [program, "analyze", *map(str, paths), "--by", keys, "--format", "csv", "--threads",
         str(threads)], capture_output=True, check=False)


def cut(path, skipped, folder):
    """The pieces of a file, each with its header."""
    lines = path.read_bytes().splitlines(keepends=True)
    head, body = b"".join(lines[:skipped + 1]), lines[skipped + 1:]
    for piece in range(PIECES):
        rows = body[piece * len(body) // PIECES:(piece + 1) * len(body) // PIECES]
        data = head + b"".join(rows)
        is_packed = piece % 3 == 1
        place = folder / f"{piece}{path.suffix}{'.gz' if is_packed else ''}"
        place.write_bytes(gzip.compress(data) if is_packed else data)
        yield place


def main():
    program, data = sys.argv[1], Path(sys.argv[2])
    random.seed(SEED)
    print(f"seed {SEED}")
    failures = 0
    for name, keys, skipped in FILES:
        path = data / name
        if not path.exists():
            continue
        whole = analyze(program, [path], keys, 1)
        with tempfile.TemporaryDirectory() as folder:
            pieces = list(cut(path, skipped, Path(folder)))
            random.shuffle(pieces)
            packed = Path(folder) / "whole.gz"
            packed.write_bytes(gzip.compress(path.read_bytes()))
            results = {
                "two threads": analyze(program, [path], keys, 2),
                "packed": analyze(program, [packed], keys, 2),
                f"{PIECES} pieces": analyze(program, pieces, keys, 2),
            }
        differing = [way for way, result in results.items()
                     if result.returncode != 0 or result.stdout != whole.stdout]
        failures += len(differing)
        print(f"{'DIFFERS ' if differing else 'same    '} {name} {', '.join(differing)}")
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
