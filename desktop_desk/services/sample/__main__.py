"""A process that tells some chapters of a large sample (see :mod:`desktop_desk.services.sample.telling`)."""

from __future__ import annotations

import sys

from desktop_desk.services.sample.telling import tell_to

if __name__ == "__main__":
    tell_to(sys.stdout.buffer, sys.stdin.buffer)
