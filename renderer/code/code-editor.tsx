import { Button, useComputedColorScheme } from '@mantine/core';
import { IconAlertCircleFilled } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { formatProject } from '../../engine/project/parse.ts';
import { useDocument } from '../document/store.ts';
import { engineText, t } from '../language/text.ts';
import classes from './code.module.css';
import { applySchema, applyTheme, monaco, PROJECT_URI } from './monaco.ts';
import { editorOptions, showText } from './text-editor.ts';
import { linkText, type TextState } from './text-link.ts';

/** Monaco over the project's text. What parses flows to the canvas; what doesn't leaves the canvas as it is. */
export function CodeEditor() {
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const [{ fault, apart }, setState] = useState<TextState>({ fault: undefined, apart: false });
  const scheme = useComputedColorScheme('light');
  useEffect(() => applyTheme(scheme), [scheme]);
  const link = useEditor(element, setState);
  return (
    <>
      <div ref={setElement} className={classes.editor} />
      {(fault !== undefined || apart) && (
        <div className={classes.fault} role="status">
          <IconAlertCircleFilled size={14} aria-hidden />
          <p>
            {fault !== undefined && engineText(fault)}{' '}
            {t(apart ? 'The canvas has changed meanwhile.' : 'The canvas keeps the last version that could be read.')}
          </p>
          <Button size="compact-xs" variant="default" onClick={() => link.current?.take()}>
            {t('Take the canvas’s version')}
          </Button>
          {apart && (
            <>
              <Button size="compact-xs" variant="default" onClick={() => link.current?.keep()}>
                {t(fault === undefined ? 'Use this text instead' : 'Keep editing, use this text instead')}
              </Button>
            </>
          )}
        </div>
      )}
    </>
  );
}

type TextLink = ReturnType<typeof linkText>;

function useEditor(element: HTMLElement | null, setState: (state: TextState) => void) {
  const current = useRef<TextLink>(undefined);
  const report = useRef(setState);
  useEffect(() => {
    if (element === null) return undefined;
    applySchema();
    const model = monaco.editor.getModel(PROJECT_URI) ?? monaco.editor.createModel('', 'json', PROJECT_URI);
    model.updateOptions({ tabSize: 2, insertSpaces: true });
    showText(model, formatProject(useDocument.getState().whole));
    const editor = monaco.editor.create(element, { model, ...editorOptions, ariaLabel: t('JSON of the project') });
    const unlink = link(model, report.current, current);
    const left = editor.onDidBlurEditorText(() => useDocument.getState().seal());
    return () => {
      left.dispose();
      unlink();
      editor.dispose();
    };
  }, [element]);
  return current;
}

/** Links the model to the open document; returns how to end that. */
function link(model: monaco.editor.ITextModel, report: (state: TextState) => void, current: { current: TextLink | undefined }): () => void {
  const linked = linkText(
    { get: () => model.getValue(), show: (text) => showText(model, text) },
    { current: () => useDocument.getState().whole, replace: (project) => useDocument.getState().execute({ type: 'replace', project }) },
    report,
  );
  current.current = linked;
  const typing = model.onDidChangeContent(linked.typed);
  const stop = useDocument.subscribe(({ whole, projectId }, former) => {
    if (projectId !== former.projectId) linked.take();
    else if (whole !== former.whole) linked.changed();
  });
  return () => {
    linked.end();
    stop();
    typing.dispose();
  };
}
