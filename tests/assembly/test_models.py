"""Whose result a number is, in the phrasings of papers."""

from __future__ import annotations

from functools import cache

import pytest

from claimx.extractor import Extractor
from claimx.model import Claim, Document


@cache
def extractor() -> Extractor:
    return Extractor()


def models(text: str, title: str = "") -> list[str | None]:
    return [name_of(claim) for claim in extractor().extract(Document("d", title, text))]


def name_of(claim: Claim) -> str | None:
    return claim.model.text if claim.model else None


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("On KITTI, the folded pyramid achieves 71.2% accuracy.", "folded pyramid"),
        ("We show that lossy storage of logs reduces memory by 40%.", "lossy storage of logs"),
    ],
)
def test_what_acts_in_the_clause_is_the_model_of_a_paper_that_names_none(text: str, model: str) -> None:
    assert models(text) == [model]


@pytest.mark.parametrize("text", ["Memory falls by 40%.", "Experiments show that accuracy is improved by 3%."])
def test_what_moves_or_reports_is_no_model(text: str) -> None:
    assert models(text) == [None]


def test_a_claim_without_a_name_follows_the_one_before_it() -> None:
    text = "On KITTI, the folded pyramid achieves 71.2% accuracy. It saves memory, with a latency of 3 ms."
    assert models(text) == ["folded pyramid", "folded pyramid"]


@pytest.mark.parametrize(
    ("text", "title", "model"),
    [
        ("Accuracy of 71.2% is reached on KITTI.", "Folded Pyramid Pooling for Depth", "Folded Pyramid Pooling"),
        ("We train a keyword spotter on 3 hours of noise. Accuracy is 71.2% on KITTI.", "On Noise", "keyword spotter"),
    ],
)
def test_what_the_paper_uses_or_its_title_names_stands_in_for_a_name(text: str, title: str, model: str) -> None:
    assert models(text, title) == [model]


@pytest.mark.parametrize(
    ("act", "verb"),
    [
        ("Removing the reranker", "reduces"),
        ("Replacing the encoder with BERT", "lowers"),
        ("Adding noise", "increases"),
    ],
)
def test_an_ablation_is_the_model_of_its_effect(act: str, verb: str) -> None:
    text = f"We propose TideNet, a network for maps. {act} {verb} accuracy on KITTI by 3.2 points."
    assert models(text) == [act]


def test_the_second_of_two_levels_belongs_to_what_the_result_is_set_against() -> None:
    text = "We propose TideNet. TideNet is 3x faster than BarNet (12 ms vs. 36 ms)."
    assert models(text) == ["TideNet", "TideNet", "BarNet"]


def test_the_head_of_a_numbered_item_is_its_model() -> None:
    text = (
        "We find that: 1) Guided decoding: giving the model hints reduces tokens by 46%; "
        "2) Guided training: without any hints, it gains 4% accuracy."
    )
    assert models(text)[0] == "Guided decoding"


def test_a_known_system_after_the_metric_is_the_model_where_the_paper_has_none() -> None:
    text = "Models exhibit clear drops in performance of up to 36.3% absolute accuracy for GPT-4o compared to people."
    assert models(text) == ["GPT-4o"]


def test_the_last_of_a_list_is_no_apposition() -> None:
    text = (
        "We evaluate several models, including GPT-4o, Claude 3 Opus, and GPT-5, observing high refusal rates (80.8%)."
    )
    assert models(text) == [None]


def test_two_subjects_share_two_numbers_in_order() -> None:
    text = "Fine-tuned models and GPT-3.5 reach an F1 of 0.911 and 0.720 on CoNLL-2003, respectively."
    assert models(text) == ["Fine-tuned models", "GPT-3.5"]


@pytest.mark.parametrize("rival", ["zone maps", "random grouping"])
def test_a_rival_that_opens_its_clause_has_the_number_after_its_verb(rival: str) -> None:
    text = f"We propose TideNet. On KITTI, TideNet reaches an accuracy of 71% whereas {rival} achieves 38%."
    assert models(text) == ["TideNet", rival]


def test_a_number_for_the_papers_own_system_is_its_own_after_a_rivals_name() -> None:
    text = "We propose TideNet, which beats YOLOv3 on COCO (34.4% AP for TideNet compared to 33.0% AP for YOLOv3)."
    assert models(text) == ["TideNet", "YOLOv3"]


def test_a_pronoun_after_a_systems_name_is_no_part_of_it() -> None:
    text = "We propose TideNet, a decoder. With Llama-3.1-8B it attains 88.1% on GSM8K."
    claim = extractor().extract(Document("d", "", text))[0]
    assert (name_of(claim), claim.base_model and claim.base_model.text) == ("TideNet", "Llama-3.1-8B")


def test_the_metric_of_another_system_is_that_systems() -> None:
    text = "We propose TideNet. TideNet reaches 72.9% accuracy, approaching the 88.6% accuracy of a human pilot model."
    assert models(text) == ["TideNet", "human pilot model"]


def test_a_cost_of_another_system_is_not_that_systems_result() -> None:
    text = "We propose TideNet. TideNet takes 1/5 of the training time of GPT-4."
    assert models(text) == ["TideNet"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The best agent, Claude Opus 4, solves only 23.5% of tasks, whereas humans solve 91%.",
            ["Claude Opus 4", "humans"],
        ),
        ("Sensitivity and specificity were 94.1% and 88.7%.", ["TideNet", "TideNet"]),
        ("Our attack succeeds against 87% of queries.", ["TideNet"]),
        ("Training takes 3.5 hours on KITTI, a 12x speedup over full tuning.", ["TideNet", "TideNet"]),
    ],
)
def test_rivals_have_their_numbers_and_metrics_and_phases_none(text: str, expected: list[str]) -> None:
    assert models(f"We propose TideNet. {text}") == expected


def test_a_listed_metric_is_no_model() -> None:
    claims = extractor().extract(Document("d", "", "On MNLI, precision and recall are 91.2% and 83.4%."))
    assert [(c.metric and c.metric.text, c.model) for c in claims] == [("precision", None), ("recall", None)]


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("On the hidden maze tasks our planner reaches a success rate of 71.3%.", "planner"),
        ("FooNet's accuracy falls to 52% on CIFAR-10.", "FooNet"),
    ],
)
def test_a_model_begins_at_its_own_article_and_ends_before_its_possessive(text: str, model: str) -> None:
    (claim,) = extractor().extract(Document("d", "", text))
    assert claim.model is not None
    assert claim.model.text == model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TideNet reaches F1 = 0.82, surpassing BarNet (F1 = 0.66).", ["TideNet", "BarNet"]),
        ("TideNet trails BarNet and GullNet, which reach 82% and 84% on KITTI, respectively.", ["BarNet", "GullNet"]),
        ("TideNet reaches 82% accuracy, while the previous best result was 80%.", ["TideNet", "previous best result"]),
        ("TideNet costs little (Llama-3-70B: 82% accuracy).", ["Llama-3-70B"]),
        ("Sail is faster than BarNet (82% accuracy at 3 ms for TideNet).", ["TideNet", "TideNet"]),
        ("TideNet outperforms BarNet, and the GullNet reaches 82% and 84% on KITTI and COCO.", ["GullNet", "GullNet"]),
        ("Tests on KITTI and COCO datasets show that it reaches 82% accuracy.", ["TideNet"]),
    ],
)
def test_a_level_of_a_rival_is_told_from_the_papers_own(text: str, expected: list[str]) -> None:
    assert models(f"We propose TideNet, a network for maps. {text}") == expected


def test_our_method_is_not_the_system_of_the_claim_before() -> None:
    text = "Prior art has 28% accuracy on KITTI. Our method achieves 56% accuracy."
    assert models(text, "Folded Pyramid Pooling for Depth") == ["Prior art", "Folded Pyramid Pooling"]
