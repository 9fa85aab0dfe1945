"""The command line: people script it, measurements use it.

Exit codes: 0 done, 1 a clear sentence on stderr, 2 wrong usage. Each command imports what it needs when
it runs, so that those without a store answer at once.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from desktop_desk.cli.parser import parse
from desktop_desk.domain.errors import DeskError
from desktop_desk.text import Words, preferred_language


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    gc.enable()  # the imports are done: see ``__main__``
    _speak_utf8()
    language = preferred_language(os.environ)
    parsed = parse(arguments, Words(language))
    words = Words(parsed.lang or language)
    try:
        return int(parsed.run(parsed, words) or 0)
    except DeskError as error:
        print(error.say(words), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader has enough (``| head``): nothing more to say, and nowhere to say it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _speak_utf8() -> None:
    """JSON and French come out whole whatever the console's code page."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
