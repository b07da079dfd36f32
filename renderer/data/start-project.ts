import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { datasetShape } from '../../engine/data/registry.ts';
import { canBeTarget } from '../../engine/layers/output.ts';
import { bitsPerCharacter } from '../../engine/metrics/log-loss.ts';
import { preparedInfo } from '../../engine/preprocessing/prepared-info.ts';
import { continuationChoice } from '../../engine/preprocessing/continuation.ts';
import { formatProject } from '../../engine/project/parse.ts';
import type { Project } from '../../engine/project/schema.ts';
import { slug } from '../../engine/project/slug.ts';
import { attempt } from '../window/failures.ts';
import { openInWindow } from '../host/files.ts';
import { host } from '../host/host.ts';
import { inputsToRead } from '../document/data-parameters.ts';
import { type EditorDocument, emptyProject, nothingSelected } from '../document/document.ts';
import { applyEdit, type Edit } from '../document/edits.ts';
import { layerKnowledge } from '../document/store.ts';
import { t, type WindowText } from '../language/text.ts';

const ROW = 240;
const OUTPUT_LEFT = 480;

/** Why no network can be trained on a dataset; `undefined` where one can. */
export function untrainableReason(info: Pick<DatasetInfo, 'fields' | 'task'>): WindowText | undefined {
  if (info.fields.some(canBeTarget) || continuationChoice(info, { preprocessing: [] }) !== undefined) return undefined;
  return 'It has nothing to compare a prediction with: no target, and no input of numbers to reconstruct.';
}

/** A project with an Input for each input of the dataset, the parts of a graph among them, and an Output for its target; what is between them is to be drawn. */
export function projectOn(dataset: DatasetInfo): Project {
  const { id, title } = dataset;
  const inputs = inputsOf(dataset);
  const edits: readonly Edit[] = [
    ...inputs.map(
      (field, i): Edit => ({
        type: 'add-layer',
        layer: 'Input',
        position: { x: 0, y: i * ROW },
        parameters: { dataset: id, field },
      }),
    ),
    { type: 'add-layer', layer: 'Output', position: { x: OUTPUT_LEFT, y: 0 }, ...nextToken(dataset) },
  ];
  const start: EditorDocument = { project: emptyProject(title), selection: nothingSelected };
  return edits.reduce((document, edit) => {
    const applied = applyEdit(document, edit, layerKnowledge);
    return 'refused' in applied ? document : applied.document;
  }, start).project;
}

/** How an Output tells the token after each, where texts are gone on with. */
function nextToken(dataset: DatasetInfo): { readonly parameters?: Readonly<Record<string, unknown>> } {
  const { fields, continuation } = preparedInfo(dataset).info;
  const target = fields.find(({ name }) => name === continuation?.target);
  if (target === undefined) return {};
  return { parameters: { target: target.name, metrics: [bitsPerCharacter.id], ignore: true, ignoreIndex: target.ignored } };
}

/** Names of the inputs that a network reads by default; of all of them where no batch can be fed. */
function inputsOf(info: DatasetInfo): readonly string[] {
  const read = inputsToRead(datasetShape(preparedInfo(info, { preprocessing: [] }).info));
  return (read.length === 0 ? info.fields.filter(({ role }) => role === 'input') : read).map(({ name }) => name);
}

/** Makes such a project and shows its canvas. */
export async function startProjectOn(dataset: DatasetInfo): Promise<void> {
  const project = projectOn(dataset);
  const opened = await attempt(t('The project could not be made'), () =>
    host().importProject(`${slug(project.name)}.netloom`, formatProject(project)),
  );
  if (opened) openInWindow(opened.info.id);
}
