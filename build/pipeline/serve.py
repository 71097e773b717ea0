"""Serves the site on this machine and builds it again when something it is made of changes."""

import errno
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import BinaryIO
from urllib.parse import parse_qs, unquote, urlsplit

import typer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from pipeline.paths import MKDOCS_CONFIG, ROOT, SCHEMAS, SITE_SOURCE, TEMPLATES
from pipeline.preview import News, stand_ready
from pipeline.surroundings import SurroundingsUnfit

QUIET_SECONDS = 0.05
WAIT_FOR_NEWS_SECONDS = 25
SCRIPT = TEMPLATES / "preview.js"
NOT_YET = """<!doctype html><html lang="ja"><meta charset="utf-8"><title>作っています</title>
<body><main><p>このページは、まだありません。サイトを作りおえると、出るかもしれません。</p></main></body></html>"""
SCRIPT_ELEMENT = b'<script type="module" src="/__preview.js"></script></body>'


class _Shown:
    """What is shown beyond the built site; `number` grows with every change, so that a page can wait for the next."""

    def __init__(self) -> None:
        self.number = 0
        self.words = ""
        self.pages: dict[str, bytes] = {}
        self.opened: list[str] = []
        self._changed = threading.Condition()

    def take(self, news: News) -> None:
        """Take what has become known. A finished build has all pages; new words leave the pages as they are."""
        with self._changed:
            self.pages = {} if news.is_built else self.pages | dict(news.pages)
            self.words = news.words
            if news.is_built or news.pages or news.words:
                self.number += 1
            self._changed.notify_all()

    def after(self, seen: int, page: str) -> dict[str, int | str]:
        """Wait until there is something that an open page has not seen yet, or for so long that it is better to ask again."""
        with self._changed:
            self.opened.append(page)
            self._changed.wait_for(lambda: self.number != seen, WAIT_FOR_NEWS_SECONDS)
            self.opened.remove(page)
            return {"number": self.number, "words": self.words}


class _Builder:
    """Makes whole builds, one at a time, each in a process of its own: the same as `make site`."""

    def __init__(self, data: Path, out: Path, shown: _Shown) -> None:
        self._command = [sys.executable, "-m", "pipeline", "build", "--data", str(data), "--out", str(out)]
        self._shown = shown
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Begin a build, in the place of one that is not done."""
        self.stop()
        self._process = subprocess.Popen(
            self._command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )
        threading.Thread(target=self._wait_for, args=(self._process,), daemon=True).start()

    def stop(self) -> None:
        """End a build that is not done, with all that it started."""
        if self._process and self._process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def _wait_for(self, process: subprocess.Popen[str]) -> None:
        words, _ = process.communicate()
        if process.returncode >= 0:
            self._shown.take(News(is_built=True) if process.returncode == 0 else News(words=words))


class _Changes(FileSystemEventHandler):
    """Remembers that a file changed, and whether one outside of the data did; reading one is no change."""

    def __init__(self, data: Path) -> None:
        self.seen = threading.Event()
        self.code = False
        self._data = data.resolve()

    def on_any_event(self, event: FileSystemEvent) -> None:
        is_change = event.event_type in ("created", "modified", "moved", "deleted") and not event.is_directory
        path = Path(str(event.src_path))
        if is_change and "__pycache__" not in path.parts:
            self.code = self.code or not path.resolve().is_relative_to(self._data)
            self.seen.set()


def serve_site(data: Path, out: Path, port: int) -> None:
    """Build, serve `out/site` on 127.0.0.1 and rebuild on change until interrupted. A build that fails changes nothing."""
    shown = _Shown()
    with _server(port, partial(_Handler, shown=shown, directory=str(out / "site"))) as server:
        changes = _watch(data)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        typer.echo(f"http://127.0.0.1:{server.server_port}/ で見られます。終わるときは Ctrl+C を押してください。")
        builder = _Builder(data, out, shown)
        orders = _start(data, out, shown, builder)
        try:
            while True:
                orders.send(tuple(shown.opened))
                changes.seen.wait()
                threading.Event().wait(QUIET_SECONDS)
                changes.seen.clear()
                builder.stop()
                if changes.code:
                    orders.close()
                    orders, changes.code = _start(data, out, shown, builder), False
        except KeyboardInterrupt:
            orders.close()
            builder.stop()
            server.shutdown()


def _start(data: Path, out: Path, shown: _Shown, builder: _Builder) -> Connection:
    """Start the process that checks and tells, with the code as it is now. Result: where orders for it go."""
    fresh = multiprocessing.get_context("spawn")
    (taking_orders, orders), (news, telling) = fresh.Pipe(duplex=False), fresh.Pipe(duplex=False)
    fresh.Process(target=stand_ready, args=(data, out, taking_orders, telling)).start()
    taking_orders.close()
    telling.close()
    threading.Thread(target=_listen, args=(news, shown, builder), daemon=True).start()
    return orders


def _listen(news: Connection, shown: _Shown, builder: _Builder) -> None:
    try:
        while True:
            told: News = news.recv()
            if told.words:
                typer.echo(told.words)
            shown.take(told)
            if told.may_build:
                builder.start()
    except EOFError:
        return


def _server(port: int, handler: Callable[..., SimpleHTTPRequestHandler]) -> ThreadingHTTPServer:
    """Take the port, before anything is built. Raises SurroundingsUnfit when it cannot be had."""
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        why = "ほかのプログラムが使っています" if error.errno == errno.EADDRINUSE else "使うことを許されていません"
        raise SurroundingsUnfit(
            f"ポート {port} は、{why}。\n  直し方: make serve PORT=8001 のように、ほかの番号を指定してください。"
        ) from error


def _watch(data: Path) -> _Changes:
    changes = _Changes(data)
    observer = Observer()
    for folder in (data, SCHEMAS, SITE_SOURCE, ROOT / "build"):
        observer.schedule(changes, str(folder), recursive=True)
    observer.schedule(changes, str(MKDOCS_CONFIG.parent), recursive=False)
    observer.start()
    return changes


class _Handler(SimpleHTTPRequestHandler):
    """Serves the built site, before it the pages that are newer, and lets every page listen for news."""

    def __init__(self, *arguments: object, shown: _Shown, directory: str) -> None:
        self._shown = shown
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Answer with a page that is not in the site as it stands; leave the rest to the class above."""
        asked = urlsplit(self.path)
        if asked.path == "/__preview":
            query = parse_qs(asked.query)
            news = self._shown.after(int(query.get("after", ["-1"])[0]), query.get("page", [""])[0])
            return self._answer(json.dumps(news, ensure_ascii=False).encode(), "application/json")
        if asked.path == "/__preview.js":
            return self._answer(SCRIPT.read_bytes(), "text/javascript")
        if asked.path.endswith("/"):
            page = self._page(unquote(asked.path).strip("/")) or NOT_YET.encode()
            return self._answer(page.replace(b"</body>", SCRIPT_ELEMENT), "text/html; charset=utf-8")
        return super().send_head()

    def _page(self, folder: str) -> bytes | None:
        address = f"{folder}/index.html".lstrip("/")
        path = Path(self.translate_path(f"/{address}"))
        return self._shown.pages.get(address) or (path.read_bytes() if path.is_file() else None)

    def _answer(self, content: bytes, media_type: str) -> BytesIO:
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        return BytesIO(content)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing for a request that was answered; `log_error` still reports the others."""
