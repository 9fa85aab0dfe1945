"""The category tree: added, renamed in place, put aside and brought back."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTreeWidget, QTreeWidgetItem

from desktop_desk.domain.firm import Category
from desktop_desk.domain.operations import SaveCategory
from desktop_desk.text import N_
from desktop_desk.ui.context import Context
from desktop_desk.ui.theme import color
from desktop_desk.ui.views.settings.section import Section
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.labels import label

HELD = Qt.ItemDataRole.UserRole
NEW_NAME = N_("New category")


class CategoriesSection(Section):
    """Every act is an operation that can be taken back."""

    def __init__(self, context: Context) -> None:
        words = context.words
        super().__init__(
            context,
            words("Categories"),
            words("Few and clear: what keeps coming back shows only where requests are sorted the same way."),
        )
        self._nodes: dict[UUID, Category] = {}
        self._wanted: UUID | None = None
        self._silent = False
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(words("Categories"))
        self.tree.setMinimumHeight(320)
        self.tree.setEditTriggers(
            QTreeWidget.EditTrigger.EditKeyPressed | QTreeWidget.EditTrigger.DoubleClicked
        )
        self.tree.itemChanged.connect(lambda item, _column: self._renamed(item))
        self.tree.currentItemChanged.connect(lambda _now, _before: self._show_buttons())
        self._empty = label(words("No category yet. Begin with three or four."), tone="text_2")
        self._add = button(words("Add a category"), icon_name="plus")
        self._under = button(words("Add under it"))
        self._rename = button(words("Rename"), icon_name="edit")
        self._retire = button(words("Put aside"))
        self._add.clicked.connect(lambda: self._new(None))
        self._under.clicked.connect(lambda: self._new(self._chosen()))
        self._rename.clicked.connect(self._edit)
        self._retire.clicked.connect(self._toggle)
        column = self.add_card(grows=True)
        column.addWidget(self._empty)
        column.addWidget(self.tree, 1)
        row = QHBoxLayout()
        for one in (self._add, self._under, self._rename, self._retire):
            row.addWidget(one)
        row.addStretch(1)
        column.addLayout(row)
        self._show_buttons()

    def load(self) -> None:
        """Read the tree."""
        self.read(self.context.session.categories, self._show, key="categories")

    def _show(self, nodes: list[Category]) -> None:
        chosen = self._chosen()
        wanted = self._wanted or (None if chosen is None else chosen.uid)
        self._silent = True
        self._nodes = {node.uid: node for node in nodes}
        self.tree.clear()
        items: dict[int, QTreeWidgetItem] = {}
        for node in nodes:  # a parent comes before what is under it: its path is shorter
            item = QTreeWidgetItem([node.name])
            item.setData(0, HELD, str(node.uid))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            if not node.active:
                item.setText(0, self.context.words("{name} (put aside)", name=node.name))
                item.setForeground(0, color("text_3"))
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            above = items.get(node.parent_id or 0)
            (self.tree.addTopLevelItem if above is None else above.addChild)(item)
            items[node.id] = item
            if node.uid == wanted:
                self.tree.setCurrentItem(item)
        self.tree.expandAll()
        self._empty.setVisible(not nodes)
        self._silent = False
        self._show_buttons()
        if self._wanted is not None and self._wanted in self._nodes:
            self._wanted = None
            self._edit()

    def _chosen(self) -> Category | None:
        item = self.tree.currentItem()
        return None if item is None else self._nodes.get(UUID(item.data(0, HELD)))

    def _show_buttons(self) -> None:
        words, node = self.context.words, self._chosen()
        for one in (self._under, self._rename):
            one.setEnabled(node is not None and node.active)
        self._retire.setEnabled(node is not None)
        self._retire.setText(words("Put aside") if node is None or node.active else words("Bring back"))

    def _new(self, under: Category | None) -> None:
        above = None if under is None else under.id
        taken = {node.name for node in self._nodes.values() if node.parent_id == above}
        name = base = self.context.words(NEW_NAME)
        index = 2
        while name in taken:
            name, index = f"{base} {index}", index + 1
        operation = SaveCategory(name=name, parent=None if under is None else under.uid)
        self._wanted = operation.category
        self.apply(operation)

    def _edit(self) -> None:
        item = self.tree.currentItem()
        if item is not None and self.tree.isVisible():
            self.tree.setFocus()
            self.tree.editItem(item, 0)

    def _renamed(self, item: QTreeWidgetItem) -> None:
        node = self._nodes.get(UUID(item.data(0, HELD)))
        if self._silent or node is None:
            return
        name = " ".join(item.text(0).split())
        if name and name != node.name:
            self.apply(self._saved(node, name=name))
        else:
            self.load()

    def _toggle(self) -> None:
        node = self._chosen()
        if node is not None:
            self.apply(self._saved(node, active=not node.active))

    def _saved(self, node: Category, *, name: str | None = None, active: bool | None = None) -> SaveCategory:
        parent = next((one.uid for one in self._nodes.values() if one.id == node.parent_id), None)
        return SaveCategory(
            category=node.uid,
            name=node.name if name is None else name,
            parent=parent,
            active=node.active if active is None else active,
        )
