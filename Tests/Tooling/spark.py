#!/usr/bin/env python3
"""The same bytes from the embedded engine and from Apache Spark, and what must not go wrong between.

Usage: spark.py SALDO [--short] [--rows N] [--seed N]

Makes tables in the forms of BACI and of UN Comtrade in eight parts, with rows that cannot be read, and
compares, for three choices of keys each: the embedded engine, Spark as a local cluster of two worker
processes, Spark as a standalone cluster (a master and two workers on loopback), and the sums of the
statements that duckdb runs. Then a worker is killed in the middle of a run, and the master; Spark, Java,
the master and the data are missing in turn; a run is interrupted. `--short` leaves the standalone cluster
out and takes little data. Exits with 1 on a difference. Needs pyspark, duckdb and Java 17.
"""
import argparse
import collections
import csv
import io
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

import duckdb
import pyspark

PARTS = 8
LOCAL_CLUSTER = "local-cluster[2,1,1024]"
HOME = Path(pyspark.__file__).parent
FAILURES = []


def note(name, problem, said=""):
    if problem:
        FAILURES.append(name)
    print(f"{'FAILS' if problem else 'holds'} {name}: {problem or said}", flush=True)


# Data


def amount(draw):
    """A value as such files write them: mostly plain, a few as R or a bookkeeper does."""
    decimals = draw.choice([0, 3, 3, 3, 3, 2, 14])
    digits = int(10 ** draw.uniform(0, 9 + min(decimals, 3)))
    text = str(digits).rjust(decimals + 1, "0")
    plain = f"{text[:-decimals]}.{text[-decimals:]}" if decimals else text
    form = draw.randrange(400)
    # duckdb casts no exponent to a decimal of many digits.
    if form == 0 and decimals < 14:
        return f"{digits}e-{decimals}"
    if form == 1:
        return f'"{digits:,}"'
    if form == 2:
        return f" {plain} "
    if form == 3:
        return f"$({plain})"
    return plain


def spoiled(fields, value, draw):
    """The row with a fault, or the same row without a value."""
    fields = list(fields)
    kind = draw.randrange(8)
    if kind == 0:
        fields[value] = draw.choice(["x12", "1.2.3", "12,34,5", "n.a.", "O.5", "1e"])
    elif kind == 1:
        fields[0] = draw.choice(["20x7", "", "17", "2017-13"])
    elif kind == 2:
        fields = fields[:-2]
    elif kind == 3:
        fields += ["1", "2"]
    elif kind in (4, 5):
        fields[value] = draw.choice(["", "NA", " "])
    elif kind == 6:
        fields += ["", " "]
    else:
        # A comma between quotes that do not stand around the whole field: no number, and one field.
        fields[value] = draw.choice(['-"1,234"', 'about "5, or 6"', "-7.5"])
    return fields


def baci(count, draw):
    countries = draw.sample(range(4, 900), 220)
    products = draw.sample(range(10_000, 980_000), 4_000)
    yield "t,i,j,k,v,q"
    for _ in range(count):
        exporter, importer = draw.sample(countries, 2)
        fields = [str(draw.randrange(2012, 2023)), str(exporter), str(importer),
                  str(draw.choice(products)), amount(draw), amount(draw)]
        if draw.randrange(200) == 0:
            fields = spoiled(fields, 4, draw)
        yield ",".join(fields)


def comtrade(count, draw):
    countries = ["DEU", "CHN", "USA", "FRA", "BRA", "IND", "NGA", "NA", "RUS", "Côte d'Ivoire"]
    products = [f"{draw.randrange(10_000, 990_000):06}" for _ in range(500)]
    yield "period,reporterISO,flowCode,partnerISO,classificationCode,cmdCode,motCode,primaryValue"
    for _ in range(count):
        reporter, partner = draw.sample(countries, 2)
        product = draw.choice(products)
        # Totals stand beside their parts.
        level = draw.randrange(10)
        product = product[:2] if level == 0 else "TOTAL" if level == 1 else product
        partner = "W00" if draw.randrange(8) == 0 else partner
        transport = draw.choice(["0", "0", "0", "2100"])
        flow = draw.choice(["X", "M", "M", "X", "RX", "export", "IMPORT"])
        if draw.randrange(500) == 0:
            flow = draw.choice(["Z", ""])
        period = f"{draw.randrange(2017, 2021)}{draw.randrange(1, 13):02}"
        fields = [period, reporter, flow, partner, "H5", product, transport, amount(draw)]
        if draw.randrange(200) == 0:
            fields = spoiled(fields, 7, draw)
        yield ",".join(fields)


def parts(lines, folder):
    folder.mkdir()
    header, *rows = lines
    paths = []
    for part in range(PARTS):
        path = folder / f"part {part}.csv"
        piece = rows[part * len(rows) // PARTS:(part + 1) * len(rows) // PARTS]
        path.write_text(header + "\n" + "\n".join(piece) + "\n", encoding="utf-8")
        paths.append(str(path))
    return paths


# Runs


class Saldo:
    def __init__(self, program, folder):
        self.program, self.temporary = program, folder / "temporary"
        self.temporary.mkdir()

    def environment(self, **others):
        return {**os.environ, "SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": "127.0.0.1",
                "TMPDIR": str(self.temporary), **others}

    def start(self, arguments, **others):
        return subprocess.Popen([self.program, "analyze", *map(str, arguments)],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                env=self.environment(**others))

    def run(self, arguments, **others):
        process = self.start(arguments, **others)
        output, errors = process.communicate()
        return process.returncode, output, errors

    def leftovers(self):
        return sorted(path.name for path in self.temporary.iterdir() if not path.name.endswith(".log"))

    def log(self):
        """What Spark has logged so far in the run under way."""
        texts = [path.read_text(errors="replace") for path in self.temporary.glob("*/spark.log")]
        return texts[0] if texts else ""


CASES = {
    "baci": [
        ["--by", "reporter", "--measures", "growth"],
        ["--by", "country", "--measures", "balance,share"],
        ["--by", "partner,product:2", "--measures", "growth", "--from", "2014", "--to", "2020",
         "--where", "reporter!=4"],
    ],
    "comtrade": [
        ["--by", "reporter,flow", "--measures", "growth", "--lag", "12"],
        ["--by", "reporter,partner", "--measures", "balance", "--frequency", "quarter"],
        ["--by", "product:2", "--measures", "balance,growth", "--where", "partner=CHN,W00,NA",
         "--from", "2018-03"],
    ],
}


def reasons(path, is_counted):
    """How many rows were rejected for each reason, of a file of rejects."""
    counts = collections.Counter()
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            counts[row["field"], row["reason"]] += int(row["rows"]) if is_counted else 1
    return counts


def balance(errors):
    return next((line for line in errors.splitlines() if line.startswith("rows: ")), "no balance")


def notes(errors):
    """What is said of the data, without the first rejected row and the like."""
    return [line for line in errors.splitlines()
            if line.startswith(("layout:", "columns:", "note:", "rows:"))
            and not re.search("repeats? the|duplicates are", line)]


def compare(saldo, name, paths, masters, folder):
    for number, case in enumerate(CASES[name]):
        def way(label, master=None):
            result, rejects = folder / f"{label}.csv", folder / f"{label}-rejects.csv"
            options = ["--engine", "spark", "--master", master] if master else []
            start = time.monotonic()
            code, _, errors = saldo.run([*paths, *case, "--format", "csv", "-o", result, "--rejects",
                                         rejects, *options])
            seconds = time.monotonic() - start
            if code != 0:
                return None, None, errors, seconds
            return result.read_bytes(), reasons(rejects, master is not None), errors, seconds
        data, counts, errors, seconds = way("embedded")
        if data is None:
            note(f"{name} {case}", errors)
            continue
        print(f"  {name} {' '.join(case)}: {len(data)} bytes, {balance(errors)}, {seconds:.1f} s",
              flush=True)
        for label, master in masters:
            other, other_counts, other_errors, seconds = way(label, master)
            problem = ""
            if other is None:
                problem = other_errors
            elif other != data:
                problem = "BYTES DIFFER"
            elif other_counts != counts:
                problem = f"other reasons: {(other_counts - counts) + (counts - other_counts)}"
            elif notes(other_errors) != notes(errors):
                problem = f"other notes: {other_errors}"
            elif saldo.leftovers():
                problem = f"left behind: {saldo.leftovers()}"
            note(f"{name} {number + 1} by {label}", problem,
                 f"the same {len(data)} bytes, {sum(counts.values())} rows rejected for "
                 f"{len(counts)} reasons, {seconds:.1f} s")
        peer(saldo, name, number, case, paths, data)


def peer(saldo, name, number, case, paths, data):
    """The sums of the statements for duckdb beside those of the embedded engine."""
    code, script, errors = saldo.run([*paths, *case, "--print-sql", "duckdb"])
    if code != 0:
        note(f"{name} {number + 1} by duckdb", errors)
        return
    theirs = collections.Counter()
    connection = duckdb.connect()
    rows = connection.execute(script).fetchall()
    columns = [column[0] for column in connection.description]
    keys = [place for place, column in enumerate(columns) if column.startswith("key")]
    # What is no period in a usual form stands as it is, and is judged where the sums are read.
    period = columns.index("period")
    rows = [row for row in rows if re.fullmatch(r"[1-9]\d{3}(-(0[1-9]|1[0-2]))?", row[period])]
    places = [columns.index(column) for column in ("total", "fine_total")]
    # Two flows are one series of a balance, whose value is of both.
    for row in rows:
        sums = [row[place] for place in places if row[place] is not None]
        labels = [row[place] for place in keys if columns[place].split("_")[1] != "flow"
                  or "flow" in case[1]]
        theirs[tuple(labels)] += sum(sums, Decimal(0))
    ours = collections.Counter()
    table = csv.reader(io.StringIO(data.decode()))
    header = next(table)
    value = header.index("value")
    for row in table:
        ours[tuple(row[:header.index("period")])] += Decimal(row[value] or 0)
    theirs = {key: total for key, total in theirs.items() if total or key in ours}
    wrong = [key for key in ours.keys() | theirs.keys() if ours.get(key, 0) != theirs.get(key, 0)]
    note(f"{name} {number + 1} by duckdb", f"{len(wrong)} of {len(ours)} sums differ: {wrong[:3]}"
         if wrong else "", f"{len(ours)} sums are the same")


# A cluster of its own


def free_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return server.getsockname()[1]


class Cluster:
    """A master and two workers on this machine."""

    def __init__(self, folder):
        self.folder, self.port, self.workers = folder, free_port(), []
        folder.mkdir(exist_ok=True)
        self.master = self.begin("master.Master", ["--host", "127.0.0.1", "--port", str(self.port),
                                                   "--webui-port", "0"])
        self.url = f"spark://127.0.0.1:{self.port}"
        self.wait(self.port)
        self.add_worker()
        self.add_worker()
        time.sleep(4)

    def begin(self, role, arguments):
        log = open(self.folder / f"{role}-{time.monotonic_ns()}.log", "wb")
        return subprocess.Popen([str(HOME / "bin" / "spark-class"),
                                 f"org.apache.spark.deploy.{role}", *arguments],
                                stdout=log, stderr=log, start_new_session=True,
                                env={**os.environ, "SPARK_HOME": str(HOME),
                                     "SPARK_LOCAL_IP": "127.0.0.1"})

    def add_worker(self):
        self.workers.append(self.begin("worker.Worker", [
            self.url, "--host", "127.0.0.1", "--webui-port", "0", "--cores", "1", "--memory", "1g",
            "--work-dir", str(self.folder / "work")]))

    @staticmethod
    def wait(port):
        for _ in range(300):
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.1)
        sys.exit("the master does not start")

    @staticmethod
    def kill(process):
        """Ends a process that was started here, and those that it started."""
        for child in children(process.pid):
            try:
                os.kill(child, signal.SIGKILL)
            except ProcessLookupError:
                pass
        process.kill()
        process.wait()

    def end(self):
        for process in [*self.workers, self.master]:
            if process.poll() is None:
                self.kill(process)


def children(parent):
    """The processes that a process started, and those that they did."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == parent:
            found += [int(entry.name), *children(int(entry.name))]
    return found


def is_alive(process):
    """Whether a process runs: one that has ended may wait for its parent to hear of it."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_for_task(saldo, process):
    """Waits until the run under way has done a task; false where it ends before."""
    while process.poll() is None:
        if "Finished task" in saldo.log():
            return True
        time.sleep(0.05)
    return False


def deaths(saldo, paths, folder):
    case = ["--by", "reporter,partner,product:4", "--measures", "growth", "--format", "csv"]
    expected = folder / "expected.csv"
    code, _, errors = saldo.run([*paths, *case, "-o", expected])
    if code != 0:
        sys.exit(errors)
    cluster = Cluster(folder / "cluster-1")
    try:
        result = folder / "worker.csv"
        process = saldo.start([*paths, *case, "-o", result, "--engine", "spark", "--master", cluster.url])
        met = wait_for_task(saldo, process)
        at_work = len(children(cluster.workers[0].pid))
        cluster.kill(cluster.workers[0])
        _, errors = process.communicate()
        problem = ""
        if not met or at_work == 0:
            problem = "the worker was killed too late"
        elif process.returncode != 0:
            problem = errors
        elif result.read_bytes() != expected.read_bytes():
            problem = "BYTES DIFFER"
        note("a worker killed in the middle", problem, f"the same {expected.stat().st_size} bytes")
    finally:
        cluster.end()
    cluster = Cluster(folder / "cluster-2")
    try:
        result = folder / "master.csv"
        process = saldo.start([*paths, *case, "-o", result, "--engine", "spark", "--master", cluster.url,
                               "--quiet"])
        met = wait_for_task(saldo, process)
        cluster.kill(cluster.master)
        output, errors = process.communicate()
        refused("the master killed in the middle", "" if met else "killed too late",
                process.returncode, output, errors, "master is gone", result, saldo)
    finally:
        cluster.end()


# Faults


def refused(name, problem, code, output, errors, expected, result, saldo):
    line = errors.strip()
    if problem:
        pass
    elif code != 2:
        problem = f"exit {code}: {line[-600:]}"
    elif output or result.exists():
        problem = "a result was left"
    elif not line.startswith("saldo: ") or "\n" in line:
        problem = f"not one line: {line[:600]}"
    elif expected not in line:
        problem = f"\"{expected}\" is not in: {line[:600]}"
    elif saldo.leftovers():
        problem = f"left behind: {saldo.leftovers()}"
    found = re.search(r"\(the whole log: (.*)\)", line)
    if not problem and found and not Path(found[1]).is_file():
        problem = f"no log at {found[1]}"
    note(name, problem, line[:200])


def faults(saldo, paths, folder):
    result = folder / "fault.csv"
    path = paths[0]
    without = [part for part in os.environ["PATH"].split(":")
               if not (Path(part) / "spark-sql").exists() and not (Path(part) / "java").exists()]
    tools = folder / "tools"
    tools.mkdir()
    for tool in ("bash", "dirname", "ps", "env"):
        if shutil.which(tool):
            (tools / tool).symlink_to(shutil.which(tool))
    # Folders that hold Java hold the shell too.
    bare = ":".join([str(tools), *without])

    def check(name, arguments, expected, **variables):
        code, output, errors = saldo.run(
            [*arguments, "--by", "reporter", "--format", "csv", "-o", result, "--quiet",
             "--engine", "spark"], **variables)
        refused(name, "", code, output, errors, expected, result, saldo)

    check("Spark missing", [path], "spark-sql was not found", SPARK_HOME="", PATH=bare)
    check("no Spark in --spark-home", [path, "--spark-home", folder], "no bin/spark-sql")
    check("no Spark in SPARK_HOME", [path], "no bin/spark-sql", SPARK_HOME=str(folder))
    check("Java missing", [path], "java was not found", JAVA_HOME="", PATH=bare)
    check("no Java in JAVA_HOME", [path], "no bin/java", JAVA_HOME=str(folder))
    check("an unreachable master", [path, "--master", f"spark://127.0.0.1:{free_port()}"],
          "nothing answers")
    check("a wrong path", [folder / "nothing.csv"], "nothing.csv: cannot be opened")
    check("a wrong address", [f"file://{folder}/nothing/*.csv", "--master", "local[1]"],
          "PATH_NOT_FOUND")
    check("a wrong table", ["--spark-table", "nothing", "--master", "local[1]"],
          "TABLE_OR_VIEW_NOT_FOUND")
    check("a password in an address", ["s3a://me:secret@bucket/x.csv"], "password")
    check("an archive", [folder / "x.zip"], "zip")
    check("no folder of that name", [path, "--spark-folder", folder / "none", "--master", "local[1]"],
          "--spark-folder")
    process = saldo.start([*paths, "--by", "reporter,partner", "--format", "csv", "-o", result,
                           "--engine", "spark", "--master", LOCAL_CLUSTER])
    while process.poll() is None and not saldo.log():
        time.sleep(0.05)
    time.sleep(4)
    below = children(process.pid)
    process.send_signal(signal.SIGINT)
    process.communicate()
    time.sleep(1)
    alive = [child for child in below if is_alive(child)]
    problem = ""
    if process.returncode != -signal.SIGINT:
        problem = f"exit {process.returncode}"
    elif not below or alive:
        problem = f"processes {alive} of {below} are left"
    elif result.exists() or saldo.leftovers():
        problem = f"left behind: {saldo.leftovers()}"
    note("an interrupted run", problem, f"{len(below)} processes ended, nothing left")


def other_inputs(saldo, baci_paths, folder):
    """Addresses, packed files and Parquet, which are opened by Spark alone."""
    case = ["--by", "reporter", "--format", "csv"]
    expected = folder / "plain.csv"
    saldo.run([*baci_paths, *case, "-o", expected])
    parquet = folder / "trade.parquet"
    columns = "{'t':'VARCHAR','i':'VARCHAR','j':'VARCHAR','k':'VARCHAR','v':'VARCHAR','q':'VARCHAR'}"
    duckdb.sql(f"COPY (SELECT * FROM read_csv('{Path(baci_paths[0]).parent}/*.csv', header = true, "
               f"columns = {columns}, auto_detect = false, ignore_errors = true, quote = '\"')) "
               f"TO '{parquet}' (FORMAT parquet)")
    cleaned = folder / "cleaned.csv"
    duckdb.sql(f"COPY (FROM '{parquet}') TO '{cleaned}' (HEADER)")
    cleaned_result = folder / "cleaned-result.csv"
    saldo.run([cleaned, *case, "-o", cleaned_result])
    packed = folder / "packed"
    packed.mkdir()
    for path in baci_paths:
        subprocess.run(["gzip", "-1c", path], check=True,
                       stdout=open(packed / f"{Path(path).stem}.csv.gz", "wb"))
    for name, source, wanted in [
            ("an address with a pattern", f"file://{packed}/*.csv.gz", expected),
            ("Parquet", parquet, cleaned_result)]:
        result = folder / "other.csv"
        code, _, errors = saldo.run([source, *case, "-o", result, "--engine", "spark",
                                     "--master", "local[2]"])
        problem = errors if code else ""
        if not problem and result.read_bytes() != wanted.read_bytes():
            problem = "BYTES DIFFER"
        note(name, problem, f"the same {wanted.stat().st_size} bytes")
        result.unlink(missing_ok=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--rows", type=int)
    parser.add_argument("--seed", type=int, default=20261201)
    options = parser.parse_args()
    count = options.rows or (20_000 if options.short else 2_000_000)
    print(f"{count} rows, seed {options.seed}, pyspark {pyspark.__version__}, "
          f"duckdb {duckdb.__version__}, {os.cpu_count()} cores", flush=True)
    draw = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        saldo = Saldo(options.program, folder)
        tables = {"baci": parts(list(baci(count, draw)), folder / "baci"),
                  "comtrade": parts(list(comtrade(count, draw)), folder / "comtrade")}
        masters = [("a local cluster", LOCAL_CLUSTER)]
        cluster = None
        if options.short:
            for table in CASES:
                CASES[table] = CASES[table][1:2]
        else:
            cluster = Cluster(folder / "cluster")
            masters.append(("a standalone cluster", cluster.url))
        try:
            for table, paths in tables.items():
                compare(saldo, table, paths, masters, folder)
        finally:
            if cluster:
                cluster.end()
        if not options.short:
            deaths(saldo, tables["baci"] * 1, folder)
            other_inputs(saldo, tables["baci"], folder)
        faults(saldo, tables["baci"], folder)
    print(f"{len(FAILURES)} fail" if FAILURES else "all hold")
    sys.exit(bool(FAILURES))


if __name__ == "__main__":
    main()
