"""TinyDB's own tests, from its source distribution, on a record: only their fixture is another."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "data-format.md"
FIXTURE = """
import pytest
from store.tinydb_journal import JournalDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import MemoryStorage


@pytest.fixture
def db(tmp_path):
    with JournalDB(tmp_path / "record") as made:
        made.insert_multiple({"int": 1, "char": char} for char in "abc")
        yield made


@pytest.fixture
def storage():
    return CachingMiddleware(MemoryStorage)()
"""
INTERNALS = {"test_table_repr"}
"""What looks into TinyDB's own insides; docs/data-format.md says what is different there."""
LIMIT = 120


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of TinyDB's tests. Skips where the registry cannot be reached or the distribution has none."""
    place = tmp_path_factory.mktemp("tinydb")
    pinned = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    [hashes] = re.findall(
        rf"^tinydb=={re.escape(version('tinydb'))} \\\n((?:    .*\n)+)", pinned, re.MULTILINE
    )
    (place / "wanted.txt").write_text(f"tinydb=={version('tinydb')} \\\n{hashes}", encoding="utf-8")
    download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", "tinydb"]
    bounded = ["--retries", "0", "--timeout", "10", "--require-hashes", "-r", "wanted.txt"]
    try:
        done = subprocess.run(
            [*download, *bounded], cwd=place, timeout=LIMIT, capture_output=True, encoding="utf-8"
        )
    except subprocess.TimeoutExpired:
        pytest.skip("the source distribution of TinyDB did not come in time")
    archives = list(place.glob("tinydb-*.tar.gz"))
    if done.returncode or not archives:
        pytest.skip("the source distribution of TinyDB cannot be had here")
    with tarfile.open(archives[0]) as packed:
        packed.extractall(place, filter="data")
    [folder] = [path for path in place.iterdir() if path.is_dir()]
    if not (folder / "tests").is_dir():
        pytest.skip("this source distribution of TinyDB carries no tests")
    (folder / "tests" / "conftest.py").write_text(FIXTURE, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    return folder


def test_all_pass_on_a_record_but_the_one_that_names_tinydbs_own_class(suite: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "pytest.ini", "tests"],
        cwd=suite,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=LIMIT,
        capture_output=True,
        encoding="utf-8",
    )
    assert set(re.findall(r"^FAILED \S+::(\w+)", done.stdout, re.MULTILINE)) == INTERNALS, done.stdout
    [passed] = re.findall(r"(\d+) passed", done.stdout)
    assert int(passed) > 100


def test_the_page_names_it() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in INTERNALS)
