import { describe, expect, it } from 'vitest';
import { projectSchema } from '../../engine/project/schema.ts';
import { formatScore, mainScore, mainScores, scoreName, scoreOf } from './run-scores.ts';

function project(outputs: Readonly<Record<string, object>>, training: object = {}) {
  const nodes = Object.entries(outputs).map(([id, parameters]) => ({ id, type: 'Output', position: { x: 0, y: 0 }, parameters }));
  return projectSchema.parse({ format: 'netloom', version: 1, name: 'Test', nodes, wires: [], training });
}

const keys = (...given: Parameters<typeof project>) => mainScores(project(...given)).map(({ key }) => key);

describe('the scores of a run', () => {
  it('are the first metric of the only output, which is nameless', () => {
    expect(keys({ out: { metrics: ['f1Macro', 'accuracy'] } })).toEqual(['f1Macro']);
    expect(keys({ out: {} })).toEqual(['accuracy']);
    expect(scoreName(mainScore(project({ out: {} })))).toBe('acc');
    expect(keys({ out: { metrics: [] } })).toEqual([]);
    expect(keys({})).toEqual([]);
  });

  it('are of several outputs the metric that most ask for, of each that does', () => {
    expect(keys({ plain: {}, cured: { metrics: ['accuracy'] } })).toEqual(['plain.accuracy', 'cured.accuracy']);
    expect(keys({ a: { metrics: ['meanAbsoluteError'] }, b: {}, c: {} })).toEqual(['b.accuracy', 'c.accuracy']);
    expect(keys({ a: { metrics: ['meanAbsoluteError'] }, b: {} })).toEqual(['a.meanAbsoluteError']);
  });

  it('are losses of the outputs where none asks for a metric', () => {
    expect(keys({ a: { metrics: [] }, b: { metrics: [] } })).toEqual(['a.loss', 'b.loss']);
    expect(scoreName(mainScore(project({ a: { metrics: [] }, b: { metrics: [] } })))).toBe('a loss');
  });

  it('are told by that of the output which decides the best epoch, else by the first', () => {
    const outputs = { plain: {}, cured: {} };
    const train = { loss: 2, 'plain.accuracy': 0.25, 'cured.accuracy': 0.5 };
    const record = { epoch: 1, step: 1, learningRate: 1, train, seconds: 1, best: true };
    const first = mainScore(project(outputs));
    expect([scoreName(first), formatScore(first, scoreOf(first, record))]).toEqual(['plain acc', '25.0%']);
    for (const monitor of ['cured.accuracy', 'cured.loss']) {
      const score = mainScore(project(outputs, { monitor }));
      expect([scoreName(score), formatScore(score, scoreOf(score, record))]).toEqual(['cured acc', '50.0%']);
    }
  });
});
