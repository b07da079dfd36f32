import { fits } from '../../../engine/augmentations/fit.ts';
import { augmentations } from '../../../engine/augmentations/registry.ts';
import type { DatasetField, DatasetInfo } from '../../../engine/data/dataset.ts';
import type { Project } from '../../../engine/project/schema.ts';
import { projectDatasetId } from '../../document/knowledge.ts';

/** Kinds of fields that can be drawn before and after augmentation. */
const DRAWN: readonly DatasetField['semantics'][] = ['image', 'voxels', 'signal'];

/** A field that the project's Inputs read and that can be drawn: the first that all its augmentations fit, else the first. */
export function previewedField(project: Project, dataset: DatasetInfo | undefined): DatasetField | undefined {
  if (dataset === undefined || dataset.id !== projectDatasetId(project)) return undefined;
  const read = project.nodes.filter(({ type }) => type === 'Input').map(({ parameters }) => parameters.field);
  const drawn = dataset.fields.filter(
    ({ name, semantics, ragged }) => read.includes(name) && ragged === undefined && DRAWN.includes(semantics),
  );
  const chosen = project.training.augmentation.flatMap(({ type }) => augmentations.find((definition) => definition.type === type) ?? []);
  return drawn.find((field) => chosen.every((definition) => fits(definition, field))) ?? drawn[0];
}

/** The target that is drawn over the images: classes of their pixels. */
export function previewedMask(dataset: DatasetInfo, field: DatasetField): DatasetField | undefined {
  const [rows, columns] = field.shape.slice(-2);
  if (field.semantics !== 'image') return undefined;
  return dataset.fields.find(
    ({ semantics, role, shape }) =>
      semantics === 'mask' && role === 'target' && shape.length === 2 && shape[0] === rows && shape[1] === columns,
  );
}
