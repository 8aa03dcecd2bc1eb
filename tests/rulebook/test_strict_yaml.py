"""YAML of rules: scalars stay text, nothing is repeated or unknown, and every error names its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimx.errors import RuleError
from claimx.rulebook.strict_yaml import Node, check_keys, load_yaml


def write(folder: Path, content: str | bytes) -> Path:
    path = folder / "rules.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    "scalar",
    ["3.10", "NO", "no", "on", "null", "~", "1e3", "0x1F", "12:30:00", "2024-01-01", "1_000", "true", "+11", ".5"],
)
def test_a_scalar_stays_as_it_is_written(tmp_path: Path, scalar: str) -> None:
    assert load_yaml(write(tmp_path, f"a: {scalar}\nb: [{scalar}]\n")) == {"a": scalar, "b": [scalar]}


def test_an_empty_value_is_an_empty_text(tmp_path: Path) -> None:
    assert load_yaml(write(tmp_path, "a:\nb: ''\n")) == {"a": "", "b": ""}


def test_a_mapping_knows_its_file_and_line(tmp_path: Path) -> None:
    path = write(tmp_path, "# heading\n- id: one\n  says: x\n- id: two\n")
    first, second = load_yaml(path)
    assert (first.path, first.line, second.line) == (str(path), 2, 4)


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "the key 'a' stands twice"),
        ("- id: x\n  gives: {low: 1, low: 2}\n", 2, "the key 'low' stands twice"),
        ("a: [1, 2\n", 2, ""),
        ("a: b: c\n", 1, ""),
        ("a: 1\n---\nb: 2\n", 2, ""),
        ("a: *nobody\n", 1, ""),
        ("? [a, b]\n: c\n", 1, "a key is a word"),
        ("\ta: 1\n", 1, ""),
    ],
)
def test_what_is_no_plain_yaml_is_refused_with_file_and_line(
    tmp_path: Path, content: str, line: int, reason: str
) -> None:
    path = write(tmp_path, content)
    with pytest.raises(RuleError) as caught:
        load_yaml(path)
    assert (caught.value.path, caught.value.line) == (str(path), line)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert reason in caught.value.reason


@pytest.mark.parametrize("content", [b"", b"# nothing but a comment\n", b"a: \x00\n", b"a: \xff\xfe\n"])
def test_a_file_without_readable_content_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = write(tmp_path, content)
    with pytest.raises(RuleError, match="^" + str(path)):
        load_yaml(path)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"absent\.yaml: No such file"):
        load_yaml(tmp_path / "absent.yaml")


def node(**content: str) -> Node:
    made = Node("rules.yaml", 7)
    made.update(content)
    return made


def test_known_keys_pass() -> None:
    check_keys(node(id="r", says="s", was="old"), {"id", "says"}, {"was"}, "a rule")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"id": "r", "says": "s", "shap": "x"}, "rules.yaml:7: rule r: a rule has no key 'shap'"),
        ({"id": "r"}, "rules.yaml:7: rule r: a rule needs the key 'says'"),
        ({"says": "s"}, "rules.yaml:7: a rule needs the key 'id'"),
    ],
)
def test_unknown_and_missing_keys_are_refused_with_file_line_and_rule(content: dict[str, str], message: str) -> None:
    with pytest.raises(RuleError) as caught:
        check_keys(node(**content), {"id", "says"}, {"was"}, "a rule")
    assert str(caught.value) == message
