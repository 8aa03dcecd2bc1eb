"""Coordination and ellipsis: what a later member of a list leaves out, an earlier one has said."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from claimx.assembly.draft import Draft
from claimx.assembly.phrases import respective_run
from claimx.assembly.reading import Reading
from claimx.mentions import TaggedSentence
from claimx.rulebook import Rulebook

LISTED = "score.listed"
_BRACKETED = "score.metric-paren"
# Rules whose number says nothing of what it measures.
_CARRIES_CHANGE = frozenset({"delta.factor", "transition.bare"})
_TAKEN_UP = frozenset({"delta.beat-by", "delta.noun-gain", "delta.gain-of"})  # "This is a 3% improvement over"
_CARRIES = frozenset({"score.verb-value", "score.percent", "score.bare-on-benchmark"})
# Rules of a change that is told a second time.
_RETOLD = frozenset({"delta.relative", "delta.that-is"})
_APPOSED = _RETOLD | frozenset(
    {
        "transition.bare",
        "score.times-that",
        "delta.gain-of",
        "delta.increase-of",
        "delta.reduction-of",
        "delta.loss-of",
        "delta.noun-gain",
    }
)
_NEXT_SENTENCE = 3
_WEAK_PASSES = frozenset({"adjacent", "loose", "default"})


def number_before(draft: Draft, told: Sequence[Draft]) -> Draft | None:
    """Return the number that a draft may go on from: the last one, but for those whose bracket has closed.

    In "94.3 (+3.2) on A, 79.3 on B" the second level goes on from the first, and not from the gain in its bracket.

    Args:
        draft: The draft.
        told: The drafts before it in its sentence.
    """
    tags = draft.sentence.tags
    for before in reversed(told):
        between = tags[before.token : draft.token]
        if between.count(")") <= between.count("("):
            return before
    return told[-1] if told else None


def continue_list(rulebook: Rulebook, draft: Draft, previous: Draft) -> None:
    """Let a number without a reading of its own continue the list that the number before it opened.

    "reduces latency by 3% and memory by 5%", "15% in A, 23% in B", "2.1x on A and 1.7x on B". Kind and direction
    are inherited where only nouns, prepositions and conjunctions stand between the two; the metric and the
    baseline too, where the later number names none.
    """
    if draft.token == previous.token and draft.reading is previous.reading:
        return
    if draft.reading.rule.pass_name not in _WEAK_PASSES and draft.reading.rule.id != _BRACKETED:
        return
    between = draft.sentence.tags[previous.token + 1 : draft.token]
    if len(between) > 16 or "transition" in (draft.kind, previous.kind):
        return
    levels = draft.kind == previous.kind == "score"
    against = levels and any(tag in rulebook.chars("versus", "compared-strict", "than") for tag in between)
    compared = against and draft.metric is None and draft.reading.rule.id == _BRACKETED
    weak = compared or draft.reading.rule.pass_name in _WEAK_PASSES  # "higher than in older texts (88%)"
    contrasts = levels and _contrasts(rulebook, between)
    after = [draft.sentence.tags[token + 1 : token + 2] for token in (previous.token, draft.token)]
    parallel = levels and after[0] == after[1] and after[0] in rulebook.chars("contrast-prep")
    in_order = previous.token in respective_run(
        draft.sentence,
        draft.token,
        rulebook.chars("and") | {","},
        rulebook.chars("respectively"),
        rulebook.chars("in-prep"),
        rulebook.chars("prep", "any-verb", "while"),
    )
    if not weak or not (in_order or _alike(draft, previous, against or contrasts or parallel)):
        return
    blocking = rulebook.chars("any-verb", "while") - rulebook.chars("noun-verb", "verb-ing", "verb-ed")
    apart = any(tag in blocking or tag in ";:" for tag in between)
    if apart and not contrasts:
        return
    if not against and not contrasts and not any(tag in rulebook.chars("and") or tag == "," for tag in between):
        return
    draft.continues = True
    if not draft.unit and previous.unit and previous.quantity.klass in "up":
        draft.unit = previous.unit
    if draft.quantity.sign and draft.kind != previous.kind:
        return
    inherits = draft.kind != previous.kind or not draft.direction
    draft.kind = previous.kind
    says_down = draft.reading.rule.direction in {"down", "worse"}
    if not draft.quantity.sign and (inherits or not says_down):
        draft.direction = previous.direction
    if previous.qualifier and not draft.qualifier and previous.qualifier in {"up_to", "about"}:
        draft.qualifier = previous.qualifier
    if previous.aggregate and not draft.aggregate:
        draft.aggregate = previous.aggregate
    if not draft.names_metric and previous.metric is not None:
        draft.metric = previous.metric
    if draft.baseline is None:
        draft.baseline = previous.baseline
    draft.steps.append(
        f"continues the list of {previous.sentence.text[previous.quantity.span.start : previous.quantity.span.end]!r}"
    )


def _contrasts(rulebook: Rulebook, between: str) -> bool:
    """Say whether a clause gives the same of another system: "a WER of 4.1, whereas BarNet has only 5.2"."""
    verbs, opening = rulebook.chars("reach", "be"), rulebook.chars("while", "that-word") | {";"}
    clause = between.rstrip("".join(rulebook.chars("adverb-any", "evaluative")))
    opens = max((index for index, tag in enumerate(clause) if tag in opening), default=-1)
    if opens < 0 or clause[-1] not in verbs or any(tag in rulebook.chars("any-verb") for tag in clause[:opens]):
        return False
    subject = clause[opens + 1 : -1]
    return bool(subject) and all(tag in rulebook.chars("nominal", "det") for tag in subject)


def continues_rejected(sentence: TaggedSentence, rejected: Reading, reading: Reading, verbs: Collection[str]) -> bool:
    """Say whether a number goes on with the list of one that is no result: "3% dropped out early, 1.4% late".

    Args:
        sentence: The sentence of both.
        rejected: The reading that put the number before out.
        reading: The reading that would make the later number a result.
        verbs: Codes of finite verbs, which begin something new.
    """
    between = sentence.tags[rejected.token + 1 : reading.token]
    weak = reading.rule.pass_name in _WEAK_PASSES
    same = sentence.quantities[rejected.token][0].klass == sentence.quantities[reading.token][0].klass
    if any(tag in verbs for tag in between):
        return False
    return weak and same and len(between) <= 10 and any(tag in ",;" for tag in between) and ":" not in between


def _alike(draft: Draft, previous: Draft, against: bool) -> bool:
    """Say whether two numbers can be members of one list."""
    here, before = draft.quantity.klass, previous.quantity.klass
    if here == "i":
        return before == "i" or (against and before == "u")
    if here == "f" and before == "p":  # "rises by 3.7 points and recall by 2.9"
        return previous.kind == "delta"
    return here == before or (here == "f" and (before == "i" or (against and before == "u")))


def direct_by_verb(rulebook: Rulebook, draft: Draft, lower_is_better: Callable[[Draft], bool]) -> None:
    """Give a difference without a direction that of the nearest verb of change to its left."""
    if draft.kind != "delta" or draft.direction or draft.reading.rule.id != "delta.and-by":
        return
    up, down = rulebook.chars("raise"), rulebook.chars("reduce")
    better, worse = rulebook.chars("improve", "beat", "accelerate"), rulebook.chars("degrade", "trail")
    for index in range(draft.token - 1, -1, -1):
        tag = draft.sentence.tags[index]
        if tag in up or tag in down:
            draft.direction = "up" if tag in up else "down"
            return
        if tag in better or tag in worse:
            draft.direction = "up" if (tag in better) != lower_is_better(draft) else "down"
            return


def share_baselines(drafts: Sequence[Draft]) -> None:
    """Let a baseline that closes a clause hold for the differences before it that have none."""
    for index in range(len(drafts) - 2, -1, -1):
        draft, after = drafts[index], drafts[index + 1]
        changes = draft.kind != "score" and after.kind != "score"
        if changes and draft.baseline is None and after.baseline is not None:
            between = draft.sentence.tags[draft.token + 1 : after.token]
            if ";" not in between:
                draft.baseline = after.baseline
                draft.steps.append("baseline: shared with the next number")


def share_benchmarks_in_order(rulebook: Rulebook, draft: Draft, earlier: list[Draft]) -> bool:
    """Give the members of a list the benchmarks that as many numbers before them had, one each."""
    members = len(draft.sentence.quantities[draft.token])
    tags = draft.sentence.tags
    end = min((value for value in draft.sentence.quantities if value > draft.token), default=len(tags))
    after = tags[draft.token + 1 : min(end, draft.token + 10)].partition(";")[0]
    ordered = any(tag in rulebook.chars("respectively") for tag in after)
    if members < 2 or not (ordered or _is_apposed(rulebook, draft, earlier)):
        return False
    told = [d.benchmarks for d in earlier if d.token != draft.token and len(d.benchmarks) == 1]
    names = {draft.sentence.text[b[0].span.start : b[0].span.end] for b in told}
    exactly = ordered and len(told) == members and len(names) > 1  # two of them may share a benchmark
    if not exactly and (len(told) < members or len(names) != members):
        return False
    draft.benchmarks = list(told[-members:][draft.member])
    draft.steps.append("benchmark: in the order of the numbers before")
    return True


def share_apposed_metric(rulebook: Rulebook, draft: Draft, previous: Draft | None) -> None:
    """Take the metric of the number that a difference or a move is in apposition to: "91%, an increase of 3 points"."""
    if previous is None or previous.metric is None or draft.metric is not None or draft.reading.rule.metric == "none":
        return
    if _is_apposed(rulebook, draft, [previous]):
        draft.metric = previous.metric
        draft.steps.append("metric: of the number before")


def _is_apposed(rulebook: Rulebook, draft: Draft, earlier: Sequence[Draft]) -> bool:
    """Say whether a difference or a move follows in apposition to the number before it."""
    before = next((other for other in reversed(earlier) if other.token != draft.token), None)
    if before is None or draft.reading.rule.id not in _APPOSED:
        return False
    between = draft.sentence.tags[before.token + 1 : draft.reading.first]
    apposed = set(between) & set(",(") and not any(tag in rulebook.chars("any-verb", "while") for tag in between)
    return bool(apposed) and len(between) <= 8


def direct_as_before(draft: Draft, previous: Draft | None) -> None:
    """Give a change that is told a second time its first direction: "falls from 90 to 81, i.e. by 10%"."""
    if draft.reading.rule.id in _RETOLD and previous is not None and previous.direction:
        draft.direction = previous.direction


def carry_metric(rulebook: Rulebook, draft: Draft, told: Sequence[Draft]) -> None:
    """Take the metric of the sentence before where this one names none: "FooNet reaches a BLEU of 34. BarNet gets 31."

    Args:
        rulebook: The rulebook.
        draft: The number without a metric.
        told: The numbers of the sentence before that have their own metrics.
    """
    if draft.continues or draft.metric is not None or draft.reading.rule.metric == "none":
        return
    rule = draft.reading.rule.id
    taken_up = rule in _TAKEN_UP and draft.sentence.tags[0] in rulebook.chars("det", "personal-pronoun", "pronoun")
    if not (rule in _CARRIES and draft.kind == "score") and not taken_up and rule not in _CARRIES_CHANGE:
        return
    alike = [d for d in told if d.unit == draft.unit and (taken_up or (d.kind == "delta") == (draft.kind == "delta"))]
    if draft.kind != "transition":
        alike = [d for d in alike if d.quantity.klass == draft.quantity.klass]
    if not alike:
        return
    members = len(draft.sentence.quantities[draft.token])
    previous = alike[draft.member] if len(alike) == members else alike[-1]
    sentence, before = draft.sentence, previous.sentence
    if sentence is before and not rulebook.metrics.lookup(previous.metric.name if previous.metric else ""):
        return  # "USMLE: 60.2%, MedMCQA: 62.7%"
    near = sentence.span.start - before.span.end <= _NEXT_SENTENCE
    since = sentence.tags[previous.token + 1 :] if sentence is before else sentence.tags
    if near and not any(tag in rulebook.chars("metric-name") for tag in since):
        draft.metric = previous.metric
        draft.steps.append("metric: carried from the sentence before" if since is sentence.tags else "metric: carried")
        draft.doubts.append("metric taken from the surroundings")


def share_metrics_in_order(rulebook: Rulebook, draft: Draft, earlier: list[Draft]) -> None:
    """Give the members of a list the metrics that as many numbers before them had, one each."""
    members = len(draft.sentence.quantities[draft.token])
    after = draft.sentence.tags[draft.token + 1 :]
    if members < 2 or draft.names_metric or not any(tag in rulebook.chars("respectively") for tag in after):
        return
    told = [d.metric for d in earlier if d.token != draft.token and d.metric is not None]
    if len(told) == members and len(set(told)) == members:
        draft.metric = told[draft.member]
        draft.steps.append("metric: in the order of the numbers before")
