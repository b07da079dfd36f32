import type { DatasetField, DatasetInfo } from '../../../engine/data/dataset.ts';
import type { Project } from '../../../engine/project/schema.ts';
import { projectDatasetId } from '../../document/knowledge.ts';

/** Kinds of fields that can be drawn before and after augmentation. */
const DRAWN: readonly DatasetField['semantics'][] = ['image', 'voxels', 'signal'];

/** The first of the fields that the project's Inputs read which can be drawn. */
export function previewedField(project: Project, dataset: DatasetInfo | undefined): DatasetField | undefined {
  if (dataset === undefined || dataset.id !== projectDatasetId(project)) return undefined;
  const read = project.nodes.filter(({ type }) => type === 'Input').map(({ parameters }) => parameters.field);
  return dataset.fields.find(({ name, semantics, ragged }) => read.includes(name) && ragged === undefined && DRAWN.includes(semantics));
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
