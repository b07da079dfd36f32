import { GraphView } from './graph-view.tsx';
import { PlaneView } from './plane-view.tsx';
import { SampleGallery } from './sample-gallery.tsx';
import type { SampleList } from './use-sample-list.ts';

/** The samples as what they are: a gallery, the plane that they lie in, or the graph whose nodes they are. */
export function SamplesOf({ list }: { readonly list: SampleList }) {
  if (list.dataset.preview === 'graph') return <GraphView dataset={list.dataset} />;
  if (list.dataset.preview === 'points') return <PlaneView list={list} />;
  return <SampleGallery list={list} />;
}
