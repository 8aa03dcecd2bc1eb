"""The tables of the text layer are strict."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimx.errors import RuleError
from claimx.text.data import load_tables, read_rows, rules_root


def test_the_rules_folder_is_found() -> None:
    assert (rules_root() / "text" / "macros.tsv").is_file()


def test_the_shipped_tables_load() -> None:
    tables = load_tables()
    assert tables.macros["times"].text == "×"
    assert tables.macros["textcolor"].arguments == 1
    assert tables.characters["\u2212"] == "-"
    assert tables.abbreviations["vs"] == "inside"
    assert "We" in tables.openers


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [("a\tb\nc\n", 2, "expected 2 columns"), ("a\tb\na\tc\n", 2, "stands twice"), ("# says\na\tb\tc\n", 2, "found 3")],
)
def test_a_bad_row_is_refused_with_its_line(tmp_path: Path, content: str, line: int, reason: str) -> None:
    table = tmp_path / "table.tsv"
    table.write_text(content, encoding="utf-8")
    with pytest.raises(RuleError, match=reason) as caught:
        list(read_rows(table, 2))
    assert caught.value.line == line


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="cannot be read"):
        list(read_rows(tmp_path / "none.tsv", 2))
