import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import { Gallery } from '../gallery/gallery.tsx';
import { DatasetPage } from '../gallery/dataset-page.tsx';
import { DatasetsPage } from '../gallery/datasets-page.tsx';
import { cssVariables, spokenTheme } from '../theme/theme.ts';
import { CommandPalette } from '../command-palette/command-palette.tsx';
import { useShortcuts } from '../editor/use-shortcuts.ts';
import { ConnectionBanner, WrongAddress } from './connection-banner.tsx';
import { DropTarget } from './drop-target.tsx';
import { ErrorBoundary } from '../controls/error-boundary.tsx';
import { ImportDialog } from '../import/import-dialog.tsx';
import { useHost } from '../host/host.ts';
import { type Language, useLanguage } from '../language/languages.ts';
import { t } from '../language/text.ts';
import { useLook } from '../theme/look.ts';
import { closeSession, openSession } from '../safety/project-session.ts';
import { ProjectPage } from './project-page.tsx';
import { useRoute } from '../window/route.ts';
import { SettingsDialog } from './settings-dialog.tsx';
import { ShortcutList } from './shortcut-list.tsx';
import { useAppCommands } from './use-app-commands.ts';
import { Waiting } from '../controls/waiting.tsx';
import styles from './app.module.css';

/**
 * The window; another language draws it anew, since texts are taken as it is drawn, and so does another contrast, since charts take colours
 * as they are drawn. The dialog in which they are chosen stays.
 */
export function App() {
  const language = useLanguage(({ language }) => language);
  const theme = useSpokenTheme(language);
  const { scheme, contrast } = useLook();
  useOpenSession();
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme={scheme}>
      <ErrorBoundary key={`${language} ${contrast}`} what={t('The window')}>
        <Window />
      </ErrorBoundary>
      <SettingsDialog />
      <Notifications position="bottom-right" limit={4} />
    </MantineProvider>
  );
}

/** Opens the project that the address names, and closes it when it names another: outside of what is drawn anew, so that nothing is lost. */
function useOpenSession(): void {
  const route = useRoute();
  const id = route.page === 'project' ? route.id : undefined;
  const known = useHost(({ info }) => info !== undefined);
  useEffect(() => {
    if (id === undefined || !known) return;
    void openSession(id);
    return () => void closeSession();
  }, [id, known]);
}

/** Made anew for another language, in which it says the names of controls. */
function useSpokenTheme(language: Language) {
  const [made, setMade] = useState(() => ({ language, theme: spokenTheme() }));
  if (made.language === language) return made.theme;
  const next = { language, theme: spokenTheme() };
  setMade(next);
  return next.theme;
}

function Window() {
  useShortcuts();
  useAppCommands();
  const known = useHost(({ info }) => info !== undefined);
  const refused = useHost(({ state }) => state === 'refused');
  return (
    <div className={styles.window}>
      <ConnectionBanner />
      <div className={styles.page}>{known ? <Page /> : refused ? <WrongAddress /> : <Waiting text={t('Connecting to Netloom')} />}</div>
      <CommandPalette />
      <ShortcutList />
      <ImportDialog />
      <DropTarget />
    </div>
  );
}

function Page() {
  const route = useRoute();
  switch (route.page) {
    case 'home':
      return <Gallery />;
    case 'datasets':
      return <DatasetsPage />;
    case 'dataset':
      return <DatasetPage key={route.id} id={route.id} view={route.view} />;
    case 'project':
      return <ProjectPage key={route.id} id={route.id} workspace={route.workspace} />;
  }
}
