import { indicator } from './column.ts';
import type { Column, DatasetInfo } from './dataset.ts';

/** Elements with a column of their own; all others share one. */
export const elements = ['C', 'N', 'O', 'F', 'P', 'S', 'Cl', 'Br', 'I'];

const columns: readonly Column[] = [
  ...elements.map(indicator),
  ...['Another element', 'Positive', 'Negative', 'Hydrogens', 'Aromatic', 'In a ring'].map(indicator),
];

export const molecules: DatasetInfo = {
  id: 'molecules',
  title: 'NCI molecules',
  description:
    'Is a molecule polar? 4,999 molecules as graphs of atoms and bonds, with their topological polar surface area, by whose median of 46.4 Å² they are called polar or not. To count atoms of nitrogen and oxygen is right for 87 % of the test molecules; a straight line through the counts of all kinds of atoms errs by 8.6 Å² in the area (root mean square 12.4).',
  task: 'classification',
  fields: [
    {
      name: 'atoms',
      label: 'Atoms',
      role: 'input',
      semantics: 'nodes',
      dtype: 'float32',
      shape: [columns.length],
      ragged: { mean: 16.4, max: 122, percentile95: 30 },
      columns,
    },
    {
      name: 'bonds',
      label: 'Bonds',
      role: 'input',
      semantics: 'edges',
      dtype: 'int32',
      shape: [2],
      ragged: { mean: 16.8, max: 132, percentile95: 32 },
    },
    {
      name: 'smiles',
      label: 'SMILES',
      role: 'input',
      semantics: 'text',
      dtype: 'uint8',
      shape: [],
      ragged: { mean: 32.7, max: 291, percentile95: 63 },
    },
    {
      name: 'polarity',
      label: 'Polarity',
      role: 'target',
      semantics: 'category',
      dtype: 'int64',
      shape: [],
      classes: ['not polar', 'polar'],
    },
    {
      name: 'area',
      label: 'Polar surface area',
      role: 'target',
      semantics: 'number',
      dtype: 'float32',
      shape: [],
      unit: 'Å²',
      preprocessing: { scale: 1 / 100, offset: 0 },
    },
  ],
  splits: { train: 3999, test: 1000 },
  splitKey: 'stratified by polarity, drawn by the hash of the molecule, equal molecules on one side',
  source: 'Debian package rdkit-data 202209.3, parsed with the npm package openchemlib 9.25.0',
  license: 'BSD 3-Clause',
  attribution:
    'Molecules of the National Cancer Institute, USA, surface areas by Daylight’s and P. Ertl’s programs; packaged by the RDKit developers; parsed with OpenChemLib',
  preview: 'graphs',
};
