"""Rules are read strictly: what is missing, unknown or of the wrong form is refused with file, line and rule."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from claimx.errors import RuleError
from claimx.rulebook import Rule, load_rulebook
from claimx.rulebook.rules import build_rule, load_nodes
from claimx.rulebook.shapes import BASE_SETS, ShapeCompiler
from claimx.text import rules_root

COMPILER = ShapeCompiler({"of": "o"}, BASE_SETS, {"metric": "<noun>+3"})
PASSES = {"change": 0, "level": 1}
RULE = """\
- id: score.of
  says: A noun of so much.
  shape: "{metric} of {value}"
  kind: score
  pass: level
  matches:
    - in: ["accuracy of 3%", "recall of 3%"]
      gives: {low: "3", unit: "%"}
    - "precision of 3.10"
  rejects: ["3%"]
"""


def load(folder: Path, content: str = RULE) -> list[Rule]:
    (folder / "rules.yaml").write_text(content, encoding="utf-8")
    return [build_rule(node, PASSES, COMPILER) for node in load_nodes(folder)]


def test_a_rule_is_read_whole(tmp_path: Path) -> None:
    (rule,) = load(tmp_path)
    assert (rule.id, rule.kind, rule.pass_name, rule.order, rule.status, rule.direction) == (
        "score.of", "score", "level", 1, "stable", "",
    )  # fmt: skip
    assert [shape.source for shape in rule.shapes] == ["{metric} of {value}"]
    assert [(example.texts, example.gives) for example in rule.matches] == [
        (("accuracy of 3%", "recall of 3%"), {"low": "3", "unit": "%"}),
        (("precision of 3.10",), {}),
    ]
    assert rule.rejects == ("3%",)
    assert (rule.path, rule.line) == (str(tmp_path / "rules.yaml"), 1)


def test_a_rule_may_ask_for_units(tmp_path: Path) -> None:
    assert load(tmp_path)[0].units == frozenset()
    assert load(tmp_path, changed("  kind: score", "  kind: score\n  units: [ms, s]"))[0].units == {"ms", "s"}


def changed(old: str, new: str) -> str:
    assert old in RULE
    return RULE.replace(old, new)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (changed("  kind: score", "  kind: scores"), "kind 'scores', direction '' or status 'stable' is not known"),
        (changed("  kind: score", "  kind: score\n  direction: upward"), "direction 'upward'"),
        (changed("  kind: score", "  kind: score\n  status: draft"), "status 'draft'"),
        (
            changed("  kind: score", "  kind: score\n  reason: because"),
            "a rule of kind none needs a reason, and no other",
        ),
        (changed("  kind: score", "  kind: none"), "a rule of kind none needs a reason, and no other"),
        (changed("pass: level", "pass: levels"), "the pass 'levels' is not known"),
        (changed("  says: A noun of so much.\n", ""), "a rule needs the key 'says'"),
        (changed("  says:", "  say:"), "a rule has no key 'say'"),
        (changed("{metric}", "{metrics}"), "has the unknown slot 'metrics'"),
        (changed("of {value}", "of"), "has no value"),
        (changed('rejects: ["3%"]', "rejects: []"), "a stable rule needs both matches and rejects"),
        (changed('rejects: ["3%"]', 'rejects: "3%"'), "the key 'rejects' holds a list"),
        (changed('"3", unit', '"3", units'), "an example gives an unknown slot 'units'"),
        (changed("- in: [", "- on: ["), "an example is a text, or has the keys `in` and `gives`"),
        (changed("id: score.of", "id: [score.of]"), "the key 'id' holds a text"),
        (changed("kind: score", "kind: [score]"), "the key 'kind' holds a text"),
        (changed("  kind: score", "  kind: score\n  units: ms"), "the key 'units' holds a list"),
    ],
)
def test_a_rule_that_is_not_right_is_refused_with_file_line_and_rule(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(RuleError) as caught:
        load(tmp_path, "# a comment\n" + content)
    assert str(caught.value).startswith(f"{tmp_path / 'rules.yaml'}:2: rule ")
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("content", "reason"), [("id: x\n", "a rules file is a list of rules"), ("- x\n", "a rule is a mapping")]
)
def test_a_file_that_holds_no_rules_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(RuleError, match=reason):
        load(tmp_path, content)


def test_an_id_that_stands_twice_is_refused_wherever_it_stands(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text(RULE, encoding="utf-8")
    with pytest.raises(RuleError, match=r"rules\.yaml:1: rule score\.of: the id stands twice"):
        load(tmp_path)


def test_a_rule_on_trial_may_lack_examples(tmp_path: Path) -> None:
    (rule,) = load(tmp_path, changed('rejects: ["3%"]', "rejects: []\n  status: experimental"))
    assert (rule.status, rule.rejects) == ("experimental", ())


def test_rules_on_trial_are_off_unless_asked_for() -> None:
    statuses = {rule.status for rule in load_rulebook().rules}
    assert statuses == {"stable"}
    assert {rule.status for rule in load_rulebook(experimental=True).rules} >= statuses


def test_rules_win_by_pass_then_by_id() -> None:
    rules = load_rulebook(experimental=True).rules
    assert [(rule.order, rule.id) for rule in rules] == sorted((rule.order, rule.id) for rule in rules)


def test_a_rulebook_goes_to_another_process_and_back() -> None:
    rules = load_rulebook().rules
    copies = pickle.loads(pickle.dumps(rules))
    assert [rule.id for rule in copies] == [rule.id for rule in rules]
    assert [s.pattern.pattern for r in copies for s in r.shapes] == [s.pattern.pattern for r in rules for s in r.shapes]


def test_where_a_rule_stands_means_nothing(tmp_path: Path) -> None:
    root = Path(shutil.copytree(rules_root(), tmp_path / "rules"))
    files = sorted((root / "assembly").glob("*.yaml"))
    for number, path in enumerate(reversed(files)):
        path.rename(path.with_name(f"{number:02}-{path.stem}.yaml"))
    moved, original = load_rulebook(root).rules, load_rulebook().rules
    assert [rule.id for rule in moved] == [rule.id for rule in original]
    assert [s.pattern.pattern for r in moved for s in r.shapes] == [
        s.pattern.pattern for r in original for s in r.shapes
    ]
