import type { Project, TrainingSettings } from '../../engine/project/schema.ts';
import type { TextValue, WindowText } from '../language/text.ts';
import { findNode } from './document.ts';
import { layerFor } from './node-layer.ts';
import type { LayerKnowledge } from './wiring.ts';

const settings: Readonly<Record<keyof TrainingSettings, WindowText>> = {
  epochs: 'epochs',
  batchSize: 'batch size',
  learningRate: 'learning rate',
  optimizer: 'optimiser',
  schedule: 'schedule',
  warmupSteps: 'warm-up',
  clipNorm: 'limit of the gradient norm',
  clipValue: 'limit of gradients',
  weightDecay: 'weight decay',
  monitor: 'monitored metric',
  restoreBest: 'use of the best epoch',
  earlyStopping: 'early stopping',
  pruning: 'pruning',
  augmentation: 'augmentation',
  seed: 'seed',
  buckets: 'length buckets',
  validationFraction: 'validation share',
};

/** What the changed settings of training are called within a sentence. */
export function settingNames(changes: Partial<TrainingSettings>): TextValue {
  const names = Object.entries(settings).filter(([key]) => key in changes);
  return { list: names.map(([, text]) => ({ text, values: {} })) };
}

/** What a node's parameter is called within a sentence: as the inspector calls it. */
export function parameterName(
  project: Project,
  { node, parameter }: { readonly node: string; readonly parameter: string },
  knowledge: LayerKnowledge,
): TextValue {
  const label = layerFor(knowledge, project, findNode(project, node))?.parameters[parameter]?.label;
  return label === undefined ? parameter : { engine: label, inside: true };
}
