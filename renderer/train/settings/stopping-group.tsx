import { trainingSchema } from '../../../engine/project/schema.ts';
import { useDocument } from '../../document/store.ts';
import { setTraining } from './edit-settings.ts';
import { Group } from './group.tsx';
import { monitorOptions } from './monitor-options.ts';
import { numberSettings } from './number-settings.ts';
import { NumberRow, SelectRow, SwitchRow } from './rows.tsx';
import styles from './training-form.module.css';
import { t } from '../../language/text.ts';

/** Which epoch is best, and when a run ends before its last epoch. */
export function StoppingGroup() {
  const project = useDocument((state) => state.whole);
  const { monitor, restoreBest, earlyStopping, validationFraction } = project.training;
  const options = monitorOptions(project);
  const shown = options.find(({ value }) => value === monitor)?.label ?? monitor;
  const change = (changes: Partial<NonNullable<typeof earlyStopping>>) =>
    earlyStopping !== undefined && setTraining({ earlyStopping: { ...earlyStopping, ...changes } });
  const summary =
    earlyStopping === undefined
      ? t('{monitor}, no early stop', { monitor: { engine: shown, inside: true } })
      : t('{monitor}, stops after {patience}', { monitor: { engine: shown, inside: true }, patience: earlyStopping.patience });
  return (
    <Group id="stopping" title={t('Best epoch, early stop')} summary={summary}>
      <SelectRow
        label="Best by"
        help="The value that decides which epoch is best, when to stop early and when a plateau is reached."
        options={options}
        value={monitor}
        onChange={(next) => setTraining({ monitor: next })}
      />
      <SwitchRow
        label="Restore best"
        help="The run ends with the weights of its best epoch; off, with those of its last."
        checked={restoreBest}
        onChange={(next) => setTraining({ restoreBest: next })}
      />
      <SwitchRow
        label="Early stop"
        help="Ends the run when it no longer gets better."
        checked={earlyStopping !== undefined}
        onChange={(on) => setTraining({ earlyStopping: on ? trainingSchema.shape.earlyStopping.unwrap().parse({}) : undefined })}
      />
      {earlyStopping !== undefined && (
        <>
          <NumberRow setting={numberSettings.patience} value={earlyStopping.patience} onChange={(patience) => change({ patience })} />
          <NumberRow setting={numberSettings.minDelta} value={earlyStopping.minDelta} onChange={(minDelta) => change({ minDelta })} />
        </>
      )}
      {validationFraction === 0 && <p className={styles.note}>{t('Nothing is held back, so the training data decides.')}</p>}
    </Group>
  );
}
