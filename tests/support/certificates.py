"""Certificates as a firm makes them: an authority of its own, and what it signs."""

from __future__ import annotations

import subprocess
from pathlib import Path

_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")


class Authority:
    """Signs the certificates of servers; :attr:`certificate` is what their clients trust."""

    def __init__(self, folder: Path, name: str = "Lubin SARL") -> None:
        self._folder = folder
        folder.mkdir(parents=True)
        self.certificate = folder / "authority.pem"
        self._key = folder / "authority.key"
        _openssl(
            "req", "-x509", *_KEY, "-subj", f"/CN={name}", "-days", "2",
            "-keyout", self._key, "-out", self.certificate,
        )  # fmt: skip

    def signed(self, host: str, *, days: int = 2) -> tuple[Path, Path]:
        """The certificate of a server and its key; one of ``days=0`` has expired when it is used."""
        key, asked, signed, names = (
            self._folder / f"{host}-{days}.{kind}" for kind in ("key", "csr", "pem", "names")
        )
        names.write_text(f"subjectAltName=DNS:{host}")
        _openssl("req", *_KEY, "-subj", f"/CN={host}", "-keyout", key, "-out", asked)
        _openssl(
            "x509", "-req", "-in", asked, "-CA", self.certificate, "-CAkey", self._key, "-CAcreateserial",
            "-days", days, "-extfile", names, "-out", signed,
        )  # fmt: skip
        return signed, key


def _openssl(*words: object) -> None:
    done = subprocess.run(["openssl", *map(str, words)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
