"""The organisation's own documents, compiled: organization, dictionary, segments and consents."""

import re
from zoneinfo import ZoneInfo, available_timezones

from engine.compiler.brakes import lower_brakes
from engine.compiler.checks.house import report_field, report_law, report_organization
from engine.compiler.closing import closed, naming_themselves
from engine.compiler.conditions import report_condition
from engine.compiler.context import Context, new_context
from engine.compiler.kept import Kept
from engine.compiler.packs import policy_of
from engine.compiler.read import read
from engine.compiler.suggest import did_you_mean
from engine.compiler.tree import Mapping, Node, Text, describe, shorten
from engine.compiler.windows import lower_window
from engine.journey import codes, plan
from engine.journey.condition import Condition
from engine.journey.consents import Authorization, AuthorizationDocument, Consents, ConsentsDocument, Topic
from engine.journey.diagnostics import Problems, label
from engine.journey.dictionary import Dictionary, Field, FieldDocument
from engine.journey.organization import (
    Agreement,
    ApprovalsDocument,
    Connector,
    Organization,
    OrganizationDocument,
    Sender,
)
from engine.journey.segments import Segment, Segments
from engine.journey.span import Span

_FIELD_NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")
_KEBAB_NAME = re.compile(r"[a-z][a-z0-9]{0,60}(-[a-z0-9]{1,60}){0,10}")
_RESERVED_BY_CEL = (
    *("true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if"),
    *("import", "let", "loop", "package", "namespace", "return", "var", "void", "while", "now"),
)
_RESERVED = frozenset((*_RESERVED_BY_CEL, "link", "segments", "answers"))
MOST_SEGMENTS = 500  # each may name all others, and takes over all that they look at
_ELEMENTS = {
    "information": "what information may be used",
    "disclosed_by": "who discloses it (from)",
    "disclosed_to": "to whom (to)",
    "purpose": "for which purpose",
    "expires": "when it expires",
    "revocation": "how it is revoked",
    "conditions": "whether care depends on it (conditions)",
    "redisclosure": "that others may pass on what they get (redisclosure)",
}


def compile_organization(node: Node, problems: Problems) -> Organization | None:
    document = read(OrganizationDocument, node, problems)
    if document is None:
        return None
    _report_sender(document, problems)
    sender, holidays, budget = document.sender, document.holidays, document.contact_budget
    others = tuple(language for language in document.languages if language != document.language)
    organization = Organization(
        id=document.organization,
        name=document.name,
        phone=document.phone,
        address=document.address.strip(),
        zone=_zone(document, problems),
        language=document.language,
        languages=(document.language, *others),
        sender=Sender(sender.name, sender.address, sender.reply_to or ""),
        domains=document.domains,
        holiday_country=holidays.country if holidays else "",
        holiday_subdivision=(holidays.subdivision or "") if holidays else "",
        window=lower_window(document.send_window, problems) if document.send_window else None,
        contact_budget=plan.Cap(budget.count, budget.per.elapsed) if budget else None,
        brakes=lower_brakes(document.brakes),
        packs=document.policy.packs if document.policy else (),
        parameters=dict(document.policy.parameters) if document.policy else {},
        agreements={
            name: Agreement(one.party, one.hosts, one.signed, one.until or "")
            for name, one in document.agreements.items()
        },
        connectors={name: Connector(one.title, one.url) for name, one in document.connectors.items()},
        retention_years=document.retention.years if document.retention else 6,
        approvals=_approvals(document.approvals),
    )
    report_organization(document, policy_of(organization), problems)
    return organization


def _approvals(document: ApprovalsDocument | None) -> dict[str, str]:
    kinds = ("wording", "audience", "protection", "timing")
    return {kind: role for kind in kinds if document and (role := getattr(document, kind))}


def _zone(document: OrganizationDocument, problems: Problems) -> str:
    """Only Region/City names and UTC: abbreviations such as EST do not know about summer time.

    UTC stands in for an unknown one, since others reckon with it.
    """
    name = document.zone
    try:
        known = bool(ZoneInfo(name)) and ("/" in name or name == "UTC")
    except (ValueError, OSError, KeyError):
        known = False
    if known:
        return name
    zones = (zone for zone in available_timezones() if "/" in zone)
    hint = did_you_mean(name, zones) or "write a zone such as America/New_York"
    problems.report(codes.UNKNOWN_ZONE, document.place("zone"), name=name[:60], hint=hint)
    return "UTC"


def _report_sender(document: OrganizationDocument, problems: Problems) -> None:
    """One problem for both addresses when they lack the same domain."""
    missing: dict[str, list[str]] = {}
    for field in ("address", "reply_to"):
        address = getattr(document.sender, field)
        domain = address.rpartition("@")[2].lower() if address else ""
        if address and domain not in document.domains:
            missing.setdefault(domain, []).append(field)
    for domain, (first, *others) in missing.items():
        place, address = document.sender.place(first), getattr(document.sender, first)
        labels = [label(document.sender.place(field), "nor is this") for field in others]
        hint = did_you_mean(domain, document.domains)
        problems.report(codes.SENDER_NOT_VERIFIED, place, address=address, labels=labels, hint=hint)


def compile_dictionary(node: Node, problems: Problems) -> Dictionary:
    dictionary: Dictionary = {}
    if not isinstance(node, Mapping):
        problems.report(codes.WRONG_TYPE, node.span, expected="a mapping", found=describe(node))
        return dictionary
    for entry in node.entries:
        _report_name(entry.key.value, entry.key.span, _FIELD_NAME, problems)
        if not isinstance(entry.value, Mapping):
            found = describe(entry.value)
            problems.report(codes.WRONG_TYPE, entry.value.span, expected="a mapping", found=found)
            continue
        for each in entry.value.entries:
            name, field = each.key.value, read(FieldDocument, each.value, problems)
            if _report_name(name, each.key.span, _FIELD_NAME, problems) and _usable(entry.key.value):
                known, dotted = Field("unknown", "operational"), f"{entry.key.value}.{name}"
                if field is not None:
                    known = Field(field.type, field.data_class, field.law or "")
                    report_field(dotted, field, each.key.span, problems)
                dictionary[dotted] = known
    return dictionary


def is_whole_dictionary(node: Node | None) -> bool:
    """Whether every field has its name, however broken it is."""
    if not isinstance(node, Mapping) or node.cut:
        return False
    groups = [entry.value for entry in node.entries]
    names = [entry.key.value for entry in node.entries]
    for group in groups:
        if not isinstance(group, Mapping):
            return False
        names += [entry.key.value for entry in group.entries]
    return all(map(_usable, names))


def is_whole_segments(node: Node | None) -> bool:
    few = isinstance(node, Mapping) and len(node.entries) <= MOST_SEGMENTS
    return few and isinstance(node, Mapping) and not node.cut and _are_kebab(node)


def is_whole_consents(node: Node | None) -> bool:
    """Whether every topic and authorization could be read, apart from what an authorization lacks."""
    document = read(ConsentsDocument, node, Problems()) if node is not None else None
    if document is None or not document.whole or document.broken or not isinstance(node, Mapping):
        return False
    return all(_are_kebab(entry.value) for entry in node.entries)


def _are_kebab(node: Node) -> bool:
    return isinstance(node, Mapping) and all(_KEBAB_NAME.fullmatch(entry.key.value) for entry in node.entries)


def _usable(name: str) -> bool:
    return bool(_FIELD_NAME.fullmatch(name)) and name not in _RESERVED


def _report_name(name: str, place: Span, pattern: re.Pattern[str], problems: Problems) -> bool:
    """Names are used in conditions and templates, so they must be spelt like names there."""
    if pattern.fullmatch(name) and name not in _RESERVED:
        return True
    expected = "a name such as first_name" if pattern is _FIELD_NAME else "a kebab-case name such as over-65"
    problems.report(codes.MALFORMED_TEXT, place, value=shorten(name), expected=expected)
    return False


def compile_consents(node: Node, problems: Problems) -> Consents:
    document = read(ConsentsDocument, node, problems)
    if document is None:
        return Consents()
    for field, names in (("topics", document.topics), ("authorizations", document.authorizations)):
        for name in names:
            _report_name(name, document.place(f"{field}.{name}"), _KEBAB_NAME, problems)
    for name, authorization in document.authorizations.items():
        _report_incomplete(name, authorization, problems)
        for index, law in enumerate(authorization.covers):
            report_law(law, authorization.place(f"covers.{index}"), problems)
    return Consents(
        topics={
            name: Topic(topic.title, topic.opt, (topic.text or "").strip(), topic.version)
            for name, topic in document.topics.items()
        },
        authorizations={name: _lowered(one) for name, one in document.authorizations.items()},
    )


def _report_incomplete(name: str, authorization: AuthorizationDocument, problems: Problems) -> None:
    for field, words in _ELEMENTS.items():
        if not getattr(authorization, field):
            place = next(iter(authorization.keys.values()), authorization.span)
            problems.report(codes.AUTHORIZATION_INCOMPLETE, place, name=name, missing=words)


def _lowered(document: AuthorizationDocument) -> Authorization:
    elements = {field: (getattr(document, field) or "").strip() for field in _ELEMENTS}
    return Authorization(title=document.title, version=document.version, covers=document.covers, **elements)


def compile_segments(
    node: Node, dictionary: Dictionary, consents: Consents, problems: Problems, kept: Kept | None = None
) -> Segments:
    """Conditions may name other segments, never themselves; fields and classes follow through."""
    written: Segments = {}
    if not isinstance(node, Mapping):
        problems.report(codes.WRONG_TYPE, node.span, expected="a mapping", found=describe(node))
        return written
    if len(node.entries) > MOST_SEGMENTS:
        place, count = node.entries[MOST_SEGMENTS].key.span, len(node.entries)
        problems.report(codes.TOO_MANY_SEGMENTS, place, count=count, most=MOST_SEGMENTS)
    for entry in node.entries[:MOST_SEGMENTS]:
        if not isinstance(entry.value, Text) or entry.value.empty:
            found = describe(entry.value)
            problems.report(codes.WRONG_TYPE, entry.value.span, expected="a condition", found=found)
            nothing = Condition("", entry.value.span)
            written[entry.key.value] = Segment(entry.key.value, nothing)
            continue
        if not _report_name(entry.key.value, entry.key.span, _KEBAB_NAME, problems):
            continue
        condition = Condition(entry.value.value, entry.value.span, entry.value.written)
        written[entry.key.value] = Segment(entry.key.value, condition)
    context = new_context(None, dictionary, written, consents, kept)
    for segment in written.values():
        report_condition(segment.condition, context, problems)
        _report_steps(segment, context, problems)
    for segment in naming_themselves(written, context):
        problems.report(codes.SEGMENT_CYCLE, segment.condition.span, name=segment.name)
    return closed(written, context)


def _report_steps(segment: Segment, context: Context, problems: Problems) -> None:
    for call in context.check(segment.condition).calls:
        if call.name in ("engaged", "clicked", "opened", "viewed", "replied", "confirmed", "happened"):
            hint = f"{call.name}() belongs to a journey; a segment is about the person alone"
            name = call.argument or call.name
            problems.report(codes.UNKNOWN_STEP, segment.condition.span, name=name, hint=hint)


def _closed(segment: Segment, written: Segments, context: Context, problems: Problems) -> Segment:
    """The segment with everything that follows from the segments it names."""
    fields: set[str] = set()
    scopes: set[str] = set()
    todo, seen = [(segment.name, True)], {segment.name}
    while todo:
        name, required = todo.pop()
        checked = context.check(written[name].condition)
        fields |= checked.fields()
        for call in checked.calls:
            if call.name == "authorized" and call.required and required and call.argument:
                scopes.add(call.argument)
            if call.name != "segment" or call.argument not in written:
                continue
            if call.argument == segment.name:
                problems.report(codes.SEGMENT_CYCLE, segment.condition.span, name=segment.name)
            if call.argument not in seen:
                seen.add(call.argument)
                todo.append((call.argument, required and call.required))
    kept = frozenset(fields)
    return Segment(segment.name, segment.condition, kept, context.most_closed(kept), frozenset(scopes))
