import { formatProject } from '../../engine/project/parse.ts';
import type { Project } from '../../engine/project/schema.ts';
import type { OpenedProject, TemplateInfo } from '../../host/api.ts';
import { host } from '../host/host.ts';
import { engineText } from '../language/text.ts';

/** Makes a project of a template, which tells of itself in the window's language. */
export function newFromTemplate({ id, project }: TemplateInfo): Promise<OpenedProject> {
  const said = saidInLanguage(project);
  if (said.name === project.name && said.description === project.description) return host().createProject(id);
  return host().importProject(`${id}.netloom`, formatProject(said));
}

/** A template's project with its name and description in the window's language: first what the gallery says, then what more there is to tell. */
export function saidInLanguage(project: Project): Project {
  const [first, ...more] = project.description.split('\n\n');
  const parts = more.length === 0 ? [first] : [first, more.join('\n\n')];
  return { ...project, name: engineText(project.name), description: parts.map(engineText).join('\n\n') };
}
