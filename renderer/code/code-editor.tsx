import { useComputedColorScheme } from '@mantine/core';
import { IconAlertCircleFilled } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { formatProject, parseProject } from '../../engine/project/parse.ts';
import { executeEdit } from '../document/execute.ts';
import { useDocument } from '../document/store.ts';
import classes from './code.module.css';
import { applyTheme, monaco, PROJECT_URI } from './monaco.ts';
import { textChange } from './text-change.ts';

const TYPING_PAUSE = 300;

/** Monaco over the project's text. What parses flows to the canvas; what doesn't leaves the canvas as it is. */
export function CodeEditor() {
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const [fault, setFault] = useState<string>();
  const scheme = useComputedColorScheme('light');
  useEffect(() => applyTheme(scheme), [scheme]);
  useEditor(element, setFault);
  return (
    <>
      <div ref={setElement} className={classes.editor} />
      {fault !== undefined && (
        <p className={classes.fault} role="status">
          <IconAlertCircleFilled size={14} aria-hidden />
          {fault} The canvas keeps the last version that could be read.
        </p>
      )}
    </>
  );
}

function useEditor(element: HTMLElement | null, setFault: (fault: string | undefined) => void): void {
  const report = useRef(setFault);
  useEffect(() => {
    if (element === null) return undefined;
    const model = monaco.editor.getModel(PROJECT_URI) ?? monaco.editor.createModel('', 'json', PROJECT_URI);
    model.updateOptions({ tabSize: 2, insertSpaces: true });
    showProject(model);
    const editor = monaco.editor.create(element, { model, ...options });
    const unlink = link(model, report.current);
    const left = editor.onDidBlurEditorText(() => useDocument.getState().seal());
    return () => {
      left.dispose();
      unlink();
      editor.dispose();
    };
  }, [element]);
}

const options = {
  automaticLayout: true,
  minimap: { enabled: false },
  fontFamily: "'JetBrains Mono', monospace",
  fontSize: 12,
  lineHeight: 18,
  scrollBeyondLastLine: false,
  wordWrap: 'on',
  fixedOverflowWidgets: true,
  ariaLabel: 'JSON of the project',
  padding: { top: 6, bottom: 6 },
  stickyScroll: { enabled: false },
  renderLineHighlight: 'line',
} satisfies monaco.editor.IStandaloneEditorConstructionOptions;

/** Keeps text and document the same in both directions; returns how to end that. */
function link(model: monaco.editor.ITextModel, report: (fault: string | undefined) => void): () => void {
  let showing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const read = () => {
    timer = undefined;
    const { project, diagnostics } = parseProject(model.getValue());
    report(project === undefined ? (diagnostics[0]?.message ?? 'This text is no project.') : undefined);
    if (project === undefined || formatProject(project) === formatProject(useDocument.getState().project)) return;
    showing = true;
    executeEdit({ type: 'replace', project });
    showing = false;
  };

  const typed = model.onDidChangeContent(() => {
    if (showing) return;
    clearTimeout(timer);
    timer = setTimeout(read, TYPING_PAUSE);
  });

  const stop = useDocument.subscribe(({ project }, former) => {
    if (project === former.project || showing) return;
    clearTimeout(timer);
    timer = undefined;
    showing = true;
    showProject(model);
    showing = false;
    report(undefined);
  });

  return () => {
    if (timer !== undefined) {
      clearTimeout(timer);
      read();
    }
    stop();
    typed.dispose();
  };
}

/** Writes the document's project into the model, touching only what differs, so that cursor and undo survive. */
function showProject(model: monaco.editor.ITextModel): void {
  const change = textChange(model.getValue(), formatProject(useDocument.getState().project));
  if (change === undefined) return;
  const range = monaco.Range.fromPositions(model.getPositionAt(change.start), model.getPositionAt(change.end));
  model.pushEditOperations(null, [{ range, text: change.text }], () => null);
}
