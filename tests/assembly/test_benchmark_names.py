"""Where the name of a benchmark begins and ends in its phrase."""

from __future__ import annotations

import pytest

from tests.assembly.test_benchmarks import measured_on


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
