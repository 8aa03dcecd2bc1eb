"""The house rules hold: style, types, layers, file length, documentation, and no text of third parties."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from claimx.cli import VERBS

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared"
BORROWED = SHARED / "tools" / "borrowed.py"
SOURCES = sorted(path for folder in ("claimx", "tests", "benchmarks") for path in (PROJECT / folder).rglob("*.py"))
LONGEST_FILE = 400


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], cwd=PROJECT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]], ids=" ".join)
def test_style_and_types_are_clean(command: list[str]) -> None:
    done = run(sys.executable, "-m", *command)
    assert done.returncode == 0, done.stdout + done.stderr


def test_modules_import_only_what_lies_below_them() -> None:
    lint_imports = shutil.which("lint-imports", path=Path(sys.executable).parent)
    assert lint_imports, "import-linter is part of the dev extra"
    done = run(lint_imports, "--no-cache")
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_imports_the_package_root() -> None:
    root_import = re.compile(r"^\s*(import claimx\b(?!\.)|from claimx import)", re.MULTILINE)
    modules = [path for path in SOURCES if path.is_relative_to(PROJECT / "claimx")]
    assert [path for path in modules if root_import.search(path.read_text(encoding="utf-8"))] == []


def test_no_file_is_longer_than_a_reader_bears() -> None:
    lengths = {str(path.relative_to(PROJECT)): path.read_text(encoding="utf-8").count("\n") for path in SOURCES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


@pytest.mark.skipif(not BORROWED.is_file(), reason="the shared corpora are not beside the project")
def test_no_file_holds_text_of_third_parties() -> None:
    done = run(sys.executable, BORROWED, PROJECT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_documented(verb: str) -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert f"claimx {verb}" in readme


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_prints_its_help(verb: str) -> None:
    done = run(sys.executable, "-m", "claimx", verb, "--help")
    assert done.returncode == 0, done.stderr
    assert "Usage:" in done.stdout


@pytest.mark.parametrize("statement", ["import claimx", "import claimx.cli"])
def test_heavy_libraries_are_not_imported_before_they_are_needed(statement: str) -> None:
    heavy = "{'pandas', 'numpy', 'openpyxl', 'pyarrow', 'rich', 'pydantic', 'ruamel', 'yaml', 'ray'}"
    done = run(sys.executable, "-c", f"{statement}; import sys; print(sorted({heavy} & set(sys.modules)))")
    assert done.stdout.strip() == "[]", done.stderr
