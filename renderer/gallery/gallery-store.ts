import { create } from 'zustand';
import type { Project } from '../../engine/project/schema.ts';
import type { ProjectInfo, TemplateInfo } from '../../host/api.ts';
import { attempt, reportDone } from '../window/failures.ts';
import { createProject, downloadProject, duplicateProject, openInWindow } from '../host/files.ts';
import { host } from '../host/host.ts';
import { t } from '../language/text.ts';
import { useSettings } from '../window/settings.ts';
import { newFromTemplate } from './template-project.ts';

interface GalleryState {
  /** Undefined until the host has answered. */
  readonly templates: readonly TemplateInfo[] | undefined;
  readonly projects: readonly ProjectInfo[] | undefined;
  /** Template or project that is being opened: its card says so. */
  readonly opening: string | undefined;
}

export const useGallery = create<GalleryState>()(() => ({ templates: undefined, projects: undefined, opening: undefined }));

/** Asks the host for templates, once, and for projects, each time. */
export async function loadGallery(): Promise<void> {
  await Promise.all([loadTemplates(), loadProjects()]);
}

async function loadTemplates(): Promise<void> {
  if (useGallery.getState().templates) return;
  const templates = await attempt(t('The templates could not be read'), () => host().listTemplates());
  useGallery.setState({ templates: templates ?? [] });
}

async function loadProjects(): Promise<void> {
  const projects = await attempt(t('The projects could not be read'), () => host().listProjects());
  useGallery.setState((state) => ({ projects: projects ?? state.projects ?? [] }));
}

async function whileOpening(id: string, open: () => Promise<unknown>): Promise<void> {
  if (useGallery.getState().opening !== undefined) return;
  useGallery.setState({ opening: id });
  await open();
  useGallery.setState({ opening: undefined });
}

/** Makes a project of a template and shows its canvas. */
export function openTemplate(template: TemplateInfo): Promise<void> {
  return whileOpening(template.id, () => createProject(() => newFromTemplate(template)));
}

/** Makes a project of a template, starts training it, and shows the curves. */
export function trainTemplate(template: TemplateInfo): Promise<void> {
  return whileOpening(template.id, () => attempt(t('The template could not be trained'), () => makeAndTrain(template)));
}

async function makeAndTrain(template: TemplateInfo): Promise<void> {
  const { info, project } = await newFromTemplate(template);
  const { threads } = useSettings.getState();
  await host().startRun(info.id, project, threads === undefined ? {} : { threads });
  openInWindow(info.id, 'train');
}

export async function renameProject(info: ProjectInfo, name: string): Promise<void> {
  await attempt(t('The project could not be renamed'), () => host().renameProject(info.id, name));
  await loadProjects();
}

export async function duplicate(project: Project): Promise<void> {
  await duplicateProject(project);
  await loadProjects();
}

export async function download(project: Project): Promise<void> {
  await attempt(t('The file could not be written'), () => downloadProject(project));
}

/** A file outside of the workspace that was opened in place: the list remembers it, and may forget it. */
export function isFileElsewhere({ id }: ProjectInfo): boolean {
  return id.startsWith('~');
}

export async function deleteProject(info: ProjectInfo): Promise<void> {
  const deleted = await attempt(t('The project could not be deleted'), async () => {
    await host().deleteProject(info.id);
    return true;
  });
  if (deleted && !isFileElsewhere(info))
    reportDone(t('{name} is in the trash', { name: info.name }), t('Its file was moved to the trash folder of the workspace.'));
  await loadProjects();
}
