import 'monaco-editor/features/register.all';
import * as monaco from 'monaco-editor/editor/editor.api';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import { jsonDefaults } from 'monaco-editor/languages/features/json/register';
import 'monaco-editor/languages/definitions/python/register';
import JsonWorker from 'monaco-editor/language/json/json.worker?worker';
import { token } from '../theme/tokens.ts';
import { projectJsonSchema } from './project-json-schema.ts';

export { monaco };

/** The model's address: the schema of projects holds for it. */
export const PROJECT_URI = monaco.Uri.parse('netloom:///project.netloom.json');

self.MonacoEnvironment = {
  getWorker: (_module, label) => (label === 'json' ? new JsonWorker() : new EditorWorker()),
};

/** Completes and checks the text as a project, with words in the window's language. */
export function applySchema(): void {
  jsonDefaults.setDiagnosticsOptions({
    validate: true,
    allowComments: false,
    enableSchemaRequest: false,
    schemaValidation: 'error',
    schemas: [{ uri: 'netloom:///project.schema.json', fileMatch: ['*.netloom.json'], schema: projectJsonSchema() }],
  });
}

/** Paints the editor in the program's colours as the page shows them now. */
export function applyTheme(scheme: 'light' | 'dark'): void {
  const colour = (name: `--${string}`) => sixDigits(token(name));
  const rule = (tokenName: string, name: `--${string}`) => ({ token: tokenName, foreground: colour(name).slice(1) });
  monaco.editor.defineTheme('netloom', {
    base: scheme === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      rule('string.key.json', '--text-1'),
      rule('string.value.json', '--type-features'),
      rule('number.json', '--type-integer'),
      rule('keyword.json', '--type-sequence'),
      rule('comment.python', '--text-3'),
      rule('keyword.python', '--type-sequence'),
      rule('string.python', '--type-features'),
      rule('string.escape.python', '--type-features'),
      rule('number.python', '--type-integer'),
      rule('delimiter', '--text-3'),
    ],
    colors: {
      'editor.background': colour('--panel'),
      'editor.foreground': colour('--text-1'),
      'editorLineNumber.foreground': colour('--text-3'),
      'editorLineNumber.activeForeground': colour('--text-1'),
      'editor.lineHighlightBackground': colour('--sunken'),
      'editor.lineHighlightBorder': colour('--sunken'),
      'editorWidget.background': colour('--raised'),
      'editorWidget.border': colour('--line-strong'),
      'editorIndentGuide.background1': colour('--line'),
      focusBorder: colour('--accent'),
    },
  });
  monaco.editor.setTheme('netloom');
}

/** `#fff` as `#ffffff`. */
function sixDigits(colour: string): string {
  return /^#[\da-f]{3}$/i.test(colour) ? `#${[...colour.slice(1)].map((digit) => digit + digit).join('')}` : colour;
}
