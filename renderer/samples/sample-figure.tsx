import type { DatasetInfo } from '../../engine/data/dataset.ts';
import type { DatasetPreview } from '../../host/api.ts';
import { FieldFigure } from './field-figure.tsx';
import { MaskedPicture } from './mask-picture.tsx';
import { SmallGraph } from './small-graph.tsx';

interface SampleFigureProps {
  readonly dataset: Pick<DatasetInfo, 'fields'>;
  readonly preview: DatasetPreview;
  readonly sample: number;
  /** CSS pixels; pictures are as wide as high. */
  readonly width: number;
  readonly height: number;
  /** How much of a mask covers its image. */
  readonly opacity?: number;
}

/** What shows most of a sample: an image with its mask, a graph, else its first input. */
export function SampleFigure({ dataset, preview, sample, width, height, opacity }: SampleFigureProps) {
  const { image, mask, nodes, edges, input } = figureFields(dataset);
  const { fields } = preview;
  if (mask)
    return (
      <MaskedPicture image={image} mask={mask} fields={fields} sample={sample} size={height} {...(opacity !== undefined && { opacity })} />
    );
  if (nodes && edges && fields[nodes.name] && fields[edges.name])
    return <SmallGraph nodes={nodes} edges={edges} fields={fields} sample={sample} width={width} height={height} />;
  if (input === undefined || fields[input.name] === undefined) return null;
  return <FieldFigure field={input} given={fields[input.name]} sample={sample} width={width} height={height} />;
}

/** The fields of a dataset that are drawn. */
export function figureFields({ fields }: Pick<DatasetInfo, 'fields'>) {
  const of = (wanted: string) => fields.find(({ semantics }) => semantics === wanted);
  return {
    image: of('image'),
    mask: of('mask'),
    nodes: of('nodes'),
    edges: of('edges'),
    input: fields.find(({ role }) => role === 'input'),
  };
}
