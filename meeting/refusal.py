"""A refusal: the rules' way of saying no, as a code and its parameters; the sentence is made where it is shown."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818  a refusal is an ordinary answer of the rules, not an error of the program
    """The rules do not allow a command.

    `code` names the reason in a stable ASCII word (for example ``meeting-closed``); `params` fill the sentence that
    the screens and pages show for that code in the reader's language (see `wording.refusals`).
    """

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        listed = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({listed})" if listed else self.code
