import type { LossDefinition, LossTarget } from '../losses/definition.ts';
import type { MetricDefinition } from './definition.ts';
import { metrics } from './registry.ts';

/** What a metric compares: outputs as a loss takes them, and their target. */
export interface Compared {
  readonly loss: Pick<LossDefinition, 'title' | 'link' | 'embeds'>;
  readonly target: Pick<LossTarget, 'classes' | 'shape'> & {
    readonly name?: string;
    readonly role?: 'input' | 'target';
    readonly tokens?: number;
  };
}

/** Why a metric says nothing of what is compared, as the start of a sentence; `undefined` where it fits. */
export function unfitness(metric: MetricDefinition, { loss, target }: Compared): string | undefined {
  if (loss.embeds === true) return `${loss.title} places samples in a space of its own: no metric compares its outputs with the target`;
  const task = target.classes === undefined ? 'regression' : 'classification';
  const named = target.name === undefined ? 'this target' : `the target “${target.name}”`;
  if (metric.task !== task) return `${metric.title} is for ${metric.task}; ${named} asks for ${task}`;
  if (metric.ofProbabilities === true && loss.link === 'identity') {
    return `${metric.title} is of probabilities, which the outputs of the loss ${loss.title.toLowerCase()} are not`;
  }
  if (metric.ofTokens === true && target.tokens === undefined) return `${metric.title} is of the tokens of texts, which ${named} are not`;
  if (metric.dividesByTarget === true && (target.shape.length > 1 || target.role === 'input')) {
    return `${metric.title} divides by the target, and 0 is usual in ${named}: choose mean absolute error`;
  }
  const { leastClasses = 0 } = metric;
  if ((target.classes ?? 0) >= leastClasses) return undefined;
  return `${metric.title} needs a target of at least ${leastClasses} classes; ${named} has ${target.classes ?? 0}`;
}

/** Whether a metric says something of outputs as the loss takes them, compared with the target. */
export function fits(metric: MetricDefinition, compared: Compared): boolean {
  return unfitness(metric, compared) === undefined;
}

/** The metrics that fit, the one to propose first. */
export function fittingMetrics(compared: Compared): readonly MetricDefinition[] {
  return metrics.filter((metric) => fits(metric, compared));
}
