"""What a wheel needs besides the code: the catalogues compiled, the resources and migrations inside."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLED = ("resources", "migrations")
"""Folders of the project root that ``desktop_desk.paths`` finds in ``_bundled`` once installed."""


class BundleHook(BuildHookInterface[Any]):
    """Called by hatch for every wheel, also the editable one, which uses the folders where they lie."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues, then name the folders to put in (``version``: how it is installed)."""
        root = Path(self.root)
        subprocess.run([sys.executable, str(root / "packaging" / "catalogue.py"), "compile"], check=True)
        if version != "editable":
            inside = {str(root / folder): f"desktop_desk/_bundled/{folder}" for folder in BUNDLED}
            build_data["force_include"].update(inside)
