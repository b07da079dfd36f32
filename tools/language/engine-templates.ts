import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What the engine and the host may say, as templates: `{0} expects a row of features for each node.`, with the file that says it. */
export type EngineTemplates = ReadonlyMap<string, string>;

/** Folders whose texts reach no window: kernels’ own faults, checks of the engine by itself, code of another language. */
const SILENT = /^(engine\/((ops|autodiff|reference|gradcheck|conformance|random|pytorch)\/|graph\/verify\.ts)|host\/renderer-files\.ts)/;

/** Properties of definitions, whose texts are gathered from the registries, and of what nobody reads. */
const DEFINED =
  /^(name|label|title|help|summary|explanation|synonyms|formula|source|description|attribution|license|splitKey|classes|noise|score|defined|says|example|identifier|category|values|forbidden)$/;

/** Calls that say nothing to people: broken assumptions, names of things, parts of definitions. */
const SILENT_CALLS =
  /(^|\.)(invariant|join|startsWith|endsWith|includes|replace|replaceAll|split|slice|emitter|createEmitter|sampleStream|standardised|indicator|preset|sample|texts|node|axisField|marginsField|aggregateField|factorField|named|remembered|typeMistake|Error|TypeError|RegExp|regex|TextDecoder|end|log)$/;

/** Templates of a message may multiply by the words that it chooses from, up to so many. */
const MOST_VARIANTS = 16;

const SPOKEN = /^(message|expected|actual|label)$/;
const FIX = /^(insert|set|setSource|replace|remove|edits|changes|fix)$/;

/** Gathers the templates of all texts with words that the sources of these folders say, but those of definitions. */
export function engineTemplates(folders: readonly string[]): EngineTemplates {
  const found = new Map<string, string>();
  for (const path of folders.flatMap((folder) => sources(folder))) {
    const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    visit(file, (text) => {
      if (!found.has(text)) found.set(text, path);
    });
  }
  return found;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return SILENT.test(`${path}/`) || entry.name === 'testing' ? [] : sources(path);
      return /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name) && !SILENT.test(path) ? [path] : [];
    })
    .sort();
}

function visit(node: ts.Node, found: (text: string) => void): void {
  if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || isSilent(node)) return;
  if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && SILENT_CALLS.test(node.expression.getText())) {
    [node.expression, ...(node.arguments ?? [])]
      .filter((part) => choicesOf(part)[0] === '{}')
      .forEach((part) => {
        visit(part, found);
      });
    return;
  }
  if (isText(node)) {
    for (const text of templatesOf(node)) {
      const said = text.trim();
      if (isSentence(said) || (isSpoken(node) && /[a-z]{2}/.test(said))) found(numbered(said));
    }
    holesOf(node).forEach((hole) => {
      visit(hole, found);
    });
    return;
  }
  ts.forEachChild(node, (child) => {
    visit(child, found);
  });
}

function isText(node: ts.Node): node is ts.Expression {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || (isSum(node) && (isText(node.left) || isText(node.right)));
}

function isSum(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

/** Several words: what one word says is known only where it is said. */
function isSentence(text: string): boolean {
  return (
    /\s/.test(text) && /(^|[\s“"(:.,])[A-Za-z]?[a-z’']+($|[\s”"):.,?;])/.test(text.replaceAll('{}', '·')) && !/[\\<>_=]|^\W*$/.test(text)
  );
}

/** Whether a text is the message, expectation or label of a problem or of its fix. */
function isSpoken(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isConditionalExpression(parent) || ts.isParenthesizedExpression(parent) || (ts.isBinaryExpression(parent) && !isSum(parent)))
    return isSpoken(parent);
  return ts.isPropertyAssignment(parent) && SPOKEN.test(parent.name.getText());
}

function isSilent(node: ts.Node): boolean {
  if (!ts.isPropertyAssignment(node)) return false;
  const name = node.name.getText();
  return DEFINED.test(name) && !(name === 'label' && isFix(node.parent));
}

function isFix(node: ts.ObjectLiteralExpression): boolean {
  return node.properties.some(({ name }) => name !== undefined && FIX.test(name.getText()));
}

/** The texts that an expression may become, with `{}` for what isn't known from its own words. */
function templatesOf(node: ts.Expression): readonly string[] {
  if (ts.isParenthesizedExpression(node)) return templatesOf(node.expression);
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (isSum(node)) return product([templatesOf(node.left), templatesOf(node.right)]);
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.flatMap(({ expression, literal }) => [choicesOf(expression), [literal.text]]);
    return product([[node.head.text], ...spans]);
  }
  return choicesOf(node);
}

/** The words that a hole chooses from, where it says so itself; else the hole. */
function choicesOf(node: ts.Expression): readonly string[] {
  if (ts.isParenthesizedExpression(node)) return choicesOf(node.expression);
  if (ts.isConditionalExpression(node)) {
    const choices = [...new Set([...templatesOf(node.whenTrue), ...templatesOf(node.whenFalse)])];
    return choices.every((choice) => choice === '' || choice === '{}') ? ['{}'] : choices;
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)
    return [...new Set([...templatesOf(node.left), ...templatesOf(node.right)])].filter((text) => text !== '');
  return isText(node) ? templatesOf(node) : ['{}'];
}

function product(parts: readonly (readonly string[])[]): readonly string[] {
  const variants = parts.reduce((count, part) => count * part.length, 1);
  return parts.reduce<readonly string[]>(
    (texts, part) => {
      const choices = variants > MOST_VARIANTS && part.length > 1 ? ['{}'] : part;
      return texts.flatMap((text) => choices.map((choice) => text + choice));
    },
    [''],
  );
}

/** What may say more within a text: the expressions of its holes, without the words that they choose from where these are told already. */
function holesOf(node: ts.Expression): readonly ts.Expression[] {
  if (ts.isParenthesizedExpression(node)) return holesOf(node.expression);
  if (ts.isStringLiteralLike(node)) return [];
  if (isSum(node)) return [...holesOf(node.left), ...holesOf(node.right)];
  if (ts.isTemplateExpression(node)) {
    const isWhole = variantsOf(node) <= MOST_VARIANTS;
    return node.templateSpans.flatMap(({ expression }) => (isWhole ? holesOf(expression) : [expression]));
  }
  if (ts.isConditionalExpression(node)) return [...holesOf(node.whenTrue), ...holesOf(node.whenFalse)];
  return [node];
}

function variantsOf(node: ts.TemplateExpression): number {
  return node.templateSpans.reduce((count, { expression }) => count * choicesOf(expression).length, 1);
}

/** Holes by number; messages one after another are one hole. */
function numbered(text: string): string {
  let hole = 0;
  return text.replaceAll(/(?<=[.:] )\{\}( \{\})+/g, '{}').replaceAll('{}', () => `{${hole++}}`);
}
