"""The register's own program: its screen alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app import DoithoaiApp
from tui.screens.register.actions import Register

if TYPE_CHECKING:
    from tui.screens.register.source import RegisterSource


class RegisterApp(DoithoaiApp[None]):
    """Ends when the person goes back."""

    def __init__(self, register: RegisterSource) -> None:
        super().__init__()
        self.register = register

    def on_mount(self) -> None:
        """Nothing is above the register."""
        super().on_mount()
        self.push_screen(Register(self.register), lambda _none: self.exit())
