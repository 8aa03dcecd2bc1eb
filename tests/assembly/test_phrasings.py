"""Phrasings of results whose number takes its metric or direction from somewhere else than its own rule."""

from __future__ import annotations

import pytest

from claimx.model import Document

from ..properties.texts import extractor

# Text, then (value, kind, direction, metric) of each claim.
PHRASINGS = {
    "no quality is measured in size": (
        "FooNet reaches an accuracy of 81.2% on MNLI while being 35% smaller than BarNet.",
        [("81.2%", "score", "", "accuracy"), ("35%", "delta", "down", None)],
    ),
    "a factor in a metric's name makes no factor of its value": (
        "On MNLI, FooNet has a real-time factor of 0.12.",
        [("0.12", "score", "", "real-time factor")],
    ),
    "a system before its bracket is no metric": (
        "FooNet scores 62.4 on MMLU, rivaling BarNet-13B (54.8).",
        [("62.4", "score", "", None), ("54.8", "score", "", None)],
    ),
    "what was held equal in a comparison is no metric": (
        "FooNet has an accuracy of 81.2% on MNLI, 1.2% higher than BarNet at similar FLOPs.",
        [("81.2%", "score", "", "accuracy"), ("1.2%", "delta", "up", "accuracy")],
    ),
    "a change told a second time in brackets keeps its direction": (
        "On MNLI, FooNet lowers WER by 1.4% absolute (12% relative).",
        [("1.4%", "delta", "down", "WER"), ("12%", "delta", "down", "WER")],
    ),
    "a change told a second time after its two levels keeps its direction": (
        "On MNLI, the accuracy of FooNet decreases from 90% to 81%, i.e. by 10%.",
        [("81%", "transition", "down", "accuracy"), ("10%", "delta", "down", "accuracy")],
    ),
    "a period before a metric describes it": (
        "On MNLI, FooNet has a 10-day forecast RMSE of 2.1.",
        [("2.1", "score", "", "forecast RMSE")],
    ),
    "whose the metric is does not belong to its name": (
        "On MNLI, GPT-4's accuracy falls to 52%.",
        [("52%", "score", "", "accuracy")],
    ),
    "only the metric of the list goes on, not the direction of its neighbour": (
        "On MNLI, FooNet is 7 points better than BarNet in F1, and 4 points short of the teacher.",
        [("7 points", "delta", "up", "F1"), ("4 points", "delta", "down", "F1")],
    ),
    "a verb of spending is no part of a metric": (
        "FooNet reaches 81.2% accuracy on GSM8K. Removing the reranker costs 3.2 points.",
        [("81.2%", "score", "", "accuracy"), ("3.2 points", "delta", "down", None)],
    ),
    "faster is its own metric after another one": (
        "FooNet reaches 81.2% accuracy on GSM8K and is 2.1x faster than BarNet.",
        [("81.2%", "score", "", "accuracy"), ("2.1x", "delta", "up", "faster")],
    ),
    "a metric right before the number is its own, not that of the list": (
        "On MNLI, FooNet has a sensitivity of 91% and a specificity 88%.",
        [("91%", "score", "", "sensitivity"), ("88%", "score", "", "specificity")],
    ),
    "the metric of the sentence before holds where this one names none": (
        "On GSM8K, FooNet reaches an accuracy of 81.2%. BarNet obtains 76.5%.",
        [("81.2%", "score", "", "accuracy"), ("76.5%", "score", "", "accuracy")],
    ),
    "no accuracy is measured in seconds": (
        "FooNet reaches an accuracy of 81.2% on GSM8K and takes 12 ms per question.",
        [("81.2%", "score", "", "accuracy"), ("12 ms", "score", "", None)],
    ),
    "numbers of several kinds take the metrics before them in order": (
        "On MNLI, sensitivity, specificity and AUC were 91%, 88% and 0.94, respectively.",
        [("91%", "score", "", "sensitivity"), ("88%", "score", "", "specificity"), ("0.94", "score", "", "AUC")],
    ),
    "a clause on another system gives the same of it": (
        "On MNLI, FooNet has a WER of 4.1, whereas BarNet has only 5.2.",
        [("4.1", "score", "", "WER"), ("5.2", "score", "", "WER")],
    ),
    "a metric's name right after the number is the metric": (
        "On MNLI, FooNet improves classification quality by 1.7 F1.",
        [("1.7", "delta", "up", "F1")],
    ),
    "an improvement of an error named before it is a move down": (
        "On MNLI, the error rate of FooNet is 5.2%, an improvement of 11% over the baseline.",
        [("5.2%", "score", "", "error rate"), ("11%", "delta", "down", "error rate")],
    ),
    "a verb that looks like a noun is no part of a metric": (
        "We report new state-of-the-art BLEU scores of 34.1 on MNLI.",
        [("34.1", "score", "", "BLEU scores")],
    ),
    "a speed after a quality has not that metric": (
        "FooNet reaches 81.2% accuracy at 123 FPS on MNLI.",
        [("81.2%", "score", "", "accuracy"), ("123 FPS", "score", "", None)],
    ),
    "a bare number goes on in the points of the one before": (
        "On MNLI, FooNet improves accuracy by 3.7 points and recall by 2.9.",
        [("3.7 points", "delta", "up", "accuracy"), ("2.9", "delta", "up", "recall")],
    ),
    "a percentage with a minus is a change": (
        "On MNLI, FooNet costs little accuracy (accuracy -2%).",
        [("-2%", "delta", "down", "accuracy")],
    ),
    "an article begins the metric anew": (
        "For long schemas the overhead sinks from 41% to 9%.",
        [("9%", "transition", "down", "overhead")],
    ),
    "a move in apposition has the metric of the change before it": (
        "On MNLI, repair time falls by a factor of 2.6, from 31 h to 12 h.",
        [("2.6", "delta", "down", "repair time"), ("12 h", "transition", "down", "repair time")],
    ),
    "what something is compared with is no metric": (
        "On MNLI, FooNet has a recall of 91%, higher than in older texts (88%).",
        [("91%", "score", "", "recall"), ("88%", "score", "", "recall")],
    ),
    "a metric takes along what it is counted per": (
        "On MNLI, FooNet halves memory. Energy per query falls by 26%.",
        [("halves", "delta", "down", "memory"), ("26%", "delta", "down", "Energy per query")],
    ),
    "several numbers take the metrics of the sentence before in their order": (
        "On MNLI, FooNet has an F1 of 0.83 and an AUROC of 0.96. BarNet obtains 0.52 and 0.87.",
        [
            ("0.83", "score", "", "F1"),
            ("0.96", "score", "", "AUROC"),
            ("0.52", "score", "", "F1"),
            ("0.87", "score", "", "AUROC"),
        ],
    ),
    "a system is no metric": (
        "On MNLI, the pruned model degrades by 2.4 points.",
        [("2.4 points", "delta", "down", None)],
    ),
    "a verb of moving is no part of a metric": (
        "On MNLI, accuracy changes from 34.1% to 36.6% and the share of errors goes from 3% to 1%.",
        [("36.6%", "transition", "up", "accuracy"), ("1%", "transition", "down", "share of errors")],
    ),
    "numbers of several kinds take the metrics after them in order": (
        "On MNLI, FooNet achieved 95.1%, 93.2% and 0.97 in accuracy, precision and AUC, respectively.",
        [("95.1%", "score", "", "accuracy"), ("93.2%", "score", "", "precision"), ("0.97", "score", "", "AUC")],
    ),
    "a phrase after the number names its metric, whatever stands before it": (
        "FooNet achieves state-of-the-art accuracy (34.1 in terms of BLEU) on MNLI.",
        [("34.1", "score", "", "BLEU")],
    ),
    "a phrase that closes the clause names the metric of its numbers": (
        "On MNLI, FooNet beats BarNet by 3.2% and QuxNet by 5.1%, in terms of F1.",
        [("3.2%", "delta", "up", "F1"), ("5.1%", "delta", "up", "F1")],
    ),
    "metrics joined by strokes go to as many numbers": (
        "On MNLI, FooNet reaches a precision/recall of 91.2%/83.4%.",
        [("91.2%", "score", "", "precision"), ("83.4%", "score", "", "recall")],
    ),
    "the noun of a task before a bracket is no metric": (
        "FooNet reaches a new accuracy on reading tasks (81.2% on MNLI and 76.5% on BoolQ).",
        [("81.2%", "score", "", "accuracy"), ("76.5%", "score", "", "accuracy")],
    ),
    "a subject's head is measured, not the last noun of what qualifies it": (
        "Memory demand of two old and three new programs falls by 28%, and wake-up time in our library by 2.6-fold.",
        [("28%", "delta", "down", "Memory demand"), ("2.6-fold", "delta", "down", "wake-up time")],
    ),
    "an unknown acronym between a number and its benchmark is the metric": (
        "FooNet is good at object tracking (70.7 SUC on LaSOT).",
        [("70.7", "score", "", "SUC")],
    ),
    "a number of the next clause has the metric of the one before": (
        "FooNet reaches an F1 of 89.1% on MNLI; BarNet obtains 86.4%.",
        [("89.1%", "score", "", "F1"), ("86.4%", "score", "", "F1")],
    ),
    "a metric that the field knows says enough without what follows of": (
        "On MNLI, the precision of the products was 41.2%.",
        [("41.2%", "score", "", "precision")],
    ),
    "numbers share the head of what they are of": (
        "On MNLI, FooNet improves adherence to style rules and rhyme constraints by 3.8% and 21.4%, respectively.",
        [("3.8%", "delta", "up", "adherence to style rules"), ("21.4%", "delta", "up", "rhyme constraints")],
    ),
    "a task that something is good at is not what was measured": (
        "On MNLI, FooNet achieves a better performance on density estimation (81.2%).",
        [("81.2%", "score", "", "accuracy")],
    ),
    "a bracket after the number names its metric": (
        "On MNLI, the estimates of FooNet deviate by 1.7 points (precision) and 2.9 points (recall) from the truth.",
        [("1.7 points", "delta", "", "precision"), ("2.9 points", "delta", "", "recall")],
    ),
    "a metric that is said to be high or lower has its value in the bracket": (
        "On MNLI, recall was high (92.1%), whereas precision is slightly lower (around 83.4%).",
        [("92.1%", "score", "", "recall"), ("83.4%", "score", "", "precision")],
    ),
    "a gain in one thing on another is one of the first": (
        "FooNet yields a 16.2% relative gain in Helper-as-a-Judge on MNLI.",
        [("16.2%", "delta", "up", "Helper-as-a-Judge")],
    ),
    "a move without a metric has that of the sentence before": (
        "On GSM8K, FooNet reaches an accuracy of 81.2%. BarNet shows a decline, from 76.5% to 71.2%.",
        [("81.2%", "score", "", "accuracy"), ("71.2%", "transition", "down", "accuracy")],
    ),
    "a cost after a quality has the metric before its own of": (
        "On MuST-C, FooNet achieves 28.9 BLEU at an average lagging of 1.8 s.",
        [("28.9", "score", "", "BLEU"), ("1.8 s", "score", "", "average lagging")],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), PHRASINGS.values(), ids=PHRASINGS.keys())
def test_a_phrasing_is_read_as_meant(text: str, wanted: list[tuple[str, str, str, str | None]]) -> None:
    claims = extractor().extract(Document("d", "", text))
    assert [(c.value.text, c.kind, c.direction, c.metric and c.metric.text) for c in claims] == wanted


def test_a_count_has_the_noun_of_its_total_as_unit() -> None:
    text = "On MNLI, FooNet beats BarNet on 9 of the 12 hard tasks and wins in 68 of 100 cases."
    assert [c.value.unit for c in extractor().extract(Document("d", "", text))] == ["tasks", "cases"]


@pytest.mark.parametrize(
    ("text", "aggregates"),
    [
        ("On MNLI, FooNet has a mean absolute error of 3.1 mm and an average sensitivity of 81%.", ["", "average"]),
        ("On MNLI, FooNet improves accuracy by 3.1% on average with 2.4x fewer tokens.", ["average", ""]),
        ("On MNLI, recall improves by 3.1% overall; errors fall by 12%.", ["overall", ""]),
        ("On MNLI, FooNet achieves average F1 and precision of 81% and 72%.", ["average", ""]),
    ],
)
def test_an_average_is_that_of_its_own_number(text: str, aggregates: list[str]) -> None:
    assert [claim.aggregate for claim in extractor().extract(Document("d", "", text))] == aggregates


def test_a_bound_before_a_list_holds_for_every_member() -> None:
    text = "On MNLI, FooNet achieves up to 4.2x and 3.1x higher throughput than BarNet."
    assert [claim.value.qualifier for claim in extractor().extract(Document("d", "", text))] == ["up_to", "up_to"]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("On MNLI, FooNet attains an F1 of 71.2, 3.4 points ahead of BarNet.", ["", "points"]),
        ("On MNLI, FooNet reaches an F1 of 0.86 and 0.73, 4 and 7 points above BarNet.", ["", "", "points", "points"]),
        ("FooNet gains 5.5, 10.8 and 4.4 points on MNLI, QNLI and WNLI.", ["points", "points", "points"]),
    ],
)
def test_a_level_takes_no_unit_from_the_difference_after_it(text: str, units: list[str]) -> None:
    assert [claim.value.unit for claim in extractor().extract(Document("d", "", text))] == units


@pytest.mark.parametrize(
    ("text", "inferred"),
    [
        ("FooNet lifts the state of the art on HellaSwag from 63.1% to 71.2%.", ["accuracy"]),
        ("FooNet pushes the state of the art on CIFAR-100 from 6.4% to 5.2%.", [""]),
        ("FooNet reaches 2.91 bits per dimension on CIFAR-10.", [""]),
    ],
)
def test_the_usual_metric_of_a_benchmark_is_that_of_a_number_it_can_have(text: str, inferred: list[str]) -> None:
    claims = extractor().extract(Document("d", "", text))
    assert [c.metric.name if c.metric else "" for c in claims] == inferred


def test_a_word_that_adds_nothing_to_a_metric_is_no_part_of_its_canonical_name() -> None:
    (claim,) = extractor().extract(Document("d", "", "FooNet achieves mean IoU scores of 72.1% on Cityscapes."))
    assert claim.metric is not None
    assert (claim.metric.text, claim.metric.name) == ("mean IoU scores", "mIoU")


def test_a_level_goes_on_from_a_level_and_not_from_the_gain_in_its_bracket() -> None:
    text = "FooNet reaches an F1-score of 94.3 (+3.2) on CoNLL-2003, 79.3 (+3.7) on SciERC and 60.1 (+0.6) on ACE05."
    kinds = [claim.kind for claim in extractor().extract(Document("d", "", text))]
    assert kinds == ["score", "delta"] * 3
