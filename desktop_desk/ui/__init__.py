"""The windows: models, views, dialogs, and what carries them. They ask the services, never the store.

PySide replaces Python's import statement by its own, which reads the source of each module imported from then
on, looking for ``from __feature__ import …``. We switch no such feature on; the sources kept cost 18 MB and a
fifth of the time of every import (SQLAlchemy's above all). So Python's own is put back.
"""

from __future__ import annotations

import builtins

_pythons_own = builtins.__import__

import PySide6  # noqa: E402, F401 - see above

builtins.__import__ = _pythons_own
