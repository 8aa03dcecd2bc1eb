"""Plain text -> name mentions: benchmarks, metrics and models that the lexicons know."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from claimx.model import Span
from claimx.rulebook.lexicon import Entry, Finder

# What may follow a model family's name: version, size, variant ("Qwen" + "2.5-7B-Instruct", "Claude" + " Opus 4.7").
_MODEL_SUFFIX = regex.compile(
    r"(?:[-_./ ]?(?:v|V|o|R|K|M|A|E)?\d+(?:\.\d+)*(?:(?!x\b)[a-z]{1,2}|[xX]\d+[bB]|[-–]?[bBmMkK])?"
    r"(?![\w%×]|\.\d|\s?(?:%|×|times|points?|percent|x\b)|\s(?:[nµm]?s|[kMGT]B|[mkM]?W|m?J|fps|FPS|hours?|minutes?|seconds?)\b))"
    r"|(?:[- ](?:Instruct|Chat|Base|base|chat|instruct|Turbo|turbo|mini|Mini|nano|Pro|pro|Flash|Lite|Ultra|Max|Plus"
    r"|Preview|Sonnet|Opus|Haiku|Large|large|Small|small|Medium|medium|Tiny|tiny|Huge|XL|XXL|Coder|Code|Math|VL|Vision|Omni"
    r"|Audio|Distill|Thinking|Reasoner|Next|Zero|Nano|preview|latest|family|Scout|Maverick|Codex|codex)(?!\w))"
    r"|(?:-(?:it|hf)(?!\w))"
    r"|(?:-[BLSHTG](?:/\d+)?(?![\w-]))"
    r"|(?:\s?\((?:\d+(?:\.\d+)?[BM]|[Bb]ase|[Ll]arge)\))"
)


# What "test-time" describes, unless its sentence goes on with a verb or a preposition.
_DESCRIBED = regex.compile(
    r"\s(?!(?:by|of|from|to|is|was|and|or|on|in|with|for|per|at|than|compared|while|over|across|under|drops?|falls?)\b)[a-z]"
)
# A name inside a compound ("BERT-based", "ImageNet-pretrained") names no benchmark or system here.
_COMPOUND = regex.compile(r"[-–][A-Za-z]")
_HYPHENS = frozenset("-–")
# The year of a benchmark's edition ("MUCS" + " 2021"), where the lexicon does not know the two as one name.
_EDITION = regex.compile(
    r"[-\u2010-\u2015 ](?:(?:19|20)\d\d(?![\w%/]|[.,]\d|-\w)|v?\d\.\d"
    r"(?=\s(?:[Dd]ata\s?set|[Bb]enchmark|[Cc]orpus|[Tt]est|[Vv]al|with|and|by|for|in|is|are)\b|[,;)]|\.?$))"
)
# Where a ranking is cut off, or from which overlap on something counts: "Recall" + "@5x", "mAP" + "@IoU=0.5".
_CUT_OFF = regex.compile(r"(?:@(?:t?IoU\s?=\s?)?|(?<=@t?IoU)\s?=\s?)\d\w*(?:\.\d+)?(?![\w%])")
_RANKED_METRIC = regex.compile(r"(?<![\w@.-])[A-Za-z][A-Za-z-]{0,14}@\d[\w.]*\b(?!@)")
# A shared task with its year and number: "SemEval-2020 Task 11", "DCASE 2025 Challenge Task 4".
_SHARED_TASK = regex.compile(
    r"(?<![\w-])(?=\w*[A-Z]\w*[A-Z])[A-Z]\w+[-\u2010-\u2015 ]?\u2019?\d{2,4}"
    r"(?:(?:\s[A-Z][\w&-]+){0,4}\s(?:[Ss]hared\s[Tt]ask|[Cc]hallenge|[Tt]rack|[Cc]ompetition))?"
    r"(?:,?\s(?:[Tt]ask|[Tt]rack|[Ss]ub-?[Tt]ask)\s(?:\d+[A-Za-z]?|[A-Z])(?!\w))?"
)
_SHARED_TASK_CUES = ("ask", "hallenge", "rack", "ompetition")  # of both cases at once


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name that a lexicon knows.

    Args:
        span: Where it stands, in plain offsets.
        kind: ``benchmarks``, ``metrics`` or ``models``.
        entries: What it may stand for; several where the spelling is ambiguous, none where its shape alone says it.
        weak: It is also an ordinary word and needs context to count.
        edition: What follows the lexicon's name to make it that of one edition.
    """

    span: Span
    kind: str
    entries: tuple[Entry, ...]
    weak: bool
    edition: str = ""

    @property
    def name(self) -> str | None:
        """The canonical name, or None where the spelling is ambiguous."""
        return self.entries[0].name + self.edition if len(self.entries) == 1 else None


_RANK = {"benchmarks": 0, "metrics": 1, "models": 2}


def _needs_context(entries: tuple[Entry, ...]) -> bool:
    return entries[0].needs_context and all(entry.needs_context for entry in entries)


def _preference(option: tuple[str, tuple[Entry, ...]]) -> tuple[bool, int]:
    kind, entries = option
    return _needs_context(entries), _RANK[kind]


def find_names(text: str, finder: Finder) -> list[NameMention]:
    """Return the lexicon names of a plain text, in order of place.

    A spelling that several lexicons know is taken for the kind in which it needs no context.
    """
    mentions = _find_shared_tasks(text) + _find_ranked_metrics(text)
    for start, end, options in finder.find(text):
        kind, entries = options[0] if len(options) == 1 else min(options, key=_preference)
        weak = _needs_context(entries)
        if kind == "models":
            end = _extended(text, end)
            if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
                continue
        cut = _CUT_OFF.match(text, end) if kind == "metrics" else None
        if cut:
            end = cut.end()
        edition = _EDITION.match(text, end) if kind == "benchmarks" else None
        if edition:
            end, weak = edition.end(), False
        if (text[end : end + 1] in _HYPHENS and _COMPOUND.match(text, end)) or (
            start > 1 and text[start - 1] == "-" and text[start - 2].isalnum()
        ):
            continue
        if kind == "metrics" and text.endswith("-time", start, end) and _DESCRIBED.match(text, end):
            continue
        year = f" {edition.group()[1:]}" if edition else ""
        mentions.append(NameMention(Span(start, end), kind, entries, weak, year))
    kept: list[NameMention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.span.start, -mention.span.end)):
        if kept and mention.span.start < kept[-1].span.end:
            continue
        kept.append(mention)
    return kept


def _find_shared_tasks(text: str) -> list[NameMention]:
    """Return the shared tasks that a text names in full."""
    if not _has_cue(text):
        return []
    return [
        NameMention(Span(*match.span()), "benchmarks", (), weak=False)
        for match in _SHARED_TASK.finditer(text)
        if _has_cue(match.group())
    ]


def _find_ranked_metrics(text: str) -> list[NameMention]:
    """Return the metrics that say themselves where a ranking is cut off: "Rank@1"."""
    if "@" not in text:
        return []
    return [NameMention(Span(*match.span()), "metrics", (), weak=False) for match in _RANKED_METRIC.finditer(text)]


def _has_cue(text: str) -> bool:
    return any(cue in text for cue in _SHARED_TASK_CUES)


def _extended(text: str, end: int) -> int:
    for _ in range(5):
        match = _MODEL_SUFFIX.match(text, end)
        if match is None or (match.end() < len(text) and text[match.end()].isalnum()):
            break
        end = match.end()
    return end
