"""The API of `saldo serve` under load and under attack.

Usage: server_test.py SALDO [CHECKS]

A thousand checks (or CHECKS) from eight clients at once give the same bytes as the command, and so do
analyses in every format; what is
oversized, malformed, slow, packed or from another site is refused with a status and one line, and the
server goes on; a client that leaves has its work cancelled; no file of the host can be read.
"""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time

SALDO = os.path.abspath(sys.argv[1])
CHECKS = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
failures = []


def expect(condition, text):
    if not condition:
        failures.append(text)
        print("FAILED", text)


def documents():
    """Releases of several kinds, with what the command prints for each."""
    texts = {
        "kaluga-2017.txt": open(os.path.join(ROOT, "Fixtures/releases/kaluga-2017.txt"), "rb").read(),
        "clash.txt": b"Exports were 60 mln USD, imports 40 mln USD, turnover 110 mln USD.\n",
        "page.html": open(os.path.join(ROOT, "Fixtures/batch/releases/folder/markup.html"), "rb").read(),
        "table.csv": open(os.path.join(ROOT, "Fixtures/tables/regions-growth.csv"), "rb").read(),
        "statements.csv": open(os.path.join(ROOT, "Fixtures/tables/statements.csv"), "rb").read(),
        "none.md": "Ни одного показателя.\n".encode(),
    }
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for name, body in texts.items():
            open(os.path.join(folder, name), "wb").write(body)
            for form in ("json", "jsonl", "csv", "html", "text"):
                done = subprocess.run(
                    [SALDO, "check", name, "--format", form, "--quiet"], cwd=folder,
                    capture_output=True)
                found.append((name, form, body, done.stdout))
    return found


def post(port, path, body, headers={}):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def load(port):
    cases = documents()
    counts = [0] * 8

    def client(number):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        for turn in range(number, CHECKS, 8):
            name, form, body, wanted = cases[turn % len(cases)]
            connection.request("POST", f"/api/check?name={name}&format={form}", body)
            answer = connection.getresponse()
            got = answer.read()
            expect(answer.status == 200 and got == wanted,
                   f"check {name} as {form}: {answer.status} and {len(got)} bytes, not {len(wanted)}")
            counts[number] += 1

    start = time.monotonic()
    clients = [threading.Thread(target=client, args=(n,)) for n in range(8)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    seconds = time.monotonic() - start
    expect(sum(counts) == CHECKS, "every check is answered")
    print(f"{CHECKS} checks from 8 clients in {seconds:.1f} s, each with the bytes of the command")


def raw(port, data, wait=15.0, then=None):
    """What the server says to bytes that are sent as they are."""
    with socket.create_connection(("127.0.0.1", port)) as sock:
        sock.settimeout(wait)
        sock.sendall(data)
        answer = b""
        try:
            while True:
                if then:
                    sock.sendall(then)
                    time.sleep(0.5)
                part = sock.recv(1 << 16)
                if not part:
                    break
                answer += part
                then = None
        except (TimeoutError, ConnectionError) as error:
            answer += repr(error).encode()
    return answer


def refused(answer, status, words, what):
    line = answer.split(b"\r\n", 1)[0].decode("latin1")
    try:
        reason = json.loads(answer.split(b"\r\n\r\n", 1)[1])["error"]
    except (IndexError, ValueError, KeyError):
        reason = ""
    expect(line.startswith(f"HTTP/1.1 {status} ") and words in reason,
           f"{what}: {line!r}, {reason!r} instead of {status}, {words!r}")


def attacks(port):
    host = f"Host: 127.0.0.1:{port}\r\n"
    start = f"POST /api/check HTTP/1.1\r\n{host}"
    lines = [
        ("GARBAGE\r\n\r\n", 400, "is not METHOD PATH", "no request"),
        ("GET / HTTP/3\r\n\r\n", 505, "HTTP/1.1", "another version"),
        ("GET / HTTP/1.1\r\n\r\n", 403, "the host must be", "no host"),
        (f"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403, "the host must be", "another host"),
        (f"GET / HTTP/1.1\r\n{host}{host}\r\n", 400, "twice", "two hosts"),
        (f"GET / HTTP/1.1\r\n{host}broken\r\n\r\n", 400, "is not NAME: VALUE", "a broken header"),
        (f"GET /%zz HTTP/1.1\r\n{host}\r\n", 400, "two digits", "a broken escape"),
        (f"GET /%ff HTTP/1.1\r\n{host}\r\n", 400, "UTF-8", "a path that is no text"),
        ("GET /" + "a" * 20000, 431, "more than", "a long path"),
        (f"GET / HTTP/1.1\r\n{host}" + "X: y\r\n" * 4000 + "\r\n", 431, "more than", "many headers"),
        (f"{start}\r\n", 411, "Content-Length", "no length"),
        (f"{start}Content-Length: -1\r\n\r\n", 400, "is no length", "a negative length"),
        (f"{start}Content-Length: 1e3\r\n\r\n", 400, "is no length", "a length in words"),
        (f"{start}Content-Length: 99999999999\r\n\r\n", 413, "at most", "an enormous length"),
        (f"{start}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411, "in pieces", "pieces"),
        (f"{start}Origin: http://evil.example\r\nContent-Length: 1\r\n\r\nx", 403, "other sites",
         "another origin"),
        (f"{start}Origin: null\r\nContent-Length: 1\r\n\r\nx", 403, "other sites", "no origin"),
        (f"{start}Sec-Fetch-Site: cross-site\r\nContent-Length: 1\r\n\r\nx", 403, "other sites",
         "a request of another site"),
    ]
    for data, status, words, what in lines:
        refused(raw(port, data.encode()), status, words, what)
    big = f"{start}Content-Length: 5000000\r\n\r\n".encode() + b"x" * 5_000_000
    refused(raw(port, big), 413, "at most", "a body that is too large, sent whole")

    def status(path, body, words, wanted, headers={}):
        found, text = post(port, path, body, headers)
        expect(found == wanted and words in json.loads(text).get("error", ""),
               f"{path}: {found} {text[:200]!r} instead of {wanted}, {words!r}")

    status("/api/check?language=fr", b"x", "language", 400)
    status("/api/check?define=/etc/passwd", b"x", "no parameter \"define\"", 400)
    status("/api/check", b"", "empty", 422)
    status("/api/check", b"\0\1\2", "no text", 422)
    status("/api/check?name=a.csv", b"\x1f\x8b\x08\0", "packed", 415)
    status("/api/analyze", b"a,b\n1,2\n", "data.csv:1: unknown header", 422)
    status("/api/analyze?name=../../etc/passwd", b"a,b\n1,2\n", "passwd:1: unknown header", 422)
    status("/api/analyze?by=colour", b"a,b\n1,2\n", "--by: no key", 400)
    for option in ("rejects", "gdp", "rollup", "product-space", "output", "threads"):
        status(f"/api/analyze?{option}=/tmp/x", b"a,b\n", f"no parameter \"{option}\"", 400)
    status("/api/analyze?layout=/etc/passwd.json", b"a,b\n", "layout file", 400)
    status("/api/analyze?format=xml", b"a,b\n", "no format", 400)
    for path in ("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/page.js/../../x", "//etc/passwd",
                 "/index.html", "/proc/self/environ"):
        answer = raw(port, f"GET {path} HTTP/1.1\r\n{host}Connection: close\r\n\r\n".encode())
        refused(answer, 404, "nothing here", f"GET {path}")
    answer = raw(port, f"PUT / HTTP/1.1\r\n{host}Content-Length: 1\r\nConnection: close\r\n\r\nx".encode())
    refused(answer, 405, "not served", "PUT")
    answer = raw(port, f"GET /api/check HTTP/1.1\r\n{host}Connection: close\r\n\r\n".encode())
    refused(answer, 405, "takes POST", "GET of the API")
    answer = raw(port, f"HEAD / HTTP/1.1\r\n{host}Connection: close\r\n\r\n".encode())
    expect(answer.endswith(b"\r\n\r\n") and b" 200 " in answer, "HEAD has no body")
    # Two requests sent at once are answered in order.
    both = raw(port, (f"GET /page.css HTTP/1.1\r\n{host}\r\n"
                      f"GET /page.js HTTP/1.1\r\n{host}Connection: close\r\n\r\n").encode())
    expect(both.count(b"HTTP/1.1 200 OK") == 2 and b"use strict" in both, "requests in one piece")
    policy = raw(port, f"GET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n".encode())
    expect(b"Content-Security-Policy: default-src 'none'; script-src 'self';" in policy, "policy")


def slow(port):
    """Heads and bodies that trickle in; the limits are those that the test sets."""
    host = f"Host: 127.0.0.1:{port}\r\n"
    begin = time.monotonic()
    refused(raw(port, b"GET / HTTP/1.1\r\nHost"), 408, "head took more than", "a slow head")
    expect(time.monotonic() - begin < 14, "a slow head is not waited for")
    # Many of them hold nobody else up.
    idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(60)]
    for one in idle:
        one.sendall(f"POST /api/check HTTP/1.1\r\n{host}Content-Length: 50\r\n\r\nx".encode())
    begin = time.monotonic()
    status, _ = post(port, "/api/check", b"Exports were 60 mln USD.")
    expect(status == 200 and time.monotonic() - begin < 5, "slow clients hold nobody up")
    for one in idle:
        one.close()


def crowd(port):
    """More connections than are taken."""
    many = []
    try:
        for _ in range(160):
            many.append(socket.create_connection(("127.0.0.1", port)))
        time.sleep(0.5)
        many[-1].settimeout(5)
        refused(many[-1].recv(1 << 16), 503, "connections are open", "one connection too many")
    finally:
        for one in many:
            one.close()
    time.sleep(1)
    status, _ = post(port, "/api/check", b"Exports were 60 mln USD.")
    expect(status == 200, "the server goes on when they have left")


def leaving(port):
    """Clients that leave before the answer."""
    rows = "".join(f"R{n % 977},{2000 + n % 20},{n}.5\n" for n in range(400_000))
    body = ("region,period,value\n" + rows).encode()
    head = (f"POST /api/analyze?by=region&format=content HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n").encode()
    for _ in range(12):
        with socket.create_connection(("127.0.0.1", port)) as sock:
            sock.sendall(head + body)
    begin = time.monotonic()
    status, _ = post(port, "/api/check", b"Exports were 60 mln USD.")
    print(f"after 12 clients that left, an answer takes {time.monotonic() - begin:.2f} s")
    expect(status == 200 and time.monotonic() - begin < 30, "clients that left hold nobody up")


def analyses(port):
    path = os.path.join(ROOT, "Fixtures/trade/regions-long.csv")
    body = open(path, "rb").read()
    for form in ("json", "jsonl", "csv", "text"):
        wanted = subprocess.run(
            [SALDO, "analyze", path, "--by", "reporter,flow", "--measures", "growth,share",
             "--where", "partner=CHN", "--format", form, "--quiet"], capture_output=True).stdout
        status, got = post(
            port, f"/api/analyze?by=reporter,flow&measures=growth,share&where=partner%3DCHN"
            f"&format={form}", body)
        expect(status == 200 and got == wanted, f"analysis as {form}: {status} {got[:80]!r}")
    pages(port, {"regions.csv": body, "rejects.csv": body + b"A,CHN,export,2709,2018,many\n"})


def pages(port, files):
    """The page of an analysis, to the byte: also of a file with a row that cannot be read, of which
    the page names the file, and of products, which have a map."""
    rows = "".join(f"C{n % 7},{n % 9:02d}{n % 5:02d},{2020 + n % 2},{n * n % 977}\n" for n in range(400))
    files["products.csv"] = ("reporter,product,period,value\n" + rows).encode()
    with tempfile.TemporaryDirectory() as folder:
        for name, body in files.items():
            open(os.path.join(folder, name), "wb").write(body)
            keys, measures = (
                ("reporter,product", "growth,rca") if name == "products.csv"
                else ("reporter", "growth,balance,contribution"))
            for language in ("en", "ru"):
                wanted = subprocess.run(
                    [SALDO, "analyze", name, "--by", keys, "--measures", measures, "--language",
                     language, "--format", "html", "--quiet"], cwd=folder,
                    capture_output=True).stdout
                status, got = post(
                    port, f"/api/analyze?name={name}&by={keys}&measures={measures}"
                    f"&language={language}&format=html", body)
                expect(status == 200 and got == wanted and len(got) > 10_000,
                       f"page of {name}: {status}, {len(got)} bytes, not {len(wanted)}")


server = subprocess.Popen([SALDO, "serve", "--port", "0"], stderr=subprocess.PIPE, text=True)
try:
    port = int(re.search(r":(\d+)/", server.stderr.readline()).group(1))
    load(port)
    analyses(port)
    attacks(port)
    slow(port)
    crowd(port)
    leaving(port)
    with socket.socket() as other:
        # No address but that of this machine itself.
        addresses = {a[4][0] for a in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
        for address in addresses - {"127.0.0.1"}:
            if not address.startswith("127."):
                expect(other.connect_ex((address, port)) != 0, f"{address} is not listened on")
    expect(server.poll() is None, "the server lives on")
finally:
    server.terminate()
    expect(server.wait(60) == 0, "the server ends when it is told to")
print(f"{len(failures)} failures")
sys.exit(1 if failures else 0)
