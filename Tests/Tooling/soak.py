#!/usr/bin/env python3
"""A long day of `saldo serve`: many mixed requests with faults among them, and steady memory.

Usage: soak.py SALDO [REQUESTS] [SEED]

Clients send good checks and analyses, whose answers must have the bytes of the command, and among them
what clients do wrong: bad options, wrong hosts, broken heads, bodies that end too soon, clients that leave
before the answer, oversized and packed data, connections that are opened and left. Every good request
must be answered, every other refused, and the memory of the second half must not grow. Prints counts by
kind and the memory as it went; exits with 1 where anything of it is not so.
"""
import collections
import http.client
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

SALDO = os.path.abspath(sys.argv[1])
REQUESTS = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 32)
ROOT = Path(__file__).resolve().parents[2]
CLIENTS = 8
# Bytes by which the memory of the second half may be above its beginning: what allocators keep.
GROWTH = 24 << 20


def good_requests():
    """Requests with the answers that the command gives."""
    texts = {
        "kaluga.txt": (ROOT / "Fixtures/releases/kaluga-2017.txt").read_bytes(),
        "clash.txt": b"Exports were 60 mln USD, imports 40 mln USD, turnover 110 mln USD.\n",
        "table.csv": (ROOT / "Fixtures/tables/regions-growth.csv").read_bytes(),
        "statements.csv": (ROOT / "Fixtures/tables/statements.csv").read_bytes(),
    }
    data = ROOT / "Fixtures/trade/regions-long.csv"
    with tempfile.TemporaryDirectory() as folder:
        for name, body in texts.items():
            Path(folder, name).write_bytes(body)
            for form in ("json", "csv", "html"):
                done = subprocess.run([SALDO, "check", name, "--format", form, "--quiet"], cwd=folder,
                                      capture_output=True, check=False)
                yield f"/api/check?name={name}&format={form}", body, done.stdout
        for measures in ("growth", "balance,share"):
            for form in ("csv", "json"):
                done = subprocess.run(
                    [SALDO, "analyze", data, "--by", "reporter", "--measures", measures, "--format", form,
                     "--quiet"], capture_output=True, check=False)
                yield (f"/api/analyze?by=reporter&measures={measures}&format={form}", data.read_bytes(),
                       done.stdout)


class Client(threading.Thread):
    def __init__(self, port, count, seed, good):
        super().__init__()
        self.port, self.count, self.draw, self.good = port, count, random.Random(seed), good
        self.counts, self.failures = collections.Counter(), []
        self.connection = None

    def expect(self, kind, condition, what):
        self.counts[kind] += 1
        if not condition:
            self.failures.append(f"{kind}: {what}")

    def post(self, path, body, headers=None):
        """One request on the connection that is open; again on a new one where the server closed it."""
        for turn in (0, 1):
            if not self.connection:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
            try:
                self.connection.request("POST", path, body, headers or {})
                answer = self.connection.getresponse()
                text = answer.read()
                if answer.getheader("Connection") == "close":
                    self.connection.close()
                    self.connection = None
                return answer.status, text
            except (http.client.HTTPException, ConnectionError):
                self.connection.close()
                self.connection = None
                if turn:
                    raise

    def raw(self, data, reads):
        """Bytes as they are; the status of the answer, or nothing where it is not waited for."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as sock:
            sock.sendall(data)
            if not reads:
                return None
            answer = b""
            while b"\r\n" not in answer:
                part = sock.recv(1 << 16)
                if not part:
                    break
                answer += part
        return answer[9:12]

    def wrong(self):
        host = f"Host: 127.0.0.1:{self.port}\r\n"
        head = f"POST /api/check?name=a.txt HTTP/1.1\r\n{host}"
        kind = self.draw.randrange(9)
        if kind == 0:
            status, _ = self.post("/api/check?language=fr", b"x")
            self.expect("bad option", status == 400, status)
        elif kind == 1:
            status, _ = self.post("/api/analyze?by=reporter", b"a,b\n1,2\n")
            self.expect("unknown header", status == 422, status)
        elif kind == 2:
            status, _ = self.post("/api/check?name=a.csv", b"\x1f\x8b\x08\0rest")
            self.expect("packed", status == 415, status)
        elif kind == 3:
            status = self.raw(b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", True)
            self.expect("another host", status == b"403", status)
        elif kind == 4:
            garbage = self.draw.randbytes(self.draw.randrange(1, 200)).replace(b"\r\n", b"") + b"\r\n\r\n"
            status = self.raw(garbage, True)
            self.expect("garbage", status[:1] in (b"4", b"5"), status)
        elif kind == 5:
            status = self.raw(f"{head}Content-Length: 99999999\r\n\r\n".encode(), True)
            self.expect("too large", status == b"413", status)
        elif kind == 6:
            self.raw(f"{head}Content-Length: 500\r\n\r\nExports were".encode(), False)
            self.expect("leaves within the body", True, "")
        elif kind == 7:
            path, body, _ = self.draw.choice(self.good)
            self.raw(f"POST {path} HTTP/1.1\r\n{host}Content-Length: {len(body)}\r\n\r\n".encode() + body,
                     False)
            self.expect("leaves before the answer", True, "")
        else:
            self.raw(b"", False)
            self.expect("connects and leaves", True, "")

    def run(self):
        for _ in range(self.count):
            try:
                if self.draw.random() < 0.25:
                    self.wrong()
                    continue
                path, body, right = self.draw.choice(self.good)
                status, text = self.post(path, body)
                self.expect("good", status == 200 and text == right,
                            f"{path}: {status}, {len(text)} bytes, not {len(right)}")
            except Exception as error:  # pylint: disable=broad-except
                self.expect("connection", False, repr(error))


def resident(process):
    return int(Path(f"/proc/{process.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


def main():
    print(f"seed {SEED}")
    good = list(good_requests())
    server = subprocess.Popen([SALDO, "serve", "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        port = int(re.search(r":(\d+)/", server.stderr.readline()).group(1))
        clients = [Client(port, REQUESTS // CLIENTS, SEED + n, good) for n in range(CLIENTS)]
        begin, memory = time.monotonic(), []
        for client in clients:
            client.start()
        while any(client.is_alive() for client in clients):
            done = sum(sum(client.counts.values()) for client in clients)
            memory.append((done, resident(server)))
            time.sleep(2)
        seconds = time.monotonic() - begin
        memory.append((REQUESTS, resident(server)))
        descriptors = len(os.listdir(f"/proc/{server.pid}/fd"))
    finally:
        server.terminate()
        code = server.wait(60)
    counts = sum((client.counts for client in clients), collections.Counter())
    failures = [line for client in clients for line in client.failures]
    for kind, count in sorted(counts.items()):
        print(f"{kind:28}{count:8}")
    print(f"{sum(counts.values())} requests in {seconds:.0f} s, {len(failures)} failures")
    for done, size in memory[::max(1, len(memory) // 12)]:
        print(f"{done:8} requests: {size / 2**20:7.1f} MiB")
    half = [size for done, size in memory if done >= REQUESTS // 2]
    third = max(1, len(half) // 3)
    growth = sum(half[-third:]) / third - sum(half[:third]) / third
    print(f"memory of the last sixth beside that after the half: {growth / 2**20:+.1f} MiB; "
          f"{descriptors} descriptors open in the end; exit code {code}")
    for line in failures[:20]:
        print("FAILED", line)
    sys.exit(bool(failures) or growth > GROWTH or code != 0)


if __name__ == "__main__":
    main()
