"""Every small control on one page, as a test or a pair of eyes needs it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_desk.domain.ticket import Priority, Status
from desktop_desk.text import Words
from desktop_desk.ui import fonts, icons, marks
from desktop_desk.ui.widgets.buttons import button, icon_button
from desktop_desk.ui.widgets.card import card, line
from desktop_desk.ui.widgets.choice_card import ChoiceCard, ChoiceGroup
from desktop_desk.ui.widgets.combo import Combo
from desktop_desk.ui.widgets.elided_label import ElidedLabel
from desktop_desk.ui.widgets.empty_state import EmptyState
from desktop_desk.ui.widgets.field import Field
from desktop_desk.ui.widgets.file_chip import FileChip
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.person_disc import PersonDisc
from desktop_desk.ui.widgets.pill import StatusPill, tag_pill
from desktop_desk.ui.widgets.segmented import Segmented
from desktop_desk.ui.widgets.spin import NumberField
from desktop_desk.ui.widgets.strip import LOOK, Strip

STATUS_WORDS = ("Ouvert", "En cours", "En attente", "Résolu", "Clôturé")
PRIORITY_WORDS = ("Critique", "Haute", "Normale", "Basse")


class Gallery(QFrame):
    """The page; what tests drive is kept by name."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setProperty("plane", "surface")
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 24, 24, 24)
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(20)
        grid.addWidget(self._buttons(words), 0, 0)
        grid.addWidget(self._fields(), 1, 0)
        grid.addWidget(self._choices(), 0, 1)
        grid.addWidget(self._marks(words), 1, 1)
        grid.addWidget(self._strips(words), 2, 0, 1, 2)

    def _buttons(self, words: Words) -> QWidget:
        page, column = _column()
        row = QHBoxLayout()
        for kind, text, name in (
            ("primary", "Nouveau ticket", "plus"),
            ("secondary", "Résoudre", "check"),
            ("quiet", "Ce qui est envoyé", "eye"),
            ("link", "Pourquoi ?", None),
        ):
            row.addWidget(button(text, kind, name))
        row.addStretch(1)
        column.addLayout(row)
        row = QHBoxLayout()
        row.addWidget(button("Ajouter la note", "note", "lock"))
        row.addWidget(button("Supprimer", "danger", "trash"))
        off = button("Envoyer", "primary", "send")
        off.setEnabled(False)
        row.addWidget(off)
        for name, spoken in (("pane", "Volet"), ("open-external", "Fenêtre"), ("dots", "Plus d’actions")):
            row.addWidget(icon_button(name, spoken))
        row.addStretch(1)
        column.addLayout(row)
        self.segmented = Segmented("Période", [(30, "30 jours"), (84, "12 semaines"), (365, "12 mois")])
        self.segmented.set_value(84)
        column.addWidget(self.segmented)
        chips = QHBoxLayout()
        self.chip = FileChip(words, "ecran-caisse-2.png", "240 ko", removable=True)
        chips.addWidget(self.chip)
        chips.addWidget(FileChip(words, "journal & trace.txt", "12 ko"))
        chips.addStretch(1)
        column.addLayout(chips)
        column.addWidget(ElidedLabel("Lignes en double dans l’export des commandes du mois de novembre " * 2))
        column.addStretch(1)
        return page

    def _fields(self) -> QWidget:
        page, column = _column()
        title = QLineEdit()
        title.setPlaceholderText("En une phrase")
        self.title_field = Field("Que se passe-t-il ?", title)
        column.addWidget(self.title_field)
        wrong = Field("Adresse", QLineEdit("marie.lubin"), "facultatif")
        wrong.set_error("Il manque le @ : écrivez l’adresse entière.")
        column.addWidget(wrong)
        details = QTextEdit()
        details.setFixedHeight(64)
        details.setTabChangesFocus(True)
        details.setPlaceholderText("Depuis quand ? Que faisiez-vous ?")
        column.addWidget(Field("Détails", details, "facultatif"))
        row = QHBoxLayout()
        self.status = Combo("Statut")
        for value, word in zip(Status, STATUS_WORDS, strict=True):
            self.status.add(value, word, icons.mark_icon(partial(marks.status, value)))
        self.status.set_value(Status.IN_PROGRESS)
        self.priority = Combo("Priorité")
        for level, word in zip(Priority, PRIORITY_WORDS, strict=True):
            mark = icons.mark_icon(partial(marks.priority, level))
            self.priority.add(level, word, mark, marks.PRIORITY_TEXT[level])
        row.addWidget(Field("Statut", self.status, quiet=True))
        row.addWidget(Field("Priorité", self.priority, quiet=True))
        column.addLayout(row)
        row = QHBoxLayout()
        plain = QComboBox()
        plain.addItems(["Incident", "Demande"])
        row.addWidget(Field("Genre", plain, quiet=True))
        self.minutes = NumberField("Minutes", 0, 90)
        row.addWidget(Field("Minutes", self.minutes, quiet=True))
        column.addLayout(row)
        return page

    def _choices(self) -> QWidget:
        page, column = _column()
        self.choices = ChoiceGroup(page)
        for key, title, under, icon in (
            (
                "stop",
                "Je ne peux plus travailler",
                "Réponse promise avant 14 h 47, aujourd’hui",
                "minus-circle",
            ),
            ("slow", "Je suis gêné", "Réponse promise avant demain mardi, 10 h 47", "sad"),
            ("idea", "C’est une idée", "Avant jeudi, 10 h 47", "bulb"),
        ):
            column.addWidget(self.choices.add(key, ChoiceCard(title, under, icon)))
        start = ChoiceCard("Seul sur ce PC", "Prêt tout de suite, sans réseau.", "monitor", roomy=True)
        column.addWidget(start)
        self.box = QCheckBox("Toute l’équipe est bloquée")
        self.box_on = QCheckBox("Démarrer avec la session")
        self.box_on.setChecked(True)
        self.radio = QRadioButton("Seulement moi")
        row = QHBoxLayout()
        for control in (self.box, self.box_on, self.radio):
            row.addWidget(control)
        column.addLayout(row)
        column.addStretch(1)
        return page

    def _marks(self, words: Words) -> QWidget:
        page, column = _column()
        row = QHBoxLayout()
        for value, word in zip(Status, STATUS_WORDS, strict=True):
            row.addWidget(StatusPill(value, word))
        row.addWidget(tag_pill("P-12", "warn_text", "warn_soft"))
        row.addStretch(1)
        column.addLayout(row)
        frame, inside = card("note", across=True)
        inside.addWidget(PersonDisc("Yann Delblond", 28))
        inside.addWidget(label("Yann Delblond", weight=fonts.STRONG))
        inside.addWidget(label("10 h 32", size="small", tone="note_text"))
        inside.addStretch(1)
        inside.addWidget(PersonDisc(None, spoken="Personne"))
        column.addWidget(frame)
        column.addWidget(line())
        self.empty = EmptyState(
            "inbox", "Rien à prendre", "Les nouvelles demandes arrivent ici d’elles-mêmes.", "Nouveau ticket"
        )
        column.addWidget(self.empty, 1)
        return page

    def _strips(self, words: Words) -> QWidget:
        page, column = _column()
        self.strips = {}
        for tone in LOOK:
            strip = self.strips[tone] = Strip(words)
            strip.show_message("Ticket 1291 résolu.", tone, action="Annuler")
            column.addWidget(strip)
        return page


def _column() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    return page, column
