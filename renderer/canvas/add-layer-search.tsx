import { Kbd } from '@mantine/core';
import { IconCornerDownLeft, IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { type PortKind, portKindOf } from '../../engine/layers/definition.ts';
import { layers } from '../../engine/layers/registry.ts';
import type { PortReference } from '../../engine/project/diagnostic.ts';
import type { Project } from '../../engine/project/schema.ts';
import { nameOf } from '../document/document.ts';
import { executeEdit } from '../document/execute.ts';
import { outputTypeOf } from '../document/knowledge.ts';
import { layerIn, outputPortsIn } from '../document/node-layer.ts';
import { placeAfter } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import { LayerGlyph } from '../icons/layer-glyph.tsx';
import { PortMark } from '../icons/port-mark.tsx';
import { favouritesOf, useFavourites } from '../layer-search/favourites.ts';
import { feedingLayers, fittingLayers, takenTexts, takingLayers, type FittingLayer } from '../layer-search/fitting-layers.ts';
import { type LayerChoice, nameOfChoice } from '../layer-search/layer-choice.ts';
import { useChoices } from '../layer-search/module-choices.ts';
import { searchLayers } from '../layer-search/layer-search.ts';
import { engineText, t, type WindowText } from '../language/text.ts';
import { currentNode, focusNode } from './canvas-focus.ts';
import classes from './canvas.module.css';
import { shapeText } from './shape-label.ts';
import { placeOf, showAdded } from './new-layer-place.ts';
import { SEARCH_WIDTH, useCanvasView, type AddLayerRequest } from './view.ts';

/** The search for a layer at the cursor, or where a wire was dropped: then it offers only what fits, with its output. */
export function AddLayerSearch() {
  const request = useCanvasView((view) => view.addLayer);
  return request === undefined ? null : <Search key={`${request.corner.x},${request.corner.y}`} request={request} />;
}

function Search({ request }: { readonly request: AddLayerRequest }) {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const [source, setSource] = useState(request);
  const list = useRef<HTMLDivElement>(null);
  const offer = useOffer(source);
  const found = useMemo(() => matching(offer.layers, query), [offer.layers, query]);
  const index = Math.min(chosen, found.length - 1);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [index]);

  const add = ({ layer: { type }, parameters, modules }: LayerChoice, stay: boolean) => {
    if (source.replaces !== undefined) {
      executeEdit({ type: 'replace-layer', node: source.replaces, layer: type, parameters });
      return close();
    }
    if (!executeEdit({ type: 'add-layer', layer: type, parameters, ...(modules && { modules }), ...placeOf(type, source) })) return;
    if (source.placed === true || (source.from === undefined && source.to === undefined)) showAdded();
    if (!stay) return close();
    setSource(following(source));
    setQuery('');
    setChosen(0);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined && found.length > 0) setChosen((index + move + found.length) % found.length);
    else if (event.key === 'Enter' && found[index] !== undefined) add(found[index].choice, event.shiftKey);
    else if (event.key === 'Escape') close();
    // Who only passes by goes on to the drawing.
    else if (event.key === 'Tab' && !event.shiftKey && query === '') leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      className={`${classes.search} nokey`}
      style={{ left: request.corner.x, top: request.corner.y, width: SEARCH_WIDTH }}
      role="dialog"
      aria-label={t('Add a layer')}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}
    >
      {offer.title}
      <div className={classes.searchField}>
        <IconSearch size={15} stroke={1.7} aria-hidden />
        <input
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls="add-layer-list"
          aria-activedescendant={found[index] && `add-layer-${found[index].choice.id}`}
          aria-label={offer.placeholder}
          placeholder={offer.placeholder}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id="add-layer-list" ref={list} className={classes.searchList} role="listbox" aria-label={t('Layers')}>
        {found.map(({ choice, output }, position) => (
          <div
            key={choice.id}
            id={`add-layer-${choice.id}`}
            role="option"
            aria-selected={position === index}
            className={classes.searchRow}
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => setChosen(position)}
            onClick={(event) => add(choice, event.shiftKey)}
          >
            <LayerGlyph type={choice.layer.type} use={choice.id} category={choice.layer.category} />
            <span className={classes.searchName}>{nameOfChoice(choice)}</span>
            <span className={classes.searchHint}>{engineText(choice.summary)}</span>
            {output !== undefined && <span className={classes.searchShape}>{shapeText(output)}</span>}
            {output !== undefined && <PortMark kind={portKindOf(output)} size={9} />}
            {position === index && <IconCornerDownLeft size={13} className={classes.searchEnter} aria-hidden />}
          </div>
        ))}
        {found.length === 0 && (
          <p className={classes.searchNone}>
            {t(offer.title === undefined ? 'No layer of that name.' : 'No layer of that name fits here.')}
          </p>
        )}
      </div>
      <div className={classes.searchFoot}>
        <span>
          <Kbd>↵</Kbd> {t(deedOf(source))}
        </span>
        {source.replaces === undefined && (
          <span>
            <Kbd>{SHIFT_ENTER}</Kbd> {t('add more')}
          </span>
        )}
        <Kbd>Esc</Kbd>
      </div>
    </div>
  );
}

const SHIFT_ENTER = 'Shift ↵';

function deedOf({ replaces, from, to }: AddLayerRequest): WindowText {
  if (replaces !== undefined) return 'replace';
  return from === undefined && to === undefined ? 'add' : 'add and wire';
}

/** What the search offers: every layer, or those that fit the wire that was dropped. */
function useOffer({ from, to, replaces }: AddLayerRequest) {
  const project = useDocument((state) => state.project);
  const analysis = useDocument((state) => state.analysis);
  const choices = useChoices();
  return useMemo(() => {
    const favourites = favouritesOf(choices, useFavourites.getState().ids);
    const all = [...new Set([...favourites, ...choices])].map((choice): FittingLayer => ({ choice, output: undefined }));
    if (replaces !== undefined)
      return { layers: all, placeholder: t('Replace {name} by', { name: nameOf(project, replaces) }), title: undefined };
    if (to !== undefined) {
      const offered = feedingLayers(choices, acceptedBy(project, to));
      return { layers: offered, placeholder: t('Add a layer that feeds {name}', { name: nameOf(project, to.node) }), title: undefined };
    }
    if (from === undefined) return { layers: all, placeholder: t('Add a layer'), title: undefined };
    const output = outputTypeOf(analysis, project, from);
    if (output === undefined)
      return {
        layers: takingLayers(choices),
        placeholder: t('Add a layer that {name} feeds', { name: nameOf(project, from.node) }),
        title: undefined,
      };
    const kind = portKindOf(output);
    const fitting = fittingLayers(choices, output, project);
    const title = (
      <div className={classes.searchHead}>
        <PortMark kind={kind} />
        <b>{nameOf(project, from.node)}</b>
        <span className={classes.searchShape}>{shapeText(output)}</span>
        <span className={classes.searchCount}>
          {t('{count} of {all} layers fit', { count: new Set(fitting.map(({ choice }) => choice.layer)).size, all: layers.length })}
        </span>
      </div>
    );
    return { layers: fitting, placeholder: t(takenTexts[kind]), title };
  }, [analysis, choices, from, project, replaces, to]);
}

/** The kinds that an input port accepts; undefined where it takes any. */
function acceptedBy(project: Project, { node, port }: PortReference): readonly PortKind[] | undefined {
  const fed = project.nodes.find(({ id }) => id === node);
  return (fed && layerIn(project, fed))?.inputs.find(({ name }) => name === port)?.accepts;
}

function matching(offered: readonly FittingLayer[], query: string): readonly FittingLayer[] {
  const byChoice = new Map(offered.map((item) => [item.choice, item]));
  return searchLayers([...byChoice.keys()], query).flatMap((choice) => byChoice.get(choice) ?? []);
}

/** Where the next layer goes when several are added in a row: behind the one just added, wired to it. */
function following(source: AddLayerRequest): AddLayerRequest {
  const { project, selection } = useDocument.getState();
  const added = project.nodes.find((node) => node.id === selection.nodes[0]);
  const output = outputPortsIn(project, added).at(0);
  if (added === undefined) return source;
  const place = { corner: source.corner, position: placeAfter(project, added), placed: true };
  return output === undefined || source.to !== undefined ? place : { ...place, from: { node: added.id, port: output.name } };
}

function leave(): void {
  close();
  const node = currentNode() ?? useDocument.getState().project.nodes.at(0)?.id;
  if (node !== undefined) focusNode(node);
}

function close(): void {
  useCanvasView.setState({ addLayer: undefined });
  document.querySelector<HTMLElement>('[data-canvas]')?.focus({ preventScroll: true });
}
