"""``python -m desktop_desk`` and the ``desktop-desk`` command."""

from __future__ import annotations

import gc
import sys

gc.disable()  # nothing imported is garbage; ``main`` lets it be looked for again

from desktop_desk.cli import main  # noqa: E402

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
