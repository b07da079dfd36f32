import { loadTemplates } from '../../host/templates.ts';
import type { CommandContext } from '../context.ts';
import { short, table } from '../output.ts';

export async function listTemplates({ program, output }: CommandContext): Promise<void> {
  const templates = await loadTemplates(program.resources.templates);
  const lines = table(
    templates.map(({ id, title, datasetId, measured }) => [
      id,
      title,
      datasetId,
      measured ? `${measured.metric} ${short(measured.value)}, ${measured.seconds} s` : '',
    ]),
  );
  templates.forEach(({ project, ...template }, index) => {
    output.tell({ event: 'template', ...template, layers: project.nodes.length }, lines[index] ?? '');
  });
}
