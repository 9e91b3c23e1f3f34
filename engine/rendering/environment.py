"""The two Jinja environments of a mail: HTML with escaping, plain text without. Strict about what is missing.

A template sees records of values and nothing of Python: a name after a dot is looked up in the record alone,
and nothing can be called.
"""

from collections.abc import Callable
from typing import Any, Final

from jinja2 import StrictUndefined, Template, Undefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from engine.rendering import filters, grammar


class Record:
    """The values under one dotted prefix; None is a value that is not known."""

    __slots__ = ("find",)

    def __init__(self, find: Callable[[str], Any]) -> None:
        self.find = find


class MailEnvironment(ImmutableSandboxedEnvironment):
    """Raises SecurityError where a template reaches for anything but a record."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is Record:
            value = obj.find(attribute)
            return self.undefined(name=attribute) if value is None else value
        if isinstance(obj, Undefined):
            return obj
        raise SecurityError("a value has no attributes")

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, str(argument))

    def call(self, *args: Any, **kwargs: Any) -> Any:
        raise SecurityError("a template may not call")


def _environment(*, escape: bool) -> MailEnvironment:
    """Without Jinja's optimizer: it tries every part of an expression again for each part around it."""
    made = MailEnvironment(
        autoescape=escape,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        cache_size=0,
        optimized=False,
    )
    made.globals.clear()
    for name in set(made.filters) - grammar.FILTERS:
        del made.filters[name]
    made.filters.update(date=filters.date, join=filters.join)
    return made


HTML: Final = _environment(escape=True)
TEXT: Final = _environment(escape=False)


def compile_part(environment: MailEnvironment, source: str) -> Template:
    """One part of a mail, ready to run. Raises Refused `template-refused`."""
    tree = grammar.parse(environment, source)
    code = environment.compile(tree, name="mail", filename="mail")
    return Template.from_code(environment, code, environment.globals)
