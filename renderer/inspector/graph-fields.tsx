import { SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { layerOf } from '../../engine/layers/registry.ts';
import { preparedInfo } from '../../engine/preprocessing/prepared-info.ts';
import type { DataSettings, ProjectNode } from '../../engine/project/schema.ts';
import { showNodes } from '../canvas/view.ts';
import { formatCount } from '../window/format.ts';
import { useDataset } from '../host/host.ts';
import { parametersOf } from '../document/knowledge.ts';
import { withLinks } from '../document/link-samples.ts';
import { executeEdit } from '../document/execute.ts';
import { layerKnowledge, useDocument } from '../document/store.ts';
import { t, type Text } from '../language/text.ts';
import classes from './inspector.module.css';
import fields from '../parameters/parameters.module.css';
import { NumberField } from '../controls/number-field.tsx';
import { StepProblem } from './step-problem.tsx';

type Samples = 'nodes' | 'pairs';

const choices = [
  { value: 'nodes', label: 'Nodes' },
  { value: 'pairs', label: 'Pairs of nodes' },
] as const satisfies readonly { value: Samples; label: Text }[];

const HELD_BACK = 0.1;
const [LEAST, MOST] = [0.001, 0.9];

/** Whether a graph's nodes are the samples or pairs of them, which are linked or not; nothing but for an Input of such a graph. */
export function GraphFields({ node }: { readonly node: ProjectNode }) {
  const data = useDocument(({ project }) => project.data);
  const id = useId();
  const layer = layerOf(node.type);
  const { dataset: named } = layer === undefined ? {} : parametersOf(node, layer);
  const dataset = useDataset(typeof named === 'string' ? named : undefined);
  if (dataset?.graph === undefined) return null;
  const { info, problems } = preparedInfo(dataset, data);
  const problem = problems.find(({ code }) => code === 'bad-links');
  return (
    <section className={classes.section} aria-label={t('Samples')}>
      <h3>{t('Samples')}</h3>
      <SegmentedControl<Samples>
        fullWidth
        aria-label={t('Samples')}
        value={data.links === undefined ? 'nodes' : 'pairs'}
        data={choices.map(({ value, label }) => ({ value, label: t(label) }))}
        onChange={choose}
      />
      {data.links !== undefined && (
        <div className={fields.row}>
          <label
            className={fields.label}
            htmlFor={id}
            title={t('Share of the edges that are held back for testing: the network doesn’t read them.')}
          >
            {t('Test edges, %')}
          </label>
          <NumberField
            id={id}
            percent
            value={data.links.testFraction}
            faultOf={(value) =>
              value >= LEAST && value <= MOST
                ? undefined
                : t('From {min} to {max} %.', { min: String(100 * LEAST), max: String(100 * MOST) })
            }
            onChange={setShare}
            onLeave={() => useDocument.getState().seal()}
          />
        </div>
      )}
      {problem === undefined ? <p className={classes.explanation}>{countsText(info, data)}</p> : <StepProblem problem={problem} />}
    </section>
  );
}

/** Changes the samples and what the drawing needs for them, as one step. */
function choose(samples: Samples): void {
  const { project, seal } = useDocument.getState();
  const pairs = samples === 'pairs';
  if (pairs === (project.data.links !== undefined)) return;
  const links = pairs ? { testFraction: HELD_BACK } : undefined;
  seal();
  executeEdit({ type: 'replace', project: withLinks(project, links, layerKnowledge), label: pairs ? 'Predict links' : 'Predict nodes' });
  seal();
  requestAnimationFrame(() => showNodes());
}

function setShare(testFraction: number): void {
  executeEdit({
    type: 'set-data',
    changes: { links: { testFraction } },
    label: 'Set the share of test edges',
    typing: 'links',
  });
}

function countsText({ splits, graph }: DatasetInfo, { links }: DataSettings): string {
  const [train, test] = [formatCount(splits.train), formatCount(splits.test)];
  if (links === undefined)
    return t(
      '{train, plural, one {# labelled node} other {# labelled nodes}} for training, {test} for testing. All are read with each batch.',
      { train: splits.train, test },
    );
  return graph?.directed === true
    ? t('{train} pairs for training, {test} for testing: half of them linked. The network reads the training edges.', { train, test })
    : t('{train} pairs for training, {test} for testing: half of them linked. The network reads the training edges, both ways.', {
        train,
        test,
      });
}
