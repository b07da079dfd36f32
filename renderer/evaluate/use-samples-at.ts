import { useEffect, useState } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import type { DatasetPreview } from '../../host/api.ts';
import { host } from '../host/host.ts';

/** Samples of a dataset, in the windows of its declaration, by position; the former ones until they are there are not shown. */
export function useSamplesAt(
  dataset: Pick<DatasetInfo, 'id' | 'window'> | undefined,
  split: 'train' | 'test',
  positions: readonly number[],
): DatasetPreview | undefined {
  const { id, window } = dataset ?? {};
  const { length, horizon, stride } = window ?? {};
  const key = [id, split, length, horizon, stride, ...positions].join(' ');
  const [loaded, setLoaded] = useState<{ readonly key: string; readonly preview: DatasetPreview }>();
  useEffect(() => {
    let wanted = true;
    if (id === undefined) return undefined;
    const asked = key.split(' ').slice(5).map(Number);
    const cut = length === undefined || horizon === undefined || stride === undefined ? undefined : { length, horizon, stride };
    host()
      .datasetSamples(id, split, asked, cut)
      .then((preview) => wanted && setLoaded({ key, preview }))
      // Without pictures the names and numbers still stand.
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [key, id, split, length, horizon, stride]);
  return loaded?.key === key ? loaded.preview : undefined;
}
