"""What every test of the library may rely on."""

from __future__ import annotations

import hypothesis

hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")
"""How long an example takes says more about the machine than about the library."""
