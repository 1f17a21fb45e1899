"""The reports and the local page in a real browser (Chromium, by Playwright).

Usage: browser_test.py SALDO FOLDER_FOR_SCREENSHOTS

Does what a person would: opens the pages that `saldo analyze` and `saldo check` write, sorts and
filters the table, saves the CSV; opens the page of `saldo serve`, pastes the release of the
fixtures, reads the verdict, drops a CSV, sorts its table, saves results, follows deep links. Checks
that no request leaves the page, that the console is clean, that axe-core has no serious finding, that
`tidy` accepts the markup, that nothing is wider than the screen, that a table of 200 regions over 28
years sorts without a pause and keeps its names in view, and that no text lies over another one. Screenshots are written at 1280
and 390 pixels, light and dark.
"""

import csv as csvs
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

SALDO, SHOTS = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RELEASE = os.path.join(ROOT, "Fixtures/releases/kaluga-2017.txt")
REGIONS = os.path.join(ROOT, "Fixtures/trade/regions-long.csv")
# Figures that agree, and a part that is larger than its whole.
DOUBT = """Exports in 2017 were 120 mln USD, imports 80 mln USD and turnover 200 mln USD.

Imports of machinery in 2019 were $26.5 billion. Imports in 2019 were $4.3 billion.
"""
VIEWS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
failures = []


def expect(condition, text):
    if not condition:
        failures.append(text)
        print("FAILED", text)


def run(*arguments, status=0):
    done = subprocess.run([SALDO, *arguments], capture_output=True, text=True)
    expect(done.returncode == status, f"saldo {' '.join(arguments)}: {done.stderr}")
    return done.stdout


def large_table(path):
    """200 regions over 28 years, from a fixed recurrence."""
    state = 20170106
    with open(path, "w") as file:
        file.write("region,flow,period,value\n")
        for region in range(200):
            level = 50.0 + (region * 7919) % 9000
            for year in range(1995, 2023):
                for flow in ("export", "import"):
                    state = (state * 1103515245 + 12345) % 2**31
                    level *= 0.9 + (state / 2**31) * 0.24
                    file.write(f"Region {region:03d} of the Federation,{flow},{year},{level:.2f}\n")


def partners_table(path):
    """Exports of eight countries to one another in six goods, and what the partners say of them."""
    names = ["AUT", "BRA", "CHN", "DEU", "EGY", "FRA", "GBR", "IND"]
    goods = ["010121", "100199", "270900", "710812", "840734", "870323"]
    state = 4711
    with open(path, "w") as file:
        file.write("reporter,partner,flow,product,period,value\n")
        for year in (2020, 2021):
            for one in names:
                for other in names:
                    for good in goods:
                        state = (state * 1103515245 + 12345) % 2**31
                        value = 1000 + state % 9_000_000
                        if one != other and state % 7:
                            told = value * (80 + state % 37) // 100
                            file.write(f"{one},{other},export,{good},{year},{value}\n")
                            file.write(f"{other},{one},import,{good},{year},{told}\n")


class Watch:
    """Requests and messages of a page that there should not be."""

    def __init__(self, page, allowed):
        page.on("console", lambda m: m.type in ("error", "warning") and expect(
            False, f"console: {m.text}"))
        page.on("pageerror", lambda e: expect(False, f"script: {e}"))
        page.on("request", lambda r: expect(
            r.url.startswith(allowed), f"a request leaves the page: {r.url}"))


def new_page(browser, width, scheme, allowed):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, accept_downloads=True)
    page = context.new_page()
    Watch(page, allowed)
    return page


# The texts of a drawing that lie over one another, and those that leave it.
CLASHES = """() => {
  const found = [];
  for (const svg of document.querySelectorAll("svg.plot, svg.intervals")) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0) continue;
    const boxes = [...svg.querySelectorAll("text")].map((text) => [text, text.getBoundingClientRect()]);
    boxes.forEach(([text, box], number) => {
      if (box.left < frame.left - 1.5 || box.right > frame.right + 1.5)
        found.push(`cut: ${text.textContent} (${svg.getAttribute("aria-label") ?? ""})`);
      for (const [other, there] of boxes.slice(number + 1)) {
        const wide = Math.min(box.right, there.right) - Math.max(box.left, there.left);
        const high = Math.min(box.bottom, there.bottom) - Math.max(box.top, there.top);
        if (wide > 1 && high > 3) found.push(`over: ${text.textContent} / ${other.textContent}`);
      }
    });
    if (!svg.getAttribute("aria-label") && !svg.querySelector("title")) found.push("unlabelled plot");
  }
  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) found.push(`wider than the screen: ${width} > ${innerWidth}`);
  return found;
}"""


def look(page, name, axe):
    """Takes a screenshot and applies the rules to what is on the page."""
    page.wait_for_timeout(50)
    page.screenshot(path=os.path.join(SHOTS, f"{name}.png"), full_page=True)
    for clash in page.evaluate(CLASHES):
        expect(False, f"{name}: {clash}")
    for violation in axe.run(page).response["violations"]:
        nodes = "; ".join(n["html"][:120] for n in violation["nodes"][:3])
        if violation["impact"] in ("serious", "critical"):
            expect(False, f"{name}: axe {violation['id']}: {violation['help']}: {nodes}")
        else:
            print(f"note: {name}: axe {violation['impact']} {violation['id']}: {nodes}")


def validate(path):
    done = subprocess.run(["tidy", "-q", "-e", path], capture_output=True, text=True)
    # tidy is older than the id of an SVG title, which HTML has.
    lines = [l for l in done.stderr.splitlines() if 'attribute "id"' not in l]
    expect(not lines, f"tidy {path}: {lines[:5]}")


def column(page, number):
    return page.eval_on_selector_all(
        f".sortable tbody tr td:nth-child({number})", "cells => cells.map(c => c.textContent)")


def as_numbers(texts, mark="."):
    keep = [re.sub(r"[^0-9.\-]", "", t.replace("\u2212", "-").replace(mark, ".") if mark != "."
                   else t.replace("\u2212", "-").replace(",", "")) for t in texts]
    return [float(t) for t in keep if t]


def reports(browser, folder):
    """The pages that the commands write."""
    axe = Axe()
    check = os.path.join(folder, "check.html")
    clash = os.path.join(ROOT, "Fixtures/batch/releases/clash.txt")
    run("check", RELEASE, clash, "--format", "html", "-o", check, "--quiet", status=1)
    doubt = os.path.join(folder, "doubt.txt")
    open(doubt, "w").write(DOUBT)
    doubtful = os.path.join(folder, "doubtful.html")
    run("check", doubt, "--format", "html", "-o", doubtful, "--quiet")
    table = os.path.join(folder, "table.html")
    run("check", os.path.join(ROOT, "Fixtures/tables/regions-growth.csv"), "--format", "html",
        "-o", table, "--quiet", status=1)
    small = os.path.join(folder, "analyze.html")
    run("analyze", REGIONS, "--by", "reporter", "--measures", "growth,balance,contribution,share",
        "--format", "html", "-o", small, "--quiet")
    data = os.path.join(folder, "regions.csv")
    large_table(data)
    large = os.path.join(folder, "large.html")
    arguments = ["analyze", data, "--by", "region", "--measures", "growth,balance,contribution"]
    run(*arguments, "--format", "html", "-o", large, "--quiet")
    russian = os.path.join(folder, "russian.html")
    run("analyze", data, "--by", "region,flow", "--language", "ru", "--format", "html", "-o",
        russian, "--quiet")
    partners = os.path.join(folder, "partners.csv")
    partners_table(partners)
    mirror, advantage = os.path.join(folder, "mirror.html"), os.path.join(folder, "advantage.html")
    run("analyze", partners, "--by", "reporter,partner", "--measures", "growth,mirror,intensity",
        "--format", "html", "-o", mirror, "--quiet")
    run("analyze", partners, "--by", "reporter,product", "--measures", "growth,rca,complexity",
        "--language", "ru", "--format", "html", "-o", advantage, "--quiet")
    csv_rows = list(csvs.DictReader(io.StringIO(run(
        "analyze", partners, "--by", "reporter,product", "--measures", "rca", "--format", "csv",
        "--quiet"))))
    csv = run(*arguments, "--format", "csv", "--quiet")
    for path in (check, doubtful, table, small, large, russian, mirror, advantage):
        validate(path)
        name = os.path.basename(path)[:-5]
        for width, scheme in VIEWS:
            page = new_page(browser, width, scheme, f"file://{path}")
            page.goto(f"file://{path}")
            look(page, f"{name}-{width}-{scheme}", axe)
            page.context.close()
    tables(browser, small, large)
    page = new_page(browser, 1280, "light", f"file://{advantage}")
    page.goto(f"file://{advantage}")
    products = page.locator(".plot-figure", has=page.locator(".forest-link"))
    expect(products.locator("circle").count() > 0
           and products.locator("svg.plot circle title").count()
           == products.locator("tbody tr").count(), "each product of the map has a circle and a row")
    names = products.locator("option").all_text_contents()
    for name in names:
        products.locator("select").select_option(label=name)
        filled = products.locator("svg.plot circle:not(.open)").count()
        wanted = sum(float(row["rca"] or 0) >= 1 for row in csv_rows
                     if row["reporter"] == name and row["period"] == "2021")
        said = [int(n) for n in re.findall(r"\d+", products.locator("h3").text_content())]
        expect(filled == wanted and said[0] == wanted, f"{name}: {filled} of {wanted} are filled")
    page.screenshot(path=os.path.join(SHOTS, "advantage-chosen.png"), full_page=True)
    page.context.close()
    page = new_page(browser, 1280, "light", (f"file://{large}", "blob:"))
    start = time.monotonic()
    page.goto(f"file://{large}")
    opened = time.monotonic() - start
    page.emulate_media(media="print")
    page.screenshot(path=os.path.join(SHOTS, "large-print.png"))
    page.emulate_media(media="screen")
    page.select_option("[data-period]", "")
    expect(page.text_content("[data-count]").startswith("5,600 rows"),
           f"all rows are there: {page.text_content('[data-count]')}")
    took = page.evaluate("""() => {
      const times = [];
      for (const button of document.querySelectorAll(".sortable th button")) {
        const start = performance.now();
        button.click();
        document.body.offsetHeight;
        times.push(performance.now() - start);
      }
      return Math.max(...times);
    }""")
    print(f"200 regions x 28 years: opens in {opened:.2f} s, the slowest sort takes {took:.0f} ms")
    expect(opened < 3, "the page opens without a pause")
    expect(took < 300, "a table of 5600 rows sorts without a pause")
    page.click(".sortable th:nth-child(3) button")
    values = as_numbers(column(page, 3))
    expect(values == sorted(values, reverse=True) and len(values) == 50, "values sort from the largest")
    page.click(".sortable th:nth-child(3) button")
    values = as_numbers(column(page, 3))
    expect(values == sorted(values), "a second click turns the order")
    expect(page.get_attribute(".sortable th:nth-child(3)", "aria-sort") == "ascending", "aria-sort")
    page.fill("[data-filter]", "region 017")
    expect(page.text_content("[data-count]").startswith("28 rows"), "the filter keeps one region")
    with page.expect_download() as download:
        page.click("[data-save]")
    expect(open(download.value.path(), newline="").read() == csv, "the CSV is that of the command")
    page.context.close()


def tables(browser, small, large):
    """What of a table is in view: all of it on a desk, its keys on a phone, whatever is scrolled."""
    for path in (small, large):
        page = new_page(browser, 1280, "light", f"file://{path}")
        page.goto(f"file://{path}")
        wide = page.evaluate("""() => { const s = document.querySelector(".scroller");
            return s.scrollWidth - s.clientWidth; }""")
        expect(wide <= 0, f"{path}: {wide} pixels of the table are out of view at 1280")
        shown = page.locator(".sortable th:visible").count()
        page.check("[data-all]")
        expect(page.locator(".sortable th:visible").count() == page.locator(".sortable th").count()
               > shown, "all columns are there when asked for")
        page.context.close()
    page = new_page(browser, 390, "light", f"file://{large}")
    page.goto(f"file://{large}")
    places = page.evaluate("""() => {
        const box = document.querySelector(".scroller");
        const places = () => ["tbody td", "thead th"].map((cell) =>
            Math.round(box.querySelector(cell).getBoundingClientRect().left));
        const before = places();
        box.scrollTo(300, 200);
        return [before, places(), box.scrollLeft,
            Math.round(box.querySelector("thead").rows[0].cells[0].getBoundingClientRect().top
                - box.getBoundingClientRect().top)];
    }""")
    expect(places[2] > 200, "the table can be scrolled on a phone")
    expect(places[0] == places[1], f"the names of the series stay in view: {places}")
    expect(places[3] == 0, f"so does the header: {places}")
    page.locator(".scroller").screenshot(path=os.path.join(SHOTS, "large-390-scrolled.png"))
    page.context.close()


def served(browser, folder):
    """The page of the local server."""
    axe = Axe()
    server = subprocess.Popen([SALDO, "serve", "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http://\S+", server.stderr.readline()).group(0)
        with urllib.request.urlopen(address) as answer:
            path = os.path.join(folder, "index.html")
            open(path, "wb").write(answer.read())
        validate(path)
        text = open(RELEASE, encoding="utf-8").read()
        for width, scheme in VIEWS:
            page = new_page(browser, width, scheme, (address, "blob:" + address))
            page.goto(address)
            page.fill("#release", text)
            page.wait_for_selector("#check-result .figure.tested")
            expect("consistent" in page.text_content("#check-status").lower(), "the verdict is read")
            look(page, f"serve-check-{width}-{scheme}", axe)
            page.click("#to-analyze")
            page.check("input[name=by][value=reporter]")
            page.check("input[name=measures][value=balance]")
            drop(page, "#analyze-form", REGIONS)
            page.wait_for_selector("#analyze-result .plot")
            look(page, f"serve-analyze-{width}-{scheme}", axe)
            page.context.close()

        page = new_page(browser, 1280, "light", (address, "blob:" + address))
        page.goto(address)
        # As one types: the sentence with its figures is wrong only when it is complete.
        page.type("#release", "Exports were 60 mln USD, imports 40 mln USD, turnover 110 mln USD.")
        page.wait_for_selector("#check-result .figure.conflict")
        expect("inconsistent" in page.text_content("#check-status").lower(), "the conflict is said")
        page.fill("#release", text.replace("110 процентов", "10 процентов"))
        page.wait_for_selector("#check-result svg.intervals")
        page.fill("#release", "<img src=x onerror=alert(1)> Exports were 60 mln USD.")
        page.locator("#check-result .text", has_text="<img").wait_for()
        expect(page.query_selector("#check-result img") is None, "markup of a release is shown as text")
        page.fill("#release", text)
        page.wait_for_selector("#check-result .figure.tested")
        with page.expect_download() as download:
            page.click("#check-saves [data-format=json]")
        saved = json.load(open(download.value.path()))
        expect(saved["documents"][0]["verdict"] == "consistent", "the JSON of a check is saved")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.click("#check-saves [data-link]")
        page.wait_for_url("**text=**")
        link = page.url
        page.context.close()
        page = new_page(browser, 1280, "light", address)
        page.goto(link)
        page.wait_for_selector("#check-result .figure.tested")
        expect(page.input_value("#release") == text, "a link carries the text")

        page.goto(address + "#analyze?by=reporter&measures=growth,balance&language=ru")
        drop(page, "#analyze-form", REGIONS)
        page.wait_for_selector("#analyze-result .plot")
        expect("Оборот" in page.text_content("#analyze-result .headline"), "the report is in Russian")
        page.click("#analyze-result .sortable th:nth-child(3) button")
        values = as_numbers(column(page, 3), ",")
        expect(values == sorted(values, reverse=True) and len(values) == 3, "the table sorts")
        for form in ("csv", "json", "html"):
            with page.expect_download() as download:
                page.click(f"#analyze-saves [data-format={form}]")
            text_of = open(download.value.path(), newline="").read()
            wanted = run("analyze", REGIONS, "--by", "reporter", "--measures", "growth,balance",
                         "--quiet", "--format", form, "--language", "ru")
            if form != "html":
                expect(text_of == wanted, f"the {form} is that of the command")
            expect(len(text_of) > 200, f"the {form} is saved")
        # By keyboard alone: from the top to the verdict.
        page.goto(address + "#check")
        page.reload()
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "release":
                break
        page.keyboard.type("Exports were 60 mln USD, imports 40 mln USD, turnover 110 mln USD.")
        page.wait_for_selector("#check-result .figure.conflict")
        page.context.close()

        # Wrong data is said, and the page goes on.
        page = browser.new_context().new_page()
        page.goto(address + "#analyze?by=reporter")
        wrong = os.path.join(folder, "wrong.csv")
        open(wrong, "w").write("a,b\n1,2\n")
        page.set_input_files("#data", wrong)
        page.wait_for_selector("#analyze-status.wrong")
        expect("wrong.csv:1: unknown header" in page.text_content("#analyze-status"), "the error is said")
        page.set_input_files("#data", REGIONS)
        page.wait_for_selector("#analyze-result .plot")
        page.context.close()

        # A page of another site gets nothing.
        page = browser.new_context().new_page()
        page.goto("data:text/html,<title>other</title>")
        blocked = page.evaluate(
            "url => fetch(url, {method: 'POST', body: 'x'}).then(() => 'read', () => 'blocked')",
            address + "api/check")
        expect(blocked == "blocked", "another site's page gets no answer")
        page.context.close()
    finally:
        server.terminate()
        expect(server.wait(10) == 0, "the server ends when it is told to")


def drop(page, selector, path):
    """Drops a file as the mouse would."""
    data = open(path, encoding="utf-8").read()
    transfer = page.evaluate_handle(
        """([data, name]) => { const t = new DataTransfer();
           t.items.add(new File([data], name, {type: "text/csv"})); return t; }""",
        [data, os.path.basename(path)])
    page.dispatch_event(selector, "drop", {"dataTransfer": transfer})


os.makedirs(SHOTS, exist_ok=True)
with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
    browser = playwright.chromium.launch(
        executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    reports(browser, folder)
    served(browser, folder)
    browser.close()
print(f"{len(failures)} failures; screenshots are in {SHOTS}")
sys.exit(1 if failures else 0)
