import { ActionIcon, Tooltip } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { DatasetField, DatasetInfo } from '../../../engine/data/dataset.ts';
import type { AugmentedSamples } from '../../../engine/training/augmented-samples.ts';
import type { PreviewField } from '../../../host/api.ts';
import { useDataset } from '../../host/host.ts';
import { projectDatasetId } from '../../document/knowledge.ts';
import { useDocument } from '../../document/store.ts';
import { FieldFigure } from '../../samples/field-figure.tsx';
import { MaskedPicture } from '../../samples/mask-picture.tsx';
import { channelsOf } from '../../samples/signal-lines.ts';
import { Signals } from '../../samples/signals.tsx';
import styles from './augmentation-preview.module.css';
import { previewedField, previewedMask } from './previewed-field.ts';
import { useAugmentedSamples } from './use-augmented-samples.ts';
import { listOf } from '../../language/lists.ts';
import { engineText, t } from '../../language/text.ts';

const DRAWS = 3;
/** Edge of a picture and size of a signal, CSS pixels. */
const PICTURE = 46;
const SIGNAL = { width: 92, height: 34 };

/** Training samples and what the chosen augmentations make of them, drawn anew on request; nothing where they can't be drawn. */
export function AugmentationPreview() {
  const project = useDocument((state) => state.whole);
  const dataset = useDataset(projectDatasetId(project));
  const field = previewedField(project, dataset);
  if (dataset === undefined || field === undefined || project.training.augmentation.length === 0) return null;
  return <Strip key={`${dataset.id} ${field.name}`} dataset={dataset} field={field} />;
}

interface StripProps {
  readonly dataset: DatasetInfo;
  readonly field: DatasetField;
}

function Strip({ dataset, field }: StripProps) {
  const augmentation = useDocument(({ whole: project }) => project.training.augmentation);
  const prepared = useDocument(({ whole: project }) => project.data.preprocessing.some((entry) => entry.field === field.name));
  const first = useDocument(({ whole: project }) => project.training.seed);
  const [redrawn, setRedrawn] = useState(0);
  const options = { count: field.semantics === 'signal' ? 2 : 4, draws: DRAWS, seed: (first + redrawn) % 2 ** 32 };
  const { samples, reason } = useAugmentedSamples(dataset.id, field.name, augmentation, options);
  return (
    <figure className={styles.preview} aria-label={t('Preview of the augmentation')}>
      <figcaption>
        <span>{t('Preview')}</span>
        <Tooltip label={t('Draw other random numbers')}>
          <ActionIcon variant="subtle" size="sm" aria-label={t('New draws')} onClick={() => setRedrawn((times) => times + 1)}>
            <IconRefresh size={14} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </figcaption>
      <p className={styles.reason} role="status" hidden={reason === undefined}>
        {reason !== undefined && engineText(reason)}
      </p>
      {samples && <Drawn dataset={dataset} field={field} samples={samples} />}
      {samples && prepared && (
        <p className={styles.note}>
          {t('Drawn on {field} as the dataset stores it, without the project’s own preprocessing.', {
            field: { engine: field.label, inside: true },
          })}
        </p>
      )}
    </figure>
  );
}

interface DrawnProps extends StripProps {
  readonly samples: AugmentedSamples;
}

/** A column for each sample: the original on top, its draws below. */
function Drawn({ dataset, field, samples }: DrawnProps) {
  const rows = useMemo(() => rowsOf(samples), [samples]);
  const names = rows.map(({ name }) => name);
  const alternative = t('{count} samples: {names}', { count: samples.count, names: listOf(names) });
  if (field.semantics === 'signal') return <DrawnSignals field={field} rows={rows} count={samples.count} alternative={alternative} />;
  const mask = previewedMask(dataset, field);
  return (
    <div className={styles.rows} role="img" aria-label={alternative}>
      {rows.map(({ name, fields }) => (
        <div key={name} className={styles.row}>
          <span>{name}</span>
          {Array.from({ length: samples.count }, (_, sample) =>
            mask !== undefined && mask.name in fields ? (
              <MaskedPicture key={sample} image={field} mask={mask} fields={fields} sample={sample} size={PICTURE} />
            ) : (
              <FieldFigure key={sample} field={field} given={fields[field.name]} sample={sample} width={PICTURE} height={PICTURE} />
            ),
          )}
        </div>
      ))}
    </div>
  );
}

interface DrawnSignalsProps {
  readonly field: DatasetField;
  readonly rows: readonly Row[];
  readonly count: number;
  readonly alternative: string;
}

/** The first channel of each signal; original and draws of one sample share a scale. */
function DrawnSignals({ field, rows, count, alternative }: DrawnSignalsProps) {
  const labels = rows.map((_, row) => Math.min(row, 1));
  return (
    <div className={styles.signals} role="img" aria-label={alternative}>
      <div className={styles.names} style={{ height: rows.length * SIGNAL.height }}>
        {rows.map(({ name }) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      {Array.from({ length: count }, (_, sample) => (
        <Signals
          key={sample}
          signals={rows.map(({ fields }) => channelsOf(field, fields[field.name].values, sample)[0])}
          labels={labels}
          width={SIGNAL.width}
          height={rows.length * SIGNAL.height}
        />
      ))}
    </div>
  );
}

interface Row {
  readonly name: string;
  readonly fields: Readonly<Record<string, PreviewField>>;
}

/** The originals, then each draw; a draw that mixes samples is called by the share that each keeps of itself. */
function rowsOf({ fields, count, draws, mixed }: AugmentedSamples): readonly Row[] {
  const each = (pick: (values: AugmentedSamples['fields'][string]) => PreviewField) =>
    Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, pick(values)]));
  const drawn = Array.from({ length: draws }, (_, draw) => ({
    name: mixed === undefined ? t('draw {number}', { number: draw + 1 }) : `${draw + 1}: λ ${mixed[draw].share.toFixed(2)}`,
    fields: each(({ shape, augmented, originals }) => {
      const size = originals.length / Math.max(count, 1);
      return { shape, values: augmented.subarray(draw * count * size, (draw + 1) * count * size) };
    }),
  }));
  return [{ name: t('original'), fields: each(({ shape, originals }) => ({ shape, values: originals })) }, ...drawn];
}
