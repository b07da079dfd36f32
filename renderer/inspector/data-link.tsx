import { IconDatabase } from '@tabler/icons-react';
import type { LayerDefinition } from '../../engine/layers/definition.ts';
import type { ProjectNode } from '../../engine/project/schema.ts';
import { useDataset } from '../host/host.ts';
import { formatRoute } from '../window/route.ts';
import { parametersOf, projectDatasetId } from '../document/knowledge.ts';
import { useDocument } from '../document/store.ts';
import { datasetTitle } from '../language/dataset-title.ts';
import { t } from '../language/text.ts';
import classes from './inspector.module.css';

interface DataLinkProps {
  readonly node: ProjectNode;
  readonly layer: LayerDefinition;
}

/** Leads from a layer that reads a dataset, or compares with a target of one, to the dataset's page. */
export function DataLink({ node, layer }: DataLinkProps) {
  const ofProject = useDocument(({ whole: project }) => projectDatasetId(project));
  const named = Object.entries(layer.parameters).find(([, { kind }]) => kind === 'dataset')?.[0];
  const meansField = Object.values(layer.parameters).some(({ kind }) => kind === 'field');
  const id = named === undefined ? ofProject : String(parametersOf(node, layer)[named]);
  const dataset = useDataset(named === undefined && !meansField ? undefined : id);
  if (dataset === undefined) return null;
  return (
    <a className={classes.dataLink} href={formatRoute({ page: 'dataset', id: dataset.id })}>
      <IconDatabase size={14} stroke={1.7} aria-hidden />
      {t('Browse the data of {dataset}', { dataset: datasetTitle(dataset) })}
    </a>
  );
}
