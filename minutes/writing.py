"""Putting documents on disk: whole or not at all, under safe names, never over what somebody changed or has open."""

from __future__ import annotations

import errno
import os
import re
import secrets
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from meeting.moment import step_down
from meeting.refusal import Refusal
from meeting.text.folding import fold
from minutes import ledger
from minutes.ledger import NO_RECORD, Origin

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAME_CHARACTERS = 80
"""Longest generated name without its suffix: short enough for every file system and for Windows paths."""

NAMES_TRIED = 99
"""How many names are tried when files of the same name are open elsewhere."""

FILE_MODE = 0o600
FOLDER_MODE = 0o700

# Names Windows keeps for devices, whatever the suffix.
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$")


def safe_name(words: str) -> str:
    """An ASCII file name made from `words`: letters, digits and single hyphens; never empty, reserved or long."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")[:NAME_CHARACTERS].strip("-")
    return f"phien-{slug}".rstrip("-") if not slug or _RESERVED.match(slug) else slug


def put(
    folder: Path,
    stem: str,
    suffix: str,
    content: bytes,
    *,
    origin: Origin = NO_RECORD,
    changed: Callable[[Path], None] | None = None,
) -> Path:
    """Write `content` as `stem``suffix` in `folder`, made if missing; return the path taken.

    A half-written file is never left under a name somebody could open, and a file is replaced only while it is byte
    for byte what was last written there: one that somebody changed is told to `changed` and stays. Then, and where the
    file is open in an office program or the system refuses to replace it, the next name (stem-2, stem-3 …) is taken.
    `origin` is noted beside the file. Raises Refusal ``no-space`` or ``not-writable``.
    """
    try:
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        _date_roughly(folder.parent)
        draft = _write_beside(folder, content)
    except OSError as problem:
        raise _refusal(problem, folder) from problem
    try:
        known = ledger.read()
        for path in _names(folder, stem, suffix):
            is_ours = not path.exists() or known.has_written(path) or _holds(path, content)
            if not is_ours and changed is not None and path.is_file():
                changed(path)
            if is_ours and not _is_open(path) and _replaced(draft, path):
                known.note(path, content, origin)
                _keep(known)
                return path
    finally:
        draft.unlink(missing_ok=True)
    raise Refusal("not-writable", folder=str(folder))


def _holds(path: Path, content: bytes) -> bool:
    """Whether a file has these very bytes already: then it does not matter whose it is."""
    try:
        return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _keep(known: ledger.Ledger) -> None:
    """Put the ledger back; a disk that takes no more costs a new name at the next export, and nothing else."""
    place = ledger.place()
    try:
        place.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        draft = _write_beside(place.parent, ledger.encode(known))
    except OSError:
        return
    if not _replaced(draft, place):
        draft.unlink(missing_ok=True)


def _write_beside(folder: Path, content: bytes) -> Path:
    """The content, synced to disk, under a hidden name in the same folder; nothing if the disk is full."""
    draft = folder / f".{secrets.token_hex(8)}.part"
    try:
        descriptor = os.open(
            draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), FILE_MODE
        )
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        _date_roughly(draft)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _names(folder: Path, stem: str, suffix: str) -> list[Path]:
    return [folder / f"{stem}{'' if n == 1 else f'-{n}'}{suffix}" for n in range(1, NAMES_TRIED + 1)]


def _is_open(path: Path) -> bool:
    """Whether an office program holds the file: LibreOffice and Word leave an owner file beside it."""
    word = path.with_name("~$" + path.name[2:])
    return path.with_name(f".~lock.{path.name}#").exists() or word.exists()


def _replaced(draft: Path, path: Path) -> bool:
    """Whether the file took its name; Windows says no while another program holds the old one."""
    try:
        draft.replace(path)
    except (PermissionError, IsADirectoryError):
        return False
    _date_roughly(path.parent)
    return True


def _date_roughly(path: Path) -> None:
    """Have a file or folder say when it changed as roughly as the record does: it shows what had come by then."""
    now = step_down(time.time())
    with suppress(OSError):
        os.utime(path, (now, now))


def _refusal(problem: OSError, folder: Path) -> Refusal:
    full = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
    return Refusal("no-space" if problem.errno in full else "not-writable", folder=str(folder))
