"""Where the frozen program starts: PyInstaller wants a script, the package is entered as a module."""

from __future__ import annotations

import sys

from desktop_desk.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
