import { NodeResizer, type NodeProps, type ResizeParams } from '@xyflow/react';
import { IconLock } from '@tabler/icons-react';
import { memo, useState } from 'react';
import type { ProjectComment } from '../../engine/project/schema.ts';
import { executeEdit } from '../document/execute.ts';
import { GRID, snapped } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import classes from './comment.module.css';
import type { CommentFlowNode } from './flow-model.ts';
import { Markdown } from './markdown.tsx';
import { useCanvasView } from './view.ts';

/** A note on the canvas: Markdown, written in place after a double click. */
export const CommentNode = memo(function CommentNode({
  data: { comment },
  selected,
  width,
  height,
  positionAbsoluteX,
  positionAbsoluteY,
}: NodeProps<CommentFlowNode>) {
  const writing = useCanvasView((view) => view.writing === comment.id);
  const [size, setSize] = useState<ResizeParams>();
  const locked = comment.locked === true;
  return (
    <div
      className={classes.comment}
      data-selected={selected || undefined}
      data-marked={comment.colour}
      style={{
        width: size?.width ?? width,
        height: size?.height ?? height,
        // While an upper or left side is drawn, the node itself stays where it is.
        ...(size && { transform: `translate(${size.x - positionAbsoluteX}px, ${size.y - positionAbsoluteY}px)` }),
      }}
      onDoubleClick={() => !locked && useCanvasView.setState({ writing: comment.id })}
    >
      {selected && !locked && (
        <NodeResizer
          minWidth={80}
          minHeight={40}
          handleClassName={classes.corner}
          lineClassName={classes.side}
          onResize={(_event, params) => setSize(params)}
          onResizeEnd={(_event, { x, y, width: w, height: h }) => {
            setSize(undefined);
            const corner = snapped({ x, y });
            const far = snapped({ x: x + w, y: y + h });
            executeEdit({
              type: 'resize-comment',
              comment: comment.id,
              box: { ...corner, width: far.x - corner.x, height: far.y - corner.y },
            });
          }}
        />
      )}
      {locked && <IconLock size={12} stroke={2} className={classes.lock} aria-label={t('locked')} />}
      {writing ? <Writing comment={comment} /> : <Reading text={comment.text} />}
    </div>
  );
});

function Reading({ text }: { readonly text: string }) {
  return (
    <div className={classes.text}>
      {text.trim() === '' ? <p className={classes.hint}>{t('Double-click to write')}</p> : <Markdown text={text} />}
    </div>
  );
}

/** What is written is kept as it is typed, as one step. */
function Writing({ comment: { id, text } }: { readonly comment: ProjectComment }) {
  const stop = () => {
    useDocument.getState().seal();
    useCanvasView.setState({ writing: undefined });
  };
  return (
    <textarea
      className={`${classes.field} nodrag nowheel nopan`}
      autoFocus
      aria-label={t('Comment, in Markdown')}
      placeholder={t('Markdown: # title, **bold**, - list')}
      maxLength={100_000}
      value={text}
      onFocus={(event) => event.currentTarget.setSelectionRange(text.length, text.length)}
      onChange={({ currentTarget: { value, scrollHeight } }) =>
        executeEdit({ type: 'edit-comment', comment: id, text: value, height: Math.ceil(scrollHeight / GRID) * GRID })
      }
      onBlur={stop}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) {
          stop();
          document.querySelector<HTMLElement>('[data-canvas]')?.focus({ preventScroll: true });
        }
      }}
    />
  );
}
