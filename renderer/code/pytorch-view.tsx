import { Button, useComputedColorScheme } from '@mantine/core';
import { IconAlertCircleFilled, IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { openAt } from '../canvas/open-level.ts';
import { showNodes } from '../canvas/view.ts';
import { useDocument } from '../document/store.ts';
import { engineText, t } from '../language/text.ts';
import { reportFailure } from '../window/failures.ts';
import classes from './code.module.css';
import { applyTheme, monaco } from './monaco.ts';
import { linesOf, nodesOf, type PytorchCode, pytorchCode } from './pytorch-code.ts';
import { editorOptions, showText } from './text-editor.ts';

const ADDRESS = monaco.Uri.parse('netloom:///network.py');

/** Writing a large network takes its time: the code follows an edit, and doesn't hold it up. */
const PAUSE = 200;

/** The network as PyTorch, which follows the canvas: the lines of what is selected there are marked, and a line leads to its nodes. */
export function PytorchView() {
  const code = usePytorchCode();
  return 'text' in code ? <CodeText code={code} /> : <NoCode fault={code} />;
}

function usePytorchCode(): PytorchCode {
  const [code, setCode] = useState(() => pytorchCode(useDocument.getState().whole));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // What is known of datasets changes the analysis alone.
    const stop = useDocument.subscribe(({ whole, wholeAnalysis }, former) => {
      if (whole === former.whole && wholeAnalysis === former.wholeAnalysis) return;
      clearTimeout(timer);
      timer = setTimeout(() => setCode(pytorchCode(useDocument.getState().whole)), PAUSE);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  return code;
}

type CodeText = Extract<PytorchCode, { text: string }>;

function CodeText({ code }: { readonly code: CodeText }) {
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const scheme = useComputedColorScheme('light');
  useEffect(() => applyTheme(scheme), [scheme]);
  useViewer(element, code);
  return (
    <>
      <div ref={setElement} className={classes.editor} />
      <CopyCode text={code.text} />
    </>
  );
}

function CopyCode({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch (error) {
      reportFailure(t('The code could not be copied'), error);
    }
  };
  return (
    <Button
      className={classes.copy}
      size="compact-xs"
      variant="default"
      leftSection={copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
      onClick={() => void copy()}
    >
      {t(copied ? 'Copied' : 'Copy all')}
    </Button>
  );
}

function NoCode({ fault }: { readonly fault: Exclude<PytorchCode, { text: string }> }) {
  const { message, isProblem, nodeId } = fault;
  return (
    <div className={classes.none} role="status">
      <IconAlertCircleFilled size={16} aria-hidden />
      <p>{engineText(message)}</p>
      <p>{t(isProblem ? 'The code is written as soon as the network has no problems.' : 'This part can’t be written as PyTorch code.')}</p>
      {nodeId !== undefined && (
        <Button size="compact-xs" variant="default" onClick={() => show([openAt(nodeId)])}>
          {t('Show on the canvas')}
        </Button>
      )}
    </div>
  );
}

/** Shows the code in an editor that can't be written in, and links its lines with the canvas. */
function useViewer(element: HTMLElement | null, code: CodeText): void {
  const latest = useRef(code);
  const viewer = useRef<ReturnType<typeof createViewer>>(undefined);
  useEffect(() => {
    if (element === null) return undefined;
    viewer.current = createViewer(element, () => latest.current);
    viewer.current.show(true);
    return () => {
      viewer.current?.end();
      viewer.current = undefined;
    };
  }, [element]);
  useEffect(() => {
    latest.current = code;
    viewer.current?.show(false);
  }, [code]);
}

function createViewer(element: HTMLElement, code: () => CodeText) {
  const model = monaco.editor.getModel(ADDRESS) ?? monaco.editor.createModel('', 'python', ADDRESS);
  const editor = monaco.editor.create(element, {
    model,
    ...editorOptions,
    readOnly: true,
    domReadOnly: true,
    wordWrap: 'off',
    ariaLabel: t('PyTorch code of the network'),
  });
  const marks = editor.createDecorationsCollection();
  const mark = (reveal: boolean): void => {
    const { level, selection } = useDocument.getState();
    const lines = linesOf(code().lines, level, selection.nodes);
    marks.set(
      lines.map((line) => ({
        range: new monaco.Range(line, 1, line, 1),
        options: { isWholeLine: true, className: classes.marked, linesDecorationsClassName: classes.markedEdge },
      })),
    );
    const [first] = lines;
    if (reveal && first !== undefined && !isVisible(editor, lines)) editor.revealLineNearTop(first);
  };
  const follow = (line: number | undefined): void => {
    const found = line === undefined ? undefined : nodesOf(code().lines, useDocument.getState().level, line);
    if (found === undefined) return;
    if (found.open !== undefined) openAt(found.open);
    show(found.nodes);
  };
  const clicks = editor.onMouseUp(({ target, event }) => {
    if (event.leftButton && editor.getSelection()?.isEmpty() === true) follow(target.position?.lineNumber);
  });
  editor.addAction({
    id: 'netloom.show-on-canvas',
    label: t('Show on the canvas'),
    keybindings: [monaco.KeyCode.Enter],
    contextMenuGroupId: 'navigation',
    run: () => follow(editor.getPosition()?.lineNumber),
  });
  const stop = useDocument.subscribe(({ selection, level }, former) => {
    if (selection !== former.selection || level !== former.level) mark(!editor.hasTextFocus());
  });
  return {
    show(reveal: boolean) {
      showText(model, code().text);
      mark(reveal);
    },
    end() {
      stop();
      clicks.dispose();
      editor.dispose();
    },
  };
}

function isVisible(editor: monaco.editor.ICodeEditor, lines: readonly number[]): boolean {
  return editor.getVisibleRanges().some((range) => lines.some((line) => line >= range.startLineNumber && line <= range.endLineNumber));
}

/** Selects nodes of the drawing that is open and brings them into view. */
function show(nodes: readonly string[]): void {
  useDocument.getState().select({ nodes });
  requestAnimationFrame(() => showNodes(nodes));
}
