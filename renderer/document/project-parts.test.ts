import { describe, expect, it } from 'vitest';
import { datasetOf } from '../../engine/data/registry.ts';
import { projectSchema, type Project } from '../../engine/project/schema.ts';
import { countText, partsText, projectParts } from './project-parts.ts';

function known(id: string) {
  const info = datasetOf(id);
  if (info === undefined) throw new Error(`there is no dataset ${id}`);
  return info;
}

const project = (data: object = {}, validationFraction = 0.1): Project =>
  projectSchema.parse({ format: 'netloom', version: 1, name: 'p', nodes: [], wires: [], data, training: { validationFraction } });

describe('the parts of a project’s dataset', () => {
  it('are texts where samples are windows of texts', () => {
    const parts = projectParts(known('moby-dick'), project());
    const { train, test } = known('moby-dick').splits;
    const validation = Math.floor(train * 0.1);
    expect(parts).toEqual({ unit: 'texts', test, heldBack: { training: train - validation, validation } });
    expect(partsText(parts)).toBe(`${train - validation} · ${validation} texts`);
    expect(countText(1, parts)).toBe('1 text');
    expect(projectParts(known('udhr'), project({ continuation: { field: 'text' } })).unit).toBe('texts');
  });

  it('are the last windows where no whole text can be held back', () => {
    const parts = projectParts({ ...known('moby-dick'), splits: { train: 5, test: 1 } }, project());
    expect(parts.heldBack).toBeUndefined();
    expect(partsText(parts)).toBe('windows of texts');
    expect(projectParts(known('moby-dick'), project({}, 0)).heldBack).toMatchObject({ validation: 0 });
  });

  it('are samples of all else, without those that were left out', () => {
    const { splits } = known('iris');
    const parts = projectParts(known('iris'), project(), { train: 3, validation: 1, test: 2 });
    const validation = Math.floor(splits.train * 0.1);
    expect(parts).toEqual({
      unit: 'samples',
      test: splits.test - 2,
      heldBack: { training: splits.train - validation - 3, validation: validation - 1 },
    });
    expect(countText(12345, parts)).toBe('12,345');
  });
});
