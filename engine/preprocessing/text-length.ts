import type { DatasetInfo } from '../data/dataset.ts';
import type { Project } from '../project/schema.ts';
import { preparedInfo } from './prepared-info.ts';
import { Tokenise } from './tokenise.ts';

/** Tokens of a field's texts in the samples of a batch, by field. */
export type TextLengths = ReadonlyMap<string, number>;

/** The project with texts of other lengths: what it is compiled to takes so many tokens of each field. */
export function withTextLengths(project: Project, info: DatasetInfo, lengths: TextLengths): Project {
  const { fields } = preparedInfo(info, project.data);
  const shortened = fields.flatMap(({ stored: { name }, steps }) => {
    const length = lengths.get(name);
    if (length === undefined) return [];
    const chosen = steps.map(({ definition: { type }, parameters }) => ({
      type,
      parameters: type === Tokenise.type ? { ...parameters, length } : parameters,
    }));
    return [{ field: name, steps: chosen }];
  });
  const others = project.data.preprocessing.filter(({ field }) => !lengths.has(field));
  return { ...project, data: { ...project.data, preprocessing: [...others, ...shortened] } };
}
