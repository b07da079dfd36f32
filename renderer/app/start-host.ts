import { takeDatasets, useDocument } from '../document/store.ts';
import type { HostConnection } from '../host/connect.ts';
import { connectHost, host, refreshDatasets, useHost } from '../host/host.ts';
import { receiveJobProgress, receiveJobText } from '../host/jobs.ts';
import { t } from '../language/text.ts';
import { takeChangedFile } from '../safety/changed-file.ts';
import { followSaveFailures } from '../safety/save-failures.ts';
import { receiveRunEvent, refreshRuns } from '../train/run-store.ts';
import { messageOf, reportFailure } from '../window/failures.ts';

/** Binds the stores to the host and follows its events. Called once. */
export function startHost(link: HostConnection): void {
  connectHost(link);
  followSaveFailures();
  useHost.subscribe(({ datasets }, former) => {
    if (datasets !== former.datasets) takeDatasets(datasets);
  });
  link.on('run', receiveRunEvent);
  link.on('job', receiveJobProgress);
  link.on('text', receiveJobText);
  link.on('datasetsChanged', () => void refreshDatasets());
  link.on('projectChanged', (id) => void takeChangedFile(id));
  useDocument.subscribe(({ saveState }, former) => {
    if (saveState !== former.saveState) link.desktop?.setUnsavedChanges(saveState !== 'saved');
  });
  link.onState((state, reason) => {
    const former = useHost.getState().state;
    const refused = reason?.code === 'connection-refused';
    useHost.setState({ state: refused ? 'refused' : state, reason: reason && messageOf(reason) });
    if (state === 'connected') void greet(former === 'lost');
  });
}

async function greet(again: boolean): Promise<void> {
  try {
    const [info, datasets] = await Promise.all([host().appInfo(), host().listDatasets()]);
    useHost.setState({ info, datasets });
    if (again) await refreshRuns();
  } catch (error) {
    reportFailure(t('Netloom could not be asked for its data'), error);
  }
}
