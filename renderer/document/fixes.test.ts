import { beforeEach, describe, expect, it } from 'vitest';
import type { Project } from '../../engine/project/schema.ts';
import { broken, chain, dense, draw, flat, image, output } from './testing/broken-drawings.ts';
import { brokenData } from './testing/broken-data.ts';
import { brokenLayers } from './testing/broken-layers.ts';
import { brokenModules } from './testing/broken-modules.ts';
import { brokenTraining } from './testing/broken-training.ts';
import { useDocument } from './store.ts';

const state = () => useDocument.getState();
const codes = () => state().wholeAnalysis.diagnostics.map(({ code }) => code);

function open(project: Project): void {
  const info = { id: 'p', name: 'p', modifiedAt: 0, layers: 0 } as never;
  state().open({ info, project, revision: '1', diagnostics: [] });
}

const all = [...broken, ...brokenLayers, ...brokenData, ...brokenModules, ...brokenTraining];

describe.each(all)('the fix of $what', ({ project, code, fix: label }) => {
  beforeEach(() => open(project));

  it(`mends “${code}” as one step`, () => {
    const problem = state().wholeAnalysis.diagnostics.find((diagnostic) => diagnostic.code === code);
    const fix = label === '' ? problem?.fixes?.[0] : problem?.fixes?.find((offered) => offered.label === label);
    expect(fix, `${codes().join()}: ${problem?.fixes?.map((offered) => offered.label).join(' | ')}`).toBeDefined();
    if (fix === undefined) return;
    expect(state().execute({ type: 'apply-fix', fix })).toBeUndefined();
    expect(codes()).not.toContain(code);
    expect(state().history.steps).toHaveLength(1);
    state().undo();
    expect(state().whole).toBe(project);
  });
});

it('tells of several inputs without a wire at once', () => {
  open(draw([image, flat, dense, output, ['conv', 'GCNConv']], chain));
  const told = state().wholeAnalysis.diagnostics.filter(({ nodeId }) => nodeId === 'conv');
  expect(told).toHaveLength(1);
  expect(told[0].message).toContain('its inputs “nodes” and “edges”');
});
