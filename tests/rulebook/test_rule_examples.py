"""Every example and counter-example of every rule holds: one case each."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from claimx.assembly.check import RuleChecker, check_rules
from claimx.rulebook import Example, Rule, Rulebook, load_rulebook

RULEBOOK = load_rulebook(experimental=True)
MATCHES = [
    pytest.param(rule, text, example, id=f"{rule.id}: {text}")
    for rule in RULEBOOK.rules
    for example in rule.matches
    for text in example.texts
]
REJECTS = [pytest.param(rule, text, id=f"{rule.id}: {text}") for rule in RULEBOOK.rules for text in rule.rejects]


@cache
def checker() -> RuleChecker:
    """Return one checker for all cases."""
    return RuleChecker(RULEBOOK)


@pytest.mark.parametrize(("rule", "text", "example"), MATCHES)
def test_a_rule_reads_its_example(rule: Rule, text: str, example: Example) -> None:
    assert checker().check_match(rule, text, example.gives) == ""


@pytest.mark.parametrize(("rule", "text"), REJECTS)
def test_a_rule_leaves_its_counter_example_alone(rule: Rule, text: str) -> None:
    assert checker().check_reject(rule, text) == ""


def test_every_stable_rule_has_several_surfaces_and_a_counter_example() -> None:
    poor = [
        rule.id
        for rule in RULEBOOK.rules
        if rule.status == "stable" and (sum(len(e.texts) for e in rule.matches) < 2 or not rule.rejects)
    ]
    assert poor == []


def only(rule_id: str, **changes: object) -> Rulebook:
    """Return the rulebook with one rule changed and its examples alone checked."""
    rules = tuple(
        replace(rule, **changes) if rule.id == rule_id else replace(rule, matches=(), rejects=())  # type: ignore[arg-type]
        for rule in RULEBOOK.rules
    )
    return replace(RULEBOOK, rules=rules)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"matches": (Example(("latency of 30 ms",), {}),)}, "the rule alone does not read it"),
        ({"rejects": ("reduces latency by 30%",)}, "the rule alone reads it, although it must not"),
        (
            {"matches": (Example(("reduces latency by 30%",), {"low": "31"}),)},
            "low is 30.0 instead of 31 (read by delta.reduce-by)",
        ),
        (
            {"matches": (Example(("reduces latency by 30%",), {"unit": "points"}),)},
            "unit is % instead of points (read by delta.reduce-by)",
        ),
        (
            {"matches": (Example(("reduces latency by 30%",), {"metric": "memory"}),)},
            "metric is latency instead of memory (read by delta.reduce-by)",
        ),
        (
            {"matches": (Example(("reduces latency by 30% on GSM8K",), {"benchmarks": ["MMLU"]}),)},
            "benchmarks is gsm8k instead of ['MMLU'] (read by delta.reduce-by)",
        ),
        (
            {"matches": (Example(("reduces latency by 30%",), {"baseline": "the teacher"}),)},
            "baseline is nothing instead of the teacher (read by delta.reduce-by)",
        ),
        (
            {"kind": "score", "matches": (Example(("reduces latency by 30%",), {"kind": "delta"}),)},
            "kind is score instead of delta (read by delta.reduce-by)",
        ),
    ],
)
def test_an_example_that_does_not_hold_fails_with_the_slot_that_differs(
    changes: dict[str, object], reason: str
) -> None:
    failures = list(check_rules(only("delta.reduce-by", **{"matches": (), "rejects": (), **changes})))
    assert [failure.reason for failure in failures] == [reason]
    assert failures[0].rule.id == "delta.reduce-by"


def test_a_number_that_a_rule_puts_out_must_become_no_claim() -> None:
    example = Example(("with 95% confidence",), {})
    assert list(check_rules(only("out.confidence-level", matches=(example,), rejects=()))) == []
    (failure,) = check_rules(only("out.confidence-level", matches=(example,), rejects=(), order=99))
    assert failure.reason.startswith("'95%' is taken for a result by score.")


def test_another_rule_may_win_where_it_gives_the_same() -> None:
    example = Example(("throughput is increased by 30%",), {"low": "30", "direction": "up", "metric": "throughput"})
    assert list(check_rules(only("delta.verb-by", matches=(example,), rejects=()))) == []
