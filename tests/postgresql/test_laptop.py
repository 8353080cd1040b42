"""A laptop pays nothing for what it does not use."""

from __future__ import annotations

import subprocess
import sys


def test_no_screen_server_or_command_of_a_laptop_loads_the_databases_library() -> None:
    script = (
        "import sys, doithoai.__main__ as main\n"
        "import server.serve, server.phones, store.ballot_box, store.tinydb_journal.record, tui.app\n"
        "for name in main.COMMANDS: main.cli.get_command(None, name)\n"
        "loaded = [name for name in sys.modules if name.startswith(('psycopg', 'store.postgresql'))]\n"
        "assert not loaded, loaded\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
