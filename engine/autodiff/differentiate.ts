import { EngineError, invariant } from '../graph/errors.ts';
import { isFloat } from '../graph/shape.ts';
import type { Domain, GraphNode, Value } from '../graph/types.ts';
import type { GradientRule, PullBack } from '../ops/definition.ts';
import type { Emitter } from '../ops/emitter.ts';
import { operatorOf } from '../ops/registry.ts';

/**
 * Reverse-mode differentiation: appends the operators of ∂loss/∂w for each `w` and returns those values.
 * Only paths from a `w` to the loss are walked; a value that is used twice adds its gradients (eq. 2.18 of the notes:
 * δ_j sums over all units that j feeds). A `w` that the loss does not depend on gets `undefined`.
 */
export function differentiate(e: Emitter, loss: Value, wrt: readonly Value[]): (Value | undefined)[] {
  invariant(loss.type.shape.length === 0, `a scalar loss, came shape ${loss.type.shape.join('×')}`);
  return pullBack(e, [{ value: loss, gradient: e.scalar(1, loss) }], wrt);
}

/** As `differentiate`, from the gradients of any values on: Σ gradient · ∂value/∂w. */
export const pullBack: PullBack = (e, seeds, wrt) => {
  const forward = [...e.builder.nodes];
  const active = activeValues(forward, wrt);
  const gradients = new Map<string, Value>();
  for (const { value, gradient } of seeds) if (active.has(value.name)) addGradient(e, gradients, value.name, gradient);
  for (const node of forward.reverse()) {
    if (!node.outputs.some((name) => gradients.has(name)) || !node.inputs.some((name) => active.has(name))) continue;
    const origin = node.origin && ({ ...node.origin, phase: 'gradient' } as const);
    e.builder.withOrigin(origin, () => addNodeGradients(e, node, active, gradients));
  }
  return wrt.map((value) => gradients.get(value.name));
};

function addGradient(e: Emitter, gradients: Map<string, Value>, name: string, gradient: Value): void {
  const before = gradients.get(name);
  gradients.set(name, before === undefined ? gradient : e.add(before, gradient));
}

/** Names of the values that depend on a `wrt` value through floating-point operators. */
function activeValues(nodes: readonly GraphNode[], wrt: readonly Value[]): Set<string> {
  const active = new Set(wrt.map((value) => value.name));
  for (const node of nodes) {
    if (!node.inputs.some((name) => active.has(name))) continue;
    if (operatorOf(node.opType, node.domain).gradient === 'stop') continue;
    for (const name of node.outputs) active.add(name);
  }
  return active;
}

function addNodeGradients(e: Emitter, node: GraphNode, active: ReadonlySet<string>, gradients: Map<string, Value>): void {
  const { gradient } = operatorOf(node.opType, node.domain);
  if (gradient === 'stop') return;
  if (typeof gradient !== 'function') {
    throw new EngineError('no-gradient', `${node.opType} cannot be differentiated: ${gradient.forbidden}`, { nodeId: node.origin?.nodeId });
  }
  const inputs = node.inputs.map((name) => (name === '' ? undefined : e.builder.value(name)));
  const wants = (index: number): boolean => {
    const value = inputs[index];
    return value !== undefined && active.has(value.name) && isFloat(value.type.dtype);
  };
  const results = gradient({
    e,
    inputs,
    outputs: node.outputs.map((name) => e.builder.value(name)),
    attributes: node.attributes,
    gradients: node.outputs.map((name) => gradients.get(name)),
    constant: (index) => e.builder.constantNumbers(inputs[index]),
    wants,
    ruleOf,
    pullBack,
  });
  for (const [index, input] of inputs.entries()) {
    const result = results[index];
    if (input === undefined || result === undefined || !wants(index)) continue;
    addGradient(e, gradients, input.name, e.sumTo(result, input.type.shape));
  }
}

/** The gradient rule of an operator; `undefined` where no gradient flows through it. */
export const ruleOf = (opType: string, domain: Domain): GradientRule | undefined => {
  const { gradient } = operatorOf(opType, domain);
  return typeof gradient === 'function' ? gradient : undefined;
};
