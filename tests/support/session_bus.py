"""A private message bus, so that tests neither need a desktop nor reach the one they run on."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# The system's own settings would start the real services of the desktop on demand; these start nothing.
_SETTINGS = """<!DOCTYPE busconfig SYSTEM "busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@contextmanager
def running_bus(folder: Path) -> Iterator[str]:
    """Start a bus whose socket lies in ``folder`` (a short path) and give its address."""
    program = shutil.which("dbus-daemon")
    if program is None:
        raise AssertionError("dbus-daemon is not installed: run `make test` once")
    settings = folder / "bus.conf"
    settings.write_text(_SETTINGS.format(folder=folder), encoding="utf-8")
    command = [program, f"--config-file={settings}", "--nofork", "--nosyslog", "--print-address=1"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, text=True
    ) as bus:
        try:
            assert bus.stdout is not None
            address = bus.stdout.readline().strip()
            if not address:
                raise AssertionError(f"dbus-daemon ended with {bus.wait()} before it listened")
            yield address
        finally:
            bus.terminate()
