"""A status as a pill, and any short word on a coloured ground."""

from __future__ import annotations

from desktop_desk.domain.ticket import Status
from desktop_desk.ui import marks
from desktop_desk.ui.widgets.mark_view import MarkView


class StatusPill(MarkView):
    """A ticket's status in ``word`` (already in the person's language)."""

    def __init__(self, status: Status, word: str) -> None:
        super().__init__(lambda ratio: marks.pill(status, word, ratio), word)

    def show_status(self, status: Status, word: str) -> None:
        """Show another status."""
        self.show_mark(lambda ratio: marks.pill(status, word, ratio), word)


def tag_pill(word: str, ink: str = "accent_text", ground: str = "accent_soft") -> MarkView:
    """A ``word`` on a ground, both roles of the theme."""
    return MarkView(lambda ratio: marks.tag_pill(word, ink, ground, ratio), word)
