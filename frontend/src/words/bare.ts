// Finds sentences that stand in a component instead of a language file. Reads syntax trees; used by its test alone.
import ts from "typescript";

export interface Bare {
  line: number;
  text: string;
}

/** Attributes whose text somebody reads or hears. */
const READ = new Set([
  "alt",
  "aria-description",
  "aria-label",
  "aria-roledescription",
  "aria-valuetext",
  "caption",
  "content",
  "description",
  "label",
  "legend",
  "message",
  "nothingFound",
  "placeholder",
  "sentence",
  "summary",
  "title",
  "word",
  "words",
]);

const SHOWN = new Set(["label", "placeholder", "sentence", "title", "word"]);

/** What is the same in every language: names, signs, keys, units; and code, which has no blank between words. */
const NO_LANGUAGE =
  /^(Careloom|YAML|CEL|JSON|HL7|FHIR|S\/MIME|OpenPGP|PNG|SVG|Ctrl( K)?|Cmd|Esc|Enter|Tab|Del|Shift|Alt|[^\p{L}]*|\p{L})$/u;

/** Names as the engine writes them: `appointment.booked`. */
const A_NAME = /^[a-z_]+(\.[a-z_]+)+$/;

const hasWords = (text: string) => {
  const trimmed = text.replace(/^[\s·(]+|[\s·:)]+$/g, "");
  if (A_NAME.test(trimmed) || FOR_BROWSERS.test(text)) return false;
  return /\p{L}/u.test(trimmed) && !NO_LANGUAGE.test(trimmed);
};

/** CSS, selectors and HTML that is no page of ours: read by the browser alone. */
const FOR_BROWSERS = /var\(--|^\d+px |^\(prefers-|^@media|^<!doctype|^cm-|\[[a-z-]+='/;

/** Two words with a blank between them, at least one of them an ordinary lower-case word. */
const isSentence = (text: string) => /\p{L}{2,}[,;:]? \p{Ll}{2,}/u.test(text);

const textOf = (node: ts.Node): string | null => {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join("…");
  return null;
};

/** Where a text is code, not words: names of modules, types, keys, classes, selectors, errors for ourselves. */
function isCode(node: ts.Node): boolean {
  for (let up = node.parent, child = node; up; child = up, up = up.parent) {
    if (ts.isImportDeclaration(up) || ts.isExportDeclaration(up) || ts.isTypeNode(up)) return true;
    if (ts.isThrowStatement(up) || ts.isElementAccessExpression(up) || ts.isCaseClause(up)) return true;
    if (ts.isPropertyAssignment(up) && up.name === child) return true;
    if (ts.isBinaryExpression(up) && /^[=!]==?$/.test(up.operatorToken.getText())) return true;
    if (ts.isJsxAttribute(up)) return !READ.has(up.name.getText());
    if (
      ts.isCallExpression(up) &&
      /\.(closest|querySelector\w*|matches|split|startsWith|endsWith|includes|test)$/.test(
        up.expression.getText(),
      )
    )
      return true;
    if (ts.isBlock(up) || ts.isSourceFile(up)) return false;
  }
  return false;
}

/** `{ label: "Open" }`: fields with such names are shown to people wherever they are used. */
const isReadField = (node: ts.Node) =>
  ts.isPropertyAssignment(node.parent) &&
  node.parent.initializer === node &&
  SHOWN.has(node.parent.name.getText());

function inJsx(node: ts.Node): boolean {
  for (let up = node.parent; up; up = up.parent) {
    if (ts.isJsxAttribute(up)) return READ.has(up.name.getText());
    if (ts.isJsxExpression(up))
      return up.parent
        ? ts.isJsxElement(up.parent) || ts.isJsxFragment(up.parent) || ts.isJsxAttribute(up.parent)
        : false;
    if (ts.isFunctionLike(up) || ts.isCallExpression(up) || ts.isElementAccessExpression(up)) return false;
    if (ts.isBinaryExpression(up) && /^[=!]==?$/.test(up.operatorToken.getText())) return false;
  }
  return false;
}

const kindOf = (name: string) => (name.endsWith(".tsx") ? ts.ScriptKind.TSX : ts.ScriptKind.TS);

/** In JSX every word counts; elsewhere only what reads like a sentence, so that code may stay code. */
export function bareTexts(name: string, source: string): Bare[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, kindOf(name));
  const found: Bare[] = [];
  const note = (node: ts.Node, text: string) =>
    found.push({ line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1, text: text.trim() });
  const look = (node: ts.Node) => {
    const text = ts.isJsxText(node) ? node.text : textOf(node);
    if (ts.isJsxText(node)) {
      if (hasWords(node.text)) note(node, node.text);
    } else if (text !== null && hasWords(text) && !isCode(node)) {
      const read = ts.isJsxAttribute(node.parent) || isReadField(node) || inJsx(node);
      if (read || isSentence(text)) note(node, text);
    }
    ts.forEachChild(node, look);
  };
  look(file);
  return found;
}
