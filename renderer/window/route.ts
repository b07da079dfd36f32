import { useSyncExternalStore } from 'react';

export type Workspace = 'build' | 'train' | 'evaluate';

const workspaces: readonly string[] = ['build', 'train', 'evaluate'] satisfies readonly Workspace[];

/** Parts of a dataset's page. */
export const datasetViews = ['samples', 'table', 'statistics', 'about'] as const;

export type DatasetView = (typeof datasetViews)[number];

/** What the window shows; it stands in the address, so that a reload comes back to it. */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'datasets' }
  /** Without a view the one that shows most of such a dataset. */
  | { readonly page: 'dataset'; readonly id: string; readonly view?: DatasetView }
  | { readonly page: 'project'; readonly id: string; readonly workspace: Workspace };

/** `#/`, `#/datasets`, `#/datasets/<id>/table`, `#/project/<id>/train`, …`/evaluate`; anything else is home. */
export function parseRoute(hash: string): Route {
  const [page, id, part] = hash.replace(/^#?\/?/, '').split('/');
  try {
    if (page === 'datasets') return id ? datasetRoute(decodeURIComponent(id), part) : { page };
    if (page !== 'project' || !id) return { page: 'home' };
    return { page, id: decodeURIComponent(id), workspace: isWorkspace(part) ? part : 'build' };
  } catch {
    return { page: 'home' };
  }
}

function datasetRoute(id: string, part: string | undefined): Route {
  const view = datasetViews.find((name) => name === part);
  return { page: 'dataset', id, ...(view !== undefined && { view }) };
}

function isWorkspace(text: string | undefined): text is Workspace {
  return text !== undefined && workspaces.includes(text);
}

export function formatRoute(route: Route): string {
  if (route.page === 'home') return '#/';
  if (route.page === 'datasets') return '#/datasets';
  if (route.page === 'project') return `#/project/${encodeURIComponent(route.id)}/${route.workspace}`;
  return `#/datasets/${encodeURIComponent(route.id)}${route.view === undefined ? '' : `/${route.view}`}`;
}

export function navigate(route: Route): void {
  window.location.hash = formatRoute(route);
}

export function currentRoute(): Route {
  return parseRoute(window.location.hash);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => window.location.hash));
}

/** Shows another workspace of the open project. */
export function showWorkspace(workspace: Workspace): void {
  const route = currentRoute();
  if (route.page === 'project') navigate({ ...route, workspace });
}
