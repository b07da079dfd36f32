import { z } from 'zod';
import { projectSchema, type Project } from '../../engine/project/schema.ts';
import { useDocument } from '../document/store.ts';

const draftSchema = z.object({ revision: z.string(), project: projectSchema });

function keyOf(id: string): string {
  return `netloom.draft.${id}`;
}

/**
 * Keeps edits in the browser's storage until the host has written them: a closed window, a lost connection or a fault of the
 * window then loses nothing. A storage that is full or forbidden only takes this safety away.
 */
export function followDraft(): void {
  useDocument.subscribe((state, former) => {
    if (state.projectId === undefined || state.projectId !== former.projectId) return;
    if (state.saveState === 'saved') {
      if (former.saveState !== 'saved') remove(state.projectId);
    } else if (state.whole !== former.whole || state.revision !== former.revision) {
      keep(state.projectId, state.revision, state.whole);
    }
  });
}

function keep(id: string, revision: string, project: Project): void {
  try {
    localStorage.setItem(keyOf(id), JSON.stringify({ revision, project }));
  } catch {
    remove(id);
  }
}

function remove(id: string): void {
  try {
    localStorage.removeItem(keyOf(id));
  } catch {
    // A forbidden storage holds no draft either.
  }
}

/** Edits over this revision of the file that were never written; a draft over another revision is out of date. */
export function draftOf(id: string, revision: string): Project | undefined {
  try {
    const text = localStorage.getItem(keyOf(id));
    if (text === null) return undefined;
    const draft = draftSchema.safeParse(JSON.parse(text));
    return draft.success && draft.data.revision === revision ? draft.data.project : undefined;
  } catch {
    return undefined;
  }
}
