"""Reads Bicep files by their grammar, and holds them to the types that Azure takes.

It finds what the compiler would call an error in files such as ours: syntax, names that are not declared or
not used, modules called wrongly, and properties that a resource does not have, must have, or takes otherwise.
It evaluates nothing.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import tree_sitter_bicep
from tree_sitter import Language, Node, Parser

from tests.deploy.azure_types import FILE

TYPES: Final[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
FUNCTIONS: Final = frozenset(
    "concat empty environment guid json readEnvironmentVariable resourceGroup subscriptionResourceId tenant"
    " uniqueString uriComponent".split()
)
"""Functions of the language that our files use."""
_DECORATORS: Final = frozenset("allowed description maxLength minLength minValue secure".split())
_OF_THE_LANGUAGE: Final = frozenset({"parent", "scope", "dependsOn"})
_PARSER: Final = Parser(Language(tree_sitter_bicep.language()))
_LITERALS: Final = {"string": "string", "number": "int", "boolean": "bool"}


@dataclass(slots=True)
class Bicep:
    """One file: what it declares, and what is wrong with its writing."""

    path: Path
    root: Node
    parameters: dict[str, bool] = field(default_factory=dict)
    """Each with whether it must be given."""
    types: dict[str, str] = field(default_factory=dict)
    variables: set[str] = field(default_factory=set)
    resources: dict[str, tuple[str, Node]] = field(default_factory=dict)
    modules: dict[str, tuple[Path, Node]] = field(default_factory=dict)
    outputs: set[str] = field(default_factory=set)

    @property
    def declared(self) -> set[str]:
        return {*self.parameters, *self.variables, *self.resources, *self.modules}


def read(path: Path) -> Bicep:
    """Read a file of resources."""
    bicep = Bicep(path, _PARSER.parse(path.read_bytes()).root_node)
    for node in bicep.root.named_children:
        _declare(bicep, node)
    return bicep


def read_parameters(path: Path) -> dict[str, Node]:
    """Read a .bicepparam file: its assignments, which are written as variables are, but for one word."""
    text = path.read_text(encoding="utf-8").replace("using 'main.bicep'", "").replace("param ", "var ")
    root = _PARSER.parse(text.encode()).root_node
    assert not root.has_error, path
    variables = [node for node in root.named_children if node.type == "variable_declaration"]
    return {_text(node.named_children[0]): node.named_children[1] for node in variables}


def problems(bicep: Bicep) -> Iterator[str]:
    """Everything that is wrong, each with its place."""
    broken = [node for node in _walk(bicep.root) if node.is_error or node.is_missing]
    yield from (_at(bicep, node, "is not Bicep") for node in broken)
    if broken:
        return
    yield from _names(bicep)
    for path, node in bicep.modules.values():
        yield from _call(bicep, path, node)
    for kind, body in bicep.resources.values():
        name, _, version = kind.partition("@")
        if TYPES[name]["version"] != version:
            yield _at(bicep, body, f"{name} is known in version {TYPES[name]['version']} only")
        yield from _object(bicep, body, TYPES[name]["body"], TYPES[name]["objects"], is_resource=True)


def _declare(bicep: Bicep, node: Node) -> None:
    children = node.named_children
    match node.type:
        case "parameter_declaration":
            name = _text(children[0])
            bicep.parameters[name] = not any(child.type == "=" for child in node.children)
            bicep.types[name] = _text(children[1])
        case "variable_declaration":
            bicep.variables.add(_text(children[0]))
        case "output_declaration":
            bicep.outputs.add(_text(children[0]))
        case "resource_declaration":
            if not any(child.type == "existing" for child in node.children):
                bicep.resources[_text(children[0])] = (_string(children[1]), _body(node))
            else:
                bicep.variables.add(_text(children[0]))
        case "module_declaration":
            bicep.modules[_text(children[0])] = (bicep.path.parent / _string(children[1]), _body(node))


def _names(bicep: Bicep) -> Iterator[str]:
    """Names that are used and not declared, and the other way round."""
    used = set()
    for node in _walk(bicep.root):
        parent = node.parent
        if node.type != "identifier" or parent is None or _is_name_of(node, parent):
            continue
        name = _text(node)
        used.add(name)
        if parent.type == "call_expression" and parent.child_by_field_name("function") == node:
            if name not in FUNCTIONS | _DECORATORS:
                yield _at(bicep, node, f"{name} is no function known here")
        elif name not in bicep.declared:
            yield _at(bicep, node, f"{name} is not declared")
    for name in sorted((set(bicep.parameters) | bicep.variables) - used):
        yield f"{bicep.path.name}: {name} is declared and not used"


def _is_name_of(node: Node, parent: Node) -> bool:
    """Whether the identifier names what is declared here, or a property, rather than standing for a value."""
    names = parent.type == "object_property" or parent.type.endswith("_declaration")
    return names and parent.named_children[0] == node


def _call(bicep: Bicep, path: Path, body: Node) -> Iterator[str]:
    """A module is given what it asks for, and asked for what it gives."""
    module = read(path)
    given = set(dict(_properties(dict(_properties(body))["params"])))
    for name in sorted(given - set(module.parameters)):
        yield _at(bicep, body, f"{path.name} has no parameter {name}")
    for name in sorted({name for name, must in module.parameters.items() if must} - given):
        yield _at(bicep, body, f"{path.name} needs the parameter {name}")
    symbol = next(name for name, (_, node) in bicep.modules.items() if node == body)
    for node in _walk(bicep.root):
        prefix, _, output = _text(node).rpartition(".")
        if (
            node.type == "member_expression"
            and prefix == f"{symbol}.outputs"
            and output not in module.outputs
        ):
            yield _at(bicep, node, f"{path.name} has no output {output}")


def _object(
    bicep: Bicep, node: Node, shape: Any, objects: Any, *, is_resource: bool = False
) -> Iterator[str]:
    properties = dict(_properties(node))
    if "discriminator" in shape:
        chosen = _string(properties[shape["discriminator"]])
        known = {**shape["base"], **shape["elements"].get(chosen, {})}
    else:
        known = shape["properties"]
    for name, value in properties.items():
        if is_resource and name in _OF_THE_LANGUAGE:
            continue
        kind, flags = known.get(name, (shape.get("others"), ""))
        if kind is None:
            yield _at(bicep, value, f"there is no property {name}")
        elif "ReadOnly" in flags:
            yield _at(bicep, value, f"{name} cannot be written")
        else:
            yield from _value(bicep, value, kind, objects)
    for name, (_, flags) in known.items():
        if "Required" in flags and name not in properties:
            yield _at(bicep, node, f"{name} is missing")


def _value(bicep: Bicep, node: Node, kind: str, objects: Any) -> Iterator[str]:
    """A written value is of the kind; of a computed one, each part that is written down."""
    if node.type == "array" and not kind.endswith("[]"):
        yield _at(bicep, node, f"is a list and not {kind}")
    elif parts := _parts(node):
        of = kind.removesuffix("[]") if node.type == "array" else kind
        for part in parts:
            yield from _value(bicep, part, of, objects)
    elif node.type == "object" and kind in objects:
        yield from _object(bicep, node, objects[kind], objects)
    elif node.type == "object" and kind != "any":
        yield _at(bicep, node, f"is an object and not {kind}")
    elif node.type in _LITERALS and not _is_literal_of(node, kind):
        yield _at(bicep, node, f"{_text(node)} is not {kind}")


def _parts(node: Node) -> list[Node]:
    """The values that a list, a choice or a concatenation is made of."""
    if node.type == "array":
        return node.named_children
    if node.type == "ternary_expression":
        return node.named_children[1:]
    is_concatenation = node.type == "call_expression" and _text(node).startswith("concat(")
    return node.named_children[1].named_children if is_concatenation else []


def _is_literal_of(node: Node, kind: str) -> bool:
    choices = kind.split(" | ")
    named = set(choices) - {"string", "int", "bool", "any"}
    if node.type == "string" and named and not any(child.type == "interpolation" for child in node.children):
        return _string(node) in named
    return bool({_LITERALS[node.type], "any"} & set(choices))


def _properties(node: Node) -> Iterator[tuple[str, Node]]:
    for child in node.named_children:
        if child.type == "object_property":
            name, value = child.named_children
            yield _text(name).strip("'"), value


def _body(node: Node) -> Node:
    """The object of a declaration, also where it stands behind a condition."""
    return next(found for found in _walk(node) if found.type == "object")


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _text(node: Node) -> str:
    return (node.text or b"").decode()


def _string(node: Node) -> str:
    return _text(node)[1:-1]


def _at(bicep: Bicep, node: Node, problem: str) -> str:
    return f"{bicep.path.name}:{node.start_point.row + 1}: {problem}"
