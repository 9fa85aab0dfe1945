"""The first start: three steps at most, each of which can be changed later in the settings."""

from __future__ import annotations

from desktop_desk.ui.dialogs.first_start.dialog import FirstStartDialog

__all__ = ["FirstStartDialog"]
