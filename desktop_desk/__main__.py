"""``python -m desktop_desk`` and the ``desktop-desk`` command."""

from __future__ import annotations

import sys

from desktop_desk.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
