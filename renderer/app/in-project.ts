import { useDocument } from '../document/store.ts';
import { currentRoute } from '../window/route.ts';

/** Whether the window shows a project. */
export const inProject = () => currentRoute().page === 'project' && useDocument.getState().projectId !== undefined;
