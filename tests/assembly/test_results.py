"""Whole results in the phrasings of abstracts: each number with what belongs to it."""

from __future__ import annotations

import pytest

from claimx.model import Claim, Document

from ..properties.texts import extractor


def told(claim: Claim) -> dict[str, str]:
    """Return the slots of a claim that are filled, as one string each."""
    slots = {
        "kind": claim.kind,
        "direction": claim.direction,
        "metric": claim.metric.name if claim.metric else "",
        "benchmarks": ", ".join(name.name for name in claim.benchmarks),
        "model": claim.model.text if claim.model else "",
        "base": claim.base_model.text if claim.base_model else "",
        "baseline": claim.baseline.text if claim.baseline else "",
    }
    return {name: text for name, text in slots.items() if text}


def slots(text: str, *names: str, title: str = "") -> list[tuple[str, ...]]:
    """Return the value and the named slots of every claim of a text; "" for what it does not have."""
    claims = extractor().extract(Document("d", title, text))
    return [(claim.value.text, *(told(claim).get(name, "") for name in names)) for claim in claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "TideNet improves the page quality of the best flow model on MNLI by 12.4%, attaining an F1 of 0.91.",
            [("12.4%", "delta", "up"), ("0.91", "score", "")],
        ),
        (
            "TideNet achieves 31.2 BLEU, improving over the best parsers, even large ones, by over 2 BLEU.",
            [("31.2", "score", ""), ("2", "delta", "up")],
        ),
        ("TideNet outperforms the best parser on long pages by 3 BLEU.", [("3", "delta", "up")]),
        (
            "TideNet makes significant improvements compared with BarNet by 12.7% and 14.4% in the metrics of MAE and"
            " RMSE, respectively.",
            [("12.7%", "delta", "down"), ("14.4%", "delta", "down")],
        ),
        (
            "TideNet leads to new results of 71.5% and 70.4% mAP on PASCAL VOC 2007 and 2012.",
            [("71.5%", "score", ""), ("70.4%", "score", "")],
        ),
        (
            "TideNet achieves 41.5 AP on COCO, an improvement of 6.2 AP and 4.1 AP over BarNet.",
            [("41.5", "score", ""), ("6.2", "delta", "up"), ("4.1", "delta", "up")],
        ),
        (
            "TideNet achieves 33.4 PQ on COCO, with 2.3 PQ and 1.9 mIoU improvement over BarNet.",
            [("33.4", "score", ""), ("2.3", "delta", "up"), ("1.9", "delta", "up")],
        ),
        ("TideNet allows a speedup of factor 10 over BarNet on MNLI.", [("10", "delta", "up")]),
        ("TideNet is 1,200+ times faster than BarNet.", [("1,200+ times", "delta", "up")]),
        (
            "TideNet outperforms BarNet (8.1 FPS, 43.9% AP) by 104% in speed and 3% in accuracy.",
            [("8.1 FPS", "score", ""), ("43.9%", "score", ""), ("104%", "delta", "up"), ("3%", "delta", "up")],
        ),
        ("TideNet reaches an F1 of 79.3 (+ 3.7) on MNLI.", [("79.3", "score", ""), ("+ 3.7", "delta", "up")]),
        (
            "TideNet outperforms the fastest reader by 1.5 points and 60 FPS in terms of recall and speed.",
            [("1.5 points", "delta", "up"), ("60 FPS", "delta", "up")],
        ),
        (
            "TideNet achieves a 12% improvement (26.1 AP to 29.2 AP) on MNLI.",
            [("12%", "delta", "up"), ("29.2", "transition", "up")],
        ),
        (
            "TideNet beats BarNet by 3.1 AP (26.1 to 29.2) on MNLI.",
            [("3.1", "delta", "up"), ("29.2", "transition", "up")],
        ),
        ("TideNet is 2.4x (5.1x at best) faster than BarNet.", [("2.4x", "delta", "up"), ("5.1x", "delta", "up")]),
        ("TideNet can reduce 35% memory usage on MNLI.", [("35%", "delta", "down")]),
        (
            "On MNLI, TideNet has an error of 5.9% (+0.8% over no guard).",
            [("5.9%", "score", ""), ("+0.8%", "delta", "up")],
        ),
        (
            "TideNet sustains 1.2 million inserts per second on MNLI.",
            [("1.2 million inserts per second", "score", "")],
        ),
        ("TideNet outperforms the 6-layer teacher by as much as 2.5 BLEU on MNLI.", [("2.5", "delta", "up")]),
        ("TideNet completes the long benchmark (easy part) in 37.8 seconds.", [("37.8 seconds", "score", "")]),
        (
            "TideNet lowers latency on MNLI, compared with an off-the-shelf BarNet (41.5 ms).",
            [("41.5 ms", "score", "")],
        ),
        (
            "TideNet achieves a 12% improvement (26.1 AP to 29.2 AP) on QNLI.",
            [("12%", "delta", "up"), ("29.2", "transition", "up")],
        ),
        (
            "We show improved accuracy on ImageNet 79.3% (+2.6%) and JFT 64.7% (+1.6%) with TideNet.",
            [("79.3%", "score", ""), ("+2.6%", "delta", "up"), ("64.7%", "score", ""), ("+1.6%", "delta", "up")],
        ),
        (
            "With TideNet there is only a 4% (81.8% vs 85.8%) accuracy difference on MNLI.",
            [("4%", "delta", ""), ("81.8%", "score", ""), ("85.8%", "score", "")],
        ),
        (
            "On Sintel, TideNet has an error of 2.9 pixels, a 20% reduction from the best tracker (3.6 pixels).",
            [("2.9 pixels", "score", ""), ("20%", "delta", "down"), ("3.6 pixels", "score", "")],
        ),
    ],
)
def test_differences_and_levels_are_told_apart(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert slots(text, "kind", "direction") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TideNet is best (IS=8.81, FID=9.91) on CIFAR-10.", [("8.81", "IS"), ("9.91", "FID")]),
        ("TideNet obtains 42.5% Recall@5x at tIoU=0.5 on MNLI.", [("42.5%", "Recall@5x")]),
        ("TideNet reaches 61.2% mAP with the 0.5 IoU threshold, 1.9% higher than BarNet.", ["mAP", "mAP"]),
        ("TideNet reduces cost and memory by 8% and 4% in terms of time and energy, respectively.", ["time", "energy"]),
        (
            "TideNet lifts the mean average precision (mAP) by 7 points and the rank-1 (R1) by 9 points.",
            ["mAP", "rank-1"],
        ),
        ("Without test-time augmentation, TideNet sets a new record on PetTube (86.2%).", [("86.2%", "")]),
        ("TideNet sets new records on INSET (91.3%) and OUTSET (62.1%).", [("91.3%", ""), ("62.1%", "")]),
        ("TideNet obtains 77.2% accuracy (k=5, t=0.2) on MNLI.", [("77.2%", "accuracy")]),
        ("TideNet improves the record on MNLI with 4000 labels from 81.6% to 86.3%.", [("86.3%", "accuracy")]),
        ("The decoding speed of TideNet can be accelerated to over 600 FPS.", [("600 FPS", "inference speed")]),
        ("TideNet reaches 70.1 AP on MNLI. It exceeds the previous best by 4.6.", ["mAP", "mAP"]),
        ("TideNet achieves 68.9% for F1 score and 53.4% for EM on MNLI.", [("68.9%", "F1"), ("53.4%", "EM")]),
        ("TideNet achieves a Rank@1 of 55.2% on MNLI.", [("55.2%", "Rank@1")]),
        ("TideNet reaches 43.1 AP50 on COCO and 28.2 APr on LVIS.", ["AP50", "AP rare"]),
        ("TideNet reaches 61.2 J&F on DAVIS 2017.", ["J&F"]),
        ("TideNet reaches 61.1% AUC, 79.3% NP and 63.2% AO on MNLI.", ["AUC", "NP", "AO"]),
        ("TideNet accelerates detection speed by 1.4 times.", ["inference speed"]),
    ],
)
def test_metrics_are_what_is_measured_and_no_setting(text: str, expected: list[tuple[str, str] | str]) -> None:
    found = slots(text, "metric")
    names = {"mean average precision": "mAP", "average precision": "mAP"}
    named = [(value, names.get(metric, metric)) for value, metric in found]
    assert named == expected or [metric for _, metric in named] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "TideNet is best on letter classification (91.1%), page analysis (90.2%) and table detection (94.2%).",
            ["letter classification", "page analysis", "table detection"],
        ),
        ("TideNet scores 71.5% and 70.4% mAP on PASCAL VOC 2007 and 2012.", ["PASCAL VOC 2007", "PASCAL VOC 2012"]),
        ("TideNet reaches 78.1 mAP on TideSet v1.5 dataset.", ["TideSet v1.5"]),
        ("TideNet achieves 61.2 AP and 63.3 AP on TideSet and EbbSet.", ["TideSet", "EbbSet"]),
        (
            "TideNet has 81% recall on TideSet, 53.1 AP and 46.2 AR on EbbSet, and 52.4 mIoU on RipSet, beating"
            " BarNet by +1.1, +2.1, +1.5 and +2.2, respectively.",
            ["TideSet", "EbbSet", "EbbSet", "RipSet"] * 2,
        ),
        ("TideNet achieves 61.2% and 63.3% on TideSet and EbbSet.", ["TideSet", "EbbSet"]),
        ("TideNet achieves 61.2% precision and 63.3% recall on TideSet and EbbSet.", ["TideSet, EbbSet"] * 2),
        ("TideNet sets a new record on WebVision 1.0 with 76.6% accuracy.", ["WebVision 1.0"]),
        (
            "TideNet has an improved accuracy on ImageNet 79.3% (+2.6%) and PetFaces 64.7% (+1.6%).",
            ["ImageNet", "ImageNet", "PetFaces", "PetFaces"],
        ),
    ],
)
def test_benchmarks_in_lists(text: str, expected: list[str]) -> None:
    assert [benchmarks for _, benchmarks in slots(text, "benchmarks")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TideNet with the backbone of ResNet101 achieves 69.1% on COCO.", [("TideNet", "ResNet101")]),
        ("The Tide segmentation model with a VGG16 encoder reaches 95.5% AUC.", [("Tide segmentation model", "VGG16")]),
        ("TideNet, with GPT-4 as a critic, achieves 67.8% on MNLI.", [("TideNet", "GPT-4")]),
        ("We propose TideNet, the best detector on COCO (AP 49.4 with ResNet-101).", [("TideNet", "ResNet-101")]),
        (
            "We propose TideNet. Equipped with a larger encoder ViT-H, it reaches 88.3% accuracy.",
            [("TideNet", "ViT-H")],
        ),
        ("TideNet outperforms the other methods achieving 89.2% mAP.", [("TideNet", "")]),
        ("TideNet outperforms BarNet on COCO (55.3% vs. 54.7%).", [("TideNet", ""), ("BarNet", "")]),
        (
            "The accuracies of TideNet, EbbNet and BERT are 92.4%, 86% and 79.2%.",
            [("TideNet", ""), ("EbbNet", ""), ("BERT", "")],
        ),
        ('Our proposed "TideNet" system reaches 79.7% with deep core pooling (DCP).', [("TideNet", "")]),
        ("In this work, we present NAFNet, a filter for maps. We reach 33.7 dB PSNR.", [("NAFNet", "")]),
        (
            "We propose a new network architecture, the Weaver, based on sums. Our model achieves 28.4 BLEU.",
            [("Weaver", "")],
        ),
        (
            "Without extra data, TideNet-S and TideNet-B achieve 84.2% and 84.6% accuracy.",
            [("TideNet-S", ""), ("TideNet-B", "")],
        ),
        (
            "We propose TideNet. It has a WER of 4.1%. This compares to the best published model of 4.6%.",
            [("TideNet", ""), ("best published model", "")],
        ),
        ("TideNet is ahead of BarNet (9.2 FPS, 53.9% AP) on COCO.", [("BarNet", ""), ("BarNet", "")]),
        ("The best model (ViLT) achieves an accuracy of 52% on MNLI.", [("ViLT", "")]),
        (
            "We propose TideNet with a tidal memory module (TMM). The TMM module is light. It reaches 71.2%.",
            [("TideNet", "")],
        ),
        ("We propose TideNet. An accuracy of 48.3% on MNLI is achieved with ResNet-50.", [("TideNet", "ResNet-50")]),
        ("TideNet wins with 33.5 BLEU in De-En (33.5) and Zh-En (49.7).", [("TideNet", "")] * 3),
    ],
)
def test_models_and_what_they_are_built_on(text: str, expected: list[tuple[str, str]]) -> None:
    assert [models for _, *models in map(list, slots(text, "model", "base"))] == [list(pair) for pair in expected]


@pytest.mark.parametrize(
    ("title", "text", "model"),
    [
        ("Dynamic Pruning of Networks", "Dynamic pruning improves accuracy on MNLI to 71.2%.", "Dynamic pruning"),
        ("A Cached Retrieval System with Wide Storage", "We reach 79.8% accuracy on MNLI.", "Cached Retrieval System"),
        ("Strong Encoders -- TideFormer for the Shared Task", "We reach 79.8% accuracy on MNLI.", "TideFormer"),
        ("Denoising Tidal Models", "We obtain 79.8% accuracy on MNLI.", "Denoising Tidal Models"),
        ("Data Weaving: A Simple Strategy", "We introduce Data Weaving. We obtain 79.8% accuracy.", "Data Weaving"),
        ("The Woven Encoder", "We search, and the Woven Encoder obtains 79.8% accuracy.", "Woven Encoder"),
        ("Joint Learning of Words for Forms", "We obtain 79.8% accuracy on MNLI.", "Joint Learning of Words"),
    ],
)  # fmt: skip
def test_the_title_helps_to_name_the_model(title: str, text: str, model: str) -> None:
    assert [name for _, name in slots(text, "model", title=title)] == [model]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TideNet needs 29% as many parameters as BarNet.", [("29%", "parameters", "BarNet")]),
        ("TideNet is 15% the size of BarNet on MNLI.", [("15%", "size", "BarNet")]),
        ("TideNet outperforms the best decoder, with only 20% of the memory.", [("20%", "memory", "best decoder")]),
        ("TideNet reaches 88.1% accuracy on MNLI.", [("88.1%", "accuracy", "")]),
    ],
)
def test_a_share_is_of_what_another_system_needs(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert slots(text, "metric", "baseline") == expected


@pytest.mark.parametrize(
    "text",
    [
        "TideNet is the best of all detectors with 30 FPS or higher.",
        "TideNet is best at high IoU thresholds (IoU > 0.5).",
        "Two factors help TideNet in accuracy: 1) embeddings and 2) structure.",
        "TideNet builds on corpora of the 1990s.",
        "TideNet learns relations from triples by masking.",
        "TideNet models the throughput of 802.11 stations.",
        "TideNet is orders of magnitude better on MNLI.",
        "TideNet is profiled on a 24-thread processor with 4KB pages.",
        "TideNet survives washing at 65 °C and needs a clip of ten seconds.",
        "TideNet is tested under 100-step generation.",
    ],
)
def test_conditions_and_decades_and_things_are_no_results(text: str) -> None:
    assert slots(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "TideNet improves PSNR/SSIM from 27.9/0.842 to 29.4/0.871 on GoPro.",
            [("27.9", "29.4", "PSNR"), ("0.842", "0.871", "SSIM")],
        ),
        (
            "TideNet lowers the error on MNLI from 65.0%/47.0% (easy/hard) to 57.8%/36.0%.",
            [("65.0%", "57.8%", "error"), ("47.0%", "36.0%", "error")],
        ),
    ],
)
def test_levels_told_in_pairs_are_transitions(text: str, expected: list[tuple[str, str, str]]) -> None:
    claims = extractor().extract(Document("d", "", text))
    assert [(c.from_ and c.from_.text, c.value.text, c.metric and c.metric.text) for c in claims] == expected


def test_an_authors_macro_for_a_name_is_a_name_and_holds_its_backslash() -> None:
    (claim,) = extractor().extract(Document("d", "", r"Our \tidenet~reaches 45.1\% accuracy on \tideset{}."))
    assert claim.model is not None
    assert (claim.model.text, claim.model.name) == (r"\tidenet", "tidenet")
    assert [(name.text, name.name) for name in claim.benchmarks] == [(r"\tideset", "tideset")]


@pytest.mark.parametrize(
    ("text", "baseline"),
    [
        ("TideNet improves the plain Sparse R-CNN by 8% in mAP on COCO.", "plain Sparse R-CNN"),
        ("TideNet improves a strong baseline on COCO by +2.7 mAP.", "strong baseline"),
        ("TideNet only has a 4.9% accuracy gap to an ideal decoder.", "ideal decoder"),
        ("TideNet reduces the error by 50% (reduced from 0.18 to 0.09 here) compared to BarNet.", "BarNet"),
        ("TideNet improves F1 from 17.1 to 30.4 and recall from 17.2 to 32.6 compared to BarNet.", "BarNet"),
        ("TideNet reduces the latency of the existing framework by 12%.", "existing framework"),
        ("TideNet reduces the latency of the framework by 12%.", ""),
    ],
)
def test_what_is_improved_is_the_baseline(text: str, baseline: str) -> None:
    assert {name for _, name in slots(text, "baseline")} == {baseline}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("TideQA: A Dataset of Tidal Questions", "Accuracy is 68.1% on the test set."),
        ("Tides are Better Teachers", "We obtain 68.1% accuracy on MNLI."),
        ("Answering with Old Forum Data", "We obtain 68.1% accuracy on MNLI."),
    ],
)
def test_a_title_that_names_no_system_gives_no_model(title: str, text: str) -> None:
    assert [name for _, name in slots(text, "model", title=title)] == [""]


def test_baselines_run_in_the_order_of_the_numbers() -> None:
    text = "TideNet reduces latency by up to 50% and 40% over BarNet and EbbNet, respectively."
    assert slots(text, "baseline") == [("50%", "BarNet"), ("40%", "EbbNet")]


def test_a_heading_that_is_glued_to_its_sentence_is_no_part_of_a_name() -> None:
    text = "MethodsWe propose TideNet. ResultsThe model reached an AUC of 0.94. ConclusionsThese are good news."
    assert slots(text, "model") == [("0.94", "TideNet")]
    assert slots("AimNet reaches an AUC of 0.94.", "model") == [("0.94", "AimNet")]
