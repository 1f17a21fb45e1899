"""Trade files made up for comparisons: the same seed makes the same bytes.

Codes are Zipf-like, as trade is: a few exporters, importers and products have most of the rows, and
values span nine orders of magnitude. Needs numpy and polars.
"""
import gzip
import os
import shutil

import numpy
import polars

EXPORTERS, IMPORTERS, PRODUCTS, FIRST_YEAR, YEARS = 226, 226, 5022, 2012, 11


class Codes:
    """Distinct numbers, each with its own chance to be drawn."""

    def __init__(self, random, count, first, limit, exponent):
        self.numbers = numpy.sort(random.choice(numpy.arange(first, limit), count, replace=False))
        weights = random.permutation(1.0 / numpy.arange(1, count + 1) ** exponent)
        self.sums = numpy.cumsum(weights / weights.sum())

    def draw(self, random, size):
        return numpy.minimum(numpy.searchsorted(self.sums, random.random(size)),
                             len(self.numbers) - 1)


def amounts(random, size):
    return numpy.maximum(numpy.round(numpy.exp(random.normal(3.0, 2.8, size)), 3), 0.001)


def years(rows, seed, is_shuffled):
    """One table t,i,j,k,v,q a year, in the order of CEPII's files: exporter, importer, product."""
    random = numpy.random.default_rng(seed)
    exporters = Codes(random, EXPORTERS, 4, 900, 1.3)
    importers = Codes(random, IMPORTERS, 4, 900, 0.8)
    products = Codes(random, PRODUCTS, 10_000, 980_000, 0.8)
    for year in range(YEARS):
        wanted = rows * (year + 1) // YEARS - rows * year // YEARS
        found = numpy.empty(0, dtype=numpy.int64)
        while len(found) < wanted:
            size = (wanted - len(found)) * 9 // 8 + 1000
            drawn = (exporters.draw(random, size) * IMPORTERS + importers.draw(random, size)
                     ) * PRODUCTS + products.draw(random, size)
            found = numpy.unique(numpy.concatenate([found, drawn]))
        found = random.choice(found, wanted, replace=False)
        if not is_shuffled:
            found.sort()
        yield polars.DataFrame({
            "t": numpy.full(wanted, FIRST_YEAR + year),
            "i": exporters.numbers[found // (IMPORTERS * PRODUCTS)],
            "j": importers.numbers[found // PRODUCTS % IMPORTERS],
            "k": products.numbers[found % PRODUCTS],
            "v": amounts(random, wanted),
            "q": amounts(random, wanted),
        })


def written(path, header, tables, **form):
    """Writes the tables one after another, unless the file is there."""
    if not os.path.exists(path):
        with open(path + ".partial", "wb") as file:
            file.write(header.encode() + b"\n")
            for table in tables:
                table.write_csv(file, include_header=False, **form)
        os.rename(path + ".partial", path)
    return path


def baci(folder, rows, seed, is_shuffled=False):
    name = f"baci-{rows}-{seed}{'-shuffled' if is_shuffled else ''}.csv"
    return written(os.path.join(folder, name), "t,i,j,k,v,q", years(rows, seed, is_shuffled))


def shuffled(folder, rows, seed):
    return baci(folder, rows, seed, is_shuffled=True)


def packed(folder, rows, seed):
    path = baci(folder, rows, seed)
    if not os.path.exists(path + ".gz"):
        with open(path, "rb") as source, gzip.open(path + ".gz.partial", "wb", 6) as target:
            shutil.copyfileobj(source, target, 1 << 22)
        os.rename(path + ".gz.partial", path + ".gz")
    return path + ".gz"


def comtrade(folder, rows, seed):
    """Every field in quotes, with descriptions that hold commas, as UN Comtrade's downloads."""
    def tables():
        for table in years(rows, seed, False):
            text = polars.col
            yield table.select(
                polars.lit("C").alias("typeCode"), text("t").cast(str).alias("period"),
                text("i").cast(str).alias("reporterCode"), polars.lit("X").alias("flowCode"),
                text("j").cast(str).alias("partnerCode"),
                polars.format("Economy of {}, the", "j").alias("partnerDesc"),
                text("k").cast(str).str.zfill(6).alias("cmdCode"),
                polars.format("Products, code {}, n.e.s.", "k").alias("cmdDesc"),
                text("q").cast(str).alias("qty"), text("v").cast(str).alias("primaryValue"))
    header = ",".join(f'"{name}"' for name in COMTRADE)
    path = os.path.join(folder, f"comtrade-{rows}-{seed}.csv")
    return written(path, header, tables(), quote_style="always")


COMTRADE = ["typeCode", "period", "reporterCode", "flowCode", "partnerCode", "partnerDesc",
            "cmdCode", "cmdDesc", "qty", "primaryValue"]


def wide(folder, rows, seed):
    """A row per exporter and product, a column per year."""
    random = numpy.random.default_rng(seed)
    countries = Codes(random, EXPORTERS, 4, 900, 1.3)
    products = Codes(random, PRODUCTS, 10_000, 980_000, 0.8)
    table = polars.DataFrame(
        {"reporter": countries.numbers[countries.draw(random, rows)],
         "product": products.numbers[products.draw(random, rows)]}
        | {str(FIRST_YEAR + year): amounts(random, rows) for year in range(YEARS)})
    path = os.path.join(folder, f"wide-{rows}-{seed}.csv")
    return written(path, ",".join(table.columns), [table])
