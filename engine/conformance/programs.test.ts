import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluationProgram, inferenceProgram } from '../compile/evaluation-program.ts';
import { gradientProgram } from '../compile/gradient-program.ts';
import { trainingProgram } from '../compile/training-program.ts';
import { datasetShapes } from '../data/registry.ts';
import { readModel } from '../graph/onnx/read.ts';
import { writeModel } from '../graph/onnx/write.ts';
import type { Graph } from '../graph/types.ts';
import { verifyGraph } from '../graph/verify.ts';
import { lowerGraph } from '../ops/lower.ts';
import { operatorRule } from '../ops/operator-rule.ts';
import { parseProject } from '../project/parse.ts';
import type { Project } from '../project/schema.ts';

const folder = join(import.meta.dirname, '../../templates');
const ids = readdirSync(folder).flatMap((name) => (name.endsWith('.netloom') ? [name.replace('.netloom', '')] : []));

function projectOf(id: string): Project {
  const { project } = parseProject(readFileSync(join(folder, `${id}.netloom`), 'utf8'));
  if (project === undefined) throw new Error(`${id} is a project`);
  return project;
}

const programs: readonly (readonly [string, (project: Project) => Graph])[] = [
  ['training', (project) => trainingProgram(project, datasetShapes, 4).graph],
  ['evaluation', (project) => evaluationProgram(project, datasetShapes, 4).graph],
  ['inference', (project) => inferenceProgram(project, datasetShapes).graph],
  ['gradient', (project) => gradientProgram(project, datasetShapes, 4).graph],
];

describe.each(ids)('programs of %s', (id) => {
  describe.each(programs)('%s', (_, graphOf) => {
    const graph = graphOf(projectOf(id));

    it('is a sound graph, and stays one when it is lowered', () => {
      verifyGraph(graph, operatorRule);
      for (const microsoft of [false, true]) verifyGraph(lowerGraph(graph, { microsoft }), operatorRule);
    });

    it('survives a file', () => {
      const bytes = writeModel(graph);
      const read = readModel(bytes).graph;
      verifyGraph(read, operatorRule);
      expect(read.nodes.length).toBe(graph.nodes.length);
      expect(Buffer.compare(writeModel(read), bytes)).toBe(0);
    });
  });
});
