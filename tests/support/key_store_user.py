"""Another process that uses the key store: JSON steps on standard input, JSON answers on standard output.

A step is ``["put", place, user, secret]``, ``["get", place, user]``, ``["forget", place, user]``, or
``["keyring", place, user, secret]``: the library asked without us, as a careless program would.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import keyring

from desktop_desk.keystore import SERVICE, KeyStore, KeyStoreTrouble


def in_another_process(*steps: list[str], **environment: str) -> list[str | None]:
    """What each step answered: a secret, ``None``, or the name of what went wrong."""
    root = str(Path(__file__).parents[2])
    path = os.pathsep.join([root, *([environment["PYTHONPATH"]] if "PYTHONPATH" in environment else [])])
    ended = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", __file__],
        input=json.dumps(steps),
        env=os.environ | environment | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stderr
    answers: list[str | None] = json.loads(ended.stdout)
    return answers


def _step(store: KeyStore, verb: str, *words: str) -> str | None:
    if verb == "get":
        found = store.get(*words)
        return type(store.problem).__name__ if store.problem else found
    if verb == "keyring":
        keyring.set_password(SERVICE, f"{words[1]}@{words[0]}", words[2])
        return None
    try:
        getattr(store, verb)(*words)
    except KeyStoreTrouble as trouble:
        return type(trouble).__name__
    return None


if __name__ == "__main__":
    one = KeyStore()
    json.dump([_step(one, *step) for step in json.load(sys.stdin)], sys.stdout)
