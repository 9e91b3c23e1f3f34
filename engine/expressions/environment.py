"""The CEL environment of a journey: the dictionary's fields, `now`, and the journey's functions.

cel-expr-python is named in this file alone.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from cel_expr_python import cel

Implementations = Mapping[str, Callable[..., Any]]

NOW: Final = "now"
_TYPES: Final[dict[str, Any]] = {
    "string": cel.Type.STRING,
    "int": cel.Type.INT,
    "bool": cel.Type.BOOL,
    "double": cel.Type.DOUBLE,
    "timestamp": cel.Type.TIMESTAMP,
    "list(string)": cel.Type.List(cel.Type.STRING),
    "unknown": cel.Type.DYN,
}
# name → (parameters, result)
FUNCTIONS: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "engaged": (("string",), "bool"),
    "clicked": (("string",), "bool"),
    "opened": (("string",), "bool"),
    "viewed": (("string",), "bool"),
    "confirmed": ((), "bool"),
    "replied": (("string",), "bool"),
    "has_consent": (("string",), "bool"),
    "authorized": (("string",), "bool"),
    "segment": (("string",), "bool"),
    "happened": (("string",), "bool"),
    "days_since": (("timestamp",), "int"),
}
LITERAL_ONLY: Final = frozenset(name for name, (takes, _) in FUNCTIONS.items() if takes == ("string",))


def new_environment(fields: Mapping[str, str], implementations: Implementations | None = None) -> Any:
    """`fields`: dotted name → type word. Without implementations it checks but cannot evaluate calls."""
    variables = {name: _TYPES[word] for name, word in fields.items()}
    variables[NOW] = cel.Type.TIMESTAMP
    return cel.NewEnv(
        variables=variables,
        functions=[_declare(name, (implementations or {}).get(name)) for name in FUNCTIONS],
    )


def _declare(name: str, implementation: Callable[..., Any] | None) -> Any:
    takes, gives = FUNCTIONS[name]
    parameters = [_TYPES[word] for word in takes]
    overload = f"{name}_{'_'.join(takes) or 'nothing'}"
    if implementation is None:
        return cel.FunctionDecl(name, [cel.Overload(overload, _TYPES[gives], parameters)])
    return cel.FunctionDecl(name, [cel.Overload(overload, _TYPES[gives], parameters, False, implementation)])


def is_boolean(program: Any) -> bool:
    """Whether a checked expression yields true or false; `dyn` may."""
    return bool(program.return_type() in (cel.Type.BOOL, cel.Type.DYN))


def type_name(program: Any) -> str:
    return str(program.return_type().name()).lower()
