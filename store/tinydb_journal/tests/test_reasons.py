"""Why a disk refused is said as it is on the system that refused."""

from __future__ import annotations

import errno

import pytest

from ..errors import HELD, reason_of


@pytest.mark.parametrize("code", [32, 33])
def test_a_sharing_violation_says_that_another_program_holds_the_file(code: int) -> None:
    refused = PermissionError(errno.EACCES, "The process cannot access the file")
    refused.winerror = code  # type: ignore[attr-defined,unused-ignore]  # as Windows sets it
    assert reason_of(refused) == HELD


def test_a_call_with_a_bad_argument_is_not_called_an_odd_file() -> None:
    assert reason_of(OSError(errno.EINVAL, "Invalid argument")) == "Invalid argument"
