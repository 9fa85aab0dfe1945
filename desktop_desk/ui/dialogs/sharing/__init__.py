"""A desk becomes shared: the server, who comes in, and what came of it."""

from __future__ import annotations

from desktop_desk.ui.dialogs.sharing.dialog import SharingDialog

__all__ = ["SharingDialog"]
