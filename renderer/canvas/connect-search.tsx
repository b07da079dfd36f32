import { Kbd } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { nameOf } from '../document/document.ts';
import { executeEdit } from '../document/execute.ts';
import { layerKnowledge, useDocument } from '../document/store.ts';
import { engineText, t } from '../language/text.ts';
import { focusNode } from './canvas-focus.ts';
import classes from './canvas.module.css';
import { portOffers, type PortOffer, useConnecting } from './connecting.ts';
import { SEARCH_WIDTH } from './view.ts';

/** Wires a layer by name: first which of its ports, then what it is wired to, of that which fits. */
export function ConnectSearch() {
  const { node, corner } = useConnecting();
  const [done, setDone] = useState('');
  return (
    <>
      <span className="netloom-hidden" role="status">
        {done}
      </span>
      {node !== undefined && <Search key={node} node={node} corner={corner} onDone={setDone} />}
    </>
  );
}

interface SearchProps {
  readonly node: string;
  readonly corner: { readonly x: number; readonly y: number };
  /** Hears in words what was wired. */
  readonly onDone: (said: string) => void;
}

/** A line of the list. */
interface Choice {
  readonly key: string;
  readonly text: string;
  readonly hint: string;
  readonly leads: boolean;
  readonly choose: () => void;
}

function Search({ node, corner, onDone }: SearchProps) {
  const project = useDocument((state) => state.project);
  const [port, setPort] = useState<string>();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const offers = useMemo(() => portOffers(project, node, layerKnowledge), [project, node]);
  const offer = offers.length === 1 ? offers[0] : offers.find((each) => keyOf(each) === port);
  const name = nameOf(project, node);
  const pick = (key: string | undefined) => {
    setPort(key);
    setQuery('');
    setChosen(0);
  };
  const connect = (target: PortOffer['targets'][number]) => {
    if (!executeEdit({ type: 'connect', ...target.wire })) return;
    const { from, to } = target.wire;
    onDone(t('{from} is wired to {to}.', { from: nameOf(project, from.node), to: nameOf(project, to.node) }));
    close(node);
  };
  const choices = offer === undefined ? portChoices(offers, pick) : targetChoices(offer, connect);
  const wanted = query.trim().toLowerCase();
  const found = choices.filter(({ text }) => text.toLowerCase().includes(wanted));
  const index = Math.min(chosen, found.length - 1);
  const label =
    offer === undefined
      ? t('Which port of {name} is to be wired?', { name })
      : t(offer.output ? 'Wire {port} of {name} to' : 'Wire to {port} of {name} from', { name, port: engineText(offer.port.label) });

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [index]);

  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined && found.length > 0) setChosen((index + move + found.length) % found.length);
    else if (event.key === 'Enter') found[index]?.choose();
    else if (event.key === 'Backspace' && query === '' && port !== undefined) pick(undefined);
    else if (event.key === 'Escape') close(node);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      className={`${classes.search} nokey`}
      style={{ left: corner.x, top: corner.y, width: SEARCH_WIDTH }}
      role="dialog"
      aria-label={t('Wire a layer')}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && useConnecting.setState({ node: undefined })}
    >
      <div className={classes.searchField}>
        <IconSearch size={15} stroke={1.7} aria-hidden />
        <input
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls="connect-list"
          aria-activedescendant={found[index] && `connect-${index}`}
          aria-label={label}
          placeholder={label}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id="connect-list" ref={list} className={classes.searchList} role="listbox" aria-label={label}>
        {found.map(({ key, text, hint, leads, choose }, position) => (
          <div
            key={key}
            id={`connect-${position}`}
            role="option"
            aria-selected={position === index}
            className={classes.searchRow}
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => setChosen(position)}
            onClick={choose}
          >
            {leads ? (
              <IconArrowRight size={13} stroke={1.8} className={classes.searchShape} aria-hidden />
            ) : (
              <IconArrowLeft size={13} stroke={1.8} className={classes.searchShape} aria-hidden />
            )}
            <span className={classes.searchName}>{text}</span>
            <span className={classes.searchHint}>{hint}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className={classes.searchNone}>
          {choices.length === 0 ? t('No port of the drawing fits it.') : t('Nothing of that name fits here.')}
        </p>
      )}
      <div className={classes.searchFoot}>
        <span>
          <Kbd>↵</Kbd> {offer === undefined ? t('choose') : t('wire')}
        </span>
        {port !== undefined && (
          <span>
            <Kbd>⌫</Kbd> {t('another port')}
          </span>
        )}
        <Kbd>Esc</Kbd>
      </div>
    </div>
  );
}

function keyOf({ port, output }: PortOffer): string {
  return `${output ? 'output' : 'input'} ${port.name}`;
}

function portChoices(offers: readonly PortOffer[], pick: (key: string) => void): readonly Choice[] {
  return offers.map((offer) => ({
    key: keyOf(offer),
    text: engineText(offer.port.label),
    hint: t(
      offer.output
        ? '{count, plural, =0 {can lead nowhere} one {can lead to # port} other {can lead to # ports}}'
        : '{count, plural, =0 {nothing can feed it} one {# port can feed it} other {# ports can feed it}}',
      { count: offer.targets.length },
    ),
    leads: offer.output,
    choose: () => pick(keyOf(offer)),
  }));
}

function targetChoices({ targets, output }: PortOffer, connect: (target: PortOffer['targets'][number]) => void): readonly Choice[] {
  return targets.map((target) => ({
    key: `${target.end.node}\n${target.end.port}`,
    text: target.nodeName,
    hint:
      target.replaces === undefined
        ? engineText(target.port.label)
        : t('{port}, in place of {name}', { port: engineText(target.port.label), name: target.replaces }),
    leads: output,
    choose: () => connect(target),
  }));
}

function close(node: string): void {
  useConnecting.setState({ node: undefined });
  focusNode(node);
}
