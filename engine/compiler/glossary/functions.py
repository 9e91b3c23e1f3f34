"""What conditions and messages may call by name: functions, links, data classes."""

from typing import Final

FUNCTIONS: Final[dict[str, str]] = {
    "engaged": "Whether the person clicked, confirmed, viewed or answered that step's mail.",
    "clicked": "Whether a link of that step's mail was followed.",
    "opened": "Whether that step's mail was opened; mail programs do that by themselves.",
    "viewed": "Whether that step's message was read in the portal.",
    "confirmed": "Whether the person confirmed.",
    "replied": "Whether that step's mail was answered.",
    "has_consent": "Whether the person agreed to a topic, or did not stop it.",
    "authorized": "Whether a written authorization is in force.",
    "segment": "Whether the person is in a segment.",
    "happened": "Whether an event happened in this journey.",
    "days_since": "Whole days since a timestamp.",
}

LINKS: Final[dict[str, str]] = {
    "link.confirm": "Where the person confirms.",
    "link.opt_out": "Where the person stops the topic.",
    "link.portal": "The message in the portal.",
    "link.form": "The form of this journey, in the portal.",
}

CLASSES: Final[dict[str, str]] = {
    "operational": "About the running of things; open.",
    "preference": "What a person chose, such as a language.",
    "demographic": "Age, sex and the like.",
    "identifier": "What tells who somebody is; dates are among it (45 CFR 164.514(b)(2)).",
    "clinical": "What tells about health.",
    "protected": "What a law protects specially, such as 42 CFR Part 2.",
}
