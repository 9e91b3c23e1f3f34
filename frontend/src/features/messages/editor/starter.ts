// A message to begin with: one column, one action, who writes and how to stop. It compiles as it stands. Pure.
import { w } from "~/words";

const quoted = (text: string) => JSON.stringify(text.replace(/\s+/g, " ").trim());

const HEAD = `  <mj-head>
    <mj-raw><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></mj-raw>
    <mj-attributes>
      <mj-all font-family="Arial, Helvetica, sans-serif" />
      <mj-text font-size="16px" line-height="24px" color="#1f2a2a" padding="8px 24px" />
      <mj-button font-size="16px" background-color="#0f6b66" color="#ffffff" border-radius="8px" inner-padding="14px 28px" padding="16px 24px" align="left" />
      <mj-class name="small" font-size="14px" line-height="20px" color="#55605f" />
    </mj-attributes>
    <mj-style>
      a.plain { color: #0f6b66; }
      @media (prefers-color-scheme: dark) {
        body, body > div { background-color: #101614 !important; }
        .card, .card td { background-color: #18211f !important; }
        .card div, .card a.plain { color: #e8eeec !important; }
      }
    </mj-style>
  </mj-head>`;

/** `subject`: as people will read it in their list of mails. `language`: a BCP 47 tag. */
export function starterMessage(subject: string, language: string): string {
  const words = w.composing.sample;
  return `---
subject: ${quoted(subject)}
preheader: ${quoted(words.preheader)}
class: identifier
---
<mjml lang="${language}">
${HEAD}
  <mj-body width="600px" background-color="#f3f5f4">
    <mj-section background-color="#ffffff" css-class="card" padding="24px 0">
      <mj-column>
        <mj-text>${words.greeting} {{ patient.first_name | default('') }},</mj-text>
        <mj-text>${words.text}</mj-text>
        <mj-button href="{{ link.portal }}">${words.button}</mj-button>
      </mj-column>
    </mj-section>
    <mj-section css-class="card" padding="8px 0 24px">
      <mj-column>
        <mj-text mj-class="small">{{ organization.name }}<br />{{ organization.address }}<br />{{ organization.phone }}</mj-text>
        <mj-text mj-class="small">${words.why} <a class="plain" href="{{ link.opt_out }}">${words.stop}</a></mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`;
}
