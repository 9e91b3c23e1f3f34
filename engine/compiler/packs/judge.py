"""Diagnostics as the packs in force want them: left out, as they are, or stricter."""

from collections.abc import Iterable

import msgspec

from engine.compiler.packs.policy import Policy
from engine.journey.codes import CODES
from engine.journey.diagnostics import Diagnostic


def judged(found: Iterable[Diagnostic], policy: Policy) -> tuple[Diagnostic, ...]:
    """A rule that belongs to packs alone is left out where none of them switches it on."""
    kept = (_judged(one, policy) for one in found)
    return tuple(one for one in kept if one is not None)


def _judged(one: Diagnostic, policy: Policy) -> Diagnostic | None:
    code, switch = CODES.get(one.code), policy.rules.get(one.code)
    if switch is None or code is None:
        return None if code is not None and code.by_pack else one
    severity = switch.severity if code.by_pack or switch.severity == "error" else one.severity
    return msgspec.structs.replace(one, severity=severity, pack=switch.pack)
