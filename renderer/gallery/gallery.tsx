import { UnstyledButton } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconArrowRight, IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ProjectInfo, TemplateInfo } from '../../host/api.ts';
import { useHost } from '../host/host.ts';
import { RecoveredList } from '../safety/recovered-list.tsx';
import { navigate } from '../window/route.ts';
import { Waiting } from '../controls/waiting.tsx';
import { CommandKeys } from '../commands/command-keys.tsx';
import { registerCommands } from '../commands/registry.ts';
import { datasetTitle } from '../language/dataset-title.ts';
import { engineText, t } from '../language/text.ts';
import { SamplesView } from '../samples/samples-view.tsx';
import { isActive } from '../train/run-store.ts';
import { loadGallery, openTemplate, useGallery } from './gallery-store.ts';
import styles from './gallery.module.css';
import { ProjectCard } from './project-card.tsx';
import { SideBar } from './side-bar.tsx';
import { TemplateCard } from './template-card.tsx';

const groups = [
  { group: 'vision', title: 'Vision' },
  { group: 'basics', title: 'Basics' },
  { group: 'experiments', title: 'Experiments' },
  { group: 'signals', title: 'Signals and series' },
  { group: 'language', title: 'Language' },
  { group: 'graphs', title: 'Graphs' },
] as const;

/** Home: recent projects and templates. All of it comes at once, so that nothing is moved by what comes later. */
export function Gallery() {
  const connected = useHost(({ state }) => state === 'connected');
  const templates = useGallery((state) => state.templates);
  const projects = useGallery((state) => state.projects);
  useEffect(() => {
    if (connected) void loadGallery();
  }, [connected]);
  useFreshProjects();
  useTemplateCommands(templates);
  return (
    <div className={styles.page}>
      <SideBar page="home" />
      <main className={styles.content} data-region>
        <div className={styles.inner}>
          <RecoveredList />
          {templates && projects ? (
            <>
              <Continue projects={projects} />
              <Templates templates={templates} />
              <Datasets />
            </>
          ) : (
            <Waiting text={t('Reading the templates')} />
          )}
        </div>
      </main>
    </div>
  );
}

const REFRESH = 4000;

/** While a project trains its card follows. */
function useFreshProjects(): void {
  const training = useGallery(({ projects }) => projects?.some(({ lastRun }) => lastRun && isActive(lastRun.state)) === true);
  useEffect(() => {
    if (!training) return;
    const timer = setInterval(() => void loadGallery(), REFRESH);
    return () => clearInterval(timer);
  }, [training]);
}

/** Makes the templates findable in the command search. */
function useTemplateCommands(templates: readonly TemplateInfo[] | undefined): void {
  useEffect(
    () =>
      registerCommands(
        (templates ?? []).map((template) => ({
          id: `template.${template.id}`,
          label: { text: 'New project from {title}', values: { title: engineText(template.title) } },
          group: 'project',
          keywords: [template.datasetId, template.group, 'template'],
          run: () => openTemplate(template),
        })),
      ),
    [templates],
  );
}

const SHOWN = 4;

function Continue({ projects }: { readonly projects: readonly ProjectInfo[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? projects : projects.slice(0, SHOWN);
  return (
    <section aria-labelledby="continue">
      <header className={styles.head}>
        <h1 id="continue">{t('Continue')}</h1>
        {projects.length > SHOWN && (
          <UnstyledButton className={styles.all} onClick={() => setAll(!all)}>
            {all ? t('Fewer') : t('All {count}', { count: projects.length })}
          </UnstyledButton>
        )}
        <UnstyledButton className={styles.search} onClick={() => spotlight.open()}>
          <IconSearch size={14} stroke={1.7} aria-hidden />
          <span>{t('Search templates and commands')}</span>
          <CommandKeys id="help.commands" />
        </UnstyledButton>
      </header>
      {projects.length === 0 ? (
        <p className={styles.nothing}>{t('No projects yet. Start from a template below, or start empty: what you make is kept here.')}</p>
      ) : (
        <div className={styles.projects}>
          {shown.map((info) => (
            <ProjectCard key={info.id} info={info} />
          ))}
        </div>
      )}
    </section>
  );
}

function Templates({ templates }: { readonly templates: readonly TemplateInfo[] }) {
  const present = groups
    .map(({ group, title }) => ({ group, title, held: templates.filter((template) => template.group === group) }))
    .filter(({ held }) => held.length > 0);
  return (
    <section aria-labelledby="templates">
      <header className={styles.head}>
        <h1 id="templates">{t('Start from a template')}</h1>
        {templates.some(({ measured }) => measured) && (
          <span className={styles.note}>{t('score on held-out data and training time, measured on 2 cores')}</span>
        )}
      </header>
      <div className={styles.groups}>
        {present.map(({ group, title, held }) => (
          <section key={group} aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`}>{t(title)}</h2>
            <div className={styles.group}>
              {held.map((template) => (
                <TemplateCard key={template.id} template={template} />
              ))}
            </div>
          </section>
        ))}
      </div>
    </section>
  );
}

function Datasets() {
  const datasets = useHost((state) => state.datasets);
  if (datasets.length === 0) return null;
  return (
    <section className={styles.dataRow} aria-labelledby="datasets">
      <header className={styles.head}>
        <h2 id="datasets">{t('Datasets')}</h2>
        <span>{t('{count} to train on', { count: datasets.length })}</span>
        <UnstyledButton className={styles.all} onClick={() => navigate({ page: 'datasets' })}>
          {t('What they hold')}
          <IconArrowRight size={14} stroke={1.7} aria-hidden />
        </UnstyledButton>
      </header>
      <ul>
        {datasets.map((dataset) => (
          <li key={dataset.id}>
            <UnstyledButton className={styles.dataTile} onClick={() => navigate({ page: 'dataset', id: dataset.id })}>
              <SamplesView dataset={dataset} pictures={4} rows={2} size={20} plot={{ width: 42, height: 42 }} />
              <span>
                <b>{datasetTitle(dataset)}</b>
                {t('{count, plural, one {# sample} other {# samples}}', { count: dataset.splits.train + dataset.splits.test })}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
