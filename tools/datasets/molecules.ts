import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { elements, molecules } from '../../engine/data/molecules.ts';
import type { Conversion } from './conversion.ts';
import { splitByHash, type Sample } from './samples.ts';
import { textBytes } from './texts.ts';

/** The middle one of the 4,999 areas is 46.38, the next one 46.48. */
const MEDIAN = 46.4;

/** What is used of an OpenChemLib molecule. */
interface Molecule {
  ensureHelperArrays(which: number): void;
  getAllAtoms(): number;
  getAllBonds(): number;
  getAllHydrogens(atom: number): number;
  getAtomCharge(atom: number): number;
  getAtomLabel(atom: number): string;
  getBondAtom(end: number, bond: number): number;
  isAromaticAtom(atom: number): boolean;
  isRingAtom(atom: number): boolean;
}

interface Molecules {
  readonly cHelperRings: number;
  fromSmiles(smiles: string): Molecule;
}

const isMolecules = (value: unknown): value is Molecules => typeof value === 'function' && 'fromSmiles' in value;
const openChemLib = z.object({ Molecule: z.custom<Molecules>(isMolecules) });

export const moleculesConversion: Conversion = {
  info: molecules,
  sources: [
    {
      client: 'apt',
      name: 'rdkit-data',
      version: '202209.3-1',
      sha256: '3e318c5fe5c61e7af5d07bc3d8ab6869eb076e4fef844605b4db48a430fd83ce',
    },
    {
      client: 'npm',
      name: 'openchemlib',
      version: '9.25.0',
      sha256: '42d4574c94023a2a72acb7e9052c41977efcb3687fd3c301af3ef25c9570a50e',
    },
  ],
  async read([data, library]) {
    const { Molecule } = openChemLib.parse(await import(pathToFileURL(join(library, 'dist', 'openchemlib.js')).href));
    const [, ...lines] = readFileSync(join(data, 'usr/share/RDKit/Data/NCI/first_5k.tpsa.csv'), 'utf8').trim().split(/\r?\n/);
    return splitByHash(
      lines.map((line) => sampleOf(line.split(','), Molecule)),
      0.2,
    );
  },
};

function sampleOf([smiles, area]: readonly string[], { fromSmiles, cHelperRings }: Molecules): Sample {
  const molecule = fromSmiles(smiles);
  molecule.ensureHelperArrays(cHelperRings);
  const atoms = Array.from({ length: molecule.getAllAtoms() }, (_, atom) => featuresOf(molecule, atom));
  const bonds = Array.from({ length: molecule.getAllBonds() }, (_, bond) => [0, 1].map((end) => molecule.getBondAtom(end, bond)));
  return {
    input: Uint8Array.from(atoms.flat()),
    target: Number(Number(area) > MEDIAN),
    others: { bonds: Int32Array.from(bonds.flat()), smiles: textBytes(smiles), area: Float32Array.of(Number(area)) },
  };
}

/** The columns of the declaration. */
function featuresOf(molecule: Molecule, atom: number): number[] {
  const element = elements.indexOf(molecule.getAtomLabel(atom));
  const charge = molecule.getAtomCharge(atom);
  return [
    ...elements.map((_, i) => Number(i === element)),
    Number(element < 0),
    Number(charge > 0),
    Number(charge < 0),
    molecule.getAllHydrogens(atom),
    Number(molecule.isAromaticAtom(atom)),
    Number(molecule.isRingAtom(atom)),
  ];
}
