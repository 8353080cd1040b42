"""What every test of the library may rely on."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "same examples",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("same examples")
"""The same examples in every run; how long one takes says more about the machine than about the library."""
