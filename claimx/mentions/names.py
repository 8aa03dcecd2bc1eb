"""Plain text -> name mentions: benchmarks, metrics and models that the lexicons know."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from claimx.model import Span
from claimx.rulebook.lexicon import Entry, Finder

# What may follow a model family's name: version, size, variant ("Qwen" + "2.5-7B-Instruct", "Claude" + " Opus 4.7").
_MODEL_SUFFIX = regex.compile(
    r"(?:[-_./ ]?(?:v|V|o|R|K|M|A|E)?\d+(?:\.\d+)*(?:(?!x\b)[a-z]{1,2}|[xX]\d+[bB]|[-–]?[bBmMkK])?"
    r"(?![\w%×]|\.\d|\s?(?:%|×|times|points?|percent|x\b)))"
    r"|(?:[- ](?:Instruct|Chat|Base|base|chat|instruct|Turbo|turbo|mini|Mini|nano|Pro|pro|Flash|Lite|Ultra|Max|Plus"
    r"|Preview|Sonnet|Opus|Haiku|Large|large|Small|small|Medium|medium|Tiny|tiny|Huge|XL|XXL|Coder|Code|Math|VL|Vision|Omni"
    r"|Audio|Distill|Thinking|Reasoner|Next|Zero|Nano|it|hf|preview|latest|family|Scout|Maverick|Codex|codex)(?!\w))"
    r"|(?:-[BLSHTG](?:/\d+)?(?![\w-]))"
    r"|(?:\s?\((?:\d+(?:\.\d+)?[BM]|[Bb]ase|[Ll]arge)\))"
)


# A name inside a compound ("BERT-based", "ImageNet-pretrained") names no benchmark or system here.
_COMPOUND = regex.compile(r"[-–][A-Za-z]")
_HYPHENS = frozenset("-–")


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name that a lexicon knows.

    Args:
        span: Where it stands, in plain offsets.
        kind: ``benchmarks``, ``metrics`` or ``models``.
        entries: What it may stand for; several where the spelling is ambiguous.
        weak: It is also an ordinary word and needs context to count.
    """

    span: Span
    kind: str
    entries: tuple[Entry, ...]
    weak: bool

    @property
    def name(self) -> str | None:
        """The canonical name, or None where the spelling is ambiguous."""
        return self.entries[0].name if len(self.entries) == 1 else None


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
    mentions = []
    for start, end, options in finder.find(text):
        kind, entries = options[0] if len(options) == 1 else min(options, key=_preference)
        weak = _needs_context(entries)
        if kind == "models":
            end = _extended(text, end)
            if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
                continue
        if (text[end : end + 1] in _HYPHENS and _COMPOUND.match(text, end)) or (
            start > 1 and text[start - 1] == "-" and text[start - 2].isalnum()
        ):
            continue
        mentions.append(NameMention(Span(start, end), kind, entries, weak))
    kept: list[NameMention] = []
    for mention in mentions:
        if kept and mention.span.start < kept[-1].span.end:
            continue
        kept.append(mention)
    return kept


def _extended(text: str, end: int) -> int:
    for _ in range(5):
        match = _MODEL_SUFFIX.match(text, end)
        if match is None or (match.end() < len(text) and text[match.end()].isalnum()):
            break
        end = match.end()
    return end
