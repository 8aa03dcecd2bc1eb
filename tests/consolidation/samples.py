"""Claims for the tests of tables, each built from the sentence that states it."""

from __future__ import annotations

import itertools
from typing import Any

from claimx.consolidation import NameInfo, NameList, build_table, load_settings
from claimx.consolidation.table import TableOptions
from claimx.model import Claim, Entry, Metric, Name, Quote, ResultsTable, Value

SETTINGS = load_settings()
NAMES = NameList(
    benchmarks=[
        NameInfo("AIME 2024", ("AIME24",), task="mathematics"),
        NameInfo("GSM8K", task="mathematics"),
        NameInfo("MATH-500", ("MATH500",), task="mathematics"),
        NameInfo("T4D", task="theory of mind"),
        NameInfo("MNLI", task="inference"),
    ],
    metrics=[
        NameInfo("accuracy", ("acc",), better="higher", unit="%"),
        NameInfo("word error rate", ("WER",), better="lower", unit="%"),
        NameInfo("latency", better="lower", unit="ms"),
        NameInfo("F1", better="higher", unit="%"),
        NameInfo("speed", better="higher", unit="x"),
    ],
    models=[NameInfo("GPT-4", maker="OpenAI"), NameInfo("Qwen3-4B", maker="Alibaba")],
)
_NUMBERS = itertools.count(1)


def build_claim(
    sentence: str,
    value: str,
    number: float | None = None,
    *,
    doc: str = "p1",
    start: int = 0,
    unit: str = "%",
    high: float | None = None,
    qualifier: str = "",
    from_: str = "",
    benchmarks: tuple[str, ...] = ("GSM8K",),
    metric: str = "accuracy",
    model: str = "FooNet",
    base_model: str = "",
    baseline: str = "",
    **fields: Any,
) -> Claim:
    """Build a claim; names need not stand in the sentence, the value must."""
    at = start + sentence.index(value)
    low = float(value.strip("%x")) if number is None else number

    def name(text: str) -> Name | None:
        place = start + max(sentence.find(text), 0)
        return Name(text=text, name=text, start=place, end=place + len(text)) if text else None

    from_value = float(from_.strip("%")) if from_ else 0.0
    return Claim(
        id=fields.pop("id", f"{next(_NUMBERS):012x}"),
        doc_id=doc,
        kind=fields.pop("kind", "transition" if from_ else "score"),
        value=Value(
            text=value, start=at, end=at + len(value), low=low, high=high or low, unit=unit, qualifier=qualifier  # type: ignore[arg-type]
        ),
        from_=Value(text=from_, start=at, end=at, low=from_value, high=from_value, unit=unit) if from_ else None,
        benchmarks=tuple(item for text in benchmarks if (item := name(text))),
        metric=Metric(text=metric, name=metric, start=0, end=1) if metric else None,
        model=name(model),
        base_model=name(base_model),
        baseline=name(baseline),
        sentence=Quote(text=sentence, start=start, end=start + len(sentence)),
        rule="a.rule",
        confidence=0.9,
        **fields,
    )  # fmt: skip


def score(text: str, **fields: Any) -> Claim:
    """Build a score claim that a short sentence of its own states."""
    return build_claim(f"It reaches {text} there.", text, **fields)


def gain(text: str, **fields: Any) -> Claim:
    """Build a claim of an upward difference."""
    return build_claim(f"It gains {text} there.", text, **{"kind": "delta", "direction": "up", **fields})


def table_of(*claims: Claim, **options: Any) -> ResultsTable:
    """Bring claims together with the names above."""
    return build_table(claims, NAMES, SETTINGS, TableOptions(**options))


def entries_of(table: ResultsTable) -> list[Entry]:
    """Return every entry of a table, row by row."""
    return [entry for _, _, cell in table.walk() for entry in cell.entries]


def survey_claims() -> list[Claim]:
    """Return claims of three papers that need every mark, sign and escape of a table."""
    one = {"doc": "2401.00001", "title": "FooNet: a method for sums", "date": "2024-01-02"}
    two = {"doc": "2402.00002", "title": "Bar_Net & friends: 50% of $x$ | y", "date": "2024-02-02"}
    three = {"doc": "p3", "title": "<Quux> sees more"}
    quux = {"model": "Quux", "base_model": "Qwen3-4B"}
    return [
        score("80.5%", **one),
        score("80.5%", **one, start=100),
        score("0.92", **one, unit="", model="GPT-4"),
        score("1.10", **one, unit="", metric="perplexity", benchmarks=("WikiText-2",)),
        score("83.1%", **two, model="Bar_Net"),
        score("46%", **two, model="Bar_Net", benchmarks=("MATH-500",), qualifier="up_to"),
        score("78.2%", **two),
        build_claim("It has 51.3% in 5-shot mode.", "51.3%", **two, model="Bar_Net", benchmarks=("MATH-500",)),
        gain("2.1x", **two, unit="x", metric="speed", model="Bar_Net", benchmarks=("MATH-500",)),
        gain("3.2 points", number=3.2, unit="points", **three, **quux, benchmarks=("GSM8K", "AIME 2024", "MATH-500")),
        build_claim("From 50% to 71%.", "71%", from_="50%", **three, **quux, benchmarks=("T4D",), direction="up"),
        gain("40%", **three, **quux, metric="latency", benchmarks=(), direction="down"),
        score("83.1%", **three, model="[CLS] = net"),
    ]
