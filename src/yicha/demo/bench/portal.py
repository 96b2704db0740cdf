"""`yicha bench portal`: searches over a million published results, and pages that are kept, beside a bare Django view of the same rows.

Each question is asked once, by as many people at a time as there are cores, ours and bare in turn: no cache helps either. Of kept pages is
counted how many a second go out, and how many for each second of the processors that server and database spend on them: the one who asks
sits on the same machine.
"""

import gzip
import re
import threading
import time
from argparse import Namespace
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection

from yicha.demo.bench.load import HOST, Reading, read_pages
from yicha.demo.bench.pages import BARE, BARE_SETTINGS
from yicha.demo.bench.processors import database_process, spent
from yicha.demo.bench.published import SIGNS, publish_for, published_county
from yicha.demo.bench.serving import OURS, Server, served, workers
from yicha.kernel.command_line import answer, say, show

NO_LOOK = (0.0, 0.0)
QUESTIONS, MANY = 24, 20_000  # different words of a kind, and addresses
ASKING = 4  # at once, of pages that are kept
SAMPLE = "SELECT {what} FROM disclosure_publication WHERE id >= 1000000 AND {what} <> '' ORDER BY md5(id::text) LIMIT %s"
ITEM = "items -> 0 ->> 1"
COMMON = ("青禾", "店", "食品", "公司")  # what stands in the name of every second firm
FIRST_PAGE, KB = "/public/", 1024
PARTS = re.compile(rb'(?:href|src)="(/static/[^"]+\.(?:css|js|svg|png|woff2))"')
ZIPPED = b"\x1f\x8b"


def run(arguments: Namespace) -> int:
    """0 whatever was found: it measures, and says so."""
    published_county()
    begun = time.monotonic()
    results = publish_for(arguments.results)
    say(f"公示结果 {results} 份，{time.monotonic() - begun:.0f} 秒 · results published")
    # At the story's hour: by the machine's clock the term of what it published may be over, and nothing would be found.
    hour = {"YICHA_DEMO": "1", "YICHA_CLOCK_SHIFT": str(settings.YICHA_CLOCK_SHIFT)}
    with served(OURS, hour) as ours, served(BARE, BARE_SETTINGS) as bare:
        rows = [_searched(kind, words, (ours, bare), arguments.seconds) for kind, words in _questions().items()]
        kept = [_blast(name, server, arguments.seconds) for name, server in (("kept", ours), ("bare", bare))]
        told = {"results": results, "searches": rows, "first_page_kb": _weight(ours), "pages": kept}
    if arguments.json:
        answer(told)
    else:
        _show(told)
    return 0


def _questions() -> Mapping[str, Sequence[str]]:
    return {
        "name": [name[:4] for name in _some("name")],
        "common": COMMON,
        "sign": SIGNS,
        "code": _some("uscc"),
        "tail": [code[-4:] for code in _some("uscc")],
        "town": _some("town"),
        "item": _some(ITEM),
    }


def _some(what: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(SAMPLE.format(what=what), [QUESTIONS])
        return [str(found) for (found,) in cursor.fetchall()]


def _searched(kind: str, words: Sequence[str], servers: tuple[Server, Server], seconds: float) -> dict[str, Any]:
    """Half the time each. What is added behind the word makes every address a new one."""
    found, spending = [], []
    for server in servers:
        addresses = [f"{FIRST_PAGE}?{urlencode({'q': words[place % len(words)], 'n': place})}" for place in range(MANY)]
        asked = Reading({kind: (1, addresses)}, NO_LOOK)
        roots = server.process, database_process()
        before = spent(*roots)
        found.append(read_pages(server.port, asked, workers(), seconds / 2))
        spending.append(1000 * (spent(*roots) - before) / max(1, len(found[-1].times.get(kind, []))))
    ours, bare = found
    p95, naive = ours.percentile(kind, 0.95), bare.percentile(kind, 0.95)
    say(f"{kind}  {p95:.0f} ms  {naive:.0f} ms")
    return {
        "question": kind,
        "ratio": round(p95 / naive, 3) if naive else None,
        "p95_ms": round(p95, 1),
        "bare_p95_ms": round(naive, 1),
        "p50_ms": round(ours.percentile(kind, 0.5), 1),
        "cpu_ms": round(spending[0], 1),
        "bare_cpu_ms": round(spending[1], 1),
        "asked": len(ours.times.get(kind, [])),
        "failed": ours.failed + bare.failed,
    }


def _blast(name: str, server: Server, seconds: float) -> dict[str, Any]:
    """The first page again and again, over links that stay open."""
    counts, failed, roots = [0] * ASKING, [0] * ASKING, (server.process, database_process())
    begun, before = time.monotonic(), spent(*roots)

    def ask(place: int) -> None:
        link = HTTPConnection(HOST, server.port, timeout=60)
        while not counts[place] or time.monotonic() < begun + seconds:
            link.request("GET", FIRST_PAGE)
            page = link.getresponse()
            page.read()
            counts[place] += 1
            failed[place] += page.status != HTTPStatus.OK

    asking = [threading.Thread(target=ask, args=(place,), daemon=True) for place in range(ASKING)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    took, good = spent(*roots) - before, sum(counts) - sum(failed)
    per_core = good / took if took else 0.0
    told = {"per_second": good / (time.monotonic() - begun), "per_core_second": per_core, "on_two_cores": 2 * per_core}
    return {"page": name} | {key: round(value, 1) for key, value in told.items()} | {"failed": sum(failed)}


def _weight(server: Server) -> float:
    """Kilobytes of the first page with its style sheet and pictures, as they travel."""
    page = _fetched(server, FIRST_PAGE)
    parts = {found.decode() for found in PARTS.findall(gzip.decompress(page) if page.startswith(ZIPPED) else page)}
    return round(sum(map(len, (page, *(_fetched(server, part) for part in parts)))) / KB, 1)


def _fetched(server: Server, address: str) -> bytes:
    link = HTTPConnection(HOST, server.port, timeout=60)
    link.request("GET", address, headers={"Accept-Encoding": "gzip"})
    return link.getresponse().read()


def _show(told: dict[str, Any]) -> None:
    show(f"公示结果 results {told['results']}    首屏 first page {told['first_page_kb']} kB")
    for rows in (told["searches"], told["pages"]):
        show("  ".join(f"{name:>14}" for name in rows[0]))
        for row in rows:
            show("  ".join(f"{value!s:>14}" for value in row.values()))
