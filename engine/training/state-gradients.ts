import type { StateGradientOutput } from '../compile/program.ts';
import type { TensorData } from '../graph/types.ts';
import type { StateGradients } from './events.ts';

/** More points than a plot can show are thinned out. */
const MOST_POINTS = 200;
/** The largest float32 stands for what is beyond it. */
const LARGEST = 3.4e38;

/** Norms of one batch as they are told: to four digits, at steps that lie evenly between the first and the last. */
export function toldStateGradients(
  outputs: readonly StateGradientOutput[],
  read: (output: string) => TensorData,
): readonly StateGradients[] {
  return outputs.map(({ nodeId, part, output }) => {
    const { data } = read(output);
    const points = Math.min(data.length, MOST_POINTS);
    const at = (i: number): number => Number(data[points === 1 ? 0 : Math.round((i * (data.length - 1)) / (points - 1))]);
    const norms = Array.from({ length: points }, (_, i) => told(at(i)));
    return { nodeId, ...(part !== '' && { part }), steps: data.length, norms };
  });
}

const told = (norm: number): number => (Number.isFinite(norm) ? Number(norm.toPrecision(4)) : LARGEST);
