import { Button } from '@mantine/core';
import { IconCircleCheckFilled, IconInfoCircle } from '@tabler/icons-react';
import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import { formatCount } from '../window/format.ts';
import { currentRoute, navigate } from '../window/route.ts';
import { startProjectOn, untrainableReason } from '../data/start-project.ts';
import { executeEdit } from '../document/execute.ts';
import { layerKnowledge, useDocument } from '../document/store.ts';
import { engineText, t, type Text } from '../language/text.ts';
import { SamplesView } from '../samples/samples-view.tsx';
import { fieldText } from './facts.tsx';
import styles from './import.module.css';
import { closeImport, useImport } from './import-store.ts';
import { projectWithDataset } from './use-dataset.ts';

function roleText(field: DatasetField): string {
  const text = fieldText(field);
  return field.role === 'input' ? t('Input: {field}.', { field: text }) : t('Target: {field}.', { field: text });
}

/** What was stored, and what to do with it. */
export function DoneStage() {
  const result = useImport((state) => state.result);
  const forNode = useImport((state) => state.forNode);
  const inProject = useDocument(({ projectId }) => projectId !== undefined) && currentRoute().page === 'project';
  if (result === undefined) return null;
  const { info, notes: told } = result;
  const reason = untrainableReason(info);
  const notes = reason === undefined ? told.map(engineText) : [...told.map(engineText), t(reason)];
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
            {t('{train} training and {test} test samples. {fields}', {
              train: formatCount(info.splits.train),
              test: formatCount(info.splits.test),
              fields: info.fields.map(roleText).join(' '),
            })}
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
          {t('Open the data')}
        </Button>
        <Button
          variant={isFirst ? 'default' : 'filled'}
          data-autofocus={!isFirst || undefined}
          disabled={reason !== undefined}
          onClick={then(() => void startProjectOn(info))}
        >
          {t('New project with it')}
        </Button>
        {inProject && reason === undefined && (
          <Button data-autofocus onClick={then(() => readInProject(info, forNode))}>
            {t('Use in this project')}
          </Button>
        )}
      </div>
    </div>
  );
}

function readInProject(info: DatasetInfo, node: string | undefined): void {
  const { whole: project, seal } = useDocument.getState();
  const label: Text = { text: 'Use dataset {title}', values: { title: info.title } };
  executeEdit({ type: 'replace', project: projectWithDataset(project, info, node, layerKnowledge), label });
  seal();
}
