"""The words of a message: plain text that can be selected, with links to pages and addresses only."""

from __future__ import annotations

import html
import re
from typing import Final

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop_desk.ui import fonts, theme

SHOWN_LIMIT: Final = 8_000
"""Characters laid out at once; a longer message ends with a way to see the rest."""

LINES_LIMIT: Final = 150
"""Lines laid out at once."""

SAFE_SCHEMES: Final = frozenset({"http", "https", "mailto"})
"""What a link in a message may open; the text of a message comes from anybody."""

_LINK = re.compile(
    r"(?P<page>https?://[^\s<>\"«»]+)|(?P<mail>(?:mailto:)?[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE
)
_ENDLESS = re.compile(r"\S{40}(?=\S)")
_TRAILING = ".,;:!?)]}'’\u202f\u00a0"


class MessageText(QLabel):
    """A message's text at the line height of running text."""

    def __init__(self) -> None:
        super().__init__()
        self._text, self._links = "", False
        self._ink = self.palette().color(QPalette.ColorRole.Link)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setFont(fonts.font())
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setMinimumWidth(1)
        self.linkActivated.connect(open_link)

    def show_words(self, text: str) -> None:
        """Show a text; the keyboard stops here only where there is a link to follow."""
        self._text, self._links = text, _LINK.search(text) is not None
        flags = Qt.TextInteractionFlag.TextSelectableByMouse
        if self._links:
            flags |= Qt.TextInteractionFlag.LinksAccessibleByMouse
            flags |= Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        self.setTextInteractionFlags(flags)
        self.setAccessibleName(text)
        self.setText(markup(text))

    def changeEvent(self, event: QEvent) -> None:
        """Another theme has another colour for links; the label made its own when the text was set."""
        if event.type() == QEvent.Type.PaletteChange and self._links:
            ink = self.palette().color(QPalette.ColorRole.Link)
            if ink != self._ink:
                self._ink = ink
                self.setText(markup(self._text))
        super().changeEvent(event)


def cut(text: str) -> tuple[str, bool]:
    """The part of a message that is laid out at once, and whether there is more."""
    short = text[:SHOWN_LIMIT]
    lines = short.split("\n", LINES_LIMIT)
    if len(lines) > LINES_LIMIT:
        short = "\n".join(lines[:LINES_LIMIT])
    return short, len(short) < len(text)


def markup(text: str) -> str:
    """The text as the label wants it: everything escaped, links marked, line height fixed.

    A run without a blank gets places where it may be broken: a label breaks lines between words only.
    """
    parts, at = [], 0
    for found in _LINK.finditer(text):
        shown = found.group().rstrip(_TRAILING)
        target = shown if found.group("page") or shown.lower().startswith("mailto:") else f"mailto:{shown}"
        parts.append(_escaped(text[at : found.start()]))
        parts.append(f'<a href="{html.escape(target)}">{_escaped(shown)}</a>')
        at = found.start() + len(shown)
    parts.append(_escaped(text[at:]))
    height = theme.size("font.line_height")
    style = f"white-space: pre-wrap; -qt-line-height-type: fixed; line-height: {height}px;"
    paragraphs = "".join(f'<p style="margin:0; {style}">{part}</p>' for part in "".join(parts).split("\n"))
    return f"<div>{paragraphs}</div>"


def _escaped(text: str) -> str:
    return html.escape(_ENDLESS.sub("\\g<0>\u200b", text))


def open_link(target: str) -> bool:
    """Open a page or a new mail in the system's program; anything else is left alone."""
    url = QUrl(target, QUrl.ParsingMode.StrictMode)
    if url.scheme().lower() not in SAFE_SCHEMES:
        return False
    return QDesktopServices.openUrl(url)
