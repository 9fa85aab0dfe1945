"""« Demander de l’aide »: the one window an employee needs."""

from __future__ import annotations

from desktop_desk.ui.dialogs.intake.dialog import IntakeDialog

__all__ = ["IntakeDialog"]
