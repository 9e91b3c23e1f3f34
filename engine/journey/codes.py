"""Every diagnostic there is: its permanent code, its severity, its one-line message, the law behind it.

A code is never renamed or given another meaning; each has a page `docs/rules/<code>.md`.
"""

from typing import Final, Literal

import msgspec


class Code(msgspec.Struct, frozen=True):
    """`law`: nobody may allow it. `allowable`: somebody may, at one place, with a reason and a name.

    `by_pack`: it is only reported where a policy pack switches it on.
    """

    name: str
    severity: Literal["error", "warning"]
    template: str
    source: str = ""
    law: bool = False
    allowable: bool = False
    by_pack: bool = False


CODES: Final[dict[str, Code]] = {}


def _error(name: str, template: str, source: str = "") -> Code:
    return CODES.setdefault(name, Code(name, "error", template, source))


def _warning(name: str, template: str, source: str = "", *, by_pack: bool = False) -> Code:
    """May be allowed."""
    code = Code(name, "warning", template, source, allowable=True, by_pack=by_pack)
    return CODES.setdefault(name, code)


def _rule(name: str, template: str, source: str = "", *, by_pack: bool = False) -> Code:
    """An error that somebody may answer for; without it a plan can still be made."""
    code = Code(name, "error", template, source, allowable=True, by_pack=by_pack)
    return CODES.setdefault(name, code)


def _law(name: str, template: str, source: str, *, by_pack: bool = False) -> Code:
    return CODES.setdefault(name, Code(name, "error", template, source, law=True, by_pack=by_pack))


# Files and YAML
FILE_TOO_LARGE = _error("file-too-large", "this file is larger than {most} KB and is not read")
FILE_NOT_UTF8 = _error("file-not-utf8", "this file is not UTF-8 text (byte {byte})")
FILE_MISSING = _error("file-missing", "{name} is missing")
FILE_EMPTY = _error("file-empty", "this file says nothing")
YAML_SYNTAX = _error("yaml-syntax", "this is not YAML: {problem}")
YAML_TOO_DEEP = _error("yaml-too-deep", "nested more than {most} levels deep")
YAML_ALIAS = _error("yaml-alias-refused", "anchors, aliases and merge keys are not read ({name})")
YAML_TAG = _error("yaml-tag-refused", "tags are not read ({tag})")
YAML_DOCUMENTS = _error("yaml-many-documents", "a second YAML document begins here; a file holds one")
YAML_DUPLICATE = _error("yaml-duplicate-key", '"{key}" is written twice')
YAML_BOM = _error("yaml-byte-order-mark", "the file begins with a byte order mark")

# Structure
UNKNOWN_KEY = _error("unknown-key", '"{key}" is not a word of {of}')
MISSING_KEY = _error("missing-key", '{of} needs "{key}"')
WRONG_TYPE = _error("wrong-type", "expected {expected}, found {found}")
UNKNOWN_VALUE = _error("unknown-value", '"{value}" is not one of {known}')
MALFORMED_TEXT = _error("malformed-text", '"{value}" is not {expected}')
MALFORMED_DURATION = _error("malformed-duration", '"{value}" is not a duration')
MALFORMED_WINDOW = _error("malformed-window", "this window {problem}")
MALFORMED_PHRASE = _error("malformed-phrase", '"{value}" is not understood here')
OUT_OF_RANGE = _error("out-of-range", "{value} is not between {least} and {most}")
STEP_KIND_UNKNOWN = _error("step-kind-unknown", '"{kind}" is not a kind of step')
STEP_KIND_FIRST = _error("step-kind-not-first", 'the kind must come first: "- {kind}: {id}"')
DUPLICATE_ID = _error("duplicate-step-id", 'two steps have the id "{id}"')
NO_STEPS = _error("no-steps", "{of} has no steps")
TOO_MANY_STEPS = _error("too-many-steps", "the journey has {count} steps; at most {most} are compiled")
TOO_MANY_SEGMENTS = _error("too-many-segments", "there are {count} segments; at most {most} are compiled")
NAME_DIFFERS = _error(
    "journey-name-differs", 'the journey is called "{name}" but lies in the folder "{folder}"'
)
SAY_ONE_THING = _error("say-one-thing", "{of} says exactly one of {choices}")
UNREACHABLE_STEP = _error("unreachable-step", '"{id}" is never reached: everything before it has left')
AWAIT_FOR_EVER = _error("await-without-timeout", '"{id}" has no timeout: people may wait here for ever')
REPEAT_FOR_EVER = _error("repeat-without-bound", '"{id}" does not say how often at most it repeats')
REPEAT_TOO_OFTEN = _error(
    "repeat-too-often", "repeats every {every}; at least {least} must lie between rounds"
)
AUDIENCE_TOO_OFTEN = _error("audience-too-often", "an audience is looked through at most once a day")
SPLIT_WEIGHTS = _error("split-weights", "the weights add up to {sum}, not to 100")
HOLDOUT_OF_CARE = _error(
    "care-held-out", 'the hold-out "{path}" keeps care from people: "{id}" has the purpose {purpose}'
)

# References
UNKNOWN_EVENT = _error("unknown-event", '"{name}" is not an event')
EVENT_NOT_AWAITED = _error("event-not-awaited", '"{id}" does not wait for {name}')
UNKNOWN_STEP = _error("unknown-step", 'no step is called "{name}"')
STEP_SENDS_NOTHING = _error("step-sends-nothing", '"{name}" sends nothing that could be {asked}')
STEP_COMES_LATER = _warning("step-comes-later", '"{name}" has not been sent yet at this point')
UNKNOWN_MESSAGE = _error("unknown-message", "messages/{name}.mjml does not exist")
UNUSED_MESSAGE = _warning("unused-message", "no step sends this message")
UNKNOWN_SEGMENT = _error("unknown-segment", 'no segment is called "{name}"')
SEGMENT_CYCLE = _error("segment-cycle", 'the segment "{name}" is defined by itself')
UNKNOWN_TOPIC = _error("unknown-topic", 'no topic is called "{name}"')
UNKNOWN_AUTHORIZATION = _error("unknown-authorization", 'no authorization is called "{name}"')
UNKNOWN_FIELD = _error("unknown-field", '"{name}" is not in the dictionary')
FIELD_NEVER_PRESENT = _error(
    "field-never-present", "{name} has no value here: this journey is not about {article} {entity}"
)

UNKNOWN_FORM = _error("unknown-form", "forms/{name}.yaml does not exist")
UNUSED_FORM = _warning("unused-form", "no step opens this form")
FORM_NAME = _error("form-name-differs", 'the form is called "{name}" but lies in {file}')
DUPLICATE_QUESTION = _error(
    "duplicate-question",
    'two questions of this journey have the id "{id}": their answers would be one',
)
QUESTION_CHOICES = _error(
    "question-choices", '"{id}": a question of type choice names its choices, and no other does'
)
QUESTION_RANGE = _error("question-range", '"{id}": the least number is not below the most')
UNKNOWN_CONNECTOR = _error("unknown-connector", 'no connector is called "{name}"')
TASK_NEVER_DUE = _error("task-never-due", 'the journey waits for "{id}", which is never due')

# Conditions
EXPRESSION_SYNTAX = _error("expression-syntax", "this condition cannot be read: {problem}")
EXPRESSION_TYPE = _error("expression-type", "{problem}")
CONDITION_NOT_BOOLEAN = _error("condition-not-boolean", "this is {type}; a condition is true or false")
ARGUMENT_NOT_LITERAL = _error("argument-not-literal", "{name}(…) takes a name written in quotes")
UNKNOWN_GOES_OTHERWISE = _warning("unknown-goes-otherwise", "people without a value for {fields} {where}")

# Time
ANCHOR_NOT_TIMESTAMP = _error("anchor-not-timestamp", "{name} is {type}, not a timestamp")
IF_PAST_MISSING = _error(
    "if-past-missing", "this moment may already lie in the past, and nothing says what then"
)
COMES_TOO_LATE = _rule(
    "reminder-may-come-too-late", '"{id}" may be sent after {field}', "HL7 v2 SCH-11; FHIR Appointment.start"
)
UNKNOWN_ZONE = _error("unknown-zone", '"{name}" is not an IANA time zone')

# Privacy and law
PURPOSE_MISSING = _law(
    "purpose-missing",
    '"{id}" has no purpose, and neither has the journey',
    "45 CFR 164.501, 164.506, 164.508",
)
PURPOSE_NOT_LAWFUL = _law(
    "purpose-not-lawful", '"{purpose}" is no purpose a journey may have', "45 CFR 164.506, 164.508, 164.512"
)
MARKETING_AUTHORIZATION = _law(
    "marketing-needs-authorization", '"{id}" uses {what} for marketing', "45 CFR 164.508(a)(3)"
)
AUTHORIZATION_INCOMPLETE = _law(
    "authorization-incomplete",
    'the authorization "{name}" does not say {missing}',
    "45 CFR 164.508(c)(1), (c)(2)",
)
PROTECTED_AUTHORIZATION = _law(
    "protected-needs-authorization", '"{id}" uses {what}, which is specially protected', "42 CFR 2.31, 2.33"
)
ENVELOPE_TOO_REVEALING = _rule(
    "envelope-too-revealing", "the {part} shows {name} ({data_class})", "45 CFR 164.530(c); RFC 9788"
)
BODY_ABOVE_CLASS = _law(
    "body-above-class",
    "{name} is {data_class}, but this message may use at most {most}",
    "45 CFR 164.312(e)(1)",
)
NO_STOP = _rule(
    "no-stop-on-cancelled",
    "nothing ends this journey when the appointment is cancelled",
    "HL7 v2 SIU S15; PID-30",
)
MARKETING_OPT_OUT = _law(
    "marketing-without-opt-out", '"{message}" has no way to stop it', "15 USC 7704(a)(3), (a)(5); RFC 8058"
)
MARKETING_ADDRESS = _law(
    "marketing-without-address",
    '"{message}" does not show the postal address',
    "15 USC 7704(a)(5); 16 CFR 316.2",
)
MARKETING_TOPIC = _law(
    "marketing-without-topic", '"{id}" names no topic that a person could stop', "15 USC 7704(a)(3); RFC 8058"
)
SENDER_NOT_VERIFIED = _error(
    "sender-not-verified",
    "{address} is not at one of the organisation's domains",
    "RFC 7489; Gmail sender rules",
)
TRACKS_OPENS = _warning(
    "tracks-opens", '"{id}" tracks opens with a hidden picture', "OCR bulletin on online tracking, March 2024"
)
OPENED_UNRELIABLE = _warning(
    "opened-is-not-reliable", "mail programs open mail by themselves: this is not the patient"
)
UPDATE_NOT_ALLOWED = _law(
    "update-not-allowed", "{name} is {data_class}: a journey may not change it", "45 CFR 164.526"
)
SECRET_IN_TEXT = _rule(
    "secret-in-text", "this looks like {what}, written out in the file", "45 CFR 164.312(a)"
)
LANGUAGE_MISSING = _warning(
    "language-variant-missing", '"{message}" is not written in {language} ({language_tag})', "45 CFR 92.201"
)

PAID_FOR = _law(
    "payment-makes-it-marketing",
    '{payer} pays for "{id}", so its purpose is marketing and not {purpose}',
    "45 CFR 164.501 marketing (2)(ii); 42 USC 17936(a)",
)
PAYER_UNNAMED = _law(
    "authorization-hides-payment",
    'the authorization "{scope}" does not say that {payer} pays',
    "45 CFR 164.508(a)(3)(ii)",
)
PRESCRIPTION_ENDED = _rule(
    "prescription-may-have-ended",
    '"{id}" speaks of a prescription that may have ended',
    "45 CFR 164.501 marketing (2)(i); HHS FAQ 1514, 1518",
)
MORE_THAN_NEEDED = _warning(
    "more-than-needed",
    "{name} is {data_class}: more than {purpose} needs",
    "45 CFR 164.502(b), 164.514(d)",
)
THERAPY_NOTES = _law(
    "notes-of-therapy",
    "{name} holds notes of therapy, which no journey may use",
    "45 CFR 164.508(a)(2); 42 CFR 2.31(b)",
)
PROTECTED_TOLD = _law(
    "protected-told-to-others",
    '"{id}" tells {name}, which is specially protected, to {party}',
    "42 CFR 2.31, 2.32, 2.33",
)
SENSITIVE_CONSENT = _warning(
    "sensitive-needs-consent",
    '"{id}" uses {what} ({law}), which state law protects',
    "state law; 45 CFR 160.203(b)",
)
SUBSTANCE_USE_IN_CLEAR = _law(
    "substance-use-in-clear",
    'the {part} says "{word}", which tells of substance use treatment',
    "42 CFR 2.13, 2.31; RFC 9788",
    by_pack=True,
)
MINOR_POSSIBLE = _rule(
    "minor-not-ruled-out",
    '"{id}" may reach somebody under {age} with {data_class} content',
    "45 CFR 164.502(g)(3); state law",
    by_pack=True,
)
PROMOTIONAL_SUBJECT = _warning(
    "subject-reads-as-advertisement",
    'the {part} says "{word}", but the purpose of this mail is {purpose}',
    "16 CFR 316.3",
)
NO_BUDGET = _rule(
    "no-contact-budget",
    "nothing limits how often a person is written to",
    "Gmail and Yahoo sender rules: spam rate below 0.3 %",
    by_pack=True,
)
NO_AGREEMENT = _law(
    "call-without-agreement",
    'no agreement covers {host}, which "{id}" calls',
    "45 CFR 164.502(e), 164.504(e)",
)
AGREEMENT_NOT_IN_FORCE = _law(
    "agreement-not-in-force", "the agreement with {party} that covers {host} {problem}", "45 CFR 164.504(e)"
)
RETENTION_TOO_SHORT = _law(
    "retention-too-short",
    "versions, consents and evidence are kept {years} years, which is less than {least}",
    "45 CFR 164.316(b)(2)(i), 164.530(j)",
)
NOBODY_APPROVES = _rule(
    "nobody-approves",
    "a change of {kinds} needs nobody's approval",
    "45 CFR 164.308(a)(4), 164.312(b)",
    by_pack=True,
)
UPDATE_TELLS_MORE = _rule(
    "update-tells-more",
    '"{id}" notes in {name} ({data_class}) what {what} ({more}) decided',
    "45 CFR 164.502(a), 164.514(d)",
)
CONTRAST = _rule(
    "contrast-too-low",
    "{colour} on {ground} has a contrast of {ratio}; words need {least}",
    "WCAG 2.1, 1.4.3; 45 CFR 84.84",
    by_pack=True,
)

# Policy packs, and what is allowed
UNKNOWN_PACK = _error("unknown-pack", 'no policy pack is called "{name}"')
PACK_COMING = _warning(
    "pack-not-in-force-yet", 'the pack "{name}" is in force from {effective} on; until then it only warns'
)
UNKNOWN_PARAMETER = _error("unknown-parameter", 'no pack in force has a parameter "{name}"')
PARAMETER_TOO_LAX = _error(
    "parameter-too-lax", '"{name}" may only be {value} or {direction}, as the pack {pack} asks'
)
UNKNOWN_RULE = _error("unknown-rule", 'no rule is called "{name}"')
ALLOW_REFUSED = _error("allow-refused", '"{rule}" cannot be allowed: {why}')
ALLOW_UNUSED = _warning("allow-without-effect", '"{rule}" is kept here: there is nothing to allow')

# Messages
FRONT_MATTER = _error(
    "front-matter-missing", "a message begins with --- and its subject, preheader and class"
)
TEMPLATE_SYNTAX = _error("template-syntax", "this template cannot be read: {problem}")
TEMPLATE_REFUSED = _error("template-not-allowed", "{what} is not allowed in a message")
TEMPLATE_PLACE = _error("template-in-wrong-place", "{tag} cannot stand {where}")
UNKNOWN_LINK = _error("unknown-link", '"link.{name}" is not a link')
LINK_CARRIES_DATA = _law(
    "link-carries-data", "this address carries {name}", "45 CFR 164.530(c); OCR bulletin on online tracking"
)
EXTERNAL_CONTENT = _error(
    "external-content",
    "this message loads {what} from elsewhere",
    "OCR bulletin on online tracking, March 2024",
)
MJML_MALFORMED = _error("mjml-malformed", "this is not MJML: {problem}")

# What can be seen by following every way: hardly ever meant, so a warning
EVENT_NEVER_COMES = _warning("event-never-comes", "{name} cannot come here")
EXIT_COMES_FIRST = _warning("exit-comes-first", '"{id}" never hears {name}: it ends the journey')
ALWAYS_PAST = _warning(
    "moment-always-past", '"{id}": this moment is already past whenever somebody comes here'
)
OUTLIVES_PURPOSE = _warning("mail-outlives-purpose", '"{id}" may still be sent after {field}')
SAME_MESSAGE_TWICE = _warning("same-message-twice", '"{message}" is sent twice in a row')
BUDGET_EXCEEDED = _warning(
    "contact-budget-exceeded", '"{id}" may be mail number {count} within {per}; the budget allows {most}'
)
ALWAYS_TRUE = _warning("condition-always-true", "this is true whoever is asked")
ALWAYS_FALSE = _warning("condition-always-false", "this is false whoever is asked")
CASE_NEVER_REACHED = _warning("case-never-reached", 'the case "{name}" is never reached')
REPEAT_WITHOUT_UNTIL = _warning(
    "repeat-without-until", '"{id}" writes in every round and does not stop when somebody answers'
)
STEP_IDS_ALIKE = _warning("step-ids-alike", '"{id}" and "{other}" differ by a hyphen alone')
WAYS_IN_DIFFER = _warning(
    "ways-in-differ", "this way in counts by {once}, another by {other}: the same person may be inside twice"
)
TRIGGER_REPEATED = _warning("trigger-repeated", "{name} already lets everybody in above")

# Scenarios
SCENARIO_NAME_TWICE = _error("scenario-name-twice", 'two scenarios are called "{name}"')
STEP_OF_ANOTHER_KIND = _error("step-of-another-kind", '"{name}" is no {wanted} step: its kind is {kind}')
