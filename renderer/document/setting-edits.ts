import type { DataSettings, TrainingSettings } from '../../engine/project/schema.ts';
import type { Text } from '../language/text.ts';
import { fieldsOfDataset } from './data-parameters.ts';
import { nameOf } from './document.ts';
import { withNodes, type EditDefinitions } from './edit-definition.ts';
import { parameterName, settingNames } from './setting-names.ts';

/** What is set of layers, of the training and of the project. */
export type SettingEdit =
  | { readonly type: 'set-parameter'; readonly node: string; readonly parameter: string; readonly value: unknown }
  | { readonly type: 'reset-parameters'; readonly node: string }
  | { readonly type: 'rename-node'; readonly node: string; readonly name: string }
  | { readonly type: 'describe'; readonly name?: string; readonly description?: string }
  | { readonly type: 'set-training'; readonly changes: Partial<TrainingSettings> }
  | {
      readonly type: 'set-data';
      readonly changes: Partial<DataSettings>;
      readonly label?: Text;
      /** What is being typed into; such edits in a row count as one. */
      readonly typing?: string;
    };

export const settingEdits: EditDefinitions<SettingEdit> = {
  'set-parameter': {
    label: ({ node, parameter }, project, knowledge) => ({
      text: 'Set {parameter} of {node}',
      values: { parameter: parameterName(project, { node, parameter }, knowledge), node: nameOf(project, node) },
    }),
    changes: ({ node }) => ({ nodes: [node] }),
    mergeKey: ({ node, parameter }) => `parameter:${node}:${parameter}`,
    apply: (document, { node: id, parameter, value }, knowledge) =>
      withNodes(document, (node) => {
        if (node.id !== id) return node;
        const changed = { ...node, parameters: withEntry(node.parameters, parameter, value) };
        return { ...changed, parameters: { ...changed.parameters, ...fieldsOfDataset(changed, parameter, knowledge) } };
      }),
  },
  'reset-parameters': {
    label: ({ node }, project) => ({ text: 'Reset {node}', values: { node: nameOf(project, node) } }),
    changes: ({ node }) => ({ nodes: [node] }),
    apply: (document, { node: id }) => withNodes(document, (node) => (node.id === id ? { ...node, parameters: {} } : node)),
  },
  'rename-node': {
    label: ({ node, name }) => ({ text: 'Rename {node} to {name}', values: { node, name } }),
    changes: ({ node }) => ({ nodes: [node] }),
    mergeKey: ({ node }) => `name:${node}`,
    apply: (document, { node: id, name }) => withNodes(document, (node) => (node.id === id ? { ...node, name } : node)),
  },
  describe: {
    label: ({ name }) => (name === undefined ? 'Edit the description' : { text: 'Rename the project to {name}', values: { name } }),
    mergeKey: ({ name }) => (name === undefined ? 'description' : 'project-name'),
    apply: (document, { name, description }) => ({
      ...document,
      project: { ...document.project, ...(name !== undefined && { name }), ...(description !== undefined && { description }) },
    }),
  },
  'set-training': {
    label: ({ changes }) => ({ text: 'Set {settings}', values: { settings: settingNames(changes) } }),
    mergeKey: ({ changes }) => `training:${Object.keys(changes).join()}`,
    apply: (document, { changes }) => ({
      ...document,
      project: { ...document.project, training: { ...document.project.training, ...changes } },
    }),
  },
  'set-data': {
    label: ({ label }) => label ?? 'Set how the data is prepared',
    mergeKey: ({ typing }) => (typing === undefined ? undefined : `data:${typing}`),
    apply: (document, { changes }) => ({
      ...document,
      project: { ...document.project, data: { ...document.project.data, ...changes } },
    }),
  },
};

/** The record with the entry; `undefined` takes it out, so that the default counts. */
function withEntry(record: Readonly<Record<string, unknown>>, key: string, value: unknown): Record<string, unknown> {
  const { [key]: _former, ...rest } = record;
  return value === undefined ? rest : { ...record, [key]: value };
}
