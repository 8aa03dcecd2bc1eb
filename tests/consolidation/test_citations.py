"""A BibTeX key is given only to a paper that the entry is certainly about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.consolidation import find_citation_keys, read_bibtex

from .samples import score

BIB = r"""
% @misc{commented-out-by-habit
@string{venue = "Some Venue"}
@article{foo2024, title = {{FooNet}: A Method for {S}ums}, author={A, B and C}, year = 2024}
@misc{by-eprint, eprint = {2402.00002v3}, archivePrefix={arXiv}, title = "Unlike Title \"{o}f \& all"}
@inproceedings{by-doi, url = {https://doi.org/10.1234/AbC.5}, title = {Not the One}}
@misc{by-note, note = "arXiv preprint arXiv:2403.00003", title={Third {One} Here}}
@article{foo-again, title={FooNet: a method for sums}}
@misc{broken, title = {never closed
"""


def keys(**fields: str) -> dict[str, str]:
    return find_citation_keys(read_bibtex(BIB), [score("1%", **fields)])


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"doc": "p1", "title": "FooNet: A Method for Sums"}, "foo2024"),
        ({"doc": "arXiv:2402.00002"}, "by-eprint"),
        ({"doc": "2402.00002v1"}, "by-eprint"),
        ({"doc": "p1", "url": "https://arxiv.org/abs/2403.00003"}, "by-note"),
        ({"doc": "10.1234/abc.5"}, "by-doi"),
        ({"doc": "p1", "title": "Unlike title öf all"}, "by-eprint"),
    ],
)
def test_a_paper_is_found_by_id_or_whole_title(fields: dict[str, str], key: str) -> None:
    assert keys(**fields) == {fields["doc"]: key}


@pytest.mark.parametrize(
    "fields",
    [{"doc": "p1", "title": "FooNet"}, {"doc": "2402.0000"}, {"doc": "12402.00002"}, {"doc": "p1", "title": ""}],
)
def test_a_likeness_is_no_citation(fields: dict[str, str]) -> None:
    assert keys(**fields) == {}


def test_a_broken_entry_costs_no_other() -> None:
    found = [entry.key for entry in read_bibtex(BIB + "\n@misc{after, title={x}}")]
    assert found[-2:] == ["broken", "after"]


@given(st.text(alphabet='@{}",=\\abc% \n1', max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    for entry in read_bibtex(text):
        assert entry.key
