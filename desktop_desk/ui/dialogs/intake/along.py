"""« Ce qui est envoyé »: everything that goes along, said before it goes, and removable."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_desk import device
from desktop_desk.domain.operations import FileRef
from desktop_desk.ui import fonts
from desktop_desk.ui.context import Context
from desktop_desk.ui.widgets.buttons import icon_button
from desktop_desk.ui.widgets.card import line
from desktop_desk.ui.widgets.elided_label import ElidedLabel
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.mark_view import icon_view

WIDTH = 360


class Along(QFrame):
    """A small window above its button. ``removed`` carries the ``FileRef`` of a file let go."""

    removed = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        words = context.words
        self._context = context
        self.setProperty("plane", "card")
        self.setAccessibleName(words("What is sent"))
        self.setFixedWidth(WIDTH)
        self.pc = QCheckBox(words("The name of this PC: {name}", name=device.device()))
        self.account = QCheckBox(words("Your account: {name}", name=device.account_name()))
        self._name = ElidedLabel()
        for tick in (self.pc, self.account):
            tick.setChecked(True)
        self._files = QVBoxLayout()
        self._files.setSpacing(2)
        self._lay_out()

    def lines(self) -> tuple[str, ...]:
        """What is written under the request about the PC."""
        said = [self.pc.text()] if self.pc.isChecked() else []
        if self.account.isChecked():
            said.append(self.account.text())
        return tuple(said)

    def show_above(self, button: QWidget, name: str, files: Sequence[FileRef]) -> None:
        """Open over ``button``, saying who asks and which files go along."""
        words = self._context.words
        self._name.setText(words("Your name: {name}", name=name) if name else words("Your name"))
        while (item := self._files.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for file in files:
            self._files.addWidget(self._file(file))
        self.adjustSize()
        size = QSize(WIDTH, self.sizeHint().height())
        self.resize(size)
        self.move(button.mapToGlobal(QPoint(0, -size.height() - 8)))
        self.show()
        self.pc.setFocus(Qt.FocusReason.PopupFocusReason)

    def _file(self, file: FileRef) -> QWidget:
        words = self._context.words
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        away = icon_button("close", words("Remove {name}", name=file.name), side=24, icon_side=14)
        away.clicked.connect(lambda: self._remove(file, holder))
        row.addWidget(icon_view("paperclip", side=18))
        row.addWidget(ElidedLabel(file.name, mode=Qt.TextElideMode.ElideMiddle), 1)
        row.addWidget(label(words.size(file.size), size="small", tone="text_3"))
        row.addWidget(away)
        return holder

    def _remove(self, file: FileRef, holder: QWidget) -> None:
        holder.hide()
        self.removed.emit(file)
        self.pc.setFocus()

    def _lay_out(self) -> None:
        words = self._context.words
        own = QVBoxLayout(self)
        own.setContentsMargins(16, 14, 16, 14)
        own.setSpacing(8)
        own.addWidget(label(words("What is sent"), weight=fonts.STRONG))
        own.addWidget(label(words("What you write, and with it:"), size="small", tone="text_2"))
        who = QHBoxLayout()
        who.setSpacing(8)
        who.addWidget(icon_view("user", side=18))
        who.addWidget(self._name, 1)
        own.addLayout(who)
        own.addWidget(self.pc)
        own.addWidget(self.account)
        own.addLayout(self._files)
        own.addWidget(line())
        note = words("The desk’s journal always notes the account and the PC of whoever acts.")
        own.addWidget(label(note, size="small", tone="text_3", wrap=True))
