"""Settings come from the metric's and the benchmark's wording, then from the sentence, never from the baseline."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimx.consolidation import SettingRule, load_settings
from claimx.consolidation.settings import find_setting
from claimx.errors import RuleError
from claimx.model import Metric

from .samples import SETTINGS, build_claim


@pytest.mark.parametrize("rule", SETTINGS, ids=lambda rule: str(rule.id))
def test_every_setting_rule_finds_its_examples_and_leaves_its_counter_examples(rule: SettingRule) -> None:
    assert rule.matches
    assert rule.rejects
    for text, name in rule.matches:
        assert [found for _, _, found in rule.find(text)] == [name], text
    for text in rule.rejects:
        assert rule.find(text) == [], text


def test_no_two_rules_of_a_dimension_read_an_example_differently() -> None:
    for rule in SETTINGS:
        for text, name in rule.matches:
            others = [other for other in SETTINGS if other.dimension == rule.dimension]
            assert {found for other in others for _, _, found in other.find(text)} == {name}, text


def test_a_sentence_gives_the_setting() -> None:
    claim = build_claim("Zero-shot, it reaches 80% on the test set.", "80%")
    assert find_setting(claim, [claim], SETTINGS) == (("split", "test"), ("shots", "0-shot"))


def test_a_setting_that_the_metric_s_name_holds_is_not_repeated() -> None:
    claim = build_claim("It reaches 80% pass@1.", "80%", metric="pass@1")
    assert find_setting(claim, [claim], SETTINGS) == ()


def test_a_variant_that_only_the_metric_s_wording_holds_counts() -> None:
    claim = build_claim("It reaches 80% macro-F1.", "80%")
    claim = claim.model_copy(update={"metric": Metric(text="macro-F1", name="F1", start=15, end=23)})
    assert find_setting(claim, [claim], SETTINGS) == (("averaging", "macro"),)


def test_a_variant_of_another_metric_in_the_sentence_does_not_count() -> None:
    text = "It reaches 80% top-1 accuracy on one and 50% mIoU on the other."
    claim = build_claim(text, "50%", metric="mIoU")
    assert find_setting(claim, [claim], SETTINGS) == ()
    unstated = build_claim("It reaches 50% pass@8.", "50%", metric="")
    assert find_setting(unstated, [unstated], SETTINGS) == (("samples", "pass@8"),)


def test_words_of_the_baseline_are_no_setting() -> None:
    claim = build_claim("It gains 3% over zero-shot baselines.", "3%", baseline="zero-shot baselines", kind="delta")
    assert find_setting(claim, [claim], SETTINGS) == ()


def test_each_of_two_values_takes_the_setting_on_its_own_side() -> None:
    text = "Zero-shot it reaches 50%, and 60% five-shot."
    first, second = build_claim(text, "50%"), build_claim(text, "60%")
    assert find_setting(first, [first, second], SETTINGS) == (("shots", "0-shot"),)
    assert find_setting(second, [first, second], SETTINGS) == (("shots", "5-shot"),)


def test_a_setting_that_stays_open_keeps_all_its_readings() -> None:
    claim = build_claim("It reaches 50% zero-shot or five-shot.", "50%")
    assert find_setting(claim, [claim], SETTINGS) == (("shots", "0-shot or 5-shot"),)


def test_an_average_is_a_setting() -> None:
    claim = build_claim("It reaches 50%.", "50%", aggregate="average")
    assert find_setting(claim, [claim], SETTINGS) == (("aggregate", "average"),)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("dimensions: [{id: a, says: b, values: [{id: a.b, pattern: x}]}]", "needs the key"),
        ("dimensions: [{id: a, says: b, values: [{id: a.b, pattern: '(', name: n, matches: {}, rejects: []}]}]", "a.b"),
        ("sizes: []", "no key"),
        ("- a", "mapping"),
    ],
)
def test_a_bad_rules_file_is_refused_with_its_name(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=reason) as caught:
        load_settings(path)
    assert "settings.yaml" in str(caught.value)
