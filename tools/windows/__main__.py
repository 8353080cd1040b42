"""`python -m tools.windows`: one zip that runs the program on Windows without installing anything and without internet.

    python -m tools.windows --python FOLDER --out doithoai-windows.zip

FOLDER is a 64-bit Windows Python: what python.org's installer put on a laptop, its "embeddable package" unpacked, or
the one that `tools/windows/build_python.sh` makes; on Windows it is the Python that runs this. The libraries are those
of `requirements/run.txt`, fetched for Windows and checked by their hashes. Needs the set-up of `start.py tests`.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "requirements" / "run.txt"
NAME = "doithoai"
"""What the folder in the zip is called."""

LEFT_OUT = shutil.ignore_patterns(
    "site-packages", "__pycache__", "test", "tests", "idlelib", "tkinter", "turtledemo", "ensurepip", "lib2to3",
    "pydoc_data", "Scripts", "Doc", "Tools", "include", "libs", "tcl", "*.pdb", "*.chm", "_tkinter*", "tcl86*", "tk86*",
)  # fmt: skip
"""What the program never reads of a Python."""

START = """@echo off
rem Starts doithoai from this folder. Nothing is installed.
setlocal
set PYTHONUTF8=1
"%~dp0python\\python.exe" -P -m doithoai %*
set STATUS=%ERRORLEVEL%
if not "%STATUS%"=="0" if "%~1"=="" pause
exit /b %STATUS%
"""

SHORTCUT = """@echo off
rem Puts a shortcut to doithoai on the desktop of whoever runs this.
setlocal
set DOITHOAI_HERE=%~dp0
"%SystemRoot%\\System32\\WindowsPowerShell\\v1.0\\powershell.exe" -NoProfile -ExecutionPolicy Bypass -Command ^
 "$desktop = [Environment]::GetFolderPath('Desktop');" ^
 "$s = (New-Object -ComObject WScript.Shell).CreateShortcut($desktop + '\\doithoai.lnk');" ^
 "$s.TargetPath = $env:DOITHOAI_HERE + 'doithoai.cmd'; $s.WorkingDirectory = $env:DOITHOAI_HERE; $s.Save()"
"""

READ_ME = """doithoai

Bấm đúp doithoai.cmd để chạy. Không cần cài đặt, không cần mạng; chạy được từ USB.
make-shortcut.cmd đặt biểu tượng ra màn hình nền.
Lần chạy đầu, tường lửa Windows hỏi: chọn "Private networks" (mạng riêng) rồi "Allow access" (Cho phép),
nếu không điện thoại trong hội trường không vào được.

Double-click doithoai.cmd. Nothing is installed and no internet is needed; it runs from a USB stick.
make-shortcut.cmd puts an icon on the desktop. At the first start the Windows firewall asks: allow "Private networks",
or the hall's phones cannot come in.
"""


def packed(python: Path, out: Path) -> Path:
    """Make the zip at `out` from the Windows Python in `python`. Raises OSError or CalledProcessError."""
    if not (python / "python.exe").is_file():
        raise FileNotFoundError(f"there is no python.exe in {python}")
    with tempfile.TemporaryDirectory(prefix="doithoai-") as scratch:
        folder = Path(scratch) / NAME
        shutil.copytree(python, folder / "python", ignore=LEFT_OUT)
        version = version_of(python)
        site = folder / "python" / "Lib" / "site-packages"
        site.mkdir(parents=True, exist_ok=True)
        for_windows = ["--platform", "win_amd64", "--python-version", version, "--only-binary", ":all:"]
        pip(["--require-hashes", "--no-deps", *for_windows, "-r", str(REQUIREMENTS)], site)
        pip(["--no-deps", "--no-index", *for_windows, str(wheel(Path(scratch)))], site)
        see_libraries(folder / "python")
        for name, text in (("doithoai.cmd", START), ("make-shortcut.cmd", SHORTCUT)):
            (folder / name).write_bytes(text.replace("\n", "\r\n").encode("ascii"))
        (folder / "README.txt").write_bytes(READ_ME.replace("\n", "\r\n").encode("utf-8-sig"))
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(folder.rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    archive.write(path, path.relative_to(scratch))
    return out


def version_of(python: Path) -> str:
    """The version of the Python in a folder, "3.11" where it has python311.dll. Raises FileNotFoundError."""
    for path in python.glob("python3*.dll"):
        if found := re.fullmatch(r"python3(\d+)\.dll", path.name):
            return f"3.{found[1]}"
    raise FileNotFoundError(f"there is no python3….dll in {python}")


def wheel(folder: Path) -> Path:
    """The program as people install it."""
    command = [sys.executable, "-P", "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    (built,) = folder.glob("*.whl")
    return built


def pip(arguments: list[str], site: Path) -> None:
    """Install into the folder `site`, whatever system this is."""
    command = [sys.executable, "-P", "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    subprocess.run([*command, "--no-compile", "--target", str(site), *arguments], check=True)


def see_libraries(python: Path) -> None:
    """Let python.org's embeddable package, which looks only where its `._pth` file says, find the libraries."""
    for path in python.glob("python3*._pth"):
        lines = [line for line in path.read_text(encoding="ascii").splitlines() if "import site" not in line]
        path.write_text("\n".join([*lines, "Lib\\site-packages", "import site", ""]), encoding="ascii")


def main() -> None:
    """Make it, and say how large it is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--python", type=Path, default=Path(sys.base_prefix), help="a 64-bit Windows Python's folder"
    )
    parser.add_argument("--out", type=Path, default=Path("doithoai-windows.zip"))
    chosen = parser.parse_args()
    made = packed(chosen.python, chosen.out)
    print(f"{made}: {made.stat().st_size / 1_000_000:.0f} MB")


if __name__ == "__main__":
    main()
