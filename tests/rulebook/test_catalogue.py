"""The catalogue of the rules is complete and up to date."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimx.rulebook import Rule, load_rulebook
from claimx.rulebook.catalogue import build_catalogue

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
RULES = load_rulebook(experimental=True).rules


@pytest.fixture(scope="module")
def catalogue() -> str:
    return build_catalogue(RULES)


def entry_of(catalogue: str, rule: Rule) -> str:
    """Return what the catalogue says of one rule, up to the next heading."""
    return catalogue.split(f"\n### {rule.id}\n")[1].split("\n###")[0].split("\n## ")[0]


def test_the_page_is_what_the_rules_say_today(catalogue: str) -> None:
    stale = "run `python -m claimx.rulebook.catalogue > docs/rules.md`"
    assert PAGE.read_text(encoding="utf-8") == catalogue, stale


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_is_told_in_full(catalogue: str, rule: Rule) -> None:
    entry = entry_of(catalogue, rule)
    assert rule.says in entry
    assert rule.reason in entry
    assert all(shape.source in entry for shape in rule.shapes)
    assert all(f"`{text}`" in entry for example in rule.matches for text in example.texts)
    assert all(f"`{text}`" in entry for text in rule.rejects)


def test_rules_stand_in_the_order_in_which_they_win(catalogue: str) -> None:
    places = [catalogue.index(f"\n### {rule.id}\n") for rule in RULES]
    assert places == sorted(places)


def test_a_rule_that_is_only_tried_out_says_so(catalogue: str) -> None:
    trials = [rule for rule in RULES if rule.status == "experimental"]
    assert [rule.id for rule in RULES if "status `experimental`" in entry_of(catalogue, rule)] == [r.id for r in trials]


def test_a_number_that_a_rule_puts_out_has_its_reason_in_the_catalogue(catalogue: str) -> None:
    silent = [rule for rule in RULES if rule.kind == "none"]
    assert silent
    assert all(f"reason: {rule.reason}" in entry_of(catalogue, rule) for rule in silent)
