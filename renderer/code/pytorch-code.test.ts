import { expect, it } from 'vitest';
import { moduleIdOf } from '../../engine/modules/instance-layer.ts';
import { chain, dense, draw, flat, image, output } from '../document/testing/broken-drawings.ts';
import { linesOf, nodesOf, pytorchCode } from './pytorch-code.ts';

const network = draw([image, flat, dense, output], chain);

function codeOf(project: typeof network) {
  const code = pytorchCode(project);
  if (!('text' in code)) throw new Error(code.message);
  return { ...code, rows: code.text.split('\n') };
}

it('leads from a layer to its lines and back', () => {
  const { lines, rows } = codeOf(network);
  const own = linesOf(lines, [], ['dense']);
  expect(own.map((line) => rows[line - 1].trim())).toEqual(['self.dense = nn.Linear(784, 10)', 'x = self.dense(x)  # [N, 10]']);
  for (const line of own) expect(nodesOf(lines, [], line)).toEqual({ nodes: ['dense'] });
  expect(nodesOf(lines, [], 1)).toBeUndefined();
});

it('leads from a module’s class to the drawing that is open, else to its first place', () => {
  const inner = draw(
    [
      ['in', 'ModuleInput'],
      ['fc', 'Dense', { units: 10 }],
      ['out', 'ModuleOutput'],
    ],
    ['in>fc', 'fc>out'],
  );
  const block = { id: 'm', name: 'Block', nodes: inner.nodes, wires: inner.wires };
  const project = draw([image, flat, ['block', 'Module', { module: 'm' }], output], ['data>flat', 'flat>block.in', 'block.out>output'], {
    modules: [block],
  });
  expect(moduleIdOf(project.nodes[2])).toBe('m');
  const { lines, rows } = codeOf(project);
  const at = rows.findIndex((row) => row.includes('self.fc = nn.Linear')) + 1;
  expect(nodesOf(lines, [{ module: 'm' }], at)).toEqual({ nodes: ['fc'] });
  expect(nodesOf(lines, [], at)).toEqual({ nodes: ['fc'], open: 'block/fc' });
  expect(linesOf(lines, [], ['fc'])).toEqual([]);
  expect(linesOf(lines, [{ module: 'm' }], ['fc'])).toContain(at);
});

it('says why there is no code', () => {
  expect(pytorchCode(draw([image, flat, dense], chain.slice(0, 2)))).toMatchObject({ isProblem: true });
  expect(pytorchCode(draw([image, dense, output], ['data>dense', 'dense>output']))).toMatchObject({ isProblem: true, nodeId: 'dense' });
});
