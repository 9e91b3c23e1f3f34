"""The compiler: load → read → resolve → check → lower, in that order and all in this file.

Every problem is collected; a plan is made only when none of them is an error.
"""

from typing import Final

import msgspec

from engine.compiler.allowing import allowed
from engine.compiler.checks import CHECKS
from engine.compiler.context import Context, judged_by
from engine.compiler.evidence import Exchange, SendEvidence, evidence_of, exchanges_of
from engine.compiler.load import load
from engine.compiler.lower import lower
from engine.compiler.packs import judged, policy_of
from engine.compiler.read import ids_in, read
from engine.compiler.resolve import JourneySource, Resolved, compile_messages, resolve
from engine.compiler.templates import Template
from engine.compiler.walk import all_steps
from engine.journey import codes
from engine.journey.diagnostics import Diagnostic, Problems
from engine.journey.journey import Journey
from engine.journey.plan import Plan, version_of

MOST_STEPS: Final = 1_000  # as many as the interpreter takes at once


class Compiled(msgspec.Struct, frozen=True):
    """What became of one journey. `plan` is None, and `version` empty, when there are errors."""

    slug: str
    path: str
    text: str
    title: str
    purpose: str
    diagnostics: tuple[Diagnostic, ...]
    plan: Plan | None
    version: str
    templates: tuple[Template, ...]
    sources: dict[str, str]  # path → text, of the journey and its messages: for showing diagnostics
    evidence: tuple[SendEvidence, ...] = ()  # one row per send
    exchanges: tuple[Exchange, ...] = ()  # one row per call, task, form and update
    scenario_problems: tuple[Diagnostic, ...] = ()  # these never keep the plan from being made

    @property
    def all_diagnostics(self) -> tuple[Diagnostic, ...]:
        """Those of the journey and those of its scenarios."""
        return self.diagnostics + self.scenario_problems

    @property
    def has_errors(self) -> bool:
        return any(one.severity == "error" for one in self.diagnostics)


def compile_journey(source: JourneySource, context: Context, problems: Problems | None = None) -> Compiled:
    """Compiles text that need not lie on any disk. `problems`: what was already found while reading files."""
    problems = problems or Problems()
    problems.mute(judged_by(context.unsure))
    node = load(source.text, source.path, problems)
    journey = read(Journey, node, problems, recover=True) if node is not None else None
    if journey is None or node is None or _is_too_long(journey, problems):
        compile_messages(source, context, problems)
        return _compiled(source, None, problems, judged(problems.sorted(), policy_of(context.organization)))
    resolved = resolve(source, journey, context, problems, ids_in(node))
    for check in CHECKS:
        check(resolved, problems)
    found = allowed(judged(problems.sorted(), resolved.policy), resolved)
    return _compiled(source, resolved, problems, found)


def _is_too_long(journey: Journey, problems: Problems) -> bool:
    """Whether it is not even looked at: what is thought about one step grows with those before it."""
    steps = all_steps(journey.steps)
    if len(steps) > MOST_STEPS:
        place = steps[MOST_STEPS].place("id")
        problems.report(codes.TOO_MANY_STEPS, place, count=len(steps), most=MOST_STEPS)
    return len(steps) > MOST_STEPS


def _compiled(
    source: JourneySource, resolved: Resolved | None, problems: Problems, found: tuple[Diagnostic, ...]
) -> Compiled:
    """`found`: the problems that are left once packs and what is allowed have had their say."""
    plan, errors = None, any(one.severity == "error" for one in found)
    errors = errors or (problems.full and problems.has_errors())
    if resolved is not None and _may_be_planned(resolved.context) and not errors:
        plan = lower(resolved)
    others = {source.message_path(name): text for name, text in source.messages.items()}
    others |= {source.form_path(name): text for name, text in source.forms.items()}
    return Compiled(
        slug=source.slug,
        path=source.path,
        text=source.text,
        title=resolved.journey.title if resolved else "",
        purpose=(resolved.journey.purpose or "") if resolved else "",
        diagnostics=found,
        plan=plan,
        version=version_of(plan) if plan is not None else "",
        templates=_templates(resolved, plan) if resolved is not None and plan is not None else (),
        sources={source.path: source.text, **others},
        evidence=evidence_of(resolved) if resolved else (),
        exchanges=exchanges_of(resolved) if resolved else (),
    )


def _may_be_planned(context: Context) -> bool:
    return context.organization is not None and not context.unsure


def _templates(resolved: Resolved, plan: Plan) -> tuple[Template, ...]:
    """Only those the plan names."""
    wanted = {sha256 for message in plan.messages.values() for sha256 in message.variants.values()}
    every = (one.template for variants in resolved.messages.values() for one in variants.values())
    return tuple(template for template in every if template is not None and template.sha256 in wanted)
