"""What is the same for every scenario of one journey: plan, conditions, gates, templates; made once.

The parts are those of production; nothing here can send or reads anything but its arguments.
"""

from collections.abc import Iterable
from typing import Final

from engine.compiler.templates import Template
from engine.errors import Refused
from engine.intake.matching import Journey, ready
from engine.journey.consents import Consents
from engine.journey.organization import Organization
from engine.journey.plan import Node, Plan, Send
from engine.journey.ways import way_of
from engine.policy.gate import Gate, gate_of
from engine.rendering.render import Compiled, compile_template
from engine.rendering.variants import choose_variant

TLS_CARRIES: Final = "identifier"  # the installation's default


class Stage:
    """`tls_carries`: as in the settings, the most closed class that a mail over plain TLS may have."""

    def __init__(
        self,
        plan: Plan,
        version: str,
        organization: Organization,
        consents: Consents,
        templates: Iterable[Template] = (),
        tls_carries: str = TLS_CARRIES,
    ) -> None:
        self.plan = plan
        self.organization = organization
        self.consents = consents
        self.tls_carries = tls_carries
        self.journey: Journey = ready(plan, version)
        self.steps: dict[str, Node] = {node.id: node for node in plan.nodes}
        self._templates = {template.sha256: template for template in templates}
        self._compiled: dict[str, tuple[Template, Compiled, int] | None] = {}
        self._gates: dict[str, Gate] = {}
        self._ways: dict[tuple[str, str], str] = {}

    def gate(self, send: Send) -> Gate:
        found = self._gates.get(send.id)
        if found is None:
            found = self._gates[send.id] = gate_of(self.plan, send, self.organization, self.consents)
        return found

    def way(self, step: str, outcome: str) -> str:
        """The way that a visit with this outcome took; see engine.journey.ways."""
        key = (step, outcome)
        if key not in self._ways:
            self._ways[key] = way_of(self.steps[step], outcome)
        return self._ways[key]

    def template(self, send: Send, language: str) -> tuple[Template, Compiled, int] | None:
        """The variant that serves a reader of `language` best, ready to run; None when there is none.

        And how many values it asks for.
        """
        variants = self.plan.messages[send.message].variants
        sha256 = variants.get(choose_variant(language, self.organization.language, variants), "")
        template = self._templates.get(sha256)
        if template is None:
            return None
        if sha256 not in self._compiled:
            self._compiled[sha256] = _compile(template)
        return self._compiled[sha256]


def _compile(template: Template) -> tuple[Template, Compiled, int] | None:
    try:
        made = compile_template(template.subject, template.preheader, template.html, template.text)
    except Refused:
        return None
    return template, made, template.html.count("{{")
