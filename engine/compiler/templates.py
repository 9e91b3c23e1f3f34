"""Templates: one language variant of one message, compiled. HTML and text still hold plain Jinja.

What a renderer has to give: `patient`, `appointment`, `care_gap`, `organization` (attributes by field),
`link` (`confirm`, `opt_out`, `portal`, and `click_0`… for the addresses in `links`), `segments` (name →
bool), and the filter `date(pattern)` (CLDR pattern, the variant's language, the right zone).
"""

import hashlib
import html
import re
from typing import Final

import msgspec

from engine.compiler.jinja_rules import Use, Uses, read_uses
from engine.compiler.jinja_tags import Region, Tagged, find_tags
from engine.compiler.message import Message
from engine.compiler.mjml import to_html
from engine.compiler.plain_text import to_text
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.dictionary import Dictionary

_HREF: Final = re.compile(r'href="(https://[^"]+)"')
_FIELD: Final = re.compile(r"\w+\.\w+")
_ADDRESS_PART: Final = "https://|tel:|mailto:"
_STATEMENT_LINE: Final = re.compile(r"^(\{%-?\s*(?:if|elif|else|endif)\b[^%]*?)-?%\}$", re.MULTILINE)
_HIDDEN: Final = (
    "display:none;max-height:0;overflow:hidden;mso-hide:all;font-size:1px;line-height:1px;opacity:0"
)


class Template(msgspec.Struct, frozen=True):
    """`sha256` covers every other field. `subject`, `preheader` and `text` are Jinja without markup.

    `links`: the literal web addresses of the body, by the number of `link.click_<n>` that stands for them.
    """

    sha256: str
    name: str
    language: str
    subject: str
    preheader: str
    html: str
    text: str
    data_class: str
    fields: tuple[str, ...]
    segments: tuple[str, ...]
    links: tuple[str, ...]


class Compiled(msgspec.Struct, frozen=True):
    """A message with what it uses, part by part. `template` is None when it cannot be rendered."""

    message: Message
    subject: Uses
    preheader: Uses
    body: Uses
    template: Template | None


def compile_message(message: Message, language: str, dictionary: Dictionary, problems: Problems) -> Compiled:
    """All parts are read even when one is broken."""
    subject, subject_uses = _line(message.region("subject"), dictionary, problems)
    preheader, preheader_uses = _line(message.region("preheader"), dictionary, problems)
    tagged = find_tags(message.body, problems)
    uses = read_uses(tagged.skeleton(), message.body, dictionary, problems) if tagged else Uses()
    page = _page(message.body, tagged, dictionary, problems) if tagged and uses.readable else None
    template = None
    if page is not None and tagged is not None and subject is not None and preheader is not None:
        seen = (subject_uses, preheader_uses, uses)
        template = _template(message, language, (subject, preheader), (page, tagged), seen)
    return Compiled(message, subject_uses, preheader_uses, uses, template)


def _line(region: Region, dictionary: Dictionary, problems: Problems) -> tuple[str | None, Uses]:
    tagged = find_tags(region, problems)
    if tagged is None:
        return None, Uses()
    uses = read_uses(tagged.skeleton(), region, dictionary, problems)
    for link in uses.links:
        place = region.line_span(link.line, f"link.{link.name}")
        problems.report(codes.TEMPLATE_PLACE, place, tag=f"link.{link.name}", where="outside of the body")
    return tagged.plain(), uses


def _page(region: Region, tagged: Tagged, dictionary: Dictionary, problems: Problems) -> str | None:
    page = to_html(region, tagged, problems)
    if page is None:
        return None
    clean = True
    for index in sorted(page.hrefs):
        tag = tagged.tags[index]
        if not re.fullmatch(r"\{\{-?\s*link\.\w+\s*-?\}\}", tag.text):
            place, name = region.span(tag.start, tag.end - tag.start), tag.text.strip("{} -")
            if name in dictionary or not _FIELD.fullmatch(name):  # an unknown field is reported as such
                problems.report(codes.LINK_CARRIES_DATA, place, name=name)
            clean = False
    return page.html if clean else None


def _template(
    message: Message,
    language: str,
    lines: tuple[str, str],
    body: tuple[str, Tagged],
    seen: tuple[Uses, Uses, Uses],
) -> Template:
    subject, preheader = lines
    page, tagged = body
    page, links = _numbered(_dressed(page, language, preheader))
    template = Template(
        sha256="",
        name=message.file.name,
        language=language,
        subject=subject,
        preheader=preheader,
        html=tagged.restore(page),
        text=_text_part(page, tagged),
        data_class=message.front.data_class,
        fields=_names(*(uses.fields for uses in seen)),
        segments=_names(*(uses.segments for uses in seen)),
        links=links,
    )
    digest = hashlib.sha256(msgspec.json.encode(template, order="sorted")).hexdigest()
    return msgspec.structs.replace(template, sha256=digest)


def _names(*used: list[Use]) -> tuple[str, ...]:
    return tuple(sorted({use.name for uses in used for use in uses}))


def _dressed(page: str, language: str, preheader: str) -> str:
    """The language of the page, and the hidden line that mail programs show beside the subject."""
    page = page.replace('lang="und"', f'lang="{html.escape(language)}"')
    if not preheader:
        return page
    hidden = f'<div style="{_HIDDEN}">{_escaped(preheader)}</div>'
    return re.sub(r"(<body[^>]*>)", lambda match: match[1] + hidden, page, count=1)


def _escaped(template: str) -> str:
    """Markup of the author's words, outside of tags, is text."""
    parts = re.split(r"(\{\{.*?\}\}|\{%.*?%\})", template)
    return "".join(part if part[:2] in ("{{", "{%") else html.escape(part, quote=False) for part in parts)


def _numbered(page: str) -> tuple[str, tuple[str, ...]]:
    """Literal web addresses become `link.click_<n>`, so that a click can be heard."""
    links: list[str] = []

    def number(match: re.Match[str]) -> str:
        address = html.unescape(match[1])
        if address not in links:
            links.append(address)
        return f'href="{{{{ link.click_{links.index(address)} }}}}"'

    return _HREF.sub(number, page), tuple(links)


def _text_part(page: str, tagged: Tagged) -> str:
    """Made while tags are still tokens, so that no character of theirs is mistaken for markup."""
    is_address = re.compile(rf"{tagged.mark}|{_ADDRESS_PART}|\{{\{{ link\.click_")
    text = to_text(page, is_address)
    literal = re.sub(r"\{(?=[{%#])(?!\{ link\.click_)", "{ ", text)
    return _STATEMENT_LINE.sub(r"\1-%}", tagged.restore(literal))
