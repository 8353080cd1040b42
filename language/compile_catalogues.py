"""Compiles the gettext catalogues: as a hatch build hook, or by `python -m language.compile_catalogues`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from hatchling.builders.config import BuilderConfig
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    Hook = BuildHookInterface[BuilderConfig]
else:
    try:
        from hatchling.builders.hooks.plugin.interface import BuildHookInterface as Hook
    except ImportError:  # outside a build there may be no hatchling, and no need of the hook
        Hook = object


def compile_all(root: Path) -> list[Path]:
    """Write a `.mo` beside every `.po` under `root`/language, and take away those without one; return those written."""
    written = []
    for source in sorted((root / "language").glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as opened:
            catalogue = read_po(opened)
        target = source.with_suffix(".mo")
        # In one step: a program that starts meanwhile must not read half a catalogue.
        beside = target.with_suffix(f".{os.getpid()}")
        with beside.open("wb") as out:
            write_mo(out, catalogue)
        beside.replace(target)
        written.append(target)
    for left in set((root / "language").glob("*/LC_MESSAGES/*.mo")) - set(written):
        left.unlink(missing_ok=True)  # of a catalogue that is gone: it would still be read, and packed
    return written


class CatalogueHook(Hook):
    """Runs before hatchling packs a wheel or an editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        """Compile into the source tree, where the `artifacts` setting picks them up."""
        compile_all(Path(self.root))


if __name__ == "__main__":
    for path in compile_all(Path(__file__).resolve().parent.parent):
        print(path)
