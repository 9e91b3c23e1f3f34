"""One message of the bench: about 3 kB of MJML with a dozen tags, every text its own."""

from typing import Final

_MESSAGE: Final = """\
---
subject: "Note {number} from {{{{ organization.name }}}}"
preheader: "{greeting}"
class: identifier
---
<mjml lang="en">
  <mj-head>
    <mj-title>Note {number}</mj-title>
    <mj-attributes>
      <mj-all font-family="Arial, Helvetica, sans-serif" />
      <mj-text font-size="16px" line-height="24px" color="#1f2a2a" padding="8px 24px" />
      <mj-button font-size="16px" background-color="#0f6b66" color="#ffffff" border-radius="8px" />
      <mj-class name="small" font-size="14px" line-height="20px" color="#55605f" />
    </mj-attributes>
    <mj-style>
      a.plain {{ color: #0f6b66; }}
      @media (prefers-color-scheme: dark) {{
        body, body > div {{ background-color: #101614 !important; }}
      }}
    </mj-style>
  </mj-head>
  <mj-body width="600px" background-color="#f3f5f4">
    <mj-section background-color="#ffffff" padding="24px 0">
      <mj-column>
        <mj-text>{{% if patient.first_name is defined %}}Hello {{{{ patient.first_name }}}},{{% else %}}\
Hello,{{% endif %}}</mj-text>
        <mj-text>{greeting} on {{{{ appointment.start | date("EEEE d MMMM 'at' h:mm a") }}}}.</mj-text>
        {{% segment "over-{age}" %}}
        <mj-text>The lift is beside the entrance, number {number} on the plan in the hall.</mj-text>
        {{% endsegment %}}
{paragraphs}
        <mj-button href="{{{{ link.confirm }}}}">I will come</mj-button>
        <mj-text>Read <a class="plain" href="https://bench.example.org/{number}">our pages</a>.</mj-text>
      </mj-column>
    </mj-section>
    <mj-section padding="8px 0 24px">
      <mj-column>
        <mj-text mj-class="small">{{{{ organization.name }}}}<br />{{{{ organization.address }}}}<br />\
{{{{ organization.phone }}}}</mj-text>
        <mj-text mj-class="small"><a class="plain" href="{{{{ link.opt_out }}}}">No more mail</a></mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
"""
_PARAGRAPH: Final = (
    "        <mj-text>Please bring the list of everything you take, and card {number}-{row}: the desk asks"
    " for it. Come ten minutes early so that nobody has to wait.</mj-text>"
)


def message_text(name: str, number: int) -> str:
    """`name`: first or second; `number`: of the journey."""
    greeting = f"Journey {number} expects you" if name == "first" else f"Do not forget visit {number}"
    paragraphs = "\n".join(_PARAGRAPH.format(number=number, row=row) for row in range(3))
    return _MESSAGE.format(number=number, greeting=greeting, age=40 + number % 50, paragraphs=paragraphs)
