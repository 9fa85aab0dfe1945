"""Fusion with its check boxes, radio buttons and focus ring drawn to be seen on light and on dark."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget

_Element = QStyle.PrimitiveElement
_State = QStyle.StateFlag

BOXES = frozenset({_Element.PE_IndicatorCheckBox, _Element.PE_IndicatorItemViewItemCheck})

CHEVRONS = {
    _Element.PE_IndicatorArrowDown: ((-4, -2), (0, 2), (4, -2)),
    _Element.PE_IndicatorArrowUp: ((-4, 2), (0, -2), (4, 2)),
    _Element.PE_IndicatorArrowRight: ((-2, -4), (2, 0), (-2, 4)),
    _Element.PE_IndicatorArrowLeft: ((2, -4), (-2, 0), (2, 4)),
    _Element.PE_IndicatorSpinDown: ((-3, -1.5), (0, 1.5), (3, -1.5)),
    _Element.PE_IndicatorSpinUp: ((-3, 1.5), (0, -1.5), (3, 1.5)),
}
"""Arrows as three points around the middle of their place, in logical pixels."""


class DeskStyle(QProxyStyle):
    """Fusion, but for the indicators, whose edges nearly vanish on a dark ground.

    ``color`` gives the colour of a role at the moment of painting.
    """

    def __init__(self, color: Callable[[str], QColor]) -> None:
        super().__init__("Fusion")
        self._color = color

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Qt's drawing, ours for indicators and the focus rectangle."""
        if element in BOXES:
            draw_box(painter, QRectF(option.rect), option.state, self._color)
        elif element == _Element.PE_IndicatorRadioButton:
            draw_radio(painter, QRectF(option.rect), option.state, self._color)
        elif element == _Element.PE_IndicatorMenuCheckMark:
            if option.state & _State.State_On:
                draw_tick(painter, square(QRectF(option.rect)), self._color("text_2"))
        elif element in CHEVRONS:
            enabled = bool(option.state & _State.State_Enabled)
            ink = self._color("text_2" if enabled else "disabled")
            draw_chevron(painter, QRectF(option.rect).center(), CHEVRONS[element], ink)
        elif element == _Element.PE_FrameFocusRect:
            draw_focus(painter, QRectF(option.rect), self._color)
        else:
            super().drawPrimitive(element, option, painter, widget)


def square(rect: QRectF) -> QRectF:
    """The largest square in the middle of ``rect``."""
    side = min(rect.width(), rect.height())
    result = QRectF(0, 0, side, side)
    result.moveCenter(rect.center())
    return result


def draw_box(
    painter: QPainter, rect: QRectF, state: QStyle.StateFlag, color: Callable[[str], QColor]
) -> None:
    """A check box: edge when empty, accent ground with a tick or a dash when set."""
    box = square(rect).adjusted(1, 1, -1, -1)
    enabled = bool(state & _State.State_Enabled)
    full = bool(state & (_State.State_On | _State.State_NoChange))
    ground = color("accent" if enabled else "disabled") if full else color("surface")
    edge = color("accent_mark" if full and enabled else "line_strong" if enabled else "line_mid")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1.5))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
    ink = color("on_accent" if enabled else "surface")
    if state & _State.State_On:
        draw_tick(painter, box, ink)
    elif state & _State.State_NoChange:
        painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        middle = box.center().y()
        painter.drawLine(QLineF(box.left() + 4, middle, box.right() - 4, middle))
    if state & _State.State_HasFocus and state & _State.State_KeyboardFocusChange:
        draw_focus(painter, rect, color)
    painter.restore()


def draw_radio(
    painter: QPainter, rect: QRectF, state: QStyle.StateFlag, color: Callable[[str], QColor]
) -> None:
    """A radio button: a ring, with a disc in it when chosen."""
    ring = square(rect).adjusted(1, 1, -1, -1)
    enabled = bool(state & _State.State_Enabled)
    on = bool(state & _State.State_On)
    edge = color("accent_mark" if on and enabled else "line_strong" if enabled else "line_mid")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 2 if on else 1.5))
    painter.setBrush(color("surface"))
    painter.drawEllipse(ring)
    if on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(edge)
        radius = ring.width() / 4
        painter.drawEllipse(ring.center(), radius, radius)
    painter.restore()


def draw_tick(painter: QPainter, box: QRectF, ink: QColor) -> None:
    """A tick filling ``box``, a square."""
    unit = box.width() / 16
    points = [box.topLeft() + QPointF(x * unit, y * unit) for x, y in ((4.0, 8.4), (6.9, 11.3), (12.0, 5.3))]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink, max(1.5, 1.9 * unit), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(points)
    painter.restore()


def draw_chevron(
    painter: QPainter, centre: QPointF, points: Iterable[tuple[float, float]], ink: QColor
) -> None:
    """An arrow of a combo, spin box or menu: ``points`` around ``centre``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline([centre + QPointF(x, y) for x, y in points])
    painter.restore()


def draw_focus(painter: QPainter, rect: QRectF, color: Callable[[str], QColor], radius: float = 5) -> None:
    """The ring that says where the keyboard is, inside ``rect``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color("accent_mark"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()
