"""The small workspace of the language tests, for compiling text without any disk."""

from functools import cache

from engine.compiler import Compiled, Context, JourneySource, compile_journey, read_context
from tests.language.examples import WORKSPACE

JOURNEY = (WORKSPACE / "visit/journey.yaml").read_text("utf-8")
MESSAGE = (WORKSPACE / "visit/messages/hello.mjml").read_text("utf-8")
FRONT = MESSAGE[: MESSAGE.index("<mjml>")]


@cache
def context() -> Context:
    return read_context(WORKSPACE)[0]


def compiled(text: str = JOURNEY, **messages: str) -> Compiled:
    """`messages`: file stem → text; the small workspace's own message where none is given."""
    files = {f"{name}.mjml": text for name, text in (messages or {"hello": MESSAGE}).items()}
    return compile_journey(JourneySource("visit", "visit/journey.yaml", text, files), context())


def with_steps(steps: str) -> str:
    return JOURNEY[: JOURNEY.index("steps:")] + "steps:\n" + steps


def column(content: str) -> str:
    """A message whose one column holds `content`."""
    body = f"<mj-section><mj-column>\n{content}\n</mj-column></mj-section>"
    return f"{FRONT}<mjml><mj-body>{body}</mj-body></mjml>\n"


def codes_of(found: Compiled) -> list[str]:
    return [one.code for one in found.diagnostics]
