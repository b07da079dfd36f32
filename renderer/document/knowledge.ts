import type { Analysis } from '../../engine/compile/analysis.ts';
import type { DatasetShape, LayerDefinition } from '../../engine/layers/definition.ts';
import type { Project } from '../../engine/project/schema.ts';

/** What the editor asks of the engine's pure parts. */
export interface EngineKnowledge {
  readonly layers: readonly LayerDefinition[];
  layerOf(type: string): LayerDefinition | undefined;
  datasetShape(id: string): DatasetShape | undefined;
  analyze(project: Project): Analysis;
}

export const emptyAnalysis: Analysis = {
  diagnostics: [],
  trainable: false,
  exportable: false,
  layers: new Map(),
  order: [],
  totals: { layers: 0, parameters: 0, flops: 0, activationBytes: 0 },
};

/** The engine's registries; the editor reads layers, datasets and analysis through this alone. */
export const engine: EngineKnowledge = {
  layers: [],
  layerOf: () => undefined,
  datasetShape: () => undefined,
  analyze: () => emptyAnalysis,
};
