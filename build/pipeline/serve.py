"""Serves the site on this machine and builds it again when something it is made of changes."""

import errno
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import typer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from pipeline.paths import MKDOCS_CONFIG, ROOT, SCHEMAS, SITE_SOURCE
from pipeline.surroundings import SurroundingsUnfit

QUIET_SECONDS = 0.5


class _Changes(FileSystemEventHandler):
    """Remembers that a file changed; reading one is no change, nor is what Python keeps of code that changed."""

    def __init__(self) -> None:
        self.seen = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        is_change = event.event_type in ("created", "modified", "moved", "deleted") and not event.is_directory
        if is_change and "__pycache__" not in str(event.src_path):
            self.seen.set()


def serve_site(data: Path, out: Path, port: int) -> None:
    """Build, serve `out/site` on 127.0.0.1 and rebuild on change until interrupted. A build that fails changes nothing."""
    handler = partial(_QuietHandler, directory=str(out / "site"))
    with _server(port, handler) as server:
        _build(data, out)
        changes = _watch(data)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        typer.echo(f"http://127.0.0.1:{server.server_port}/ で見られます。終わるときは Ctrl+C を押してください。")
        try:
            while True:
                changes.seen.wait()
                threading.Event().wait(QUIET_SECONDS)
                changes.seen.clear()
                _build(data, out)
        except KeyboardInterrupt:
            server.shutdown()


def _server(port: int, handler: Callable[..., SimpleHTTPRequestHandler]) -> ThreadingHTTPServer:
    """Take the port, before anything is built. Raises SurroundingsUnfit when it cannot be had."""
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        why = "ほかのプログラムが使っています" if error.errno == errno.EADDRINUSE else "使うことを許されていません"
        raise SurroundingsUnfit(
            f"ポート {port} は、{why}。\n  直し方: make serve PORT=8001 のように、ほかの番号を指定してください。"
        ) from error


def _build(data: Path, out: Path) -> None:
    """Build in a process of its own, so that changed code counts as well."""
    subprocess.run([sys.executable, "-m", "pipeline", "build", "--data", str(data), "--out", str(out)], check=False)


def _watch(data: Path) -> _Changes:
    changes = _Changes()
    observer = Observer()
    for folder in (data, SCHEMAS, SITE_SOURCE, ROOT / "build"):
        observer.schedule(changes, str(folder), recursive=True)
    observer.schedule(changes, str(MKDOCS_CONFIG.parent), recursive=False)
    observer.start()
    return changes


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing for a request that was answered; `log_error` still reports the others."""
