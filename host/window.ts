import type { HostApi } from './api.ts';
import type { Host } from './host.ts';
import { serveRemoteWindow, type Channel } from './protocol.ts';
import { WindowWork } from './window-work.ts';

/**
 * Serves a window over a channel until the returned function is called. A window hears of a project's change unless it made the
 * change itself or knows the new revision already. When it is no longer served, its jobs are cancelled and its uploads discarded.
 */
export function attachWindow(host: Host, channel: Channel): () => void {
  const known = new KnownRevisions();
  const work = new WindowWork(host.api);
  const remote = serveRemoteWindow(known.follow(work.follow()), channel, host.reportFault);
  const subscriptions = [
    host.on('run', (runId, event) => remote.send('run', runId, event)),
    host.on('projectRevision', (id, revision) => {
      void known.whenNew(id, revision, () => remote.send('projectChanged', id));
    }),
    host.on('job', (job, progress) => work.told(job, progress, (name, told) => remote.send('job', name, told))),
    host.on('text', (job, pieces) => work.told(job, pieces, (name, told) => remote.send('text', name, told))),
    host.on('datasetsChanged', () => remote.send('datasetsChanged')),
  ];
  return () => {
    for (const end of subscriptions) end();
    remote.close();
    work.close().catch(host.reportFault);
  };
}

/** The revision of no content. */
const NONE = '';

/** The revisions that a window has been given, by project. */
class KnownRevisions {
  readonly #revisions = new Map<string, string>();
  readonly #saving = new Map<string, Promise<unknown>>();

  follow(api: HostApi): HostApi {
    return {
      ...api,
      openProject: (id) => this.#read(id, this.#opened(api.openProject(id))),
      openProjectFile: (path) => this.#opened(api.openProjectFile(path)),
      createProject: (templateId) => this.#opened(api.createProject(templateId)),
      importProject: (fileName, text) => this.#opened(api.importProject(fileName, text)),
      restoreVersion: (id, version) => this.#opened(api.restoreVersion(id, version)),
      saveProject: (id, project, revision) => this.#saved(id, api.saveProject(id, project, revision)),
    };
  }

  /** Waits for a save of this window that is under way: its result may be the change. */
  async whenNew(id: string, revision: string, tell: () => void): Promise<void> {
    await this.#saving.get(id)?.catch(() => undefined);
    const known = this.#revisions.get(id);
    if (known !== undefined && known !== revision) tell();
  }

  /** A window that couldn't read a file hears of any content that it has afterwards. */
  async #read<T>(id: string, reading: Promise<T>): Promise<T> {
    try {
      return await reading;
    } catch (error) {
      if (this.#revisions.has(id)) this.#revisions.set(id, NONE);
      throw error;
    }
  }

  async #opened<Opened extends { info: { id: string }; revision: string }>(opening: Promise<Opened>): Promise<Opened> {
    const opened = await opening;
    this.#revisions.set(opened.info.id, opened.revision);
    return opened;
  }

  async #saved<Saved extends { revision: string }>(id: string, saving: Promise<Saved>): Promise<Saved> {
    const noted = saving.then((saved) => {
      this.#revisions.set(id, saved.revision);
      return saved;
    });
    this.#saving.set(id, noted);
    return noted;
  }
}
