"""The pages that people read: their links lead somewhere, their examples run, their tables are complete."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.marked_block import marks, replace_block
from claimx.assembly.check import RuleChecker
from claimx.cli import main
from claimx.rulebook import load_rulebook
from claimx.rulebook.rules import _OPTIONAL, _REQUIRED
from claimx.rulebook.shapes import VALUE_CLASSES

PROJECT = Path(__file__).parents[2]
PAGES = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "rules/**/*.md", "golden/*.md", "examples/*.md")
    for path in PROJECT.glob(pattern)
)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FENCED = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
README = (PROJECT / "README.md").read_text(encoding="utf-8")
RULES_README = (PROJECT / "rules" / "README.md").read_text(encoding="utf-8")


def anchors_of(page: Path) -> set[str]:
    """Return the anchors that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links_of(page: Path) -> list[str]:
    """Return the targets of a page's links, those in code left out."""
    return _LINK.findall(_FENCED.sub("", page.read_text(encoding="utf-8")))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for link in links_of(page):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        place = (page.parent / target).resolve() if target else page
        assert place.exists(), link
        assert place.is_relative_to(PROJECT), link
        if anchor:
            assert anchor in anchors_of(place), link


@pytest.mark.parametrize("number", range(len(re.findall(r"```python\n", README))))
def test_the_python_of_the_readme_runs(
    number: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, output = re.findall(r"```python\n(.*?)```\n(?:\n```text\n(.*?)```)?", README, re.DOTALL)[number]
    monkeypatch.chdir(tmp_path)
    shutil.copytree(PROJECT / "examples", tmp_path / "examples")
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out == output


def commands_of(page: str) -> list[str]:
    """Return the claimx commands of a page's console blocks."""
    lines = [line for block in re.findall(r"```console\n(.*?)```", page, re.DOTALL) for line in block.splitlines()]
    return [line.partition("  #")[0] for line in lines if line.startswith("claimx ")]


def test_the_commands_of_the_readme_run_one_after_the_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(PROJECT / "examples", tmp_path / "examples")
    shutil.copytree(PROJECT / "golden", tmp_path / "golden")
    for command in commands_of(README):
        if command.startswith(("claimx golden", "claimx measure")):
            continue  # checked by their own tests; they need a checkout with its history
        done = CliRunner().invoke(main, shlex.split(command)[1:])
        assert done.exit_code == 0, f"{command}: {done.output}"


def test_the_example_rule_holds(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(PROJECT / "rules", rules)
    example = RULES_README.split("```yaml\n")[1].split("```")[0]
    (rules / "assembly" / "example.yaml").write_text(example, encoding="utf-8")
    rulebook = load_rulebook(rules)
    checker = RuleChecker(rulebook)
    (rule,) = [rule for rule in rulebook.rules if rule.path.endswith("example.yaml")]
    for given in rule.matches:
        assert [checker.check_match(rule, text, given.gives) for text in given.texts] == [""] * len(given.texts)
    assert [checker.check_reject(rule, text) for text in rule.rejects] == [""] * len(rule.rejects)


@pytest.mark.parametrize("field", sorted(_REQUIRED | _OPTIONAL))
def test_every_field_of_a_rule_is_explained(field: str) -> None:
    assert f"\n| `{field}` | " in RULES_README


@pytest.mark.parametrize("name", VALUE_CLASSES)
def test_every_class_of_number_is_explained(name: str) -> None:
    assert f"`{name}`" in RULES_README


def test_every_pass_is_explained() -> None:
    table = RULES_README.split("## Passes")[1].split("\n## ")[0]
    passes = re.findall(r"^- (\S+)", (PROJECT / "rules" / "passes.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    rows = [name for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for name in re.findall(r"`(\S+)`", row)]
    assert rows == passes


def test_a_marked_block_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    opening, closing = marks("run me")
    page = tmp_path / "page.md"
    page.write_text(f"before\n{opening}\nold\n{closing}\nafter\n", encoding="utf-8")
    replace_block(page, "run me", ["new"])
    replace_block(page, "run me", ["newer"])
    assert page.read_text(encoding="utf-8") == f"before\n{opening}\n\nnewer\n\n{closing}\nafter\n"


@pytest.mark.parametrize("blocks", [0, 2])
def test_a_page_without_exactly_one_block_is_refused(blocks: int, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("\n".join("\n".join(marks("run me")) for _ in range(blocks)), encoding="utf-8")
    with pytest.raises(ValueError, match=f"{blocks} blocks"):
        replace_block(page, "run me", ["new"])
