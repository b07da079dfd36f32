import { useMemo } from 'react';
import type { DatasetPreview } from '../../host/api.ts';
import { Signals } from '../samples/signals.tsx';
import { asFed, fedValues, type PredictedFields } from './predicted-fields.ts';
import styles from './reconstructions.module.css';
import { isPicture, SampleView } from './sample-view.tsx';
import { t, type WindowText } from '../language/text.ts';

interface PredictedPartsProps {
  readonly fields: PredictedFields;
  /** Samples of the dataset, among them the one at `index`. */
  readonly preview: DatasetPreview | undefined;
  readonly index: number;
  /** As the dataset declares its targets. */
  readonly predicted: Float32Array;
  /** Height, and the width of pictures. */
  readonly size: number;
  /** Says below each part what it is, and adds how far the prediction is off, place by place. */
  readonly explained?: true;
}

type Part = 'input' | 'target' | 'prediction' | 'pair';

/** What is drawn of a prediction: a target that is the input is drawn once; signals lie below each other on one scale. */
export function partsOf({ input, target }: PredictedFields): readonly { readonly part: Part; readonly name: WindowText }[] {
  const own = input.name === target.name;
  if (!isPicture(target)) {
    const pair = { part: 'pair', name: own ? 'Input and reconstruction' : 'Target and prediction' } as const;
    return own ? [pair] : [{ part: 'input', name: 'Input' }, pair];
  }
  if (own)
    return [
      { part: 'input', name: 'Input' },
      { part: 'prediction', name: 'Reconstruction' },
    ];
  return [
    { part: 'input', name: 'Input' },
    { part: 'target', name: 'Target' },
    { part: 'prediction', name: 'Prediction' },
  ];
}

/** A sample's input, target and prediction beside each other. */
export function PredictedParts({ fields, preview, index, predicted, size, explained }: PredictedPartsProps) {
  const { input, target } = fields;
  const [seen, truth] = [input, target].map(({ name }) => preview?.fields[name]?.values);
  const fed = useMemo(() => asFed(target), [target]);
  const box = { width: isPicture(target) ? size : 1.5 * size, height: size };
  const draw = (part: Part) => {
    if (part === 'input') return <SampleView field={input} values={seen} index={index} size={box} />;
    if (part === 'target') return <SampleView field={target} values={truth} index={index} size={box} />;
    if (part === 'prediction') return <SampleView field={fed} values={predicted} index={0} size={box} />;
    const length = target.shape.at(-1);
    return (
      truth && (
        <Signals signals={[fedValues(target, truth, index), predicted].map((all) => all.slice(0, length))} labels={[0, 1]} {...box} />
      )
    );
  };
  return (
    <span className={styles.parts}>
      {partsOf(fields).map(({ part, name }) => (
        <span key={part}>
          {draw(part)}
          {explained && <span className={styles.name}>{t(name)}</span>}
        </span>
      ))}
      {explained && isPicture(target) && (
        <span>
          <Distance fields={fields} truth={truth} index={index} predicted={predicted} size={size} />
          <span className={styles.name}>{t('Distance')}</span>
        </span>
      )}
    </span>
  );
}

interface DistanceProps extends Omit<PredictedPartsProps, 'preview'> {
  readonly truth: ArrayLike<number> | undefined;
}

/** How far each place is off. */
function Distance({ fields: { target }, truth, index, predicted, size }: DistanceProps) {
  const distance = useMemo(
    () => truth && fedValues(target, truth, index).map((value, i) => Math.abs(predicted[i] - value)),
    [target, truth, index, predicted],
  );
  return <SampleView field={asFed(target)} values={distance} index={0} size={{ width: size, height: size }} />;
}
