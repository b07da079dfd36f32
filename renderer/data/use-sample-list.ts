import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { messageOf } from '../window/failures.ts';
import { host } from '../host/host.ts';
import { SampleBlocks, samplesPerBlock } from './sample-blocks.ts';

export type SplitName = 'train' | 'test';

/** A class that the list is narrowed to. */
export interface ClassChoice {
  readonly field: string;
  readonly classNumber: number;
}

/** The samples that a page shows: those of a split, all or of one class. */
export interface SampleList {
  readonly dataset: DatasetInfo;
  readonly split: SplitName;
  readonly chosen: ClassChoice | undefined;
  /** Undefined while the positions of a class are being asked for. */
  readonly blocks: SampleBlocks | undefined;
  /** Why the positions of the class could not be had. */
  readonly problem: string | undefined;
  readonly choose: (split: SplitName, chosen: ClassChoice | undefined) => void;
  readonly retry: () => void;
}

interface Positions {
  readonly key: string;
  readonly found?: Uint32Array;
  readonly problem?: string;
}

export function useSampleList(dataset: DatasetInfo): SampleList {
  const [split, setSplit] = useState<SplitName>('train');
  const [chosen, setChosen] = useState<ClassChoice>();
  const { positions, retry } = useClassPositions(dataset.id, split, chosen);
  const ready = chosen === undefined || positions?.found !== undefined;
  const found = chosen && positions?.found;
  const blocks = useMemo(() => (ready ? blocksOf(dataset, split, found) : undefined), [ready, dataset, split, found]);
  const choose = useCallback((nextSplit: SplitName, nextChosen: ClassChoice | undefined) => {
    setSplit(nextSplit);
    setChosen(nextChosen);
  }, []);
  return { dataset, split, chosen, blocks, problem: positions?.problem, choose, retry };
}

/** Where the samples of the chosen class are; undefined until they are there. */
function useClassPositions(id: string, split: SplitName, chosen: ClassChoice | undefined) {
  const [asked, setAsked] = useState(0);
  const [positions, setPositions] = useState<Positions>();
  const key = chosen && `${id} ${split} ${chosen.field} ${chosen.classNumber} ${asked}`;
  useEffect(() => {
    if (chosen === undefined || key === undefined) return undefined;
    let wanted = true;
    host()
      .classPositions(id, split, chosen.field, chosen.classNumber)
      .then((found) => wanted && setPositions({ key, found }))
      .catch((error: unknown) => wanted && setPositions({ key, problem: messageOf(error) }));
    return () => {
      wanted = false;
    };
  }, [id, split, chosen, key]);
  return { positions: positions?.key === key ? positions : undefined, retry: () => setAsked(asked + 1) };
}

function blocksOf(dataset: DatasetInfo, split: SplitName, positions: Uint32Array | undefined): SampleBlocks {
  return new SampleBlocks({
    count: positions?.length ?? dataset.splits[split],
    perBlock: samplesPerBlock(dataset),
    positionAt: (place) => positions?.[place] ?? place,
    fetch: (asked) => host().datasetSamples(dataset.id, split, asked),
  });
}

/** Draws anew when samples come; says which places are shown. */
export function useBlocks(blocks: SampleBlocks, first: number, last: number): void {
  useSyncExternalStore(blocks.subscribe, blocks.version);
  useEffect(() => {
    if (last >= first) blocks.want(first, last);
  }, [blocks, first, last]);
}
