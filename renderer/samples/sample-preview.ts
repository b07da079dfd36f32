import type { DatasetPreview } from '../../host/api.ts';
import { services } from '../host/services.ts';

const previews = new Map<string, Promise<DatasetPreview | undefined>>();

/** The first samples of a dataset, asked for once; undefined where the host can't give them. */
export function samplePreview(dataset: string, count: number): Promise<DatasetPreview | undefined> {
  const key = `${dataset}:${count}`;
  const known = previews.get(key);
  if (known !== undefined) return known;
  const asked = (services()?.previewDataset(dataset, count) ?? Promise.resolve(undefined)).catch(() => undefined);
  previews.set(key, asked);
  void asked.then((preview) => preview ?? previews.delete(key));
  return asked;
}
