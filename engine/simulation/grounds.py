"""Why a branch took its way: each condition that was asked, whether it held, and the values it looked at.

For people who look on at a simulation; decides nothing.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from engine.expressions.evaluate import UNKNOWN, Truth
from engine.journey.plan import Branch, Repeat
from engine.policy.decide import Finding

_QUOTED: Final = re.compile(r"'[^']*'|\"[^\"]*\"")
_LONGEST: Final = 200  # characters of one value
HELD: Final = "held"
MISSING: Final = "missing"
FALSE: Final = "false"


def told_conditions(
    node: Branch | Repeat, asked: Sequence[tuple[str, Truth]], values: Mapping[str, Any]
) -> tuple[Finding, ...]:
    """One finding for each condition asked, in order.

    `says` is its text, `code` the case's name, `source` held, false or missing; `value` the fields it reads.
    """
    names = [case.name for case in node.cases] if isinstance(node, Branch) else [node.id]
    return tuple(
        Finding(name, held is True, text, _answer(held), _read(text, values))
        for name, (text, held) in zip(names, asked, strict=False)
    )


def _answer(held: Truth) -> str:
    if held is UNKNOWN:
        return MISSING
    return HELD if held else FALSE


def _read(text: str, values: Mapping[str, Any]) -> str:
    """ "patient.language: es; appointment.kind: –": the fields that stand in the text, outside of quotes."""
    bare = _QUOTED.sub("''", text)
    named = [name for name in sorted(values) if re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", bare)]
    missing = sorted(set(re.findall(r"(?<![\w.'])[a-z_]+\.[a-z_]+(?![\w.(])", bare)) - set(named))
    shown = [f"{name}: {str(values[name])[:_LONGEST]}" for name in named]
    return "; ".join([*shown, *(f"{name}: –" for name in missing)])
