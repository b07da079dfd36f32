import { useSyncExternalStore } from 'react';

export type Workspace = 'build' | 'train' | 'evaluate';

const workspaces: readonly string[] = ['build', 'train', 'evaluate'] satisfies readonly Workspace[];

/** What the window shows; it stands in the address, so that a reload comes back to it. */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'datasets' }
  | { readonly page: 'project'; readonly id: string; readonly workspace: Workspace };

/** `#/`, `#/datasets`, `#/project/<id>/train`, …`/evaluate`; anything else is home. */
export function parseRoute(hash: string): Route {
  const [page, id, workspace] = hash.replace(/^#?\/?/, '').split('/');
  if (page === 'datasets') return { page };
  if (page !== 'project' || !id) return { page: 'home' };
  try {
    return { page, id: decodeURIComponent(id), workspace: isWorkspace(workspace) ? workspace : 'build' };
  } catch {
    return { page: 'home' };
  }
}

function isWorkspace(text: string | undefined): text is Workspace {
  return text !== undefined && workspaces.includes(text);
}

export function formatRoute(route: Route): string {
  if (route.page === 'home') return '#/';
  return route.page === 'datasets' ? '#/datasets' : `#/project/${encodeURIComponent(route.id)}/${route.workspace}`;
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
