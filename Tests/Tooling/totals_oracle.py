#!/usr/bin/env python3
"""Totals of real trade files by an independent reader, compared with those of saldo.

Usage: totals_oracle.py SALDO FOLDER

SALDO is the built program; FOLDER holds the files (see CASES). The reader here is Python's csv module
with decimal.Decimal; per file a few lines say which rows count, written from the layouts' own
documentation and not from saldo's. A file that is not there is skipped. Exits with 1 on a difference.
"""
import csv
import io
import re
import subprocess
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path


def rows(path, encoding="utf-8-sig", separator=",", skip=0):
    with open(path, encoding=encoding, newline="") as file:
        for _ in range(skip):
            next(file)
        yield from csv.reader(file, delimiter=separator)


def records(path, **options):
    lines = rows(path, **options)
    names = [name.strip() for name in next(lines)]
    for fields in lines:
        if fields:
            yield dict(zip(names, (field.strip() for field in fields)))


def number(text):
    text = text.replace(",", "").strip()
    return None if text in ("", "NA", ":") else Decimal(text)


def total(path, period, value, keep=lambda row: True, **options):
    """Sums of column `value` by the text that `period` makes of a row."""
    sums = defaultdict(Decimal)
    for row in records(path, **options):
        amount = number(row[value])
        if amount is not None and keep(row):
            sums[period(row)] += amount
    return sums


def wide(path, keep, key=lambda name: name, **options):
    """Sums of every column whose name is a period."""
    sums = defaultdict(Decimal)
    for row in records(path, **options):
        for name, text in row.items():
            if re.fullmatch(r"(\d{4})(-\d{4}|M\d\d)?", name or "") and keep(row):
                amount = number(text.split(" ")[0] if text else "")
                if amount is not None:
                    sums[key(name)] += amount
    return {period: amount for period, amount in sums.items() if amount != 0}


def packed(path, keep, key=lambda row: ()):
    """Sums of a Eurostat TSV: dimensions in the first field, values with notes behind them."""
    sums = defaultdict(Decimal)
    lines = rows(path, separator="\t")
    header = [name.strip() for name in next(lines)]
    dimensions = header[0].split(",")
    for fields in lines:
        row = dict(zip(dimensions, fields[0].split(",")))
        for name, text in zip(header[1:], fields[1:]):
            amount = number(text.split(" ")[0])
            if amount is not None and keep(row):
                sums[(*key(row), name.replace("M", "-"))] += amount
    return sums


def listed(path, key, period):
    """Sums of a wide table by the texts that `key` makes of a row, and the period."""
    sums = defaultdict(Decimal)
    for row in records(path):
        for name, text in row.items():
            amount = number(text) if period(name) else None
            if amount is not None:
                sums[(*key(row), period(name))] += amount
    return sums


FLOWS = {"EXP": "export", "IMP": "import"}
UNIONS = {"EA", "EA19", "EU", "EU28"}

CASES = {
    "baci/BACI_HS17_Y2020_V202201_part1_of_2.csv": lambda p: total(p, lambda r: r["t"], "v"),
    "complexity/oec_exports_2019_taiwan.csv": lambda p: total(p, lambda r: "Y", "Trade Value"),
    "complexity/pyecomplexity_trade_1995.csv":
        lambda p: total(p, lambda r: r["year"], "export_val"),
    "complexity/world_trade_avg_1998_2000_sitc4.csv": lambda p: total(p, lambda r: "Y", "value"),
    "comtrade_legacy/china_germany_sitc_2015.csv":
        lambda p: total(p, lambda r: r["Period"], "Trade Value (US$)"),
    "comtrade_legacy/hs7102_exports_2014.csv":
        lambda p: total(p, lambda r: r["Period"], "Trade Value (US$)",
                        lambda r: r["Commodity Code"] != "TOTAL"),
    "comtrade_legacy/world_exports_total_by_reporter_2000-2004.csv":
        lambda p: total(p, lambda r: r["Period"], "Trade Value (US$)"),
    "comtrade_new/china_partners_2022_latin1.csv":
        lambda p: total(p, lambda r: r["period"], "primaryValue",
                        lambda r: r["partnerCode"] != "0", encoding="latin-1"),
    "eurostat/estat_ds-045409_plastic_waste_imports_part1.csv":
        lambda p: total(p, lambda r: r["TIME_PERIOD"], "OBS_VALUE"),
    "complexity/pyecomplexity_stata_1995_expected.csv":
        lambda p: total(p, lambda r: (r["measure"], "Y"), "value"),
    "complexity/world_gdp_avg_1998_2000.csv":
        lambda p: total(p, lambda r: "Y", "value", lambda r: r["country"] != "wld"),
    "eurostat/ext_lt_invcur.tsv":
        lambda p: packed(p, lambda r: r["geo\\time"] not in UNIONS and r["partner"] != "WORLD"
                         and r["sitc06"] != "TOTAL",
                         lambda r: (r["currency"], r["geo\\time"], r["sitc06"],
                                    FLOWS[r["stk_flow"]])),
    "wits_wide/en_USA_AllYears_WITS_Trade_Summary.CSV":
        lambda p: listed(p, lambda r: (r["Indicator"], r["Partner"], r["Product categories"]),
                         lambda name: name if name.isdigit() else None),
    "wits_wide/wits_products_by_country.csv":
        lambda p: listed(p, lambda r: (), lambda name: "Y" if name[:4] in ("exp_", "imp_") else None),
    "eurostat/teiet215.tsv": lambda p: packed(p, lambda r: r["geo\\time"] not in UNIONS),
    "press/india_eidb_exports_2012-13_2013-14.csv":
        lambda p: wide(p, lambda r: r["HSCode"] != "",
                       lambda name: f"{name[:4]}-04..{name[5:]}-03"),
    "press/usitc_trade_shifts_2016_us_total_exports.csv":
        lambda p: wide(p, lambda r: r["Item"] != "Total"),
    "russia/fts_sample_rows_english_labels.csv":
        lambda p: total(p, lambda r: f"{r['PERIOD'][3:]}-{r['PERIOD'][:2]}", "VALUE",
                        separator="\t"),
    "unctad/US_TradeMerchBalance.csv":
        lambda p: total(p, lambda r: r["Year"], "US$ at current prices in millions",
                        lambda r: len(r["Economy"]) != 4),
    "us_census/DataWeb-Query-Export__FAS_Value.csv":
        lambda p: wide(p, lambda r: r["Data Type"] != "Total:", skip=2),
    "us_census/usatrade_standard_report_exports_silk.csv":
        lambda p: total(p, lambda r: re.sub(r"(\d{4}) through October", r"\1-01..\1-10", r["Time"]),
                        "Value ($US)"),
}

REFUSED = [
    "baci/country_codes_V202102.csv", "baci/product_codes_HS92_V202102.csv",
    "complexity/atlas_country_rankings_1995_2019.csv", "complexity/atlas_eci_rankings_2004_2014.csv",
    "press/rosstat_kep_2015-10_foreign_trade.csv",
    "us_census/DataWeb-Query-Export__Query_Parameters.csv",
]


def analyze(program, path):
    return subprocess.run(
        [program, "analyze", str(path), "--measures", "", "--format", "csv"],
        capture_output=True, text=True, check=False)


def main():
    program, folder = sys.argv[1], Path(sys.argv[2])
    failures = 0
    for name, oracle in CASES.items():
        path = folder / name
        if not path.exists():
            print(f"skipped  {name}")
            continue
        result = analyze(program, path)
        found = {tuple(text for name, text in row.items() if name != "value"): Decimal(row["value"])
                 for row in csv.DictReader(io.StringIO(result.stdout))}
        expected = {key if isinstance(key, tuple) else (key,): amount
                    for key, amount in oracle(path).items()}
        same = result.returncode == 0 and found == expected
        failures += not same
        print(f"{'equal   ' if same else 'DIFFERS '} {name}")
        if not same:
            print(f"  expected {expected}\n  found    {found} {result.stderr}")
    for name in REFUSED:
        path = folder / name
        if path.exists():
            result = analyze(program, path)
            refused = result.returncode == 2 and len(result.stderr.splitlines()) == 1
            failures += not refused
            print(f"{'refused ' if refused else 'NOT REFUSED'} {name}")
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
