"""The main hall's server."""

from tests.server.conftest import serve

__all__ = ["serve"]
