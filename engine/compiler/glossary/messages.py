"""The words of a message's front matter and of a form."""

from typing import Final

from engine.compiler.message import Front
from engine.journey.forms import FormDocument, QuestionDocument
from engine.journey.part import Part

MESSAGES: Final[dict[type[Part], tuple[str, dict[str, str]]]] = {
    Front: (
        "What stands before the body of a message, between two lines of `---`.",
        {
            "subject": "The subject: nothing above `demographic` but the first name may stand in it.",
            "preheader": "What mail programs show behind the subject; as open as the subject.",
            "class": "The most closed class the message may use; it decides how the mail is protected.",
        },
    ),
    FormDocument: (
        "A form of the portal, `forms/<name>.yaml`.",
        {
            "form": "Its name for good: that of its file.",
            "title": "Its heading; one text, or one per language.",
            "intro": "What stands above the questions.",
            "thanks": "What is shown when it was sent in.",
            "questions": "From top to bottom.",
        },
    ),
    QuestionDocument: (
        "One question. Its answer is the field `answers.<id>`.",
        {
            "id": "The answer's name, such as pain_level.",
            "ask": "The question; one text, or one per language.",
            "type": "What may be answered.",
            "class": "How closed the answer is.",
            "required": "Whether it must be answered.",
            "choices": "What may be chosen, with the words shown.",
            "least": "The smallest number.",
            "most": "The largest number.",
        },
    ),
}
