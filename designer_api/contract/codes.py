"""Every code a refusal of this API can have, read off the source that the API is made of.

The designer has words for each in every language it speaks: its types fail to compile for a code without any.
"""

import ast
from collections.abc import Iterator
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Final

from designer_api.contract.refusals import RESPONSES

_ROOT: Final = Path(__file__).resolve().parents[2]
_ELSEWHERE: Final = (
    "engine/runtime/",
    "engine/worker/",
    "engine/settings.py",
)  # nothing that a request reaches
_PLAIN: Final = "problem"  # designer_api.problems: (status, code, detail)
_HTTP: Final = frozenset({"NotAuthorizedException", "PermissionDeniedException"})
_PASSED_ON: Final = frozenset(  # a code that another place made, or one of the rules of sending
    {
        "designer_api/messages/trial.py: seen.reason",
        "designer_api/problems.py: code",
        "designer_api/problems.py: error.code",
    }
)
_HEAD: Final = "// Generated from the source by `python -m designer_api.contract`. Do not edit.\n"
Place = tuple[str | None, str]  # the code, None where it is no literal, and where it is made


def refusal_codes() -> list[str]:
    """Those of requests, with the names that HTTP itself has for its refusals."""
    own = {code for code, _ in _made("EngineError") if code is not None} - {*untaken_codes()}
    by_status = (int(name.removeprefix("Refused")) for name in RESPONSES)
    plain = {HTTPStatus(status).phrase.lower().replace(" ", "-") for status in (*by_status, 405)}
    return sorted(own | plain)


def untaken_codes() -> list[str]:
    """Those of what a sender sent, which stand in the list of messages that were not taken."""
    return sorted({code for code, _ in _made("Untaken") if code is not None})


def unread_codes() -> list[str]:
    """Places where a code cannot be read off the source: there should be none."""
    return sorted({where for code, where in _made("EngineError") if code is None} - _PASSED_ON)


def codes_of() -> str:
    """As TypeScript."""
    types = (
        "export type RefusalCode = (typeof REFUSALS)[number];\n"
        "export type UntakenCode = (typeof UNTAKEN)[number];\n"
    )
    lists = [_list("REFUSALS", refusal_codes()), _list("UNTAKEN", untaken_codes()), types]
    return "\n".join([_HEAD, *lists])


def _list(name: str, codes: list[str]) -> str:
    lines = "".join(f'  "{code}",\n' for code in codes)
    return f"export const {name} = [\n{lines}] as const;\n"


@cache
def _sources() -> tuple[tuple[str, ast.Module], ...]:
    files = sorted([*_ROOT.glob("designer_api/**/*.py"), *_ROOT.glob("engine/**/*.py")])
    named = [(file.relative_to(_ROOT).as_posix(), file) for file in files]
    return tuple(
        (name, ast.parse(file.read_text(encoding="utf-8")))
        for name, file in named
        if not name.startswith(_ELSEWHERE)
    )


def _classes(base: str) -> frozenset[str]:
    """`base` and everything below it."""
    found = {base}
    classes = [
        node
        for _, tree in _sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.bases
    ]
    while more := {one.name for one in classes if found & {ast.unparse(each) for each in one.bases}} - found:
        found |= more
    return frozenset(found)


def _made(base: str) -> Iterator[Place]:
    classes = _classes(base)
    others = _HTTP | {_PLAIN} if base == "EngineError" else frozenset[str]()
    for name, tree in _sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and node.name in classes - {base}:
                yield from _said_above(node, name)
            elif isinstance(node, ast.Call) and ast.unparse(node.func) in classes | others:
                yield from _said(node, ast.unparse(node.func), name)


def _said_above(node: ast.ClassDef, place: str) -> Iterator[Place]:
    """A class that knows its code tells it to the one above."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "super().__init__":
            first = call.args[0] if call.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value, place


def _said(call: ast.Call, name: str, place: str) -> Iterator[Place]:
    if name in _HTTP:
        extra = next((each.value for each in call.keywords if each.arg == "extra"), None)
        if extra is not None:
            yield str(ast.literal_eval(extra)["code"]), place
        return
    if len(call.args) < 2:
        return  # a class with a code of its own
    code = call.args[1] if name == _PLAIN else call.args[0]
    known = isinstance(code, ast.Constant)
    yield (str(ast.literal_eval(code)) if known else None), f"{place}: {ast.unparse(code)}"
