import { useEffect, useState } from 'react';
import type { DatasetPreview } from '../../host/api.ts';
import { host } from '../app/host.ts';

/** Samples of a dataset by position; the former ones until they are there are not shown. */
export function useSamplesAt(
  datasetId: string | undefined,
  split: 'train' | 'test',
  positions: readonly number[],
): DatasetPreview | undefined {
  const key = `${datasetId ?? ''} ${split} ${positions.join(' ')}`;
  const [loaded, setLoaded] = useState<{ readonly key: string; readonly preview: DatasetPreview }>();
  useEffect(() => {
    let wanted = true;
    if (datasetId === undefined) return undefined;
    const asked = key
      .split(' ')
      .slice(2)
      .filter((text) => text !== '')
      .map(Number);
    host()
      .datasetSamples(datasetId, split, asked)
      .then((preview) => wanted && setLoaded({ key, preview }))
      // Without pictures the names and numbers still stand.
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [key, datasetId, split]);
  return loaded?.key === key ? loaded.preview : undefined;
}
