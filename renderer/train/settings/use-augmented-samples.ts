import { useEffect, useState } from 'react';
import type { TrainingSettings } from '../../../engine/project/schema.ts';
import type { AugmentedSamples, AugmentedSamplesOptions } from '../../../engine/training/augmented-samples.ts';
import { messageOf } from '../../window/failures.ts';
import { services } from '../../host/services.ts';

/** Milliseconds without a change before the host is asked: a number that is being typed or dragged asks once. */
const PAUSE = 200;

export interface AugmentationShown {
  /** The last answer, also while the next one is awaited. */
  readonly samples?: AugmentedSamples;
  /** Why there is none for the list as it is. */
  readonly reason?: string;
}

interface Asked extends AugmentationShown {
  readonly of: string;
}

/** Samples of a dataset's field before and after augmentation, asked for anew when the list or the options change. */
export function useAugmentedSamples(
  dataset: string,
  field: string,
  augmentation: TrainingSettings['augmentation'],
  { count, draws, seed }: AugmentedSamplesOptions,
): AugmentationShown {
  const [answer, setAnswer] = useState<Asked>();
  const of = `${dataset} ${field}`;
  useEffect(() => {
    let wanted = true;
    const told = (shown: AugmentationShown) => {
      if (wanted) setAnswer({ of, ...shown });
    };
    const timer = setTimeout(() => {
      services()
        ?.previewAugmentation(dataset, field, augmentation, { count, draws, seed })
        .then((samples) => told({ samples }))
        .catch((error: unknown) => told({ reason: messageOf(error) }));
    }, PAUSE);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [of, dataset, field, augmentation, count, draws, seed]);
  return answer?.of === of ? answer : {};
}
