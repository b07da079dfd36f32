import type { OpDefinition } from '../../engine/ops/definition.ts';
import { operators } from '../../engine/ops/registry.ts';
import { code, page, table } from './markdown.ts';

/** docs/operators.md: what the graph is made of. */
export function operatorsPage(): string {
  const own = operators.filter((op) => op.domain === 'netloom');
  const standard = operators.filter((op) => (op.domain ?? '') === '');
  const native = operators.filter((op) => op.domain?.startsWith('com.microsoft') === true);
  return page(
    'Operators',
    'A network is compiled to a graph of these operators. Each has shape inference, a float64 reference kernel, a stated gradient and samples on which the conformance suite checks all three.',
    `## ONNX operators (${standard.length})`,
    operatorTable(standard),
    `## Operators for training only (${own.length})`,
    'They never leave the program: before a graph is run or written, each is replaced by ONNX operators that compute the same.',
    operatorTable(own),
    `## Operators of onnxruntime (${native.length})`,
    'Faster forms that a graph is lowered to where this onnxruntime offers them on this processor, for a run alone: exported files hold none of them. Those without samples work on blocked channels, whose size depends on the processor; they are checked through the operators that are lowered to them.',
    table(
      ['operator', 'domain', 'samples'],
      native.map((op) => [code(op.opType), code(op.domain ?? ''), String(op.samples.length)]),
    ),
  );
}

function operatorTable(ops: readonly OpDefinition[]): string {
  const rows = [...ops]
    .sort((a, b) => (a.opType < b.opType ? -1 : 1))
    .map((op) => [code(op.opType), gradient(op), op.lowering === undefined ? '' : 'yes', String(op.samples.length)]);
  return table(['operator', 'gradient', 'lowering', 'samples'], rows);
}

/** Yes, none (it has no slope), or why differentiating it is refused. */
function gradient(op: OpDefinition): string {
  if (typeof op.gradient === 'function') return 'yes';
  return op.gradient === 'stop' ? 'none flows' : `refused: ${op.gradient.forbidden}`;
}
