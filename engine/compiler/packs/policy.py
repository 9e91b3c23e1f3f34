"""What an organisation's packs come to: each rule's severity, each parameter at its strictest."""

from functools import lru_cache
from typing import Final, Literal

import msgspec

from engine.compiler.as_of import as_of
from engine.compiler.packs.pack import Pack, Parameter, packs
from engine.journey.dictionary import rank
from engine.journey.organization import Organization

Severity = Literal["error", "warning"]
_SEVERITY: Final = ("warning", "error")


class Switch(msgspec.Struct, frozen=True):
    """The least severity of a rule, and the pack that says so."""

    severity: Severity
    pack: str


class Policy(msgspec.Struct, frozen=True):
    """`packs`: those in force, by name. `coming`: chosen ones whose day has not come: their rules warn."""

    packs: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()
    rules: dict[str, Switch] = {}
    parameters: dict[str, int] = {}
    vocabulary: dict[str, tuple[str, ...]] = {}
    limits: dict[str, str] = {}


def policy_of(organization: Organization | None) -> Policy:
    """Packs that always hold and those the organisation chose; of two settings the stricter one."""
    chosen = organization.packs if organization is not None else ()
    parameters = organization.parameters if organization is not None else {}
    return _combined(tuple(sorted(set(chosen))), tuple(sorted(parameters.items())), as_of())


@lru_cache(maxsize=64)
def _combined(chosen: tuple[str, ...], own: tuple[tuple[str, int], ...], today: str) -> Policy:
    asked = [pack for pack in packs().values() if pack.always or pack.pack in chosen]
    now = [pack for pack in asked if pack.effective <= today]
    later = [pack for pack in asked if pack.effective > today]
    rules: dict[str, Switch] = {}
    for pack in (*now, *later):
        for code, severity in pack.rules.items():
            _switch(rules, code, Switch(severity if pack in now else "warning", pack.pack))
    return Policy(
        packs=tuple(pack.pack for pack in now),
        coming=tuple(pack.pack for pack in later),
        rules=rules,
        parameters=_strictest(asked, dict(own)),
        vocabulary=_vocabulary(asked),
        limits=_limits(asked),
    )


def _switch(rules: dict[str, Switch], code: str, switch: Switch) -> None:
    before = rules.get(code)
    if before is None or _SEVERITY.index(switch.severity) > _SEVERITY.index(before.severity):
        rules[code] = switch


def _strictest(asked: list[Pack], own: dict[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for pack in asked:
        for name, parameter in pack.parameters.items():
            values = [parameter.value, *(one[name] for one in (found, own) if name in one)]
            found[name] = stricter_of(parameter, values)
    return found


def stricter_of(parameter: Parameter, values: list[int]) -> int:
    return max(values) if parameter.stricter == "higher" else min(values)


def _vocabulary(asked: list[Pack]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for pack in asked:
        for name, words in pack.vocabulary.items():
            found[name] = tuple(sorted({*found.get(name, ()), *words}))
    return found


def _limits(asked: list[Pack]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pack in asked:
        for purpose, most in pack.limits.items():
            found[purpose] = min(found.get(purpose, most), most, key=rank)
    return found
