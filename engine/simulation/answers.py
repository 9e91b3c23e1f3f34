"""Answers what the interpreter asks, as the activities would: by the same functions, on a person in memory.

Nothing is sent: a mail that may leave is written down in the story.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from engine.compiler.templates import Template
from engine.contracts import activities as asked
from engine.contracts.activities import Decision, Delivery, Opened, Planned, Rendering
from engine.expressions.evaluate import Truth
from engine.journey.plan import NOW, Anchor, Branch, Call, Form, Node, Repeat, Send, Split, Task, Update
from engine.policy.address import Unsendable, check_address
from engine.policy.answers import as_decision
from engine.policy.choices import choose_way, path_of
from engine.policy.decide import Allow, Block, Defer, Finding, decide, explain
from engine.policy.facts import SendFacts
from engine.policy.gate import facts_for
from engine.policy.methods import Keys, TransportPolicy, choose_method
from engine.policy.planning import asked_moment, plan_anchor, plan_for_staff, plan_opening
from engine.policy.times import Zones
from engine.rendering.render import MOST_OUTPUT, Unwritten, Writing, write_body
from engine.runtime.stimulus import Answer, Broken, Effect
from engine.simulation.grounds import told_conditions
from engine.simulation.person import Key, Passage, Sent, Simulated
from engine.simulation.story import Mail, Moment
from engine.store.bodies import Body

Tell = Callable[[Moment], None]
_LONGEST_DATE: Final = 1000  # characters that a date pattern of 100 can become


class Answers:
    """`texts`: write every mail out. `explained`: keep every rule's answer. `tell` hears what is decided."""

    def __init__(
        self, person: Simulated, tell: Tell, *, texts: bool = False, explained: bool = False
    ) -> None:
        self._person, self._stage, self._tell = person, person.stage, tell
        self._texts, self._explained = texts, explained
        self.mails: dict[Key, Mail] = {}
        self.why: dict[Key, tuple[Finding, ...]] = {}  # the latest decision about each mail
        self._methods: dict[str, str] = {}
        self._written: dict[Key, tuple[float, str, Body | None]] = {}  # when, language, text

    def answer(self, passage: Passage, effect: Effect, now: float) -> Answer:
        node = self._stage.plan.nodes[effect.step]
        match effect.activity, node:
            case asked.PLAN_TIMES, _:
                return self._plan(passage, node, effect, now)
            case asked.DECIDE_BRANCHES, Branch() | Split() | Repeat():
                return self._decide(passage, node, effect, now)
            case asked.CHECK_CONSENT, Send():
                return self._check(passage, node, effect, now)
            case asked.RENDER_MESSAGES, Send():
                return self._render(passage, node, effect, now)
            case asked.DELIVER_MESSAGES, Send():
                return self._deliver(passage, node, effect, now)
            case asked.UPDATE_PATIENTS, Update():
                return self._update(node)
            case asked.OPEN_TASKS, Task():
                return self._assign(node, effect, now)
            case asked.OPEN_FORMS, Form():
                return self._open(passage, node.expires, effect, now)
            case asked.CALL_WEBHOOKS, Call():
                return self._finished(node)
        return Broken("step-kind-differs")

    def _plan(self, passage: Passage, node: Node, effect: Effect, now: float) -> Planned:
        anchor, window = asked_moment(node, effect.moment)
        if window is not None:
            return plan_opening(window, self._zones(), self._stage.organization, now)
        return self._moment(passage, anchor, effect, now) if anchor else Planned(None, missing=True)

    def _moment(self, passage: Passage, anchor: Anchor, effect: Effect, now: float) -> Planned:
        value = None if anchor.field == NOW else self._values(passage, now).get(anchor.field)
        return plan_anchor(anchor, value, self._zones(), self._stage.organization, now, effect.since)

    def _assign(self, node: Task, effect: Effect, now: float) -> Opened:
        if node.due is None:
            return Opened(True)
        return Opened(True, plan_for_staff(node.due, self._stage.organization, now, effect.since).due)

    def _open(self, passage: Passage, until: Anchor, effect: Effect, now: float) -> Opened:
        return Opened(True, self._moment(passage, until, effect, now).due)

    def _decide(self, passage: Passage, node: Branch | Split | Repeat, effect: Effect, now: float) -> int:
        person = self._person
        if isinstance(node, Split):
            forced = person.scenario.split.get(node.id)
            names = [path.name for path in node.paths]
            return names.index(forced) if forced in names else path_of(node, person.row.id)
        values, moment = self._values(passage, now), datetime.fromtimestamp(now, UTC)
        signs, evaluator = person.happenings(passage), self._stage.journey.evaluator
        asked: list[tuple[str, Truth]] = []

        def ask(text: str) -> Truth:
            held = evaluator.evaluate(text, values, signs, now=moment)
            asked.append((text, held))
            return held

        way = choose_way(node, ask)
        if self._explained:
            found = told_conditions(node, asked, values)
            self.why[(passage.number, node.id, effect.visit)] = found
        return way

    def _check(self, passage: Passage, node: Send, effect: Effect, now: float) -> Decision:
        key = (passage.number, node.id, effect.visit)
        facts = self._facts(passage, node, key, now)
        decision = decide(facts, now)
        self._told(key, facts, decision, now)
        return as_decision(decision)

    def _render(self, passage: Passage, node: Send, effect: Effect, now: float) -> Rendering:
        person = self._person
        address = check_address(person.row.person.email)
        if isinstance(address, Unsendable):
            return Rendering(ok=False, reason=address.reason)
        found = self._stage.template(node, person.row.language)
        if found is None:
            return Rendering(ok=False, reason="template-missing")
        template, compiled, placed = found
        values = self._values(passage, now)
        body: Body | Unwritten | None = None
        if self._texts or not _surely_written(template, placed, values):
            body = write_body(compiled, self._writing(passage, node, template.language, values, now))
        if isinstance(body, Unwritten):
            return Rendering(ok=False, reason=body.reason)
        self._written[(passage.number, node.id, effect.visit)] = (now, template.language, body)
        return Rendering(ok=True)

    def _writing(
        self, passage: Passage, node: Send, language: str, values: dict[str, Any], now: float
    ) -> Writing:
        plan, evaluator = self._stage.plan, self._stage.journey.evaluator
        names = plan.messages[node.message].segments
        signs = self._person.happenings(passage) if names else None
        moment = datetime.fromtimestamp(now, UTC)
        return Writing(
            values=values,
            segments={
                name: evaluator.evaluate(plan.segments[name], values, signs, now=moment) is True
                for name in names
                if signs is not None
            },
            link=_no_link,
            language=language,
            zone=self._person.zone,
        )

    def _deliver(self, passage: Passage, node: Send, effect: Effect, now: float) -> Delivery:
        key = (passage.number, node.id, effect.visit)
        written = self._written.get(key)
        if written is None:
            return Delivery("failed", "never-written")
        facts = self._facts(passage, node, key, now, written[0])
        decision = decide(facts, now)
        if not isinstance(decision, Allow):
            self._told(key, facts, decision, now)
            return _held_back(decision)
        if node.id in self._person.scenario.fails:
            return Delivery("failed", self._person.scenario.fails[node.id])
        method = self._method(node)
        self._person.mails.append(Sent(now, node.purpose, node.collapse, key))
        passage.latest[node.id] = effect.visit
        body = written[2]
        self.mails[key] = _mail(written[1], method, body)
        return Delivery("sent", method)

    def _method(self, node: Send) -> str:
        method = self._methods.get(node.id)
        if method is None:
            method = self._methods[node.id] = self._choose_method(node)
        return method

    def _choose_method(self, node: Send) -> str:
        held = self._person.scenario.keys
        keys = Keys(smime="smime" in held, openpgp="openpgp" in held)
        policy = TransportPolicy(node.protect, self._stage.tls_carries)
        return choose_method(keys, self._stage.plan.messages[node.message].data_class, policy).method

    def _update(self, node: Update) -> Rendering:
        finished = self._finished(node)
        if finished.ok:
            self._person.update(node)
        return finished

    def _finished(self, node: Update | Call) -> Rendering:
        reason = self._person.scenario.fails.get(node.id)
        return Rendering(ok=True) if reason is None else Rendering(ok=False, reason=reason)

    def _facts(
        self, passage: Passage, node: Send, key: Key, now: float, written_at: float | None = None
    ) -> SendFacts:
        gate = self._stage.gate(node)
        standing = self._person.standing(passage, gate, key, now)
        facts = facts_for(gate, standing, now, written_at)
        if written_at is None or not facts.has_address:
            return facts
        address = check_address(self._person.row.person.email)
        if isinstance(address, Unsendable):
            return msgspec.structs.replace(facts, address_problem=address.reason)
        return facts

    def _told(self, key: Key, facts: SendFacts, decision: Allow | Block | Defer, now: float) -> None:
        if self._explained:
            self.why[key] = tuple(explain(facts, now))
        if isinstance(decision, Defer):
            _, step, visit = key
            until, reason = decision.until, decision.reason
            self._tell(Moment(now, "later", step, visit, "", reason, until, why=self.why.get(key, ())))

    def _values(self, passage: Passage, now: float) -> dict[str, Any]:
        return self._person.values(passage, now)

    def _zones(self) -> Zones:
        return Zones(patient=self._person.zone, clinic=self._stage.organization.zone)


def _mail(language: str, method: str, body: Body | None) -> Mail:
    return Mail(language, method, body.subject, body.text, body.html) if body else Mail(language, method)


def _held_back(decision: Block | Defer) -> Delivery:
    if isinstance(decision, Block):
        return Delivery("blocked", decision.reason)
    return Delivery("deferred", decision.reason, decision.until)


def _surely_written(template: Template, placed: int, values: dict[str, Any]) -> bool:
    """Whether nothing can go wrong when it is written: every value is there and all of it is short enough.

    `placed`: how many values the template asks for.
    """
    longest = _LONGEST_DATE
    for field in template.fields:
        value = values.get(field)
        if value is None:
            return False
        longest = max(longest, len(value) if isinstance(value, str) else len(repr(value)))
    return len(template.html) + placed * longest <= MOST_OUTPUT


def _no_link(name: str) -> str | None:
    return f"https://portal.example.org/{name.replace('_', '-')}"
