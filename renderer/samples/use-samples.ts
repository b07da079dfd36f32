import { useEffect, useState } from 'react';
import type { DatasetPreview } from '../../host/api.ts';
import { showSamples } from './sample-preview.ts';

/** The first samples of a dataset once they are there; none are asked for without an id. */
export function useSamples(dataset: string | undefined, count: number): DatasetPreview | undefined {
  const [loaded, setLoaded] = useState<{ readonly dataset: string; readonly preview: DatasetPreview }>();
  useEffect(() => {
    if (dataset === undefined) return undefined;
    return showSamples(dataset, count, (preview) => setLoaded({ dataset, preview }));
  }, [dataset, count]);
  return loaded?.dataset === dataset ? loaded?.preview : undefined;
}
