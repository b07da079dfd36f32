import { invariant } from '../../graph/errors.ts';
import { MASK_PORT } from '../../modules/instance-layer.ts';
import type { TorchCell, TorchContext, TorchHelper, TorchLayer } from '../definition.ts';
import { call } from '../python.ts';

const scanHelper: TorchHelper = {
  name: 'scan',
  code: `def scan(step, sequences, states, mask=None, backward=False, truncate=0):
    """Reads sequences [N, T, …] step by step: \`step\` makes outputs and next states of the parts of one step and the states.

    Gives the outputs of all steps and the last states. Steps where the mask [N, T] is False keep the states and give 0; the
    gradient is cut off after \`truncate\` steps, where that is not 0.
    """
    steps = range(sequences[0].shape[1])
    made = [None] * len(steps)
    for count, t in enumerate(reversed(steps) if backward else steps):
        if truncate > 0 and count > 0 and count % truncate == 0:
            states = tuple(state.detach() for state in states)
        outputs, after = step([sequence[:, t] for sequence in sequences], states)
        if mask is not None:
            counts = [mask[:, t].view(-1, *[1] * (value.dim() - 1)) for value in (*outputs, *after)]
            outputs = [torch.where(count, value, 0) for count, value in zip(counts, outputs)]
            after = [torch.where(count, new, old) for count, new, old in zip(counts[len(outputs) :], after, states)]
        states, made[t] = tuple(after), outputs
    return tuple(torch.stack(values, 1) for values in zip(*made)), states`,
};

/** Variables of a step's function, which would hide those of `forward` that it reads. */
export const scanNames = ['parts', 'states', 'made'] as const;

/** What each port of the cell is called with in one step. */
function stepArguments(c: TorchContext, { ports }: TorchCell): ReadonlyMap<string, string> {
  const { sequences, constants, states } = ports;
  return new Map([
    ...sequences.map(({ name }, i) => [name, `parts[${i}]`] as const),
    ...constants.map(({ name }, i) => [name, c.inputs[sequences.length + i].code] as const),
    ...states.map(({ input }, i) => [input.name, `states[${i}]`] as const),
  ]);
}

/** A drawn cell over a sequence: its class is called in each step. */
export const Scan: TorchLayer = (c) => {
  const { cell } = c;
  invariant(cell !== undefined, `${c.nodeId} has a cell`);
  const { sequences, states, outputs } = cell.ports;
  const [first] = c.inputs;
  const given = stepArguments(c, cell);
  const made = outputs.map((_, i) => `made[${cell.outputs.indexOf(outputs[i].name)}]`);
  const after = states.map(({ output }) => `made[${cell.outputs.indexOf(output.name)}]`);
  const step = c.local(`${cell.member.replace('self.', '')} step`);
  const called = call(
    cell.member,
    cell.inputs.map((port) => given.get(port) ?? c.refuse(`Nothing enters the port ${port} of the cell.`)),
  );
  c.line(`def ${step}(parts, states):`);
  c.line(`    made = ${cell.outputs.length === 1 ? `(${called},)` : called}`);
  c.line(`    return (${made.map((value) => `${value},`).join(' ')}), (${after.map((value) => `${value},`).join(' ')})`);
  const starts = states.map(({ input }) => {
    const start = c.optional[input.name];
    if (start !== undefined) return start.code;
    const sizes = cell.types.get(input.name)?.shape.slice(1) ?? c.refuse(`The size of the state ${input.label} is not known.`);
    return `${first.code}.new_zeros(${[`len(${first.code})`, ...sizes].join(', ')})`;
  });
  const mask = c.optional[MASK_PORT];
  const truncate = c.int('truncate');
  const list = (values: readonly string[]): string => `(${values.map((value) => `${value},`).join(' ')})`;
  const all = c.local('outputs');
  const last = c.local('last');
  const reads = sequences.map((_, i) => c.inputs[i].code);
  const scanned = call(c.use(scanHelper), [step, `[${reads.join(', ')}]`, list(starts)], {
    ...(mask && { mask: mask.code }),
    ...(c.choice('direction') === 'backward' && { backward: 'True' }),
    ...(truncate > 0 && { truncate: `${truncate} if self.training else 0` }),
  });
  c.line(`${all}, ${last} = ${scanned}`);
  return [...outputs.map((_, i) => `${all}[${i}]`), ...states.map((_, i) => `${last}[${i}]`)];
};
