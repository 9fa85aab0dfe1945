"""Descriptions some tools keep as HTML, as text."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

_TAG = re.compile(
    r"</?(?:p|br|div|span|ul|ol|li|table|tr|td|b|strong|em|i|a|h\d|blockquote|pre|html|body)\b[^<>]*>",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"&lt;/?(?:p|br|div|span|ul|ol|li|table|strong|em|a)\b", re.IGNORECASE)
_BLOCKS = frozenset(
    {"p", "div", "li", "tr", "blockquote", "pre", "ul", "ol", "table", "h1", "h2", "h3", "h4"}
)
_SILENT = frozenset({"script", "style", "head", "title"})


def as_text(cell: str) -> str:
    """The text of a cell that may be HTML, or HTML escaped once more as GLPI gives it."""
    if _ESCAPED.search(cell):
        cell = html.unescape(cell)
    if not _TAG.search(cell):
        return cell.strip()
    reader = _Reader()
    reader.feed(cell)
    reader.close()
    lines = ("".join(reader.parts)).replace("\xa0", " ").split("\n")
    text = "\n".join(" ".join(line.split()) for line in lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._silent += tag in _SILENT
        if tag == "br" or tag in _BLOCKS:
            self.parts.append("\n")
        if tag == "li":
            self.parts.append("- ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self._silent:
            self._silent -= 1
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)
