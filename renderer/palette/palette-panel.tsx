import { Kbd } from '@mantine/core';
import { IconArrowRight, IconChevronRight, IconPlus, IconSearch, IconStar, IconStarFilled } from '@tabler/icons-react';
import { Fragment, type ReactNode, useState } from 'react';
import type { LayerCategory } from '../../engine/layers/definition.ts';
import { layers } from '../../engine/layers/registry.ts';
import { startLayerDrag } from '../canvas/drag-layer.ts';
import { searchTraining } from '../setting-search/training-choices.ts';
import { LayerGlyph } from '../icons/layer-glyph.tsx';
import { engineText, t, type WindowText } from '../language/text.ts';
import { addFromPalette } from './add-from-palette.ts';
import { categoryTitles } from '../layer-search/categories.ts';
import { favouritesOf, toggleFavourite, useFavourites } from '../layer-search/favourites.ts';
import { type LayerChoice, nameOfChoice } from '../layer-search/layer-choice.ts';
import { KindMarks } from '../layer-search/kind-marks.tsx';
import { searchLayers } from '../layer-search/layer-search.ts';
import { useChoices } from '../layer-search/module-choices.ts';
import classes from './palette.module.css';

const categories = Object.entries(categoryTitles) as [LayerCategory, WindowText][];

/** The layers to draw with, by category; drag one to the canvas, or double-click or press Enter to add it. */
export function PalettePanel() {
  const [query, setQuery] = useState('');
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const favourites = useFavourites(({ ids }) => ids);
  const choices = useChoices();
  const found = searchLayers(choices, query);
  const searching = query.trim() !== '';
  const toggle = (id: string) =>
    setClosed((current) => {
      const next = new Set(current);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <section className={classes.panel}>
      <div className={classes.search}>
        <IconSearch size={15} stroke={1.7} aria-hidden />
        <input
          type="search"
          value={query}
          placeholder={t('Search {count} layers', { count: layers.length })}
          aria-label={t('Search layers')}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && searching) takeFirst(found, query);
            else if (event.key === 'Escape') setQuery('');
          }}
        />
        <Kbd title={t('Tab opens the search on the canvas')}>Tab</Kbd>
      </div>
      <div className={classes.scroll}>
        {searching ? (
          <ul className={classes.layers}>
            {found.map((choice) => (
              <LayerRow key={choice.id} choice={choice} />
            ))}
            {found.length === 0 && <li className={classes.none}>{t('No layer is called “{query}”.', { query: query.trim() })}</li>}
            <TrainingFound query={query} limit={found.length === 0 ? 8 : 3} />
          </ul>
        ) : (
          <>
            <Category
              title={t('Favourites')}
              opened={!closed.has('favourites')}
              onToggle={() => toggle('favourites')}
              choices={favouritesOf(choices, favourites)}
            />
            {categories.map(([id, title]) => (
              <Category
                key={id}
                id={id}
                title={t(title)}
                opened={!closed.has(id)}
                onToggle={() => toggle(id)}
                choices={found.filter(({ layer }) => layer.category === id)}
              />
            ))}
          </>
        )}
      </div>
    </section>
  );
}

/** Adds the layer that is found first; where there is none, shows what else goes by the name. */
function takeFirst(found: readonly LayerChoice[], query: string): void {
  if (found.length > 0) addFromPalette(found[0]);
  else searchTraining(query).at(0)?.choose();
}

/** What else goes by the name: optimisers, losses and settings are no layers, but people look for them here. */
function TrainingFound({ query, limit }: { readonly query: string; readonly limit: number }) {
  const choices = searchTraining(query).slice(0, limit);
  return choices.map(({ id, kind, say, choose }) => (
    <li key={id}>
      <button type="button" className={classes.training} aria-label={`${t(kind)} ${say()}`} onClick={choose}>
        <span>
          <small>{t(kind)}</small>
          {say()}
        </span>
        <IconArrowRight size={14} stroke={1.7} aria-hidden />
      </button>
    </li>
  ));
}

interface CategoryProps {
  /** Absent for the favourites, which are of several. */
  readonly id?: LayerCategory;
  readonly title: string;
  readonly opened: boolean;
  readonly onToggle: () => void;
  readonly choices: readonly LayerChoice[];
}

function Category({ id, title, opened, onToggle, choices }: CategoryProps) {
  if (choices.length === 0) return null;
  return (
    <>
      <button type="button" className={classes.category} aria-expanded={opened} onClick={onToggle}>
        <IconChevronRight size={13} stroke={2} className={classes.chevron} aria-hidden />
        {id === undefined ? (
          <IconStarFilled size={9} className={classes.starSwatch} aria-hidden />
        ) : (
          <span className={classes.swatch} style={{ background: `var(--category-${id})` }} />
        )}
        {title}
        <span className={classes.count}>{choices.length}</span>
      </button>
      {opened && (
        <ul className={classes.layers}>
          {choices.map((choice) => (
            <LayerRow key={choice.id} choice={choice} />
          ))}
        </ul>
      )}
    </>
  );
}

function LayerRow({ choice }: { readonly choice: LayerChoice }) {
  const { layer, title, summary } = choice;
  const name = nameOfChoice(choice);
  const isFavourite = useFavourites(({ ids }) => ids.includes(choice.id));
  const Star = isFavourite ? IconStarFilled : IconStar;
  return (
    <li className={classes.item}>
      <button
        type="button"
        className={classes.layer}
        draggable
        title={t('{title}: {summary}. Drag it to the canvas, onto a wire or a layer, or double-click to add it. * makes it a favourite.', {
          title: engineText(title),
          summary: engineText(summary),
        })}
        aria-label={[name, engineText(summary)].join(t(', '))}
        onDragStart={(event) => startLayerDrag(event, choice)}
        onDoubleClick={() => addFromPalette(choice)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') addFromPalette(choice);
          else if (event.key === '*') toggleFavourite(choice.id);
        }}
      >
        <LayerGlyph type={layer.type} use={choice.id} category={layer.category} />
        <span className={classes.name}>{breakable(name)}</span>
        <KindMarks layer={layer} dash={classes.dash} />
      </button>
      {/* For the mouse; Enter adds the layer, * makes it a favourite, too. */}
      <button
        type="button"
        className={classes.star}
        tabIndex={-1}
        data-on={isFavourite || undefined}
        title={isFavourite ? t('No favourite any more') : t('Keep {name} among the favourites', { name })}
        aria-hidden
        onClick={() => toggleFavourite(choice.id)}
      >
        <Star size={13} stroke={1.7} aria-hidden />
      </button>
      <button
        type="button"
        className={classes.plus}
        tabIndex={-1}
        title={t('Add {name}', { name })}
        aria-hidden
        onClick={() => addFromPalette(choice)}
      >
        <IconPlus size={14} stroke={2} aria-hidden />
      </button>
    </li>
  );
}

/** A name that may go on in a second line before each of its words: a long one is never cut. */
function breakable(type: string): ReactNode {
  return type.split(/(?<=[a-z])(?=[A-Z][a-z])/).map((word, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {word}
    </Fragment>
  ));
}
