import { describe, expect, it } from 'vitest';
import { analyze } from '../../engine/compile/analyze.ts';
import { modular, module, seriesLookup } from '../../engine/compile/testing/modular.ts';
import type { Level } from './level.ts';
import { analysisAt } from './level-analysis.ts';
import { copiesOf, shownCopy } from './shown-copy.ts';

const block = module('block', { nodes: ['x ModuleInput', 'dense Dense units=6', 'y ModuleOutput'], wires: ['x>dense', 'dense>y'] });
const outer = module('outer', {
  nodes: ['x ModuleInput', 'inner Module module="block"', 'y ModuleOutput'],
  wires: ['x>inner.x', 'inner.y>y'],
});
const project = modular(
  [block, outer],
  {
    nodes: ['flat Flatten', 'spare Module module="block"', 'used Module module="block"', 'deep Module module="outer" repeat=2'],
    wires: ['steps>flat', 'flat>used.x', 'used.y>deep.x'],
  },
  'deep.y',
);
const analysis = analyze(project, seriesLookup);
const shownAt = (...level: Level) => shownCopy(analysis, project, level).prefix;
const shapeOfDense = (...level: Level) =>
  analysisAt(analysis, project, level)
    .layers.get('dense')
    ?.inputs.map(({ shape }) => shape.join('×'))
    .join();

describe('the shapes of an open module', () => {
  it('are those of the opened copy where something comes to it', () => {
    expect(shownAt({ node: 'used', module: 'block' })).toBe('used/');
    expect(shownAt({ node: 'deep', module: 'outer' }, { node: 'inner', module: 'block' })).toBe('deep[1]/inner/');
    expect(shapeOfDense({ node: 'deep', module: 'outer' }, { node: 'inner', module: 'block' })).toBe('N×6');
  });

  it('are those of another copy where nothing is wired to the opened one, or none was opened', () => {
    expect(shownCopy(analysis, project, [{ node: 'spare', module: 'block' }])).toEqual({ prefix: 'used/', own: false, fed: true });
    expect(shapeOfDense({ node: 'spare', module: 'block' })).toBe('N×8');
    expect(shapeOfDense({ module: 'block' })).toBe('N×8');
  });

  it('are those of the copy that was chosen', () => {
    expect(copiesOf(analysis, project, 'block').map(({ name, inputs, fed }) => [name, inputs[0]?.shape.join('×'), fed])).toEqual([
      ['spare', undefined, false],
      ['used', 'N×8', true],
      ['deep / inner', 'N×6', true],
    ]);
    expect(shapeOfDense({ node: 'used', module: 'block', shown: 'deep[1]/inner/' })).toBe('N×6');
  });

  it('are told to be none where no copy is wired', () => {
    const loose = modular([block], { nodes: ['flat Flatten', 'spare Module module="block"'], wires: ['steps>flat'] }, 'flat');
    const { fed, prefix } = shownCopy(analyze(loose, seriesLookup), loose, [{ module: 'block' }]);
    expect([fed, prefix]).toEqual([false, 'spare/']);
  });
});
