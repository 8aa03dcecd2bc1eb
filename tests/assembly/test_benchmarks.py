"""On what the numbers of a text were measured."""

from __future__ import annotations

from functools import cache

import pytest

from claimx.extractor import Extractor
from claimx.model import Document


@cache
def extractor() -> Extractor:
    return Extractor()


def measured_on(text: str, title: str = "") -> list[tuple[str, list[str]]]:
    """Return (value, benchmarks as written) of each claim of a text."""
    claims = extractor().extract(Document("d", title, text))
    return [(claim.value.text, [name.text for name in claim.benchmarks]) for claim in claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "KelpNet lowers WER on TideBench to 6.4%, and on ReefSet to 9.1%.",
            [("6.4%", ["TideBench"]), ("9.1%", ["ReefSet"])],
            id="a list that opens a clause",
        ),
        pytest.param(
            "KelpNet was trained and tested using the Coastal Recordings of Tides (CRT) dataset. It is 82% accurate.",
            [("82%", ["Coastal Recordings of Tides (CRT)"])],
            id="a title before its acronym, of what was trained and tested on",
        ),
        pytest.param(
            "We used the public SHOAL dataset. KelpNet reaches 82% accuracy.",
            [("82%", ["SHOAL"])],
            id="what the authors say they used",
        ),
        pytest.param(
            "Experiments using TIDE Ports 2016/2017 and TIDE Towns 2016 datasets show 82% accuracy for KelpNet.",
            [("82%", ["TIDE Ports 2016", "2017", "TIDE Towns 2016"])],
            id="editions in a list",
        ),
        pytest.param(
            "KelpNet gains 12% and 24% in complex, noisy scenes. Tests on our MEC testbed show a 3x speedup.",
            [("12%", []), ("24%", []), ("3x", [])],
            id="adjectives and testbeds are none",
        ),
        pytest.param(
            "On TideBench, KelpNet lowers the error from 2.9 to 2.7, and it produces sharp images on CelebA.",
            [("2.7", ["TideBench"])],
            id="a new verb keeps the opening list",
        ),
        pytest.param(
            "On CIFAR-100, KelpNet reaches 85.2% accuracy, ranking next to the best entry on RobustBench.",
            [("85.2%", ["CIFAR-100"])],
            id="a participle keeps the opening list",
        ),
        pytest.param(
            "KelpNet comes first on MOT20 and third on MOT17 with 61.4 and 62.8 HOTA, respectively.",
            [("61.4", ["MOT20"]), ("62.8", ["MOT17"])],
            id="several lists in order",
        ),
        pytest.param(
            "We achieve 82.4% (+5.1% over the best) accuracy on UCF101 and 52.9% (+5.4%) on HMDB51.",
            [("82.4%", ["UCF101"]), ("+5.1%", ["UCF101"]), ("52.9%", ["HMDB51"]), ("+5.4%", ["HMDB51"])],
            id="a bracket is no limit",
        ),
    ],
)
def test_a_number_takes_the_list_of_its_clause(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert measured_on(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "KelpNet is best on TideBench (80.2% accuracy), ReefBench (71%) and MusselQA (60% F1, 58% EM).",
            [("80.2%", ["TideBench"]), ("71%", ["ReefBench"]), ("60%", ["MusselQA"]), ("58%", ["MusselQA"])],
            id="after a list",
        ),
        pytest.param(
            "KelpNet beats rivals on two benchmarks: TideBench (80.2% accuracy) and ReefBench (71%).",
            [("80.2%", ["TideBench"]), ("71%", ["ReefBench"])],
            id="after a colon",
        ),
        pytest.param(
            "KelpNet gains 2.1% (Cora), 1.7% (Citeseer) and 0.9% (Pubmed) in accuracy.",
            [("2.1%", ["Cora"]), ("1.7%", ["Citeseer"]), ("0.9%", ["Pubmed"])],
            id="before the brackets of the names",
        ),
        pytest.param(
            "KelpNet is strong in Something-Something V1&V2 (67.3% & 74.6%).",
            [("67.3%", ["Something-Something V1"]), ("74.6%", ["V2"])],
            id="joined versions",
        ),
        pytest.param(
            "KelpNet leads on PASCAL VOC 2012 (val: 75.1%, test: 74.6%) and MS COCO (val: 47.3%).",
            [("75.1%", ["PASCAL VOC 2012"]), ("74.6%", ["PASCAL VOC 2012"]), ("47.3%", ["MS COCO"])],
            id="with the name of a split",
        ),
    ],
)
def test_brackets_join_a_number_and_a_name(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert measured_on(text) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("KelpNet gains 3% on several benchmarks including TideBench and ReefSet.", ["TideBench", "ReefSet"]),
        ("Across two datasets, TideSet and ReefSet, KelpNet reaches 71.2% accuracy.", ["TideSet", "ReefSet"]),
        ("On two datasets, KelpNet and MossNet reach 71% accuracy.", []),
        ("KelpNet reaches an AUROC of 97.5% on the MVTec AD and the VisA datasets.", ["MVTec AD", "VisA"]),
        ("Results with the Tide, Reef, and OpenShore datasets show that KelpNet reaches 71.2% accuracy.", []),
        ("KelpNet reaches an F-score of 40.2% on the test set of the Shoreline Dataset.", ["Shoreline Dataset"]),
        ("KelpNet reaches 5.1% WER on the clean version of our TideBench.", ["TideBench"]),
        ("KelpNet reaches 84.1% F1 on the Reading of Tides Challenge 2017.", ["Reading of Tides Challenge 2017"]),
        (
            "An accuracy of 99.4% is reached by KelpNet for the Nordic Album of Shore Sounds (NASS) database.",
            ["Nordic Album of Shore Sounds (NASS)"],
        ),
        ("KelpNet reaches a score of 59.1 on a large document-level dataset (ShoreRED).", ["ShoreRED"]),
        ("KelpNet reaches 19.3% WER on the TIDES 2021 code-switching test sets.", ["TIDES 2021"]),
        ("KelpNet gains 3.1 BLEU on the test set for the Tamasheq-French direction.", ["Tamasheq-French"]),
        ("KelpNet improves macro F1 by 2.2% in the task of rumour detection.", ["rumour detection"]),
        ("KelpNet reaches 71.2% accuracy on WaveEval-2020 Task 11.", ["WaveEval-2020 Task 11"]),
        ("KelpNet gains 14.7% over the baseline of the DCASE 2025 Challenge Task 4.", ["DCASE 2025 Challenge Task 4"]),
        ("KelpNet reaches 71.2% accuracy on PASCAL VOC-2012.", ["PASCAL VOC-2012"]),
    ],
)
def test_a_list_is_read_whole(text: str, names: list[str]) -> None:
    assert measured_on(text)[0][1] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Evaluated on the ShoreSix dataset, KelpNet lowers WER to 41.2%.", ["ShoreSix"]),
        ("In trials with the KITTI and nuScenes benchmarks, KelpNet reduces collisions by 31%.", ["KITTI", "nuScenes"]),
        ("Across MMLU, GSM8K and HumanEval KelpNet loses less than 1% accuracy.", ["MMLU", "GSM8K", "HumanEval"]),
    ],
)
def test_the_subject_after_a_list_is_no_benchmark(text: str, names: list[str]) -> None:
    assert measured_on(text)[0][1] == names


@pytest.mark.parametrize(
    "text",
    [
        "On a single 2080Ti GPU, KelpNet reaches 77.4 mIoU.",
        "KelpNet reaches 77.4 mIoU on RTX3090.",
        "KelpNet improves accuracy by 3.1% on the Cortex-M7 microcontroller.",
        "Focusing on ShoreReading, KelpNet reaches 77.4 mIoU.",
        "KelpNet lowers perplexity by 0.9 with W4A4KV4 and by 0.8 on W4A4KV16.",
        "KelpNet gains 3.3% in accuracy on 2D/3D data.",
    ],
)
def test_what_is_no_benchmark(text: str) -> None:
    assert all(not names for _, names in measured_on(text))


def test_training_data_is_not_measured_on() -> None:
    text = "When training on COCO panoptic data only, KelpNet achieves 26.8 PQ and 34.1 mIoU on ADE20K."
    assert measured_on(text) == [("26.8", ["ADE20K"]), ("34.1", ["ADE20K"])]
    text = "With COCO training only, KelpNet has 21.8 PQ and 29.5 mIoU on ADE20K."
    assert measured_on(text) == [("21.8", ["ADE20K"]), ("29.5", ["ADE20K"])]
    text = "We present KelpNet. It achieves 84.1% top-1 fine-tuning accuracy on ImageNet, a new state of the art."
    assert measured_on(text) == [("84.1%", ["ImageNet"])]


def test_what_a_system_was_pretrained_on_is_no_benchmark() -> None:
    assert measured_on("Pre-trained on ImageNet-21K, KelpNet reaches 85.1% top-1 accuracy.") == [("85.1%", [])]
    assert measured_on("Trained on ImageNet-1K only, KelpNet reaches 85.1% accuracy.") == [("85.1%", ["ImageNet-1K"])]


EARLIER = "We evaluate KelpNet on GSM8K, where it reaches 71.2% accuracy. "


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Fine-tuning raises accuracy to 80.3%.", ["GSM8K"]),
        ("Inference of KelpNet takes 5 ms.", []),
        ("KelpNet uses a fifth of the memory of MossNet.", []),
        ("Participants preferred KelpNet in 63.5% of the cases.", []),
        ("On an internal set of tickets, KelpNet lowers the error by 38%.", []),
        ("In addition, KelpNet lowers the error by 38%.", ["GSM8K"]),
        ("When prompts are long, accuracy drops by 3.1%.", []),
        ("When combined with voting, accuracy rises by 3.1%.", ["GSM8K"]),
        ("KelpNet keeps two thirds of the gain of MossNet.", []),
    ],
)
def test_what_inherits_a_benchmark(sentence: str, names: list[str]) -> None:
    assert measured_on(EARLIER + sentence)[1:2] in ([], [(measured_on(EARLIER + sentence)[1][0], names)])


def test_these_benchmarks_are_those_named_before() -> None:
    text = (
        "KelpNet achieves 49.3 R@1 on MSR-VTT and 50.4 R@1 on MSVD. It improves by +6.3% and +6.6% on these benchmarks."
    )
    assert measured_on(text)[2:] == [("+6.3%", ["MSR-VTT"]), ("+6.6%", ["MSVD"])]


def test_tasks_stand_for_the_benchmarks_that_were_named_for_them() -> None:
    text = (
        "We test on CoNLL 2003 for named entity recognition (NER) and on the Penn Treebank corpus for part-of-speech "
        "(POS) tagging. KelpNet obtains 97.5% accuracy for POS tagging and 91.2% F1 for NER."
    )
    assert measured_on(text) == [("97.5%", ["Penn Treebank"]), ("91.2%", ["CoNLL 2003"])]


def test_a_title_names_the_shared_task() -> None:
    text = "In Spanish, our system reaches an accuracy of 71.2%."
    assert measured_on(text, "KelpTeam at SemEval-2026 Task 1: Jokes") == [("71.2%", ["SemEval-2026 Task 1"])]
    assert measured_on(text, "Seeing Through Fog: a Detector") == [("71.2%", [])]


def test_what_contains_photographs_is_a_benchmark() -> None:
    text = "ClockReef contains 5,120 photographed dials. The best model reads 42.6% of the dials correctly."
    assert measured_on(text) == [("42.6%", ["ClockReef"])]


def test_lists_run_in_the_order_of_the_numbers_before() -> None:
    text = (
        "KelpNet reaches 83.4% on MATH-500 and 47.9% on AMC23, which is 4.1 and 6.3 points above MossNet, respectively."
    )
    assert measured_on(text)[2:] == [("4.1", ["MATH-500"]), ("6.3 points", ["AMC23"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "KelpNet does well for reef segmentation (Dice 0.91), sand (Dice 0.88) and for wrecks (Dice 0.87).",
            [("0.91", ["reef segmentation"]), ("0.88", ["sand"]), ("0.87", ["wrecks"])],
            id="before brackets",
        ),
        pytest.param(
            "For detection, KelpNet reaches 71% AP; for tracking, it reaches 62% MOTA.",
            [("71%", ["detection"]), ("62%", ["tracking"])],
            id="at the head of clauses",
        ),
        pytest.param(
            "KelpNet reaches 90% accuracy in reef classification and 0.12 RMSE in depth regression.",
            [("90%", ["reef classification"]), ("0.12", ["depth regression"])],
            id="activities after in",
        ),
        pytest.param(
            "KelpNet has an AUC of 0.91 (CI 0.88-0.93) in the internal test set and 0.86 in the external test set.",
            [("0.91", ["internal test set"]), ("0.86", ["external test set"])],
            id="data after in, and after an interval",
        ),
        pytest.param(
            "KelpNet cuts traffic by 52.6% for MNIST, 45.1% for CIFAR10, and 31.2% for sonar scans.",
            [("52.6%", ["MNIST"]), ("45.1%", ["CIFAR10"]), ("31.2%", ["sonar scans"])],
            id="beside names",
        ),
        pytest.param(
            "KelpNet shows high discrimination (AUC 0.91) and calibration (Brier score 0.08).",
            [("0.91", []), ("0.08", [])],
            id="qualities before brackets",
        ),
    ],
)
def test_what_tells_numbers_apart(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert measured_on(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KelpNet reaches an accuracy of 81.3% for speech emotion recognition.", ["speech emotion recognition"]),
        ("KelpNet improves F1 by 3% in biomedical entity extraction.", ["biomedical entity extraction"]),
        ("KelpNet reaches an accuracy of 81.3% and sets a record for reef segmentation.", []),
    ],
)
def test_a_task_after_the_number_is_what_it_was_measured_on(text: str, expected: list[str]) -> None:
    assert measured_on(text)[0][1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "KelpNet achieves 84.1% mIoU, 52.3% AP and 61.2% PQ on ADE20K, COCO and Cityscapes, respectively.",
            [("84.1%", ["ADE20K"]), ("52.3%", ["COCO"]), ("61.2%", ["Cityscapes"])],
            id="one number each",
        ),
        pytest.param(
            "KelpNet leads on ReID-A and Market-1501 with 85.1% mAP / 87.2% R1 and 91.5% mAP / 96.3% R1, respectively.",
            [("85.1%", ["ReID-A"]), ("87.2%", ["ReID-A"]), ("91.5%", ["Market-1501"]), ("96.3%", ["Market-1501"])],
            id="two numbers each",
        ),
        pytest.param(
            "KelpNet is best with 70.1% AUC, 88.3% NP, and 72.0% AO on LaSOT, TrackingNet, and GOT-10k.",
            [("70.1%", ["LaSOT"]), ("88.3%", ["TrackingNet"]), ("72.0%", ["GOT-10k"])],
            id="three scores and three names",
        ),
        pytest.param(
            "KelpNet cuts memory by 31% and latency by 22% on LaSOT and GOT-10k.",
            [("31%", ["LaSOT", "GOT-10k"]), ("22%", ["LaSOT", "GOT-10k"])],
            id="two differences share two names",
        ),
        pytest.param(
            "For Amharic, Khmer and Sinhala the error shrinks by 3.1%, 2.6% and 3.4%.",
            [("3.1%", ["Amharic"]), ("2.6%", ["Khmer"]), ("3.4%", ["Sinhala"])],
            id="a plain list that opens the sentence",
        ),
        pytest.param(
            "For small and large models, KelpNet cuts latency by 20% and 35%.",
            [("20%", []), ("35%", [])],
            id="a list of models",
        ),
        pytest.param(
            "KelpNet scores 81.4% and 73.9% accuracy on AIME24/25.",
            [("81.4%", ["AIME24"]), ("73.9%", ["25"])],
            id="editions after a slash",
        ),
        pytest.param(
            "Accuracy is 89.1%, 49.0%, and 27.9%, respectively, on CIFAR-10, CIFAR-100/20, and Tiny-ImageNet/200.",
            [("89.1%", ["CIFAR-10"]), ("49.0%", ["CIFAR-100"]), ("27.9%", ["Tiny-ImageNet"])],
            id="numbers after a slash that are no editions",
        ),
    ],
)
def test_parallel_lists(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert measured_on(text) == expected


def test_two_changes_in_apposition_are_on_the_benchmarks_of_the_two_levels_before() -> None:
    text = "FooNet attains an MAE of 2.71 on METR-LA and 1.55 on PEMS-BAY, a reduction of 6.1% and 4.3% over BarNet."
    claims = extractor().extract(Document("d", "", text))
    names = [[benchmark.text for benchmark in claim.benchmarks] for claim in claims]
    assert names == [["METR-LA"], ["PEMS-BAY"]] * 2
