"""A screen of its own with the window on it: keys, clicks, and the window's own frame log. For window.py."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZE = (1280, 800)
ACCENT = bytes((0x1F, 0x5F, 0x6B))
PATIENCE = 300


def wanted():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("told to end"))
    missing = [tool for tool in ("Xvfb", "xdotool", "import", "convert") if not shutil.which(tool)]
    if missing:
        sys.exit(f"missing: {' '.join(missing)} (Debian: xvfb xdotool imagemagick)")


class Screen:
    def __enter__(self):
        self.work = Path(tempfile.mkdtemp(prefix="bench-window-"))
        read, write = os.pipe()
        size = "x".join(map(str, SIZE)) + "x24"
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"]
        self.server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as told:
            self.display = ":" + told.readline().strip()
        return self

    def __exit__(self, *_):
        self.server.kill()
        self.server.wait()
        shutil.rmtree(self.work, ignore_errors=True)

    def environment(self):
        home = self.work / "home"
        home.mkdir(exist_ok=True)
        mine = dict(os.environ, DISPLAY=self.display, LIBGL_ALWAYS_SOFTWARE="1", HOME=str(home), LC_ALL="C")
        for name in ("WAYLAND_DISPLAY", "WAYLAND_SOCKET", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
            mine.pop(name, None)
        return mine

    def tool(self, *arguments):
        arguments = [str(argument) for argument in arguments]
        return subprocess.run(["xdotool", *arguments], env=self.environment(), check=True, capture_output=True).stdout

    def pixels(self):
        command = ["import", "-window", "root", "-depth", "8", "rgb:-"]
        return subprocess.run(command, env=self.environment(), check=True, capture_output=True).stdout


class Window:
    """The program with a frame log; its rows as dictionaries."""

    def __init__(self, screen, program, *paths):
        self.screen = screen
        self.log = Path(tempfile.mkstemp(dir=screen.work)[1])
        self.log.unlink()
        self.began = time.monotonic()
        command = [program, "--frame-log", self.log, *paths]
        self.process = subprocess.Popen(command, env=screen.environment(), stderr=subprocess.DEVNULL)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()

    def rows(self):
        """What is written whole so far: numbers are numbers."""
        if not self.log.exists():
            return []
        head, *lines = self.log.read_text().rpartition("\n")[0].split("\n")
        names = head.split("\t")
        return [dict(zip(names, map(value, line.split("\t")))) for line in lines]

    def last(self):
        """The last row, without reading all of them."""
        with open(self.log, "rb") as log:
            names = log.readline().decode().rstrip("\n").split("\t")
            log.seek(max(log.tell(), self.log.stat().st_size - 1000))
            lines = log.read().decode().rpartition("\n")[0].split("\n")
        row = lines[-1].split("\t")
        return dict(zip(names, map(value, row))) if len(row) == len(names) > 1 else {}

    def until(self, what, is_so, pause=0.02):
        """The seconds since the program began when it is so."""
        limit = time.monotonic() + PATIENCE
        while True:
            row = self.last() if self.log.exists() else {}
            if row and is_so(row):
                return time.monotonic() - self.began
            if self.process.poll() is not None:
                sys.exit(f"the window ended while this was waited for: {what}")
            if time.monotonic() > limit:
                sys.exit(f"waited in vain for: {what}; the last frame: {row}")
            time.sleep(pause)

    def focus(self):
        self.screen.tool("search", "--sync", "--name", "^Blanksheet$", "windowfocus")
        time.sleep(0.3)

    def key(self, name):
        self.screen.tool("key", name)
        time.sleep(0.3)

    def click(self, x, y):
        self.screen.tool("mousemove", x, y, "sleep", 0.4, "click", 1)

    def press(self, x):
        """Clicks the first main button (a run of the accent colour) down a line."""
        self.screen.tool("mousemove", SIZE[0] // 2, 26)
        time.sleep(1)
        pixels, run = self.screen.pixels(), 0
        for y in range(48, SIZE[1]):
            at = (y * SIZE[0] + x) * 3
            if pixels[at : at + 3] == ACCENT:
                run += 1
            else:
                if 28 <= run <= 44:
                    return self.click(x, y - run // 2)
                run = 0
        sys.exit(f"there is no main button at x={x}")


def value(text):
    try:
        return float(text)
    except ValueError:
        return text
