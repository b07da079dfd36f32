import { differentiate } from '../autodiff/differentiate.ts';
import { invariant } from '../graph/errors.ts';
import type { Graph, Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { createEmitter } from '../ops/registry.ts';
import type { Project } from '../project/schema.ts';
import type { DatasetLookup } from './analyze.ts';
import { compileForTraining, emitForward, type ForwardPass } from './forward.ts';
import { emitLoss } from './outputs.ts';
import { withPenalties } from './penalties.ts';
import type { GraphSize } from './program.ts';

/** What a layer gives and what its weights are pulled by, as graph outputs. */
export interface StatisticsOutput {
  readonly nodeId: string;
  /** Mean, standard deviation and dead share of the values of its first output [3]; absent where those are no floats. */
  readonly activation?: string;
  /** L2 norm of the gradient of its trained weights together, a scalar; absent where it owns none that a gradient reaches. */
  readonly gradient?: string;
}

/** Looks at one batch as a training step sees it, and changes nothing: forward pass, gradients and numbers about them. */
export interface StatisticsProgram {
  /** Its inputs are some of those of the training program of the same batch, by the same names. */
  readonly graph: Graph;
  readonly nodes: readonly StatisticsOutput[];
}

/**
 * Numbers about every layer on the way to the loss, in training mode. Gradients are those of the loss with the weights' penalties, before
 * they are clipped. A value is dead where it is 0 for every sample of the batch. Problems throw `EngineError('project-problems')`.
 */
export function statisticsProgram(project: Project, datasets: DatasetLookup, batchSize: number, graph?: GraphSize): StatisticsProgram {
  const compiled = compileForTraining(project, datasets);
  const e = createEmitter(`${project.name} statistics`);
  const forward = emitForward(e, compiled, 'train', batchSize, graph && { graph });
  const loss = withPenalties(e, emitLoss(e, forward.outputs, forward.mixing).total, forward);
  const gradients = gradientsByNode(e, loss, forward);
  const nodes = [...forward.results].map(([nodeId, [result]]): StatisticsOutput => {
    const own = gradients.get(nodeId) ?? [];
    return e.builder.withOrigin({ nodeId, phase: 'forward' }, () => ({
      nodeId,
      ...(result?.type.dtype === 'float32' && { activation: e.builder.output(`activation:${nodeId}`, activationOf(e, result)).name }),
      ...(own.length > 0 && { gradient: e.builder.output(`gradient:${nodeId}`, normOf(e, own)).name }),
    }));
  });
  return { graph: e.builder.build(), nodes };
}

/** Gradients of the weights by the node that owns them. */
function gradientsByNode(e: Emitter, loss: Value, { state }: ForwardPass): ReadonlyMap<string, readonly Value[]> {
  const trained = state.filter(({ trainable }) => trainable);
  const gradients = differentiate(
    e,
    loss,
    trained.map(({ value }) => value),
  );
  const byNode = new Map<string, Value[]>();
  for (const [index, { slot }] of trained.entries()) {
    const gradient = gradients[index];
    if (gradient !== undefined) byNode.set(slot.nodeId, [...(byNode.get(slot.nodeId) ?? []), gradient]);
  }
  return byNode;
}

/** √Σ‖g‖² over several tensors. */
function normOf(e: Emitter, gradients: readonly Value[]): Value {
  const [first, ...others] = gradients.map((gradient) => e.reduceSum(e.square(gradient), undefined, false));
  invariant(first !== undefined, 'a norm is taken of at least one gradient');
  return e.sqrt(others.reduce((sum, next) => e.add(sum, next), first));
}

/** Mean, standard deviation and dead share of values [N, …]. */
function activationOf(e: Emitter, x: Value): Value {
  const mean = e.reduceMean(x, undefined, false);
  const spread = e.sqrt(e.reduceMean(e.square(e.sub(x, mean)), undefined, false));
  const largest = x.type.shape.length === 0 ? e.abs(x) : e.reduceMax(e.abs(x), [0], false);
  const dead = e.reduceMean(e.cast(e.equal(largest, e.scalar(0, x)), 'float32'), undefined, false);
  return e.concat(
    [mean, spread, dead].map((value) => e.reshape(value, [1])),
    0,
  );
}
