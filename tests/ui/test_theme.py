"""The two themes can be read, and what is made of them follows when another is put on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QCheckBox, QRadioButton, QWidget

from desktop_desk.domain.ticket import Priority, Status
from desktop_desk.ui import app_icon, icons, marks
from desktop_desk.ui.skin import SCHEMES, load_skin, style_sheet
from desktop_desk.ui.theme import Theme, color
from tests.support.contrast import contrast

TEXT = {
    "surface": "text text_2 text_3 accent_text danger_text warn_text ok_text pause_text",
    "window": "text text_2 text_3 accent_text danger_text warn_text ok_text pause_text",
    "sunk": "text text_2 text_3 accent_text danger_text warn_text ok_text pause_text",
    "hover": "text text_2 text_3",
    "selected": "text text_2 text_3 accent_text danger_text warn_text ok_text pause_text",
    "rail": "text text_2 text_3",
    "line": "text text_2",
    "accent": "on_accent",
    "accent_hover": "on_accent",
    "accent_soft": "text text_2 accent_text",
    "danger": "on_danger",
    "danger_soft": "danger_text accent_text",
    "warn_soft": "warn_text accent_text",
    "ok_soft": "ok_text text text_2 accent_text",
    "pause_soft": "pause_text",
    "note": "text note_text",
    "note_soft": "note_text",
    "note_button": "on_note",
    "tooltip": "on_tooltip",
    "heat0": "heat_ink",
    "heat1": "heat_ink",
    "heat2": "heat_ink",
    "heat3": "heat_ink",
    "heat4": "heat_ink_high",
}
"""Text roles drawn on each ground: 4.5 at least."""

MARKS = {
    "surface": "danger warn ok pause note_line line_strong accent_mark serie_1 serie_2 serie_soft",
    "window": "danger line_strong accent_mark",
    "sunk": "danger warn line_strong accent_mark",
    "selected": "danger warn ok pause line_strong accent_mark",
    "rail": "danger accent_mark",
    "serie_soft": "serie_dark",
    "danger_soft": "text_2",
    "warn_soft": "text_2",
}
"""Marks drawn on each ground: 3 at least."""

PAIRS = [(ground, ink, 4.5) for ground, inks in TEXT.items() for ink in inks.split()] + [
    (ground, ink, 3.0) for ground, inks in MARKS.items() for ink in inks.split()
]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ground", "ink", "least"), PAIRS)
def test_ink_is_read_on_its_ground(scheme: str, ground: str, ink: str, least: float) -> None:
    colors = load_skin(scheme).colors
    assert contrast(QColor(colors[ink]), QColor(colors[ground])) >= least


@pytest.mark.parametrize("scheme", SCHEMES)
def test_initials_are_read_on_every_disc(scheme: str) -> None:
    white = QColor("#FFFFFF")
    assert min(contrast(white, QColor(tint)) for tint in load_skin(scheme).avatars) >= 4.5


def test_both_themes_have_the_same_roles() -> None:
    assert load_skin("light").colors.keys() == load_skin("dark").colors.keys()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_style_sheet_has_no_role_left(scheme: str) -> None:
    assert "$" not in style_sheet(load_skin(scheme))


def test_choosing_dark_dresses_everything(dressed: Theme, qapp: QApplication) -> None:
    dressed.choose("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(load_skin("dark").colors["window"])
    assert load_skin("dark").colors["surface"] in qapp.styleSheet()
    assert color("text") == QColor(load_skin("dark").colors["text"])


def test_the_system_is_followed_only_when_chosen(dressed: Theme, qapp: QApplication) -> None:
    changed = qapp.styleHints().colorSchemeChanged
    dressed.choose("light")
    changed.emit(Qt.ColorScheme.Dark)
    assert dressed.scheme == "light"
    dressed.choose("system")
    changed.emit(Qt.ColorScheme.Dark)
    assert dressed.scheme == "dark"
    changed.emit(Qt.ColorScheme.Light)
    assert dressed.scheme == "light"


def test_an_icon_follows_the_theme_without_being_asked_again(dressed: Theme) -> None:
    gear = icons.icon("gear", "danger_text")
    inks = []
    for scheme in SCHEMES:
        dressed.choose(scheme)
        assert _ink(gear.pixmap(QSize(48, 48))) == color("danger_text")
        inks.append(color("danger_text").name())
    assert inks[0] != inks[1]


def test_an_icon_says_that_it_is_off_or_chosen() -> None:
    gear = icons.icon("gear", "text_2")
    size = QSize(48, 48)
    assert _ink(gear.pixmap(size, QIcon.Mode.Disabled)) == color("disabled")
    assert _ink(gear.pixmap(size, QIcon.Mode.Normal, QIcon.State.On)) == color("accent_text")


def test_an_icon_survives_being_copied_and_changed() -> None:
    for _ in range(200):
        copy = QIcon(icons.icon("gear"))
        copy.addPixmap(QPixmap(4, 4))
        assert _ink(copy.pixmap(QSize(48, 48))) == color("text_2")


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_icon_is_as_sharp_as_the_screen(ratio: float) -> None:
    picture = icons.icon("gear").pixmap(QSize(18, 18), ratio)
    assert picture.size() == QSize(round(18 * ratio), round(18 * ratio))
    assert picture.devicePixelRatio() == ratio


@pytest.mark.parametrize("name", icons.names())
def test_every_drawing_shows_and_stays_within_its_grid(name: str) -> None:
    image = icons.render(name, QColor("#000000"), 24, 4.0).toImage()
    side = image.width()
    opaque = sum(image.pixelColor(x, y).alpha() > 128 for x in range(0, side, 2) for y in range(0, side, 2))
    assert opaque > 20
    edge = range(side)
    assert not any(image.pixelColor(x, y).alpha() for x in edge for y in (0, side - 1))
    assert not any(image.pixelColor(x, y).alpha() for x in (0, side - 1) for y in edge)


def test_an_unknown_drawing_or_role_fails_at_once() -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-drawing")
    with pytest.raises(KeyError):
        color("no-such-role")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("control", [QCheckBox, QRadioButton])
@pytest.mark.parametrize("checked", [False, True])
def test_indicators_are_seen(
    dressed: Theme, scheme: str, control: type[QCheckBox | QRadioButton], checked: bool
) -> None:
    dressed.choose(scheme)
    box = control()
    box.setChecked(checked)
    assert _best_contrast(box) >= 3


def test_marks_are_drawn_once_and_again_in_another_theme(dressed: Theme) -> None:
    first = marks.promise(marks.Promise.RUNNING, 0.5, 1.0)
    assert marks.promise(marks.Promise.RUNNING, 0.501, 1.0) is first
    assert marks.promise(marks.Promise.RUNNING, 0.6, 1.0) is not first
    dressed.choose("dark")
    assert marks.promise(marks.Promise.RUNNING, 0.5, 1.0).toImage() != first.toImage()


def test_marks_are_told_apart_by_their_shape_alone() -> None:
    # "Soon" is "running" in another tint; the words beside it are what differs.
    for pictures in (
        [marks.priority(level, 2.0) for level in Priority],
        [marks.status(status, 2.0) for status in Status],
        [marks.promise(mark, 0.5, 2.0) for mark in marks.Promise if mark is not marks.Promise.SOON],
    ):
        shapes = {bytes(picture.toImage().convertToFormat(_ALPHA).constBits()) for picture in pictures}
        assert len(shapes) == len(pictures)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Nadia Bonheur", "NB"),
        ("Sonia Édouard", "SÉ"),
        ("Jean de la Tour", "JT"),
        ("marie", "M"),
        ("  ", "?"),
        ("(atelier) Paul", "P"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert marks.initials(name) == letters


def test_a_person_keeps_the_same_tint() -> None:
    assert marks.avatar("Nadia Bonheur") == marks.avatar("nadia bonheur")
    assert len({marks.avatar(f"Personne {n}") for n in range(60)}) == 6


def test_the_program_s_icon_says_its_state_by_shape() -> None:
    pictures = [bytes(_grey(app_icon.app_pixmap(24, 1.0, state)).constBits()) for state in app_icon.AppState]
    assert len(set(pictures)) == len(pictures)
    assert not app_icon.app_icon(app_icon.AppState.LATE, 3).pixmap(QSize(22, 22)).isNull()


_ALPHA = QImage.Format.Format_Alpha8


def _grey(picture: QPixmap) -> QImage:
    return picture.toImage().convertToFormat(QImage.Format.Format_Grayscale8)


def _ink(picture: QPixmap) -> QColor:
    """The colour of the most opaque pixel."""
    image = picture.toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    best = max(pixels, key=QColor.alpha)
    return QColor(best.red(), best.green(), best.blue())


def _best_contrast(widget: QWidget) -> float:
    """Of the most visible pixel of ``widget``, against the window it stands on."""
    widget.resize(widget.sizeHint())
    image = widget.grab().toImage()
    ground = widget.palette().color(QPalette.ColorRole.Window)
    return max(
        contrast(image.pixelColor(x, y), ground) for x in range(image.width()) for y in range(image.height())
    )
