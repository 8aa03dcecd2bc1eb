"""Where the name of a benchmark begins and ends in its phrase."""

from __future__ import annotations

import pytest

from claimx.model import Document
from tests.assembly.test_benchmarks import extractor, measured_on


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(
            "KelpNet reaches 61% mIoU on the Marine Debris Segmentation (MDebS) dataset.",
            "Marine Debris Segmentation (MDebS)",
            id="a short form between the name and its noun",
        ),
        pytest.param(
            "Tests on the Lakeside University of Technology (LUT) Street Sounds 2019 dataset show an accuracy of 83%.",
            "Lakeside University of Technology (LUT) Street Sounds 2019",
            id="a short form amid the name",
        ),
        pytest.param(
            "KelpNet obtains a Dice score of 0.85 on the Kidney Image Database Consortium (KIDC) dataset.",
            "Kidney Image Database Consortium (KIDC)",
            id="a noun of data amid the name",
        ),
        pytest.param(
            "On the Google caption repair dataset, KelpNet achieves an F1 of 85.5.",
            "Google caption repair",
            id="common words between a company and the noun",
        ),
        pytest.param(
            "KelpNet reaches an FID of 1.29 on the Hand X-rays dataset.",
            "Hand X-rays",
            id="a common word between a title word and the noun",
        ),
        pytest.param(
            "KelpNet reaches an F1 of 84% on a Chinese headline dataset.",
            "Chinese headline",
            id="a language and a common word",
        ),
        pytest.param(
            "KelpNet beats tracing on the near-field ASR benchmark by 8.9%.",
            "near-field ASR",
            id="a task in short with what kind it is",
        ),
    ],
)
def test_a_name_is_read_whole(text: str, name: str) -> None:
    assert [names for _, names in measured_on(text)] == [[name]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("KelpNet reaches an accuracy of 80% on a large English corpus.", id="a language alone"),
        pytest.param("KelpNet reaches an accuracy of 80% on LLM reasoning benchmarks.", id="several of a kind"),
        pytest.param("KelpNet reaches an accuracy of 80% on the NLP benchmark.", id="a field alone"),
    ],
)
def test_a_kind_is_no_name(text: str) -> None:
    assert [names for _, names in measured_on(text)] == [[]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "KelpNet gains 1.1 mIoU in the adaptation of GTA5 to Cityscapes and 0.9 mIoU from SYNTHIA to Cityscapes.",
            [("1.1", ["GTA5 to Cityscapes"]), ("0.9", ["SYNTHIA to Cityscapes"])],
            id="data that a system comes from and is brought to",
        ),
        pytest.param(
            "KelpNet lowers WER by 12% on the Mandarin test set and by 9% on the English test set.",
            [("12%", ["Mandarin"]), ("9%", ["English"])],
            id="languages before a part",
        ),
        pytest.param(
            "Replayed on four years of ShoreViews, KelpNet finds 94 of 97 incidents.",
            [("94 of 97", ["ShoreViews"])],
            id="years of",
        ),
        pytest.param(
            "KelpNet reaches a speedup of 1.3x on 12 kernels from ShoreHLS and TideMark.",
            [("1.3x", ["ShoreHLS", "TideMark"])],
            id="a count of parts from",
        ),
        pytest.param(
            "KelpNet reaches 81% accuracy on 8 layers of BERT.", [("81%", [])], id="a count of a system's parts"
        ),
        pytest.param(
            "KelpNet is tested on three datasets: Tidal Cytology (4-class) dataset, Reef Pap Smear (7-class) dataset, "
            "and Shoreline (5-class) dataset achieving accuracies of 99.4%, 98.3% and 97.8%, respectively.",
            [("99.4%", ["Tidal Cytology"]), ("98.3%", ["Reef Pap Smear"]), ("97.8%", ["Shoreline"])],
            id="remarks between names and nouns",
        ),
        pytest.param(
            "KelpNet is best on MNIST, KMNIST, Letters, and CIFAR-10. It achieves FIDs of 37.5, 91.9, 59.2, and 67.4 "
            "on the above datasets, respectively.",
            [("37.5", ["MNIST"]), ("91.9", ["KMNIST"]), ("59.2", ["Letters"]), ("67.4", ["CIFAR-10"])],
            id="a plain word amid known names",
        ),
        pytest.param(
            "KelpNet is best on fovea detection (IDRiD: distance of 25.4 pixels, REFUGE: 32.5 pixels).",
            [("25.4 pixels", ["IDRiD"]), ("32.5 pixels", ["REFUGE"])],
            id="an ambiguous name before a colon, words after a colon",
        ),
        pytest.param(
            "KelpNet reaches a PoseBusters passing rate of 95.9% on ShoreDock, more than all baselines.",
            [("95.9%", ["ShoreDock"])],
            id="a name that is part of a metric's",
        ),
        pytest.param(
            "KelpNet raises the Winograd Schema Challenge (WSC) benchmark to 64.9%.",
            [("64.9%", ["Winograd Schema Challenge"])],
            id="an ambiguous name before its noun, after no preposition",
        ),
        pytest.param(
            "KelpNet reaches 25.8 mm MPJPE on Human 3.6M with 5M parameters.",
            [("25.8 mm", ["Human 3.6M"])],
            id="a number that is part of a name",
        ),
        pytest.param(
            "On PASCAL-Context KelpNet reaches 79.7% mIoU, and consistent gains hold for three other datasets: "
            "COCO, LVIS and Cityscapes.",
            [("79.7%", ["PASCAL-Context"])],
            id="another clause names others",
        ),
    ],
)
def test_lists_of_names(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert measured_on(text) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "KelpNet reaches 64.3 and 64.4 mAP on COCO minival and test-dev, respectively.",
            ["COCO minival", "COCO test-dev"],
        ),
        (
            "KelpNet gets WERs of 1.9%/3.9% on LibriSpeech test-clean/test-other.",
            ["LibriSpeech test-clean", "LibriSpeech test-other"],
        ),
        (
            "KelpNet reaches 94.1% on Google Speech Commands V1 and 94.5% on V2.",
            ["Speech Commands V1", "Speech Commands V2"],
        ),
        (
            "KelpNet yields 14.0 and 26.2 BLEU on WMT 2014 English-German and English-French, respectively.",
            ["WMT2014 English-German", "WMT2014 English-French"],
        ),
        (
            "KelpNet gets 30.7 and 43.7 BLEU in WMT'14 English-German and English-French translation tasks.",
            ["WMT2014 English-German", "WMT2014 English-French"],
        ),
        (
            "KelpNet reaches 73% accuracy on the hard setting for Emotion Tagging on IEMOCAP and 52% on VoxCeleb1.",
            ["IEMOCAP", "VoxCeleb1"],
        ),
        ("KelpNet reaches 64.3 and 61.0 mAP on COCO and LVIS, respectively.", ["COCO", "LVIS"]),
    ],
)
def test_parts_are_named_as_a_whole(text: str, names: list[str]) -> None:
    claims = extractor().extract(Document("d", "", text))
    assert [[name.name for name in claim.benchmarks] for claim in claims] == [[name] for name in names]
