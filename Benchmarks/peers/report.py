#!/usr/bin/env python3
"""Writes RESULTS.md and RESULTS.svg from timings, and the speed table of the README from RESULTS.md.

usage: report.py README    (takes the table of RESULTS.md between the README's marks)
"""
import datetime
import importlib.metadata
import os
import platform
import statistics
import sys

# What each tool does that another does not, so that a ratio is not read for more than it is.
NOTES = {
    ("table check", "saldo"): "exact: the interval of each rounding; the whole process, with the report "
                              "of the wrong rows",
    ("table check", "polars"): "floating point with a tolerance; counts the wrong rows; started already",
    ("analyze", "saldo"): "exact sums and correctly rounded ratios; the whole process; rejects counted; "
                          "rows for series that end",
    ("analyze", "polars"): "floating-point sums; schema given, lazy, streaming sink; started already",
    ("analyze", "duckdb"): "floating-point sums; typed columns, no sniffing; started already",
    ("analyze", "datafusion"): "floating-point sums; schema given; started already",
    ("complexity of all years", "saldo"): "the whole process: read, summed, ECI and diversity written",
    ("complexity of all years", "polars"): "the sums alone, in floating point; schema given, streaming; "
                                           "started already",
    ("complexity", "saldo"): "in memory, by Debian's OpenBLAS",
    ("complexity", "numpy"): "written by hand from the formulas; its own newer OpenBLAS",
    ("complexity", "econcomplex"): "the package's own functions on the matrix",
    ("complexity", "ecomplexity"): "from a data frame; computes the outlook as well; one run",
    ("gravity", "saldo"): "the whole process, reading the CSV included",
    ("gravity", "pyfixest"): "fepois of a data frame in memory, at its default tolerances",
}


def note(case, tool):
    for (prefix, name), text in NOTES.items():
        if case.startswith(prefix) and tool.split(",")[0] == name:
            return text
    return ""


def spread(seconds):
    if len(seconds) < 2:
        return "one run"
    low, _, high = statistics.quantiles(seconds, n=4, method="inclusive")
    return f"± {50 * (high - low) / statistics.median(seconds):.0f} %"


def versions():
    for name in ["polars", "duckdb", "datafusion", "numpy", "ecomplexity", "econcomplex", "pyfixest",
                 "pandas"]:
        try:
            yield f"{name} {importlib.metadata.version(name)}"
        except importlib.metadata.PackageNotFoundError:
            pass


def ratio(record, tool):
    """The middle ratio of the tool's time to saldo's: of turns where both took part in all."""
    ours, theirs = record["runs"]["saldo"], record["runs"][tool]
    if len(ours) == len(theirs):
        return statistics.median(b / a for a, b in zip(ours, theirs))
    return statistics.median(theirs) / statistics.median(ours)


def case_table(record):
    yield f"### {record['case']}\n"
    yield f"{record['work']}.\n"
    yield "| tool | median | best | spread | time beside saldo | result | what it does |"
    yield "| --- | ---: | ---: | ---: | ---: | --- | --- |"
    for tool, seconds in record["runs"].items():
        beside = "1" if tool == "saldo" else f"{ratio(record, tool):.2f}"
        agrees = record["agrees"].get(tool)
        result = "" if agrees is None else "agrees" if agrees else "**differs**"
        yield (f"| {tool} | {statistics.median(seconds):.3f} s | {min(seconds):.3f} s | {spread(seconds)}"
               f" | {beside} | {result} | {note(record['case'], tool)} |")
    winners = [tool for tool in record["runs"] if tool != "saldo" and "thread" not in tool
               and ratio(record, tool) < 1]
    if winners:
        yield f"\nFaster than saldo here: {', '.join(winners)}."
    yield ""


def summary(records):
    yield "<!-- the speed table of README.md is made from here -->"
    yield "| work | the others' time in multiples of saldo's |"
    yield "| --- | --- |"
    for record in records:
        others = [f"{tool} {ratio(record, tool):.2f}" for tool in record["runs"]
                  if tool != "saldo" and "thread" not in tool]
        yield f"| {record['case']} ({record['work']}) | {', '.join(others)} |"
    yield "<!-- end -->"


def bench_table(bench):
    limits = bench["limits"]
    yield "## What `saldo bench` measured\n"
    yield (f"Limits with {bench['threads']} threads: memory {limits['memory_read'] / 1e9:.1f} GB/s read, "
           f"{limits['memory_triad'] / 1e9:.1f} triad; dgemm {limits['arithmetic'] / 1e9:.1f} Gflop/s; "
           f"page cache {limits['file_read'] / 1e9:.1f} GB/s.\n")
    if bench["machine"].get("advice"):
        yield f"Note: {bench['machine']['advice']}.\n"
    yield "| suite | a second | of the limit | grows with | power | between the last two sizes | |"
    yield "| --- | ---: | --- | --- | ---: | ---: | --- |"
    for suite in bench["suites"]:
        middle = statistics.median(suite["samples"]["seconds"])
        bound = suite.get("bound")
        share = f"{100 * bound['share']:.1f} % of {bound['kind']}" if bound else "–"
        for number, growth in enumerate(suite["growth"] or [None]):
            first = (f"| {suite['name']} | {suite['amount'] / middle:,.0f} {suite['unit']} | {share} "
                     if number == 0 else "| | | ")
            if growth is None:
                yield first + "| | | | |"
                continue
            is_steep = (growth["dimension"] != "threads" and growth["exponent"] > 1.15
                        and growth["last_exponent"] > 1.15)
            yield (first + f"| {growth['dimension']} | {growth['exponent']:.2f} | "
                   f"{growth['last_exponent']:.2f} | {'faster than in proportion' if is_steep else ''} |")
    yield ""


def markdown(records):
    cases = [record for record in records if "case" in record]
    bench = next((record["bench"] for record in records if "bench" in record), None)
    machine = bench["machine"] if bench else {}
    yield "# Beside other programs\n"
    yield ("Made by `make bench-peers`; not edited by hand. Each tool in turn, on the same data, with the "
           "same number of threads; medians, and ratios of turns.\n")
    yield (f"{datetime.date.today()}; {machine.get('processor', platform.processor())}, "
           f"{machine.get('cores', os.cpu_count())} cores; {machine.get('system', platform.platform())}; "
           f"Python {platform.python_version()}; {', '.join(versions())}; "
           f"{machine.get('linear_algebra', '')}; load when written {os.getloadavg()[1]:.1f}.\n")
    yield from summary(cases)
    yield "\n![Times beside saldo's, and growth](RESULTS.svg)\n"
    for record in cases:
        yield from case_table(record)
    if bench:
        yield from bench_table(bench)


# A picture of bars (time in multiples of saldo's) over curves (time by size, both logarithmic).
WIDTH, LEFT, RIGHT = 860, 330, 60


def text(x, y, content, anchor="start", size=12, colour="#222"):
    content = content.replace("&", "&amp;").replace("<", "&lt;")
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" '
            f'fill="{colour}">{content}</text>')


def bars(cases, top):
    rows = [(record["case"], tool, ratio(record, tool)) for record in cases
            for tool in record["runs"] if tool != "saldo" and "thread" not in tool]
    largest = max(value for _, _, value in rows)
    import math
    scale = (WIDTH - LEFT - RIGHT) / max(math.log(max(largest, 2)) - math.log(0.5), 0.1)
    place = lambda value: LEFT + (math.log(max(value, 0.5)) - math.log(0.5)) * scale
    marks, y = [text(LEFT, top, "time in multiples of saldo's (the line is 1; logarithmic)", size=12)], top
    for case, tool, value in rows:
        y += 22
        begin, end = sorted([place(1), place(value)])
        marks.append(text(LEFT - 8, y + 11, f"{case}: {tool}", "end"))
        marks.append(f'<rect x="{begin:.1f}" y="{y}" width="{max(end - begin, 1):.1f}" height="14" '
                     f'fill="{"#3a6ea5" if value >= 1 else "#b5532a"}"/>')
        marks.append(text(max(end, place(1)) + 5, y + 11, f"{value:.2f}"))
    marks.append(f'<line x1="{place(1):.1f}" y1="{top + 10}" x2="{place(1):.1f}" y2="{y + 20}" '
                 'stroke="#222"/>')
    return marks, y + 40


def curves(bench, top):
    import math
    panels = [(suite["name"], growth) for suite in bench["suites"] for growth in suite["growth"]
              if growth["dimension"] != "threads"]
    width, height, columns = 200, 120, 4
    marks = [text(10, top, "time by size, both logarithmic; dashed: in proportion", size=12)]
    for number, (name, growth) in enumerate(panels):
        left, above = 10 + number % columns * (width + 12), top + 24 + number // columns * (height + 34)
        points = [(math.log(p["amount"]), math.log(p["seconds"])) for p in growth["points"]]
        x0, x1 = points[0][0], points[-1][0]
        # The same scale on both axes, so that proportion is the diagonal whatever the suite.
        unit = min(width / (x1 - x0), height / (x1 - x0))
        at = lambda x, y: (left + (x - x0) * unit, above + height - (y - points[0][1]) * unit)
        line = " ".join(f"{x:.1f},{max(above - 8, min(above + height + 8, y)):.1f}"
                        for x, y in (at(*p) for p in points))
        diagonal = at(x1, points[0][1] + x1 - x0)
        marks += [
            text(left, above - 4, f"{name} by {growth['dimension']}: {growth['exponent']:.2f}", size=11),
            f'<rect x="{left}" y="{above}" width="{width}" height="{height}" fill="none" '
            'stroke="#bbb"/>',
            f'<line x1="{left}" y1="{above + height}" x2="{diagonal[0]:.1f}" y2="{diagonal[1]:.1f}" '
            'stroke="#999" stroke-dasharray="4 3"/>',
            f'<polyline points="{line}" fill="none" stroke="#3a6ea5" stroke-width="2"/>']
    rows = (len(panels) + columns - 1) // columns
    return marks, top + 24 + rows * (height + 34)


def picture(records):
    cases = [record for record in records if "case" in record]
    bench = next((record["bench"] for record in records if "bench" in record), None)
    marks, bottom = bars(cases, 20)
    if bench:
        more, bottom = curves(bench, bottom)
        marks += more
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{bottom}" '
            f'viewBox="0 0 {WIDTH} {bottom}" font-family="sans-serif">'
            f'<rect width="{WIDTH}" height="{bottom}" fill="white"/>' + "\n".join(marks) + "</svg>\n")


def write(records, folder):
    with open(os.path.join(folder, "RESULTS.md"), "w", encoding="utf-8") as file:
        file.write("\n".join(markdown(records)).rstrip("\n") + "\n")
    with open(os.path.join(folder, "RESULTS.svg"), "w", encoding="utf-8") as file:
        file.write(picture(records))


BEGIN, END = "<!-- the speed table of README.md is made from here -->", "<!-- end -->"
README_BEGIN, README_END = "<!-- speed: made by make readme-speed -->", "<!-- /speed -->"


def between(content, begin, end, path):
    if content.count(begin) != 1 or end not in content:
        sys.exit(f"{path}: has no marks {begin} … {end}")
    start = content.index(begin) + len(begin)
    return start, content.index(end, start)


def readme(path):
    results = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "RESULTS.md")
    with open(results, encoding="utf-8") as file:
        content = file.read()
    start, stop = between(content, BEGIN, END, results)
    table = content[start:stop].strip()
    machine = next(line for line in content.splitlines() if line[:2] == "20")
    with open(path, encoding="utf-8") as file:
        old = file.read()
    start, stop = between(old, README_BEGIN, README_END, path)
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{old[:start]}\n{table}\n\nMeasured {machine.split(';')[0]} on "
                   f"{machine.split(';')[1].strip()}; the rest, with versions and spread, in "
                   f"[RESULTS.md](Benchmarks/RESULTS.md).\n{old[stop:]}")


if __name__ == "__main__":
    readme(sys.argv[1])
