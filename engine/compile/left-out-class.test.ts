import { expect, it } from 'vitest';
import type { DatasetField } from '../data/dataset.ts';
import { moons } from '../data/moons.ts';
import type { DatasetShape } from '../layers/definition.ts';
import { moonsProject } from '../training/testing/moons-run.ts';
import { analyze } from './analyze.ts';

/** The moons, some of which nobody has named. */
function shape(): DatasetShape {
  const info = {
    ...moons.info,
    fields: moons.info.fields.map((field): DatasetField => (field.classes ? { ...field, ignored: 255 } : field)),
  };
  const fields = info.fields.map(({ name, dtype, shape: own, role, classes, ignored }) => ({
    name,
    dtype,
    shape: own,
    role,
    ...(classes && { classes: 2 }),
    ...(ignored !== undefined && { ignored }),
  }));
  return { id: 'moons', fields };
}

function problemsWith(loss: object) {
  const project = moonsProject({});
  const nodes = project.nodes.map((node) =>
    node.type === 'Output' ? { ...node, parameters: { target: 'label', metrics: [], ...loss } } : node,
  );
  return analyze({ ...project, nodes }, shape).diagnostics.filter(({ code }) => code === 'class-left-in');
}

it('asks for a loss without the number that is no class', () => {
  const [problem] = problemsWith({ loss: 'crossEntropy' });
  expect(problem).toMatchObject({
    message: expect.stringContaining('“label” has the number 255 where it has no class'),
    parameter: 'ignore',
  });
  expect(JSON.stringify(problem.fixes)).toContain('255');
  expect(problemsWith({ loss: 'crossEntropy', ignore: true, ignoreIndex: 2 })).toHaveLength(1);
});

it('is content once the loss leaves it out', () => {
  expect(problemsWith({ loss: 'crossEntropy', ignore: true, ignoreIndex: 255 })).toEqual([]);
});
