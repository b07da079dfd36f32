import { create } from 'zustand';
import { focusSoon } from '../../controls/focus-soon.ts';
import { showWorkspace } from '../../window/route.ts';

export type GroupId = 'stopping' | 'regularisation' | 'augmentation' | 'pruning';

interface UnfoldedGroups {
  readonly unfolded: ReadonlySet<GroupId>;
}

/** The parts of the training settings that are unfolded, wherever the form is shown. */
export const useUnfoldedGroups = create<UnfoldedGroups>()(() => ({ unfolded: new Set() }));

export function toggleGroup(id: GroupId): void {
  useUnfoldedGroups.setState(({ unfolded }) => {
    const next = new Set(unfolded);
    if (!next.delete(id)) next.add(id);
    return { unfolded: next };
  });
}

export function openGroup(id: GroupId): void {
  useUnfoldedGroups.setState(({ unfolded }) => ({ unfolded: new Set(unfolded).add(id) }));
}

/** Where a setting stands: its row's label, in a group or among those that are always shown; a group by itself. */
export type SettingPlace = { readonly row: string; readonly group?: GroupId } | { readonly group: GroupId };

/** Shows the Train workspace with the setting unfolded and focused. */
export function showSetting(place: SettingPlace): void {
  if (place.group !== undefined) openGroup(place.group);
  showWorkspace('train');
  focusSoon('row' in place ? `[data-setting="${place.row}"]` : `[data-group="${place.group}"]`);
}
