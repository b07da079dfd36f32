import { create } from 'zustand';

export type CodeKind = 'project' | 'pytorch';

/** What the panel shows: the project's text, or the network as PyTorch. */
export const useCodeKind = create<{ readonly kind: CodeKind }>()(() => ({ kind: 'project' }));

export function showCode(kind: CodeKind): void {
  useCodeKind.setState({ kind });
}
