"""A person as a disc of initials, or the dashed ring of nobody."""

from __future__ import annotations

from desktop_desk.ui import marks
from desktop_desk.ui.widgets.mark_view import Draw, MarkView


class PersonDisc(MarkView):
    """The initials of ``name``; ``None`` shows the ring of a ticket nobody has taken.

    ``spoken`` is what a screen reader says, by default the name itself.
    """

    def __init__(self, name: str | None, side: int = 26, spoken: str | None = None) -> None:
        self._side = side
        super().__init__(self._mark(name), spoken or name or "")

    def show_person(self, name: str | None, spoken: str | None = None) -> None:
        """Show another person."""
        self.show_mark(self._mark(name), spoken or name or "")

    def _mark(self, name: str | None) -> Draw:
        if name is None:
            return lambda ratio: marks.nobody(ratio, self._side)
        return lambda ratio: marks.person(name, ratio, self._side)
