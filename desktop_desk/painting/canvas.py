"""A painter with a look: text that never leaves its room, and the few shapes figures are made of."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from desktop_desk.domain.figure import Direction
from desktop_desk.painting.look import REGULAR, Look

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter

Styled = tuple[str, int]
"""A font size by name, and a weight."""


class Canvas:
    """Draws on ``painter`` with the colours and fonts of ``look``; logical pixels throughout."""

    def __init__(self, painter: QPainter, look: Look) -> None:
        self.painter, self.look = painter, look
        self._metrics: dict[tuple[Styled, bool], QFontMetricsF] = {}
        self._font: tuple[Styled, bool] | None = None

    def metrics(self, style: Styled, *, digits: bool = False) -> QFontMetricsF:
        """The measures of a font on the device painted on."""
        known = self._metrics.get((style, digits))
        if known is None:
            known = QFontMetricsF(self.look.font(*style, digits=digits), self.painter.device())
            self._metrics[style, digits] = known
        return known

    def width(self, text: str, style: Styled = ("small", REGULAR), *, digits: bool = False) -> float:
        """How much room ``text`` takes, rounded up so that it is never cut."""
        return self.metrics(style, digits=digits).horizontalAdvance(text) + 1 if text else 0.0

    def height(self, style: Styled = ("small", REGULAR)) -> float:
        """The height of a line."""
        return self.metrics(style).height()

    def text(
        self,
        rect: QRectF,
        text: str,
        role: str | QColor = "text_2",
        style: Styled = ("small", REGULAR),
        align: Qt.AlignmentFlag = LEFT,
        *,
        digits: bool = False,
    ) -> None:
        """One line inside ``rect``; what does not fit ends with an ellipsis."""
        if not text:
            return
        if self.width(text, style, digits=digits) > rect.width() + 1:
            metrics = self.metrics(style, digits=digits)
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        if self._font != (style, digits):
            self.painter.setFont(self.look.font(*style, digits=digits))
            self._font = style, digits
        self.painter.setPen(self.look.color(role) if isinstance(role, str) else role)
        self.painter.drawText(rect, align | Qt.TextFlag.TextSingleLine, text)

    def paragraph(self, rect: QRectF, text: str, role: str, style: Styled, lines: int) -> float:
        """Text folded over ``lines`` at most, the last one elided; returns the height it took."""
        height, done = self.height(style), 0
        rest = text.split(" ")
        while rest and done < lines:
            taken = len(rest) if done == lines - 1 else self._fitting(rest, rect.width(), style)
            line = QRectF(rect.left(), rect.top() + done * height, rect.width(), height)
            self.text(line, " ".join(rest[:taken]), role, style)
            rest, done = rest[taken:], done + 1
        return done * height

    def _fitting(self, pieces: list[str], width: float, style: Styled) -> int:
        taken = 1
        while taken < len(pieces) and self.width(" ".join(pieces[: taken + 1]), style) <= width:
            taken += 1
        return taken

    def line(self, line: QLineF, role: str, width: float = 1, pattern: tuple[float, ...] = ()) -> None:
        """A straight line; thin ones lie on whole pixels so that they stay crisp."""
        pen = QPen(self.look.color(role), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if pattern:
            pen.setDashPattern([length / width for length in pattern])
        self.painter.setPen(pen)
        half = 0.5 if width % 2 else 0.0
        crisp = [round(value) + half for value in (line.x1(), line.y1(), line.x2(), line.y2())]
        if crisp[1] == crisp[3]:
            line = QLineF(line.x1(), crisp[1], line.x2(), crisp[1])
        elif crisp[0] == crisp[2]:
            line = QLineF(crisp[0], line.y1(), crisp[0], line.y2())
        self.painter.drawLine(line)

    def fill(self, rect: QRectF, role: str, radius: float = 0) -> None:
        """A plain rectangle, its corners rounded."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.look.color(role))
        self.painter.drawRoundedRect(rect, radius, radius)

    def shape(self, path: QPainterPath, brush: QBrush | QColor) -> None:
        """A filled outline."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(brush)
        self.painter.drawPath(path)

    def hatched(self, path: QPainterPath, role: str) -> None:
        """An outline filled with slanting stripes, for what is not finished."""
        box, pitch = path.boundingRect(), 6.0
        self.painter.save()
        self.painter.setClipPath(path)
        self.painter.setPen(QPen(self.look.color(role), 2.8))
        offset = box.left() - box.height()
        while offset < box.right():
            self.painter.drawLine(QPointF(offset, box.bottom()), QPointF(offset + box.height(), box.top()))
            offset += pitch
        self.painter.restore()
        self.painter.setPen(QPen(self.look.color(role), 1))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPath(path)

    def dot(self, centre: QPointF, radius: float, fill: str, edge: str, edge_width: float) -> None:
        """A disc with a border."""
        self.painter.setPen(QPen(self.look.color(edge), edge_width))
        self.painter.setBrush(self.look.color(fill))
        self.painter.drawEllipse(centre, radius, radius)

    def polyline(self, points: list[QPointF], role: str, width: float) -> None:
        """A line through ``points`` with rounded joints."""
        pen = QPen(self.look.color(role), width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPolyline(QPolygonF(points))

    def diamond(self, centre: QPointF, radius: float, role: str, edge: str = "") -> None:
        """A diamond, bordered so that it stands out on a bar."""
        corners = ((0, -radius), (radius, 0), (0, radius), (-radius, 0))
        self.painter.setPen(QPen(self.look.color(edge), 1.5) if edge else QPen(Qt.PenStyle.NoPen))
        self.painter.setBrush(self.look.color(role))
        self.painter.drawPolygon(QPolygonF([centre + QPointF(x, y) for x, y in corners]))

    def arrow(self, centre: QPointF, direction: Direction, role: str) -> None:
        """A triangle up or down, or a dash: the way a number went, told by its shape."""
        if direction is Direction.FLAT:
            self.fill(QRectF(centre.x() - 3.5, centre.y() - 1, 7, 2), role, 1)
            return
        tip = -3.0 if direction is Direction.UP else 3.0
        corners = ((0.0, tip), (4.0, -tip), (-4.0, -tip))
        pen = QPen(self.look.color(role), 1)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self.painter.setPen(pen)
        self.painter.setBrush(self.look.color(role))
        self.painter.drawPolygon(QPolygonF([centre + QPointF(x, y) for x, y in corners]))


def upright(rect: QRectF, radius: float) -> QPainterPath:
    """A bar standing on its foot: only its head is rounded."""
    radius = min(radius, rect.height(), rect.width() / 2)
    path = QPainterPath(rect.bottomLeft())
    path.lineTo(rect.left(), rect.top() + radius)
    path.quadTo(rect.topLeft(), QPointF(rect.left() + radius, rect.top()))
    path.lineTo(rect.right() - radius, rect.top())
    path.quadTo(rect.topRight(), QPointF(rect.right(), rect.top() + radius))
    path.lineTo(rect.bottomRight())
    path.closeSubpath()
    return path


def lying(rect: QRectF, radius: float) -> QPainterPath:
    """A bar that starts at the left: only its right end is rounded."""
    radius = min(radius, rect.width(), rect.height() / 2)
    path = QPainterPath(rect.topLeft())
    path.lineTo(rect.right() - radius, rect.top())
    path.quadTo(rect.topRight(), QPointF(rect.right(), rect.top() + radius))
    path.lineTo(rect.right(), rect.bottom() - radius)
    path.quadTo(rect.bottomRight(), QPointF(rect.right() - radius, rect.bottom()))
    path.lineTo(rect.bottomLeft())
    path.closeSubpath()
    return path
