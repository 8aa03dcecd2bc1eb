"""YAML as rules need it: every scalar a string, duplicate keys refused, every error with file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from claimx.errors import RuleError


class Node(dict[str, Any]):
    """A mapping of a rules file that remembers where it stands.

    Args:
        path: The file.
        line: The 1-based line on which the mapping starts.
    """

    def __init__(self, path: str, line: int) -> None:
        super().__init__()
        self.path, self.line = path, line


def load_yaml(path: Path) -> Any:
    """Read a YAML file into `Node`, list and str.

    Raises:
        RuleError: The file is not YAML, repeats a key, or has a scalar that is not plain text.
    """
    import yaml
    from yaml.error import MarkedYAMLError, YAMLError

    try:
        # The parser in C is twenty times faster; nodes are taken as written, so no reading of scalars matters.
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        raise RuleError(str(error.problem or error.context), str(path), line) from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise RuleError(f"this is no YAML text: {str(error).splitlines()[0]}", str(path)) from error
    except OSError as error:
        raise RuleError(error.strerror or str(error), str(path)) from error
    if node is None:
        raise RuleError("the file is empty", str(path))
    return _plain(node, str(path))


def _plain(node: Any, path: str) -> Any:
    from yaml.nodes import MappingNode, ScalarNode, SequenceNode

    line = node.start_mark.line + 1
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, SequenceNode):
        return [_plain(item, path) for item in node.value]
    assert isinstance(node, MappingNode)
    result = Node(path, line)
    for key_node, value_node in node.value:
        key = key_node.value
        if not isinstance(key, str):
            raise RuleError("a key is a word", path, key_node.start_mark.line + 1)
        if key in result:
            raise RuleError(f"the key {key!r} stands twice", path, key_node.start_mark.line + 1)
        result[key] = _plain(value_node, path)
    return result


def check_keys(node: Node, required: set[str], optional: set[str], what: str) -> None:
    """Refuse unknown and missing keys.

    Raises:
        RuleError: Naming the key, the file, the line and, where there is one, the rule.
    """
    rule = node.get("id", "") if isinstance(node.get("id", ""), str) else ""
    for key in node:
        if key not in required | optional:
            raise RuleError(f"{what} has no key {key!r}", node.path, node.line, rule)
    for key in sorted(required - set(node)):
        raise RuleError(f"{what} needs the key {key!r}", node.path, node.line, rule)
