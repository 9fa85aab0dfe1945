"""Folders a local file should not live in."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_desk.storage.errors import NetworkStore
from desktop_desk.storage.places import on_network, synchronised_by
from desktop_desk.storage.store import own
from desktop_desk.text import Words

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
//server/desk /srv/share cifs rw 0 0
server:/export /srv/nfs\\040home nfs4 rw 0 0
/dev/sdb1 /srv/share/local ext4 rw 0 0
tmpfs /srv/shares tmpfs rw 0 0
me@host: /home/me/far fuse.sshfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "far"),
    [
        ("/home/me/desk.sqlite3", False),
        ("/srv/share/desk.sqlite3", True),
        ("/srv/share/deep/er/desk.sqlite3", True),
        ("/srv/share/local/desk.sqlite3", False),
        ("/srv/shares/desk.sqlite3", False),
        ("/srv/nfs home/desk.sqlite3", True),
        ("/home/me/far/desk.sqlite3", True),
    ],
)
def test_the_mount_that_holds_the_file_decides(path: str, far: bool) -> None:
    assert on_network(Path(path), MOUNTS) is far


@pytest.mark.parametrize("mounts", ["", "nonsense\n\n", "/dev/sda1 /"])
def test_a_table_that_says_nothing_is_no_network(mounts: str) -> None:
    assert not on_network(Path("/home/me/desk.sqlite3"), mounts)


@pytest.mark.parametrize(("language", "said"), [("fr", "partage"), ("en", "network share")])
def test_a_file_there_is_refused_and_nothing_is_made(tmp_path: Path, language: str, said: str) -> None:
    path = tmp_path / "far" / "desk.sqlite3"
    with pytest.raises(NetworkStore) as refused:
        own(path, mounts=f"//server/desk {tmp_path} cifs rw 0 0\n")
    assert said in refused.value.say(Words(language))
    assert not path.parent.exists()


@pytest.mark.parametrize(
    ("path", "program"),
    [
        ("/home/me/OneDrive - Lubin/desk.sqlite3", "OneDrive"),
        ("/home/me/Dropbox/it/desk.sqlite3", "Dropbox"),
        ("/home/me/nextcloud/desk.sqlite3", "Nextcloud"),
        ("/home/me/Documents/desk.sqlite3", None),
        ("/home/me/Dropbox.sqlite3", None),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(path: str, program: str | None) -> None:
    assert synchronised_by(Path(path)) == program
