import { catalogOf } from '../data/registry.ts';
import { describePreparation } from '../export/onnx.ts';
import { encodeSafetensors } from '../export/safetensors.ts';
import { invariant } from '../graph/errors.ts';
import { infosOf, pipelinesOf } from '../preprocessing/fitted.ts';
import { writeTorch } from '../pytorch/write.ts';
import type { DatasetFolders } from './datasets.ts';
import { runPreprocessing } from './project-data.ts';
import { readTrained } from './run-state.ts';

/** Which checkpoint of which run. */
export interface TorchRequest {
  readonly runDirectory: string;
  readonly datasets: DatasetFolders;
  readonly checkpoint: 'best' | 'last';
}

/** A trained network as PyTorch code. */
export interface TorchExport {
  readonly text: string;
  /** The name of the network's class. */
  readonly network: string;
  /** The safetensors file that `load_netloom` reads. */
  readonly weights: Uint8Array;
}

/** Longer ones, as a vocabulary, don't belong into a docstring. */
const LONGEST_PREPARATION = 300;

/** The network of a run's checkpoint as PyTorch code, with its weights. */
export async function exportTorch({ runDirectory, datasets, checkpoint }: TorchRequest): Promise<TorchExport> {
  const { project, tensors } = await readTrained(runDirectory, checkpoint);
  const preprocessing = await runPreprocessing(runDirectory, project, datasets);
  const pipelines = pipelinesOf(preprocessing);
  const preparation = (field: string): string | undefined => {
    const stored = preprocessing.info.fields.find(({ name }) => name === field);
    const described = describePreparation(stored, pipelines.get(field));
    if (described === undefined) return undefined;
    const text = JSON.stringify(described);
    return text.length > LONGEST_PREPARATION ? 'after its preparation in Netloom' : `after its preparation ${text}`;
  };
  const { text, network, weights } = writeTorch(project, catalogOf(infosOf(preprocessing)).shapesOf, preparation);
  const kept = weights.map((name) => {
    const tensor = tensors.get(name);
    invariant(tensor !== undefined, `the checkpoint has ${name}`);
    return [name, tensor] as const;
  });
  return { text, network, weights: encodeSafetensors({ tensors: new Map(kept), metadata: { network } }) };
}
