#!/usr/bin/env python3
"""Times `saldo analyze` beside polars, duckdb and datafusion, each with two threads.

usage: aggregate.py SALDO_PROGRAM [--folder DIR] [--rows N] [--seed S] [--runs R] [--cases A,B]
           [--json FILE]

The work is the same for all: read the file, sum by key and year, take the year before, the
difference and the percent change, write a sorted CSV. Each program is written as its users would:
the schema is given, only the needed columns are read, and the plan is lazy. The peers' clocks start
after their imports and stop when the file is closed; saldo's is that of the whole process. Peers sum
in floating point, which is what they are fastest at, and write no rows for series that end.

Each run writes a file that is not there yet: what it takes to free the pages of an older one is the
file system's affair. The runs are interleaved; printed are the best of R, user CPU time, peak memory,
and instructions where `perf` is there. The results are compared row by row. With --json the timings
are added to FILE, one JSON object a line.
Needs: pip install polars duckdb datafusion numpy pyarrow.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

THREADS = 2

# What is read of each kind of file: year, exporter, product, value; then all columns with types.
LONG = {"t": "i", "i": "i", "j": "i", "k": "i", "v": "f", "q": "f"}
COMTRADE = {"typeCode": "s", "period": "i", "reporterCode": "i", "flowCode": "s",
            "partnerCode": "i", "partnerDesc": "s", "cmdCode": "i", "cmdDesc": "s", "qty": "f",
            "primaryValue": "f"}
ROLES = {"baci": ("t", "i", "k", "v"), "comtrade": ("period", "reporterCode", "cmdCode",
                                                    "primaryValue")}
YEARS = [str(2012 + year) for year in range(11)]
WIDE = {"reporter": "i", "product": "i"} | {year: "f" for year in YEARS}


def roles(kind, keys):
    year, exporter, product, value = ROLES.get(kind, ("year", "reporter", "product", "value"))
    return year, [exporter, product][:keys], value


def schema(kind):
    return {"comtrade": COMTRADE, "wide": WIDE}.get(kind, LONG)


def polars_run(kind, path, keys, target):
    import polars as pl
    types = {"i": pl.Int32, "f": pl.Float64, "s": pl.String}
    year, names, value = roles(kind, keys)

    def work():
        frame = pl.scan_csv(path, schema={n: types[t] for n, t in schema(kind).items()})
        if kind == "wide":
            sums = (frame.group_by(names).agg(pl.col(y).sum() for y in YEARS)
                    .unpivot(index=names, variable_name=year, value_name=value)
                    .with_columns(pl.col(year).cast(pl.Int32)))
        else:
            sums = frame.group_by(names + [year]).agg(pl.col(value).sum())
        sums = sums.sort(names + [year])
        same = pl.all_horizontal(
            [pl.col(n) == pl.col(n).shift() for n in names]
            + [pl.col(year) == pl.col(year).shift() + 1])
        (sums.with_columns(previous=pl.when(same).then(pl.col(value).shift()))
         .with_columns(delta=pl.col(value) - pl.col("previous"),
                       percent=100 * (pl.col(value) / pl.col("previous") - 1))
         .sink_csv(target, engine="streaming"))
    return work


def sql(kind, keys, source):
    year, names, value = roles(kind, keys)
    key = ", ".join(names)
    if kind == "wide":
        columns = ", ".join(f'sum("{y}") AS "{y}"' for y in YEARS)
        parts = " UNION ALL ".join(
            f'SELECT {key}, {y} AS year, "{y}" AS value FROM w' for y in YEARS)
        sums = f"SELECT {key}, {columns} FROM {source} GROUP BY {key}"
        head = f"WITH w AS ({sums}), s AS ({parts})"
    else:
        q = lambda name: f'"{name}"'
        inner = ", ".join(map(q, names + [year]))
        head = (f"WITH s AS (SELECT {inner}, sum({q(value)}) AS {q(value)} FROM {source} "
                f"GROUP BY {inner})")
        key, year, value = ", ".join(map(q, names)), q(year), q(value)
    return (f"{head}, l AS (SELECT *, lag({value}) OVER w AS p, lag({year}) OVER w AS py FROM s "
            f"WINDOW w AS (PARTITION BY {key} ORDER BY {year})), "
            f"b AS (SELECT {key}, {year}, {value}, "
            f"CASE WHEN py + 1 = {year} THEN p END AS previous FROM l) "
            f"SELECT *, {value} - previous AS delta, 100 * ({value} / previous - 1) AS percent "
            f"FROM b ORDER BY {key}, {year}")


def duckdb_run(kind, path, keys, target):
    import duckdb
    types = {"i": "INTEGER", "f": "DOUBLE", "s": "VARCHAR"}
    columns = ", ".join(f"'{n}': '{types[t]}'" for n, t in schema(kind).items())
    connection = duckdb.connect()
    connection.execute(f"SET threads = {THREADS}")
    quote = "" if kind == "comtrade" else ", quote = '', escape = ''"
    source = (f"read_csv('{path}', header = true, auto_detect = false, delim = ','{quote}, "
              f"columns = {{{columns}}})")
    query = f"COPY ({sql(kind, keys, source)}) TO '{target}' (FORMAT csv, HEADER true)"
    return lambda: connection.execute(query)


def datafusion_run(kind, path, keys, target):
    import datafusion
    import pyarrow
    types = {"i": pyarrow.int32(), "f": pyarrow.float64(), "s": pyarrow.string()}
    config = datafusion.SessionConfig().with_target_partitions(THREADS)
    context = datafusion.SessionContext(config)
    fields = pyarrow.schema([pyarrow.field(n, types[t]) for n, t in schema(kind).items()])
    packing = {"file_extension": ".csv.gz", "file_compression_type": "gzip"}

    def work():
        context.register_csv("source", path, schema=fields, has_header=True,
                             **(packing if path.endswith(".gz") else {}))
        query = sql(kind, keys, "source")
        context.sql(f"COPY ({query}) TO '{target}' STORED AS CSV "
                    "OPTIONS ('format.has_header' 'true')").collect()
    return work


PEERS = {"polars": polars_run, "duckdb": duckdb_run, "datafusion": datafusion_run}


def child(program, kind, path, keys, target):
    """One run of a peer, in a process of its own; prints what it took."""
    work = PEERS[program](kind, path, keys, target)
    start, before = time.perf_counter(), os.times()
    work()
    wall, after = time.perf_counter() - start, os.times()
    print(json.dumps([wall, after.user - before.user]))


def measured(command, environment):
    """Wall and user seconds and peak memory of a command, and its output."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env=os.environ | environment)
    output = process.stdout.read()
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{errors.decode()}")
    return wall, usage.ru_utime, usage.ru_maxrss / 1024, output


def saldo(options, path, keys, target, threads):
    by = ",".join(["reporter", "product"][:keys])
    return [options.program, "analyze", path, "--by", by, "--measures", "growth", "--format", "csv",
            "--quiet", "--threads", str(threads), "-o", target]


def instructions(command):
    if shutil.which("perf") is None:
        return None
    run = subprocess.run(["perf", "stat", "-x,", "-e", "instructions:u"] + command,
                         capture_output=True, text=True)
    counts = [line.split(",")[0] for line in run.stderr.splitlines() if "instructions" in line]
    return int(counts[0]) if counts and counts[0].isdigit() else None


def compare(kind, keys, ours, theirs):
    """The rows that differ by more than floating point explains."""
    import polars as pl
    year, names, value = roles(kind, keys)
    left = pl.read_csv(ours, infer_schema_length=None).filter(pl.col("value").is_not_null())
    right = pl.read_csv(theirs, infer_schema_length=None)
    own = ["reporter", "product"][:keys]
    left = left.select(own + ["period", "value", "delta", "percent_change"])
    left = left.with_columns(pl.col(own + ["period"]).cast(pl.Int64)).sort(own + ["period"])
    right = right.select(names + [year, value, "delta", "percent"])
    right = right.rename(dict(zip(right.columns, left.columns))).sort(own + ["period"])
    if left.height != right.height or not left.select(own + ["period"]).equals(
            right.select(own + ["period"]).cast(pl.Int64)):
        return max(left.height, right.height)
    wrong = pl.lit(False)
    for name, least in [("value", 5e-4), ("delta", 2e-3), ("percent_change", 6e-5)]:
        a, b = left[name].cast(pl.Float64), right[name].cast(pl.Float64)
        scale = a.abs().fill_null(0) if name != "delta" else left["value"].cast(pl.Float64).abs()
        if name == "delta":
            scale = scale + a.abs().fill_null(0)
        if name == "percent_change":
            scale = scale + 100
        wrong = wrong | ((a - b).abs() > least + 1e-9 * scale) | (a.is_null() != b.is_null())
    return left.select(wrong.alias("wrong"))["wrong"].fill_null(False).sum()


def case(options, name, kind, path, keys):
    runs, outputs = {}, {}
    contestants = ["saldo", "saldo, 1 thread"] + [p for p in options.peers if p]
    for _ in range(options.runs):
        for contestant in contestants:
            target = outputs[contestant] = os.path.join(
                options.folder, f"result-{contestant.replace(', ', '-').replace(' ', '')}.csv")
            pathlib.Path(target).unlink(missing_ok=True)
            if contestant in PEERS:
                command = [sys.executable, __file__, "--child", contestant, kind, path, str(keys),
                           target]
                _, _, memory, printed = measured(
                    command, {"POLARS_MAX_THREADS": str(THREADS), "TOKIO_WORKER_THREADS": "2"})
                wall, user = json.loads(printed)
            else:
                threads = 1 if "1" in contestant else THREADS
                command = saldo(options, path, keys, target, threads)
                wall, user, memory, _ = measured(command, {})
            runs.setdefault(contestant, []).append((wall, user, memory))
    rows = sum(1 for _ in open(outputs["saldo"], "rb")) - 1
    count = instructions(saldo(options, path, keys, outputs["saldo, 1 thread"], 1))
    size = os.path.getsize(path)
    print(f"\n{name}: {size / 1e6:.0f} MB, {rows} result rows, "
          f"load {os.getloadavg()[0]:.1f}"
          + (f", {count / 1e9:.2f} G instructions with one thread" if count else ""))
    agrees = {}
    best = min(wall for wall, _, _ in runs["saldo"])
    mapped = size / 1e6 / 1.048576
    for contestant, found in runs.items():
        wall, user = min(w for w, _, _ in found), min(u for _, u, _ in found)
        memory = max(m for _, _, m in found)
        note = ""
        if contestant in PEERS:
            # In a process of its own: what a child is born with counts as its peak.
            wrong = int(subprocess.run(
                [sys.executable, __file__, "--compare", kind, str(keys), outputs["saldo"],
                 outputs[contestant]], capture_output=True, text=True, check=True).stdout)
            note = "agrees" if wrong == 0 else f"{wrong} ROWS DIFFER"
            agrees[contestant] = bool(wrong == 0)
        elif not path.endswith(".gz"):
            note = f"{memory - mapped:.0f} MiB besides the file"
        print(f"  {contestant:16} {wall:7.3f} s  {wall / best:6.2f}x  user {user:7.3f} s  "
              f"{size / wall / 1e9:5.2f} GB/s  peak {memory:6.0f} MiB  {note}", flush=True)
    same = open(outputs["saldo"], "rb").read() == open(outputs["saldo, 1 thread"], "rb").read()
    print(f"  one and two threads: {'the same bytes' if same else 'BYTES DIFFER'}")
    if options.json:
        record = {"case": f"analyze {name}", "work": f"{size / 1e6:.0f} MB, {rows:,} result rows",
                  "runs": {who: [run[0] for run in found] for who, found in runs.items()},
                  "memory": {who: max(run[2] for run in found) for who, found in runs.items()},
                  "agrees": agrees | {"saldo, 1 thread": same}}
        with open(options.json, "a", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")


def main():
    if sys.argv[1] == "--child":
        program, kind, path, keys, target = sys.argv[2:7]
        return child(program, kind, path, int(keys), target)
    if sys.argv[1] == "--compare":
        kind, keys, ours, theirs = sys.argv[2:6]
        return print(compare(kind, int(keys), ours, theirs))
    if sys.argv[1] == "--generate":
        import generate
        maker, folder, rows, seed = sys.argv[2:6]
        return print(getattr(generate, maker)(folder, int(rows), int(seed)))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--folder", default="/tmp/saldo-peers", help="where files are kept")
    parser.add_argument("--rows", type=int, default=20_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peers", type=lambda text: text.split(","), default=list(PEERS))
    parser.add_argument("--cases", default="exporter,product,shuffled,wide,comtrade,gzip")
    parser.add_argument("--json")
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    cases = options.cases.split(",")

    def made(maker, rows):
        return subprocess.run(
            [sys.executable, __file__, "--generate", maker, options.folder, str(rows),
             str(options.seed)], capture_output=True, text=True, check=True).stdout.strip()

    if "exporter" in cases:
        case(options, "by exporter", "baci", made("baci", options.rows), 1)
    if "product" in cases:
        case(options, "by exporter and product", "baci", made("baci", options.rows), 2)
    if "shuffled" in cases:
        path = made("shuffled", options.rows)
        case(options, "by exporter, rows in random order", "baci", path, 1)
        case(options, "by exporter and product, rows in random order", "baci", path, 2)
    if "wide" in cases:
        case(options, "wide table by exporter", "wide", made("wide", options.rows // 10), 1)
    if "comtrade" in cases:
        path = made("comtrade", options.rows // 5)
        case(options, "quoted Comtrade by exporter", "comtrade", path, 1)
    if "gzip" in cases:
        case(options, "gzip by exporter", "baci", made("packed", options.rows // 5), 1)


if __name__ == "__main__":
    main()
