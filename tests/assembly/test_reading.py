"""Which rules read a number, and which of them wins."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.assembly.reading import Reading, RuleIndex, choose_reading, find_readings
from claimx.mentions import TaggedSentence, Tagger, find_names, find_quantities
from claimx.model import Span
from claimx.rulebook import Rule, Rulebook, load_rulebook


@cache
def rulebook() -> Rulebook:
    return load_rulebook(experimental=True)


@cache
def index() -> RuleIndex:
    return RuleIndex(rulebook().rules)


def rule(rule_id: str) -> Rule:
    return next(rule for rule in rulebook().rules if rule.id == rule_id)


def tag(text: str) -> TaggedSentence:
    names = find_names(text, rulebook().finder)
    quantities = find_quantities(text, rulebook().quantities, [n.span for n in names if not n.weak])
    tagger = Tagger(rulebook().vocabulary, rulebook().naming.generic_names)
    return tagger.tag(text, Span(0, len(text)), quantities, names)


def read(text: str) -> list[Reading]:
    """Return the readings of the only number of a text, the winning one first."""
    (readings,) = find_readings(tag(text), index()).values()
    return readings


def test_an_earlier_pass_wins() -> None:
    orders = [reading.rule.order for reading in read("reduces the latency by 30%")]
    assert orders == sorted(orders)
    assert len(set(orders)) > 1


def test_within_a_pass_the_longest_match_wins() -> None:
    readings = [r for r in read("a 12% improvement in accuracy") if r.rule.id == "delta.noun-gain"]
    lengths = [reading.last - reading.first for reading in readings]
    assert lengths == sorted(lengths, reverse=True)
    assert len(set(lengths)) > 1


def test_the_slots_of_a_reading_are_ranges_of_tokens() -> None:
    sentence = tag("outperforms the best baseline by 3%")
    (readings,) = find_readings(sentence, index()).values()
    reading = next(reading for reading in readings if reading.rule.id == "delta.beat-by")
    assert sentence.words(*reading.slots["baseline"]) == "the best baseline"
    assert sentence.words(reading.first, reading.last) == "outperforms the best baseline by 3%"
    assert "value" not in reading.slots


def test_each_number_of_a_sentence_has_its_own_readings() -> None:
    found = find_readings(tag("improves accuracy by 8% and cuts latency by 40%"), index())
    assert [readings[0].rule.id for readings in found.values()] == ["delta.improve-by", "delta.reduce-by"]


def test_a_number_that_no_rule_reads_has_no_reading() -> None:
    assert find_readings(tag("12 pears"), RuleIndex([rule("delta.reduce-by")])) == {0: []}


def test_a_plus_sign_makes_no_level_and_no_sign_no_signed_change() -> None:
    def chosen(text: str) -> str:
        sentence = tag(text)
        (token,) = sentence.quantities
        reading = choose_reading(find_readings(sentence, index())[token], sentence.quantities[token][0])
        return reading.rule.kind if reading else ""

    assert chosen("accuracy (+3.2%)") == "delta"
    assert chosen("accuracy (3.2%)") == "score"


def test_a_rule_that_asks_for_units_reads_no_others() -> None:
    def chosen(text: str) -> str:
        sentence = tag(text)
        (token,) = sentence.quantities
        reading = choose_reading(
            find_readings(sentence, RuleIndex([rule("score.at-rate")]))[token], sentence.quantities[token][0]
        )
        return reading.rule.id if reading else ""

    assert chosen("found at 42 FPS") == "score.at-rate"
    assert chosen("found at 42 GHz") == ""


def sequences() -> st.SearchStrategy[str]:
    rare = "".join(rulebook().sets["cue"])
    return st.text(
        st.sampled_from([*"%pxufi$chDTtz" * 4, *"nnNNCgelBbMmSOd" * 3, *"(),.;:=/&\"'[]", *rare]), max_size=30
    )


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_the_prefilter_loses_no_reading(data: st.DataObject) -> None:
    tags = data.draw(sequences())
    places = tuple(range(len(tags)))
    numbers = {place: () for place in places if tags[place] in rulebook().sets["quantity"]}
    text = "x" * len(tags)
    sentence = TaggedSentence(text, Span(0, len(tags)), tags, places, tuple(place + 1 for place in places), numbers, {})
    assert find_readings(sentence, index()) == find_readings(sentence, index(), prefilter=False)
