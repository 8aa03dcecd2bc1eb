"""``claimx rules``: the rules with their examples, and a check that can fail."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from claimx.text import rules_root

from .conftest import Run


def test_the_list_shows_every_rule_with_its_examples(run: Run) -> None:
    result = run("rules", "list", "--json")
    assert result.exit_code == 0, result.output
    rules = [json.loads(line) for line in result.stdout.splitlines()]
    assert len({rule["id"] for rule in rules}) == len(rules) > 20
    text = run("rules", "list").stdout
    for rule in rules:
        assert rule["id"] in text
        assert all(f"+ {example}" in text for match in rule["matches"] for example in match["in"])


def test_the_list_can_be_narrowed_to_a_pattern(run: Run) -> None:
    (first, *_) = run("rules", "list", "--brief").stdout.split()
    assert run("rules", "list", first, "--brief").stdout.startswith(f"{first}  ")
    assert len(run("rules", "list", first, "--brief").stdout.splitlines()) == 1


def test_an_unknown_rule_is_an_error(run: Run) -> None:
    result = run("rules", "list", "no-such-rule")
    assert result.exit_code == 2
    assert "no-such-rule" in result.stderr


def test_the_rules_that_ship_pass_their_own_examples(run: Run) -> None:
    result = run("rules", "check")
    assert result.exit_code == 0, result.stdout
    assert result.stdout.splitlines()[-1].endswith(" 0 failed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(rules_root(), tmp_path / "rules"))


def test_an_example_that_does_not_hold_is_named_with_file_line_and_rule(run: Run, folder: Path) -> None:
    path = sorted((folder / "assembly").glob("*.yaml"))[0]
    content = path.read_text(encoding="utf-8")
    rule_id = re.findall(r"^- id: (\S+)", content, re.MULTILINE)[0]
    rule = json.loads(run("rules", "list", rule_id, "--json").stdout)
    # A counter-example that is the rule's own example cannot hold.
    example = json.dumps(rule["matches"][0]["in"][0])
    path.write_text(content.replace("rejects: [", f"rejects: [{example}, ", 1), encoding="utf-8")
    result = run("rules", "check", "--rules", folder)
    assert result.exit_code == 1
    assert re.search(rf"{re.escape(str(path))}:\d+: {re.escape(rule_id)}: ", result.stdout)


def test_a_rule_that_does_not_load_is_an_error_with_file_and_line(run: Run, folder: Path) -> None:
    path = sorted((folder / "assembly").glob("*.yaml"))[0]
    path.write_text(path.read_text(encoding="utf-8") + "\n- id: half-a-rule\n", encoding="utf-8")
    result = run("rules", "check", "--rules", folder)
    assert result.exit_code == 2
    assert f"{path}:" in result.stderr
