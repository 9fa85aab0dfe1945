"""An attachment saved where a person wants it; nothing a mail brought is ever opened by the desk itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.timeline import FileView
from desktop_desk.services.files import safe_name, write_file
from desktop_desk.services.session import Session
from desktop_desk.ui.context import Context


def ask_where(
    parent: QWidget,
    context: Context,
    file: FileView,
    saved: Callable[[Path], None],
    failed: Callable[[DeskError], None],
) -> QFileDialog:
    """Show « Enregistrer sous… » without stopping the window; then fetch and write in the background."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
    dialog = QFileDialog(parent, context.words("Save as"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    if folder and Path(folder).is_dir():
        dialog.setDirectory(folder)
    dialog.selectFile(safe_name(file.name))
    dialog.fileSelected.connect(lambda name: _save(context, file, Path(name), saved, failed))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _save(
    context: Context,
    file: FileView,
    path: Path,
    saved: Callable[[Path], None],
    failed: Callable[[DeskError], None],
) -> None:
    session = context.session
    context.tasks.run(lambda: _copy(session, file, path), saved, failed)


def _copy(session: Session, file: FileView, path: Path) -> Path:
    write_file(path, session.file(file.uid))
    return path
