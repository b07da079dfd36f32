import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import type { DatasetPreview } from '../../host/api.ts';
import { GraphThumbnail } from './graph-thumbnail.tsx';
import { Picture } from './picture.tsx';
import { pixelsOf } from './pixels.ts';
import { Points } from './points.tsx';
import { SampleFigure } from './sample-figure.tsx';
import styles from './samples.module.css';
import { signalLines, signalSamples } from './signal-lines.ts';
import { Signals } from './signals.tsx';
import { TableThumbnail } from './table-thumbnail.tsx';
import { Texts } from './texts.tsx';
import { useSamples } from './use-samples.ts';

interface SamplesProps {
  readonly dataset: DatasetInfo;
  /** The input that is shown; the dataset's first where absent. */
  readonly field?: string;
  /** Pictures of images and volumes, in so many rows. */
  readonly pictures: number;
  readonly rows: number;
  /** Edge of a picture, CSS pixels. */
  readonly size: number;
  /** What points, signals and tables take, CSS pixels. */
  readonly plot: { readonly width: number; readonly height: number };
}

const POINTS = 250;
const TABLE_ROWS = 8;
const TEXTS = 3;

/** The first samples of a dataset as what they are: pictures, masks, volumes, points, signals, texts, graphs or rows of a table. */
export function SamplesView(props: SamplesProps) {
  const { dataset, pictures } = props;
  if (dataset.preview === 'graph') return <GraphThumbnail dataset={dataset} {...props.plot} />;
  return <StoredSamples {...props} count={countOf(dataset, pictures)} />;
}

function StoredSamples({ count, ...props }: SamplesProps & { readonly count: number }) {
  return <GivenSamples {...props} preview={useSamples(props.dataset.id, count)} />;
}

interface GivenSamplesProps extends SamplesProps {
  /** Undefined until they are there. */
  readonly preview: DatasetPreview | undefined;
}

/** Samples that are at hand: those of a dataset that isn't stored yet, too. */
export function GivenSamples({ preview, ...props }: GivenSamplesProps) {
  const { dataset, plot } = props;
  const input = dataset.fields.find(({ name, role }) => (props.field === undefined ? role === 'input' : name === props.field));
  if (input === undefined) return null;
  const values = preview?.fields[input.name]?.values;
  const labels = preview && labelsOf(dataset, preview);
  if (dataset.preview === 'images' || dataset.preview === 'voxels') return <Pictures {...props} input={input} values={values} />;
  if (dataset.preview === 'masks') return <Figures {...props} preview={preview} />;
  if (dataset.preview === 'graphs') return <Figures {...props} preview={preview} {...graphTiles(plot.width)} />;
  if (values === undefined || dataset.preview === 'graph') return <span style={plot} aria-hidden />;
  if (dataset.preview === 'texts' && preview) return <Texts given={preview.fields[input.name]} count={preview.count} {...plot} />;
  if (dataset.preview === 'table' && preview) return <TableThumbnail dataset={dataset} field={input.name} preview={preview} {...plot} />;
  if (dataset.preview === 'points') return <Points values={values} labels={labels} {...plot} />;
  return <Signals signals={signalLines(dataset, input, values, preview?.count ?? 0)} labels={labels} {...plot} />;
}

interface PicturesProps extends SamplesProps {
  readonly input: DatasetField;
  readonly values: ArrayLike<number> | undefined;
}

function Pictures({ pictures, rows, size, input, values }: PicturesProps) {
  return (
    <span className={styles.pictures} style={{ gridTemplateColumns: `repeat(${Math.ceil(pictures / rows)}, ${size}px)` }} aria-hidden>
      {Array.from({ length: pictures }, (_, i) => (
        <Picture key={i} pixels={values && pixelsOf(input, values, i)} width={size} height={size} />
      ))}
    </span>
  );
}

/** Images with their masks, or graphs. */
function Figures({ dataset, pictures, rows, size, preview }: GivenSamplesProps) {
  return (
    <span className={styles.pictures} style={{ gridTemplateColumns: `repeat(${Math.ceil(pictures / rows)}, ${size}px)` }} aria-hidden>
      {Array.from({ length: pictures }, (_, i) => (
        <span key={i} style={{ width: size, height: size }}>
          {preview && i < preview.count && <SampleFigure dataset={dataset} preview={preview} sample={i} width={size} height={size} />}
        </span>
      ))}
    </span>
  );
}

const GRAPHS = 4;

/** Graphs need more room than pictures. */
function graphTiles(width: number) {
  return width < 100 ? { pictures: 1, rows: 1, size: width } : { pictures: GRAPHS, rows: 2, size: width / 2 };
}

function countOf(dataset: DatasetInfo, pictures: number): number {
  if (dataset.preview === 'points') return POINTS;
  if (dataset.preview === 'texts') return TEXTS;
  if (dataset.preview === 'signals') return signalSamples(dataset);
  return dataset.preview === 'table' ? TABLE_ROWS : pictures;
}

function labelsOf(dataset: DatasetInfo, { fields }: DatasetPreview): ArrayLike<number> | undefined {
  const target = dataset.fields.find(({ role, classes }) => role === 'target' && classes !== undefined);
  return target && fields[target.name]?.values;
}
