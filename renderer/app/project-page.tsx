import { Button } from '@mantine/core';
import { EvaluateWorkspace } from '../evaluate/evaluate-workspace.tsx';
import { ExportDialog } from '../export/export-dialog.tsx';
import { t } from '../language/text.ts';
import waiting from '../controls/waiting.module.css';
import styles from './app.module.css';
import { ConflictDialog } from '../safety/conflict-dialog.tsx';
import { openDialog } from '../window/dialogs.ts';
import { ErrorBoundary } from '../controls/error-boundary.tsx';
import { openSession, useSession } from '../safety/project-session.ts';
import { LargeProject } from '../safety/large-project.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { navigate, type Workspace } from '../window/route.ts';
import { SpokenRun } from './spoken-run.tsx';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { VersionsDialog } from '../safety/versions-dialog.tsx';
import { Waiting } from '../controls/waiting.tsx';
import { BuildWorkspace, TrainWorkspace } from './workspaces.tsx';

interface ProjectPageProps {
  readonly id: string;
  readonly workspace: Workspace;
}

/** One project: bars above and below, between them the workspace. */
export function ProjectPage({ id, workspace }: ProjectPageProps) {
  const session = useSession();

  if (session.state === 'failed') return <OpeningFailed id={id} problem={session.problem} />;
  if (session.id === id && session.state === 'large') return <LargeProject id={id} layers={session.layers ?? 0} />;
  if (session.id !== id || session.state === 'loading') return <Waiting text={t('Opening the project')} />;
  return (
    <div className={styles.project}>
      <TopBar workspace={workspace} />
      <main className={styles.workspaces}>
        {/* The canvas stays mounted, so that coming back to it is instant and it looks at the same place. */}
        <div className={styles.workspace} data-hidden={workspace !== 'build' || undefined} inert={workspace !== 'build'}>
          <ErrorBoundary what={t('The workspace')}>
            <BuildWorkspace />
          </ErrorBoundary>
        </div>
        {workspace === 'train' && (
          <div className={styles.workspace}>
            <ErrorBoundary what={t('The workspace')}>
              <TrainWorkspace />
            </ErrorBoundary>
          </div>
        )}
        {workspace === 'evaluate' && (
          <div className={styles.workspace} data-region>
            <ErrorBoundary what={t('The workspace')}>
              <EvaluateWorkspace />
            </ErrorBoundary>
          </div>
        )}
      </main>
      <StatusBar />
      <SpokenRun />
      <ExportDialog />
      <RenameDialog />
      <ConflictDialog />
      <VersionsDialog />
    </div>
  );
}

function OpeningFailed({ id, problem }: { readonly id: string; readonly problem: string | undefined }) {
  return (
    <main className={styles.failed}>
      <div className={waiting.waiting} role="alert">
        <h1>{t('The project could not be opened')}</h1>
        <p>{problem}</p>
        <div className={waiting.actions}>
          <Button onClick={() => void openSession(id)}>{t('Try again')}</Button>
          <Button variant="default" onClick={() => openDialog('versions')}>
            {t('Earlier versions…')}
          </Button>
          <Button variant="default" onClick={() => navigate({ page: 'home' })}>
            {t('Home')}
          </Button>
        </div>
      </div>
      <VersionsDialog />
    </main>
  );
}
