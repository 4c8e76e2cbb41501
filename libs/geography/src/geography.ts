import { readRows } from './official-files.js';
import { type Vintage, vintageOf } from './vintage.js';

/** A commune of its own right (communes déléguées and associées are parts of one). */
export interface Commune {
  /** INSEE code. */
  readonly code: string;
  readonly name: string;
  readonly departement: string;
  /** Where the vintage gives it. */
  readonly siren?: string;
  /** Legal population as the vintage's list of communes gives it. */
  readonly population?: number;
}

export interface Epci {
  readonly siren: string;
  readonly name: string;
  /** `CC`, `CA`, `CU`, `METRO`…; `EPT` within the Métropole du Grand Paris, whose communes are in both. */
  readonly kind: string;
  /** INSEE codes of its members. */
  readonly communes: readonly string[];
}

export interface Departement {
  readonly code: string;
  readonly name: string;
  readonly region: string;
}

/** The official geography of one year. */
export interface Geography {
  readonly vintage: Vintage;
  commune(code: string): Commune | undefined;
  /** The commune that has this SIREN, where the vintage gives SIREN. */
  communeOfSiren(siren: string): Commune | undefined;
  epci(siren: string): Epci | undefined;
  /** The commune of this vintage that a code belongs to now: a commune merged into it, a part of it, an arrondissement. */
  successor(code: string): Commune | undefined;
  departement(code: string): Departement | undefined;
  /** The name of the département that must stand beside a commune's, because another commune has the same; else undefined. */
  besideName(code: string): string | undefined;
  /** One French sentence on a code that is no commune of this vintage. */
  explain(code: string): string;
}

const loaded = new Map<Vintage, Geography>();

/** The geography of a vintage; read from its files at the first call (about 100 ms), kept afterwards. */
export function geography(vintage: Vintage): Geography {
  const known = loaded.get(vintage) ?? load(vintage);
  loaded.set(vintage, known);
  return known;
}

/**
 * The geography in which the communes of a year are looked up; its `vintage` says of which year it is itself.
 * @returns undefined for a year of which nothing is known
 */
export function geographyOfYear(year: number): Geography | undefined {
  const vintage = vintageOf(year);
  return vintage === undefined ? undefined : geography(vintage);
}

/** One French sentence on a code that is no commune of that vintage: unknown, or a part of which commune. */
export const explainCommune = (vintage: Vintage, code: string): string => geography(vintage).explain(code);

interface CommuneRow {
  readonly code: string;
  readonly nom: string;
  readonly type: string;
  readonly departement?: string;
  readonly siren?: string;
  readonly population?: number;
  /** Of a part: the commune it belongs to. */
  readonly chefLieu?: string;
  /** Of an arrondissement municipal (Paris, Lyon, Marseille): the same. */
  readonly commune?: string;
  /** Of a commune: the codes of those that it was made of, and its own former one. */
  readonly anciensCodes?: readonly string[];
}

interface EpciRow {
  readonly code: string;
  readonly nom: string;
  readonly type: string;
  readonly membres: readonly { readonly code: string; readonly siren?: string }[];
}

function load(vintage: Vintage): Geography {
  const epcis = new Map<string, Epci>();
  const sirens = new Map<string, string>();
  for (const row of readRows<EpciRow>(vintage, 'epci')) {
    for (const member of row.membres) if (member.siren) sirens.set(member.code, member.siren);
    const communes = row.membres.map((member) => member.code);
    epcis.set(row.code, { siren: row.code, name: row.nom, kind: row.type, communes });
  }
  for (const { code, nom, type, membres } of readRows<EpciRow>(withEpt(vintage), 'ept'))
    epcis.set(code, { siren: code, name: nom, kind: type, communes: membres.map((member) => member.code) });
  const communes = new Map<string, Commune>();
  const bySiren = new Map<string, Commune>();
  const parts = new Map<string, CommuneRow>();
  const successors = new Map<string, string>();
  for (const row of readRows<CommuneRow>(vintage, 'communes')) {
    if (row.type === 'commune-actuelle') {
      const commune = asCommune(row, sirens.get(row.code));
      communes.set(row.code, commune);
      if (commune.siren !== undefined) bySiren.set(commune.siren, commune);
      for (const former of row.anciensCodes ?? []) successors.set(former, row.code);
    } else parts.set(row.code, row);
  }
  const departements = new Map<string, Departement>();
  for (const row of readRows<{ code: string; nom: string; region: string }>(vintage, 'departements')) {
    departements.set(row.code, { code: row.code, name: row.nom, region: row.region });
  }
  const bearers = new Map<string, number>();
  for (const { name } of communes.values()) bearers.set(name, (bearers.get(name) ?? 0) + 1);
  const successor = (code: string) => {
    const part = parts.get(code);
    return communes.get(part?.commune ?? part?.chefLieu ?? successors.get(code) ?? '');
  };
  return {
    vintage,
    successor,
    besideName(code) {
      const commune = communes.get(code);
      const isAlone = commune === undefined || bearers.get(commune.name) === 1;
      return isAlone ? undefined : (departements.get(commune.departement)?.name ?? commune.departement);
    },
    commune: (code) => communes.get(code),
    communeOfSiren: (siren) => bySiren.get(siren),
    epci: (siren) => epcis.get(siren),
    departement: (code) => departements.get(code),
    explain: (code) => explain(vintage, code, parts.get(code), successor(code)),
  };
}

/** The établissements publics territoriaux have been the same since 2016; the official package lists them since 2023. */
const withEpt = (vintage: Vintage): Vintage => (vintage < 2023 ? 2023 : vintage);

function asCommune(row: CommuneRow, epciSiren: string | undefined): Commune {
  const siren = row.siren ?? epciSiren;
  return {
    code: row.code,
    name: row.nom,
    departement: row.departement ?? '',
    ...(siren === undefined ? {} : { siren }),
    ...(row.population === undefined ? {} : { population: row.population }),
  };
}

const kinds: Readonly<Record<string, string>> = {
  'commune-deleguee': 'une commune déléguée',
  'commune-associee': 'une commune associée',
  'arrondissement-municipal': 'un arrondissement municipal',
};

function explain(
  vintage: Vintage,
  code: string,
  part: CommuneRow | undefined,
  whole: Commune | undefined,
): string {
  const named = whole && `${whole.name} (${whole.code})`;
  if (!part) {
    return named
      ? `${code} n’est plus une commune en ${vintage} : elle fait partie de ${named}.`
      : `${code} n’est pas une commune du code officiel géographique ${vintage}.`;
  }
  const of = named ? ` de ${named}` : '';
  return `${code} (${part.nom}) n’est pas une commune en ${vintage} : c’est ${kinds[part.type] ?? part.type}${of}.`;
}
