import { differentiate } from '../autodiff/differentiate.ts';
import { invariant } from '../graph/errors.ts';
import { type ActivationFunction, activationFunction } from '../layers/activation-function.ts';
import type { LayerDefinition } from '../layers/definition.ts';
import { ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { evaluateGraph } from '../reference/interpreter.ts';

/** A function of one number, point by point. */
export interface ActivationCurve {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** ∂y/∂x. */
  readonly slope: readonly number[];
  /** Whether y depends on the other values of its sample too, as a softmax does; here there is one, and it is 0. */
  readonly compares: boolean;
}

const RANGE = 5;
/** An odd number of points, so that 0 is one of them. */
const POINTS = 201;
const CACHED = 100;

const known = new Map<string, ActivationCurve | undefined>();

/**
 * The activation of a layer and its derivative over [−5, 5], in float64, by the operators that the layer emits and the gradients
 * that training takes. Softmax is drawn over one of two scores, the other being 0. `undefined` for a layer without an
 * activation, or with a parameter that is not allowed. Curves that were asked for are kept.
 */
export function activationCurve(layer: LayerDefinition, parameters: Readonly<Record<string, unknown>>): ActivationCurve | undefined {
  const key = `${layer.type} ${JSON.stringify(layer.category === 'activation' ? parameters : parameters.activation)}`;
  if (!known.has(key)) {
    if (known.size >= CACHED) known.clear();
    const emit = activationFunction(layer, parameters);
    known.set(key, emit && evaluated(emit));
  }
  return known.get(key);
}

function evaluated(emit: ActivationFunction): ActivationCurve {
  const e = createEmitter('activation curve');
  const pairs = e.builder.input('pairs', { dtype: 'float32', shape: [POINTS, 2] });
  const y = e.slice(emit(e, pairs), [0], [1], [1]);
  const [gradient] = differentiate(e, e.reduceSum(y, undefined, false), [pairs]);
  invariant(gradient !== undefined, 'an activation depends on its input');
  const outputs = [e.builder.output('y', y), e.builder.output('gradient', gradient)];
  const half = (POINTS - 1) / 2;
  const xs = Array.from({ length: POINTS }, (_, i) => ((i - half) * RANGE) / half);
  const feed = ndarray(
    'float32',
    [POINTS, 2],
    xs.flatMap((x) => [x, 0]),
  );
  const results = evaluateGraph(e.builder.build(), new Map([[pairs.name, feed]]));
  const [ys, slopes] = outputs.map(({ name }) => Array.from(results.get(name)?.data ?? []));
  return { x: xs, y: ys, slope: xs.map((_, i) => slopes[2 * i]), compares: xs.some((_, i) => slopes[2 * i + 1] !== 0) };
}
