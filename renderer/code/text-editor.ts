import { monaco } from './monaco.ts';
import { textChange } from './text-change.ts';

/** How every editor of the panel looks and behaves. */
export const editorOptions = {
  automaticLayout: true,
  minimap: { enabled: false },
  fontFamily: "'JetBrains Mono', monospace",
  fontSize: 12,
  lineHeight: 18,
  scrollBeyondLastLine: false,
  wordWrap: 'on',
  fixedOverflowWidgets: true,
  padding: { top: 6, bottom: 6 },
  stickyScroll: { enabled: false },
  renderLineHighlight: 'line',
} satisfies monaco.editor.IStandaloneEditorConstructionOptions;

/** Writes the text into the model, touching only what differs, so that cursor and undo survive. */
export function showText(model: monaco.editor.ITextModel, text: string): void {
  const change = textChange(model.getValue(), text);
  if (change === undefined) return;
  const range = monaco.Range.fromPositions(model.getPositionAt(change.start), model.getPositionAt(change.end));
  model.pushEditOperations(null, [{ range, text: change.text }], () => null);
}
