"""Every diagnostic there is: its permanent code, its severity, its one-line message, the law behind it.

A code is never renamed or given another meaning; each has a page `docs/rules/<code>.md`.
"""

from typing import Final, Literal

import msgspec


class Code(msgspec.Struct, frozen=True):
    name: str
    severity: Literal["error", "warning"]
    template: str
    source: str = ""


CODES: Final[dict[str, Code]] = {}


def _error(name: str, template: str, source: str = "") -> Code:
    return CODES.setdefault(name, Code(name, "error", template, source))


def _warning(name: str, template: str, source: str = "") -> Code:
    return CODES.setdefault(name, Code(name, "warning", template, source))


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
COMES_TOO_LATE = _error(
    "reminder-may-come-too-late", '"{id}" may be sent after {field}', "HL7 v2 SCH-11; FHIR Appointment.start"
)
UNKNOWN_ZONE = _error("unknown-zone", '"{name}" is not an IANA time zone')

# Privacy and law
PURPOSE_MISSING = _error(
    "purpose-missing",
    '"{id}" has no purpose, and neither has the journey',
    "45 CFR 164.501, 164.506, 164.508",
)
PURPOSE_NOT_LAWFUL = _error(
    "purpose-not-lawful", '"{purpose}" is no purpose a journey may have', "45 CFR 164.506, 164.508, 164.512"
)
MARKETING_AUTHORIZATION = _error(
    "marketing-needs-authorization", '"{id}" uses {what} for marketing', "45 CFR 164.508(a)(3)"
)
AUTHORIZATION_INCOMPLETE = _error(
    "authorization-incomplete",
    'the authorization "{name}" does not say {missing}',
    "45 CFR 164.508(c)(1), (c)(2)",
)
PROTECTED_AUTHORIZATION = _error(
    "protected-needs-authorization", '"{id}" uses {what}, which is specially protected', "42 CFR 2.31, 2.33"
)
ENVELOPE_TOO_REVEALING = _error(
    "envelope-too-revealing", "the {part} shows {name} ({data_class})", "45 CFR 164.530(c); RFC 9788"
)
BODY_ABOVE_CLASS = _error(
    "body-above-class",
    "{name} is {data_class}, but this message may use at most {most}",
    "45 CFR 164.312(e)(1)",
)
NO_STOP = _error(
    "no-stop-on-cancelled",
    "nothing ends this journey when the appointment is cancelled",
    "HL7 v2 SIU S15; PID-30",
)
MARKETING_OPT_OUT = _error(
    "marketing-without-opt-out", '"{message}" has no way to stop it', "15 USC 7704(a)(3), (a)(5); RFC 8058"
)
MARKETING_ADDRESS = _error(
    "marketing-without-address",
    '"{message}" does not show the postal address',
    "15 USC 7704(a)(5); 16 CFR 316.2",
)
MARKETING_TOPIC = _error(
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
UPDATE_NOT_ALLOWED = _error(
    "update-not-allowed", "{name} is {data_class}: a journey may not change it", "45 CFR 164.526"
)
SECRET_IN_TEXT = _error(
    "secret-in-text", "this looks like {what}, written out in the file", "45 CFR 164.312(a)"
)
LANGUAGE_MISSING = _warning(
    "language-variant-missing", '"{message}" has no {language} variant', "45 CFR 92.201"
)

# Messages
FRONT_MATTER = _error(
    "front-matter-missing", "a message begins with --- and its subject, preheader and class"
)
TEMPLATE_SYNTAX = _error("template-syntax", "this template cannot be read: {problem}")
TEMPLATE_REFUSED = _error("template-not-allowed", "{what} is not allowed in a message")
TEMPLATE_PLACE = _error("template-in-wrong-place", "{tag} cannot stand {where}")
UNKNOWN_LINK = _error("unknown-link", '"link.{name}" is not a link')
LINK_CARRIES_DATA = _error(
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
