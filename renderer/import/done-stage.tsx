import { Button } from '@mantine/core';
import { IconCircleCheckFilled, IconInfoCircle } from '@tabler/icons-react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { formatCount } from '../app/format.ts';
import { currentRoute, navigate } from '../app/route.ts';
import { startProjectOn, untrainableReason } from '../data/start-project.ts';
import { layerKnowledge, useDocument } from '../document/store.ts';
import { SamplesView } from '../samples/samples-view.tsx';
import { fieldText } from './facts.tsx';
import styles from './import.module.css';
import { closeImport, useImport } from './import-store.ts';
import { projectWithDataset } from './use-dataset.ts';

/** What was stored, and what to do with it. */
export function DoneStage() {
  const result = useImport((state) => state.result);
  const forNode = useImport((state) => state.forNode);
  const inProject = useDocument(({ projectId }) => projectId !== undefined) && currentRoute().page === 'project';
  if (result === undefined) return null;
  const { info, notes: told } = result;
  const reason = untrainableReason(info);
  const notes = reason === undefined ? told : [...told, reason];
  const isFirst = inProject || reason !== undefined;
  const then = (act: () => void) => () => {
    closeImport();
    act();
  };
  return (
    <div className={styles.done}>
      <div className={styles.stored} role="status">
        <IconCircleCheckFilled size={18} aria-hidden />
        <div>
          <b>{info.title}</b>
          <p>
            {formatCount(info.splits.train)} training and {formatCount(info.splits.test)} test samples.{' '}
            {info.fields.map((field) => `${field.role === 'input' ? 'Input' : 'Target'}: ${fieldText(field)}`).join('. ')}.
          </p>
        </div>
        <SamplesView dataset={info} pictures={4} rows={2} size={36} plot={{ width: 96, height: 74 }} />
      </div>
      {notes.length > 0 && (
        <ul className={styles.notes}>
          {notes.map((note) => (
            <li key={note}>
              <IconInfoCircle size={14} stroke={1.7} aria-hidden />
              {note}
            </li>
          ))}
        </ul>
      )}
      <div className={styles.end}>
        <Button variant={reason === undefined ? 'default' : 'filled'} onClick={then(() => navigate({ page: 'dataset', id: info.id }))}>
          Open the data
        </Button>
        <Button
          variant={isFirst ? 'default' : 'filled'}
          data-autofocus={!isFirst || undefined}
          disabled={reason !== undefined}
          onClick={then(() => void startProjectOn(info))}
        >
          New project with it
        </Button>
        {inProject && reason === undefined && (
          <Button data-autofocus onClick={then(() => readInProject(info, forNode))}>
            Use in this project
          </Button>
        )}
      </div>
    </div>
  );
}

function readInProject(info: DatasetInfo, node: string | undefined): void {
  const { whole: project, execute, seal } = useDocument.getState();
  execute({ type: 'replace', project: projectWithDataset(project, info, node, layerKnowledge), label: `Use dataset ${info.title}` });
  seal();
}
