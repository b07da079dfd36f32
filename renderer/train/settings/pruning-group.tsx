import { trainingSchema, type TrainingSettings } from '../../../engine/project/schema.ts';
import { formatPercent } from '../../window/format.ts';
import { useDocument } from '../../document/store.ts';
import { setTraining } from './edit-settings.ts';
import { Group } from './group.tsx';
import { numberSettings } from './number-settings.ts';
import { NumberRow, OptionalNumberRow, SelectRow, SwitchRow } from './rows.tsx';
import { t, type WindowText } from '../../language/text.ts';

type Pruning = NonNullable<TrainingSettings['pruning']>;

const scopes: readonly { readonly value: Pruning['scope']; readonly label: WindowText; readonly short: WindowText }[] = [
  { value: 'global', label: 'smallest of all layers', short: 'global' },
  { value: 'layer', label: 'smallest of each layer', short: 'per layer' },
  { value: 'pattern', label: 'n of every m', short: 'pattern' },
];

/** Magnitude pruning: the smallest weights become 0 while the network trains. */
export function PruningGroup() {
  const pruning = useDocument(({ project }) => project.training.pruning);
  const epochs = useDocument(({ project }) => project.training.epochs);
  const change = (changes: Partial<Pruning>) => pruning !== undefined && setTraining({ pruning: { ...pruning, ...changes } });
  return (
    <Group id="pruning" title={t('Pruning')} summary={pruning === undefined ? t('off') : describe(pruning)}>
      <SwitchRow
        label="Prune"
        help="Sets the smallest weights to 0 while the network trains; they stay 0 in the export."
        checked={pruning !== undefined}
        onChange={(on) => setTraining({ pruning: on ? trainingSchema.shape.pruning.unwrap().parse({}) : undefined })}
      />
      {pruning !== undefined && (
        <>
          <SelectRow
            label="Which"
            help="How weights are ranked by magnitude."
            options={scopes.map(({ value, label }) => ({ value, label: t(label) }))}
            value={pruning.scope}
            onChange={(value) => change({ scope: scopes.find((scope) => scope.value === value)?.value ?? 'global' })}
          />
          {pruning.scope === 'pattern' ? (
            <>
              <NumberRow setting={numberSettings.n} value={pruning.n} onChange={(n) => change({ n })} />
              <NumberRow setting={numberSettings.m} value={pruning.m} onChange={(m) => change({ m })} />
            </>
          ) : (
            <NumberRow setting={numberSettings.sparsity} value={pruning.sparsity} onChange={(sparsity) => change({ sparsity })} />
          )}
          <NumberRow setting={numberSettings.startEpoch} value={pruning.startEpoch} onChange={(startEpoch) => change({ startEpoch })} />
          <OptionalNumberRow
            setting={numberSettings.endEpoch}
            value={pruning.endEpoch}
            initial={Math.max(pruning.startEpoch, Math.ceil(epochs / 2))}
            onChange={(endEpoch) => setTraining({ pruning: { ...pruning, endEpoch } })}
          />
          <NumberRow setting={numberSettings.interval} value={pruning.interval} onChange={(interval) => change({ interval })} />
        </>
      )}
    </Group>
  );
}

/** "90.0%, global", "2 of 4". */
function describe({ scope, sparsity, n, m }: Pruning): string {
  if (scope === 'pattern') return t('{n} of {m}', { n, m });
  const short = scopes.find(({ value }) => value === scope)?.short;
  return [formatPercent(sparsity), short === undefined ? scope : t(short)].join(t(', '));
}
