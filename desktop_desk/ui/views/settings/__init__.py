"""The settings: what is set holds at once, and can be taken back."""

from __future__ import annotations

from desktop_desk.ui.views.settings.view import SettingsView

__all__ = ["SettingsView"]
