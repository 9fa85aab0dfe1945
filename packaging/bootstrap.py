"""The first step of every ``make`` target, and its stand-in where there is no make.

``python3 packaging/bootstrap.py VERB [ARGUMENTS]`` looks for the system libraries, makes ``.venv``, installs
the wheels locked by hash and the project itself, compiles the catalogues, then does what VERB says. Whatever
is already as it should be is left alone, so the second call costs a fraction of a second.

Standard library only, Python 3.11 or later.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 -- this file is what an older Python is given to run
    sys.exit("Desktop Desk needs Python 3.11 or later; this is " + sys.version.split()[0] + ".")

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
LOCKS = ROOT / "packaging" / "locks"
CATALOGUE = ROOT / "packaging" / "catalogue.py"
PIP = (PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet", "--quiet")

# What a window needs, by soname: names of packages change from one Debian to the next, sonames do not.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
SCREEN_TOOLS = {"Xvfb": "xvfb", "xauth": "xauth", "dbus-daemon": "dbus-daemon"}
SERVER_TOOLS = {"initdb": "postgresql"}
TEST_TOOLS = SCREEN_TOOLS | SERVER_TOOLS | {"gnome-keyring-daemon": "gnome-keyring", "openssl": "openssl"}
FREEZING_TOOLS = {"objdump": "binutils"}


def main(arguments: Sequence[str]) -> int:
    """Do one verb; the exit code is that of the last program that ran."""
    if not arguments or arguments[0] not in VERBS:
        print("usage: python3 packaging/bootstrap.py", "|".join(VERBS), "[ARGUMENTS]", file=sys.stderr)
        return 2
    os.chdir(ROOT)
    # Without compiled modules every start compiles all again: a second more before the first test.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        return VERBS[arguments[0]](list(arguments[1:]))
    except subprocess.CalledProcessError as error:
        print(f"This step failed: {' '.join(map(str, error.cmd))}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def install(_arguments: Sequence[str] = ()) -> int:
    """Make ``.venv/bin/desktop-desk``."""
    started = time.monotonic()
    prepare("run", LIBRARIES)
    print(f"Ready in {time.monotonic() - started:.1f} s: {SCRIPTS / 'desktop-desk'}", flush=True)
    return 0


def run(arguments: Sequence[str]) -> int:
    """Open the desk."""
    prepare("run", LIBRARIES)
    return call([SCRIPTS / "desktop-desk", *arguments])


def test(arguments: Sequence[str]) -> int:
    """Run the tests; arguments go to pytest."""
    prepare("dev", LIBRARIES, TEST_TOOLS)
    return call([PYTHON, "-m", "pytest", *arguments])


def lint(_arguments: Sequence[str]) -> int:
    """Check style, types, layers and catalogues; every check runs even when one has failed."""
    prepare("dev", {})
    checks: list[list[str | Path]] = [
        [SCRIPTS / "ruff", "check"],
        [SCRIPTS / "ruff", "format", "--check"],
        [SCRIPTS / "mypy"],
        [SCRIPTS / "lint-imports"],
        [PYTHON, CATALOGUE, "check"],
    ]
    return max([call(check) for check in checks])


def bench(arguments: Sequence[str]) -> int:
    """Measure; ``--full`` takes the large sizes."""
    prepare("dev", LIBRARIES, SCREEN_TOOLS | SERVER_TOOLS)
    return call([PYTHON, ROOT / "tests" / "benchmarks" / "bench.py", *arguments])


def screenshots(arguments: Sequence[str]) -> int:
    """Make the pictures of the README anew."""
    prepare("dev", LIBRARIES, SCREEN_TOOLS)
    return call([PYTHON, ROOT / "packaging" / "screenshots.py", *arguments])


def package(_arguments: Sequence[str]) -> int:
    """Freeze the program into ``dist/desktop-desk`` and let it test itself there."""
    library = sysconfig.get_config_var("INSTSONAME") or ""
    # Debian's interpreter holds its library inside itself; the frozen program needs it beside it.
    shared = {library: f"libpython{sys.version_info.major}.{sys.version_info.minor}"}
    prepare("dev", LIBRARIES | (shared if ".so." in library else {}), FREEZING_TOOLS)
    folders = ["--distpath", "dist", "--workpath", "build"]
    freeze = [str(PYTHON), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *folders]
    subprocess.run([*freeze, "packaging/desktop-desk.spec"], check=True)
    program = ROOT / "dist" / "desktop-desk" / "desktop-desk"
    print(f"Frozen: {program.parent}", flush=True)
    # From a folder of its own, so that nothing of the source tree is found by accident.
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with tempfile.TemporaryDirectory() as elsewhere:
        return subprocess.run([program, "self-test"], cwd=elsewhere, env=environment, check=False).returncode


def lock(_arguments: Sequence[str]) -> int:
    """Resolve the wheels anew, for every system at once, with their hashes and without any address."""
    prepare("dev", {})
    resolve = [str(SCRIPTS / "uv"), "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
    resolve += [
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-emit-find-links",
        "--no-header",
        "--upgrade",
    ]
    for name, groups in {"dev": ["install", "test", "lint", "build"], "run": ["install"]}.items():
        chosen = [word for group in groups for word in ("--group", group)]
        # What runs is what was tested: the program's own wheels are those of the development lock.
        bound = ["--constraint", "packaging/locks/dev.txt"] if name == "run" else []
        output = ["--output-file", f"packaging/locks/{name}.txt"]
        subprocess.run([*resolve, *chosen, *bound, *output, "pyproject.toml"], check=True)
    return 0


VERBS: dict[str, Callable[[list[str]], int]] = {
    "install": install,
    "run": run,
    "test": test,
    "lint": lint,
    "bench": bench,
    "screenshots": screenshots,
    "package": package,
    "lock": lock,
}


def call(command: Sequence[str | Path]) -> int:
    """Run a program of the project to its end and give its exit code."""
    return subprocess.run([str(word) for word in command], check=False).returncode


def prepare(lock_name: str, libraries: dict[str, str], tools: dict[str, str] | None = None) -> None:
    """Bring the system, the virtual environment and the catalogues up to what a verb needs.

    Args:
        lock_name: ``run`` for what the program needs, ``dev`` for what working on it needs besides.
        libraries: Debian package by soname.
        tools: Debian package by name of program.
    """
    if sys.platform == "linux":
        provide_packages(sorted(set(missing_packages(libraries, tools or {}))))
    make_environment(lock_name)
    compile_catalogues()


def missing_packages(libraries: dict[str, str], tools: dict[str, str]) -> Iterator[str]:
    """Debian packages of the libraries that do not load and of the programs not on the path."""
    for soname, name in libraries.items():
        try:
            ctypes.CDLL(soname)
        except OSError:
            if not (Path(str(sysconfig.get_config_var("LIBDIR"))) / soname).exists():
                yield name
    yield from (name for program, name in tools.items() if not is_there(program))
    # Debian keeps what a virtual environment needs out of its interpreter's package.
    if not PYTHON.exists() and importlib.util.find_spec("ensurepip") is None:
        yield "python3-venv"


def is_there(program: str) -> bool:
    """Whether a program is on the path, or where Debian keeps those of a PostgreSQL server."""
    return shutil.which(program) is not None or any(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))


def provide_packages(packages: Sequence[str]) -> None:
    """Install Debian packages when we may; otherwise say the one line to type and stop."""
    if not packages:
        return
    if shutil.which("apt-get") is None:
        sys.exit(f"These system packages are missing (Debian's names): {' '.join(packages)}")
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if os.geteuid() != 0:
        line = " ".join(command)
        sys.exit(f"Some system packages are missing. Type this once:\n  sudo apt-get update && sudo {line}")
    print("Installing system packages:", *packages, flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "--quiet", "--quiet"], env=environment, check=False)
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)


def make_environment(lock_name: str) -> None:
    """Make or renew ``.venv`` so that it holds the locked wheels and the project.

    The development lock contains the other, so an environment made for development also serves to run.
    """
    if any(stamp(name).exists() and stamp(name).read_text() == key(name) for name in {lock_name, "dev"}):
        return
    print(
        f"Preparing .venv from packaging/locks/{lock_name}.txt, which takes a minute the first time…",
        flush=True,
    )
    if not environment_matches():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    locked = ["--require-hashes", "--only-binary", ":all:", "-r", str(LOCKS / f"{lock_name}.txt")]
    subprocess.run([*PIP, "install", *locked], check=True)
    # The project comes last and as it lies: nothing is fetched, a change in the source needs no new step.
    subprocess.run([*PIP, "install", "--no-build-isolation", "--no-deps", "--editable", "."], check=True)
    stamp(lock_name).write_text(key(lock_name))


def environment_matches() -> bool:
    """Whether ``.venv`` was made by the Python that runs now."""
    settings = VENV / "pyvenv.cfg"
    version = f"version = {sys.version.split()[0]}"
    return PYTHON.exists() and settings.exists() and version in settings.read_text().splitlines()


def stamp(lock_name: str) -> Path:
    """The file that tells what ``.venv`` was made from."""
    return VENV / f".made-from-{lock_name}"


def key(lock_name: str) -> str:
    """A digest of what decides what ``.venv`` holds: lock, project settings, Python, place on the disk."""
    digest = hashlib.sha256(f"{sys.version}\n{ROOT}\n".encode())
    for path in (LOCKS / f"{lock_name}.txt", ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def compile_catalogues() -> None:
    """Compile the translations when one does not bear the date of its source."""
    for source in (ROOT / "resources" / "i18n").glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime_ns != source.stat().st_mtime_ns:
            subprocess.run([PYTHON, CATALOGUE, "compile"], check=True)
            return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
