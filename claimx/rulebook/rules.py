"""Rules of assembly: read strictly, compiled once, each with the examples that it must pass."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimx.errors import RuleError
from claimx.rulebook.shapes import Shape, ShapeCompiler
from claimx.rulebook.strict_yaml import Node, check_keys, load_yaml

KINDS = {"score", "delta", "transition", "none"}
DIRECTIONS = {"", "up", "down", "better", "worse", "sign", "compare", "faster", "slower"}
STATUSES = {"experimental", "stable", "retired"}
_REQUIRED = {"id", "says", "shape", "kind", "pass", "matches", "rejects"}
_OPTIONAL = {"status", "direction", "reason", "qualifier", "was", "unit", "metric", "units"}
_GIVES = {"low", "high", "from", "unit", "direction", "metric", "benchmarks", "baseline", "model", "kind", "qualifier"}


@dataclass(frozen=True, slots=True)
class Example:
    """Texts that must be read in one way.

    Args:
        texts: The surfaces.
        gives: Slot -> expected value; empty where it is enough that the rule fires.
    """

    texts: tuple[str, ...]
    gives: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Args:
        id: Unique for ever.
        says: What it reads, in one sentence.
        status: ``stable``, ``experimental`` (off unless asked for) or ``retired``.
        order: Position of its pass; lower passes win.
        pass_name: Name of its pass.
        kind: ``score``, ``delta``, ``transition``, or ``none`` for a number that is no result.
        direction: ``up``, ``down``; ``better``/``worse`` turn with the metric; ``faster``/``slower`` turn for metrics
            of time; ``sign`` reads the number's sign; ``compare`` compares the two levels.
        reason: For ``none``: why the number is no result.
        qualifier: Overrides the bound of the number.
        unit: ``counted`` where the metric's noun is the unit.
        units: The units that the number may have; empty where any will do.
        metric: ``none`` where the rule says that the number has no metric, whatever stands around it.
        shapes: The compiled shapes.
        matches: Examples that the rule must read.
        rejects: Texts on which the rule must not fire.
        was: Ids that this rule had before.
        path: The file.
        line: The line on which the rule starts.
    """

    id: str
    says: str
    status: str
    order: int
    pass_name: str
    kind: str
    direction: str
    reason: str
    qualifier: str
    unit: str
    units: frozenset[str]
    metric: str
    shapes: tuple[Shape, ...]
    matches: tuple[Example, ...]
    rejects: tuple[str, ...]
    was: tuple[str, ...]
    path: str
    line: int


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def load_nodes(folder: Path) -> list[Node]:
    """Read the rules of all files as they are written, sorted by id.

    Raises:
        RuleError: A file is not a list of mappings, or an id stands twice.
    """
    nodes: dict[str, Node] = {}
    for path in sorted(folder.glob("*.yaml")):
        items = load_yaml(path)
        if not isinstance(items, list):
            raise RuleError("a rules file is a list of rules", str(path), 1)
        for node in items:
            if not isinstance(node, Node):
                raise RuleError("a rule is a mapping", str(path))
            check_keys(node, _REQUIRED, _OPTIONAL, "a rule")
            _check_forms(node)
            if node["id"] in nodes:
                raise RuleError("the id stands twice", node.path, node.line, node["id"])
            nodes[node["id"]] = node
    return [nodes[key] for key in sorted(nodes)]


def _check_forms(node: Node) -> None:
    """Refuse a list where a word belongs, and a word where a list does."""
    for key, content in node.items():
        if not isinstance(
            content, list if key in {"matches", "rejects", "units"} else (str, list) if key in {"shape", "was"} else str
        ):
            wanted = "a list" if key in {"matches", "rejects", "units"} else "a text"
            raise RuleError(f"the key {key!r} holds {wanted}", node.path, node.line, str(node["id"]))


def build_rule(node: Node, passes: dict[str, int], compiler: ShapeCompiler) -> Rule:
    """Check one rule and compile its shapes.

    Raises:
        RuleError: Naming file, line and rule.
    """

    def refuse(reason: str) -> RuleError:
        return RuleError(reason, node.path, node.line, node["id"])

    kind, direction = node["kind"], node.get("direction", "")
    status = node.get("status", "stable")
    if kind not in KINDS or direction not in DIRECTIONS or status not in STATUSES:
        raise refuse(f"kind {kind!r}, direction {direction!r} or status {status!r} is not known")
    if node["pass"] not in passes:
        raise refuse(f"the pass {node['pass']!r} is not known")
    if (kind == "none") != bool(node.get("reason")):
        raise refuse("a rule of kind none needs a reason, and no other has one")
    if status == "stable" and not (node["matches"] and node["rejects"]):
        raise refuse("a stable rule needs both matches and rejects")
    try:
        shapes = tuple(compiler.compile(shape) for shape in _as_list(node["shape"]))
    except RuleError as error:
        raise refuse(error.reason) from error
    return Rule(
        id=node["id"],
        says=node["says"],
        status=status,
        order=passes[node["pass"]],
        pass_name=node["pass"],
        kind=kind,
        direction=direction,
        reason=node.get("reason", ""),
        qualifier=node.get("qualifier", ""),
        unit=node.get("unit", ""),
        units=frozenset(node.get("units", [])),
        metric=node.get("metric", ""),
        shapes=shapes,
        matches=tuple(_example(item, refuse) for item in node["matches"] or []),
        rejects=tuple(node["rejects"] or []),
        was=tuple(_as_list(node.get("was", []))),
        path=node.path,
        line=node.line,
    )


def _example(item: Any, refuse: Any) -> Example:
    if isinstance(item, str):
        return Example((item,), {})
    if not isinstance(item, Node) or set(item) - {"in", "gives"} or "in" not in item:
        raise refuse("an example is a text, or has the keys `in` and `gives`")
    gives = item.get("gives") or {}
    if set(gives) - _GIVES:
        raise refuse(f"an example gives an unknown slot {min(set(gives) - _GIVES)!r}")
    return Example(tuple(_as_list(item["in"])), dict(gives))
