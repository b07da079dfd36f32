import type { DatasetPreview } from '../../host/api.ts';
import { services } from '../host/services.ts';
import { askInTurn } from './asks-in-turn.ts';

interface Asked {
  readonly preview: Promise<DatasetPreview | undefined>;
  /** Pictures on the screen that show it, or shall. */
  shownBy: number;
}

const previews = new Map<string, Asked>();

/**
 * Gives the first samples of a dataset, asked for once, to `show`; never where the host can't give them. Ends with the function that it
 * returns: what nothing shows any more when its turn comes isn't asked for.
 */
export function showSamples(dataset: string, count: number, show: (preview: DatasetPreview) => void): () => void {
  const key = `${dataset}:${count}`;
  const asked = previews.get(key) ?? ask(key, dataset, count);
  asked.shownBy += 1;
  let shown = true;
  void asked.preview.then((preview) => shown && preview && show(preview));
  return () => {
    shown = false;
    asked.shownBy -= 1;
  };
}

function ask(key: string, dataset: string, count: number): Asked {
  const forget = () => void previews.delete(key);
  const isShown = () => {
    // What comes to be shown later asks anew.
    if (asked.shownBy === 0) forget();
    return asked.shownBy > 0;
  };
  const request = async () => {
    const preview = await services()
      ?.previewDataset(dataset, count)
      .catch(() => undefined);
    if (preview === undefined) forget();
    return preview;
  };
  const asked: Asked = { shownBy: 0, preview: askInTurn(request, isShown) };
  previews.set(key, asked);
  return asked;
}
