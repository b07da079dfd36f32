import { useEffect, useState } from 'react';
import type { DatasetPreview } from '../../host/api.ts';
import { samplePreview } from './sample-preview.ts';

/** The first samples of a dataset once they are there; none are asked for without an id. */
export function useSamples(dataset: string | undefined, count: number): DatasetPreview | undefined {
  const [loaded, setLoaded] = useState<{ readonly dataset: string; readonly preview: DatasetPreview }>();
  useEffect(() => {
    let wanted = true;
    if (dataset !== undefined) {
      void samplePreview(dataset, count).then((preview) => {
        if (wanted && preview) setLoaded({ dataset, preview });
      });
    }
    return () => {
      wanted = false;
    };
  }, [dataset, count]);
  return loaded?.dataset === dataset ? loaded?.preview : undefined;
}
