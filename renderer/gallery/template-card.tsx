import { Button, UnstyledButton } from '@mantine/core';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import type { TemplateInfo } from '../../host/api.ts';
import { formatCount, formatDuration, formatLoss, formatPercent } from '../window/format.ts';
import { useDataset } from '../host/host.ts';
import { metrics } from '../../engine/metrics/registry.ts';
import { engineLines, engineText, t } from '../language/text.ts';
import { SamplesView } from '../samples/samples-view.tsx';
import { openTemplate, trainTemplate, useGallery } from './gallery-store.ts';
import styles from './gallery.module.css';
import { NetworkMiniature } from '../icons/network-miniature.tsx';

/** A template: its data, its network, what it reaches where that was measured. The whole card opens it; Train stands above. */
export function TemplateCard({ template }: { readonly template: TemplateInfo }) {
  const dataset = useDataset(template.datasetId);
  const opening = useGallery((state) => state.opening === template.id);
  const title = engineText(template.title);
  const busy = useGallery((state) => state.opening !== undefined);
  return (
    <article className={styles.card}>
      <UnstyledButton className={styles.cardBody} disabled={busy} onClick={() => void openTemplate(template)}>
        <span className="netloom-hidden">{t('Open {title} on the canvas', { title })}</span>
        <span className={styles.data}>
          {dataset && <SamplesView dataset={dataset} pictures={4} rows={2} size={26} plot={{ width: 54, height: 54 }} />}
          {template.measured && <Measured {...template.measured} />}
        </span>
        <span className={styles.drawing}>
          <NetworkMiniature project={template.project} ratio={2} />
        </span>
      </UnstyledButton>
      <footer className={styles.cardFoot}>
        <div>
          <h3 title={title}>{title}</h3>
          <p>{dataset && `${engineText(dataset.title)} · ${formatCount(dataset.splits.train + dataset.splits.test)}`}</p>
        </div>
        <Button
          className={styles.trainButton}
          variant="light"
          px={8}
          loading={opening}
          disabled={busy && !opening}
          leftSection={<IconPlayerPlayFilled size={12} />}
          aria-label={t('Train {title}', { title })}
          onClick={() => void trainTemplate(template)}
        >
          {t('Train')}
        </Button>
        <p className={styles.description}>{engineLines(template.description)}</p>
      </footer>
    </article>
  );
}

function Measured({ metric, value, seconds }: NonNullable<TemplateInfo['measured']>) {
  // With several Output layers a score's name begins with that of its layer.
  const definition = metrics.find(({ id }) => id === metric.split('.').at(-1));
  return (
    <span className={styles.measured} title={definition && engineText(definition.title)}>
      <b>{definition?.format === 'percent' ? formatPercent(value) : formatLoss(value)}</b>
      {definition && <span>{t({ text: '{words}', values: { words: { engine: definition.title, inside: true } } })}</span>}
      <span>{formatDuration(seconds)}</span>
    </span>
  );
}
