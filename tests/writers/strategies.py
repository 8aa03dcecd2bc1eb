"""Arbitrary claims for the property tests of this folder: any text, any place, any number."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from claimx.model import Aggregate, Claim, Direction, Kind, Metric, Name, Qualifier, Quote, Scale, Value

AWKWARD = st.sampled_from(
    ["", "=cmd|'/c calc'!A0", "+11%", "-5%", "@x", "\tx", "\rx", "\nx", "'quoted", "''", "＝1", "NA", "None", "nan",
     "null", "1.10", "1e3", "a;b", "a; b", "\\", "\\;", "; ", 'say "so"', "a,b", "a\r\nb", "\x00", "\ufeffx", "true"]
)  # fmt: skip
TEXTS = AWKWARD | st.text(max_size=30)
OFFSETS = st.integers(0, 2**53)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
PLACES: dict[str, Any] = {"start": OFFSETS, "end": OFFSETS, "in_": st.sampled_from(["text", "title"])}
NAMES = st.builds(Name, text=TEXTS, name=TEXTS, **PLACES)
VALUES = st.builds(
    Value, text=TEXTS, low=NUMBERS, high=NUMBERS, unit=TEXTS, qualifier=st.sampled_from(get_args(Qualifier)), **PLACES
)
METRICS = st.builds(
    Metric,
    text=TEXTS,
    name=TEXTS,
    start=st.none() | OFFSETS,
    end=st.none() | OFFSETS,
    in_=PLACES["in_"],
    inferred=st.booleans(),
)
CLAIMS = st.builds(
    Claim,
    id=TEXTS,
    doc_id=TEXTS,
    title=TEXTS,
    kind=st.sampled_from(get_args(Kind)),
    value=VALUES,
    from_=st.none() | VALUES,
    direction=st.sampled_from(get_args(Direction)),
    scale=st.sampled_from(get_args(Scale)),
    aggregate=st.sampled_from(get_args(Aggregate)),
    benchmarks=st.lists(NAMES, max_size=3).map(tuple),
    metric=st.none() | METRICS,
    model=st.none() | NAMES,
    base_model=st.none() | NAMES,
    baseline=st.none() | NAMES,
    sentence=st.builds(Quote, text=TEXTS, **PLACES),
    section=TEXTS,
    rule=TEXTS,
    confidence=st.floats(0, 1),
    date=st.none() | TEXTS,
    url=st.none() | TEXTS,
)
CLAIM_LISTS = st.lists(CLAIMS, max_size=4)
