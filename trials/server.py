"""A server under trial or measured: the command of `script/server`, on a free port of this machine."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from .browser import Browser, NoAnswer

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0
TROUBLE = re.compile(r"database is locked|^Traceback|Internal Server Error", re.MULTILINE)


class Server:
    """Granian with several worker processes; its output goes to a file. Leaving the context always ends it.

    `environment` is this process's own where none is given; `ready` the address that answers when it has started.
    """

    def __init__(
        self,
        folder: Path,
        *,
        workers: int,
        application: str = "newsroom.wsgi:application",
        environment: Mapping[str, str] | None = None,
        ready: str = "/admin/login/",
    ) -> None:
        self.workers = workers
        self.application = application
        self.environment = environment
        self.ready = ready
        self.log = folder / "server.log"
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start, and return when it answers."""
        command = [str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--workers", str(self.workers), "--blocking-threads", "4", "--no-ws"]
        command += ["--log-level", "warning", self.application]
        with self.log.open("ab") as log:
            # A session of its own, so that the workers can be found and ended with it.
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise RuntimeError(f"The server did not start:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.01)

    def stop(self) -> None:
        """End it politely, and by force if that takes more than ten seconds."""
        if self.process is None:
            return
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        self.kill()

    def kill(self) -> None:
        """`kill -9` to the main process and every worker; returns when none is left."""
        if self.process is None:
            return
        group, self.process = self.process, None
        deadline = time.monotonic() + PATIENCE
        while members := _members(group.pid):
            if time.monotonic() > deadline:
                raise RuntimeError("A killed worker does not go away.")
            for pid in members:
                _kill(pid)
            time.sleep(0.01)
        group.wait(PATIENCE)

    def kill_workers(self, count: int) -> None:
        """`kill -9` to `count` of the workers, the main process is left to notice."""
        assert self.process is not None
        main = self.process.pid
        for pid in [pid for pid in self.members if pid != main][:count]:
            _kill(pid)

    @property
    def members(self) -> list[int]:
        """The processes of the server, the main one included."""
        return _members(self.process.pid) if self.process else []

    def trouble(self) -> list[str]:
        """What the server's output says of faults that no answer may have shown."""
        return TROUBLE.findall(self.log.read_text(errors="replace"))

    def _answers(self) -> bool:
        try:
            return Browser(self.port, timeout=5).get(self.ready).status == 200
        except NoAnswer:
            return False


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _members(group: int) -> list[int]:
    """The live processes of a process group, by /proc; those that only wait to be buried do not count."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            state, _, member_of = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(member_of) == group and state != "Z":
            found.append(int(entry.name))
    return sorted(found)


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
