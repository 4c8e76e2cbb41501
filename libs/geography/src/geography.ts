import { OfficialList } from './official-files.js';
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

/** The geography of a vintage; its files are read when they are first needed (some 10 ms each), and parsed row by row. */
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

const ofItsOwn = '"type":"commune-actuelle"';

function load(vintage: Vintage): Geography {
  // Each file is read when it is first needed: nobody waits for all of them at once.
  const communes = once(() => new OfficialList<CommuneRow>(vintage, 'communes'));
  const epcis = once(() => new OfficialList<EpciRow>(vintage, 'epci'));
  const epts = once(() => new OfficialList<EpciRow>(withEpt(vintage), 'ept'));
  const departements = once(
    () => new OfficialList<{ code: string; nom: string; region: string }>(vintage, 'departements'),
  );
  /** By the code of the commune: the list of communes has no SIREN before 2022. */
  const sirens = once(() => new Map(epcis().beside('","siren":"', codeLength, sirenLength)));
  const successors = once(() => {
    const found = new Map<string, string>();
    for (const { code, type, anciensCodes = [] } of communes().holding('"anciensCodes"'))
      if (type === 'commune-actuelle') for (const former of anciensCodes) found.set(former, code);
    return found;
  });
  const bearers = once(() => {
    const counts = new Map<string, number>();
    for (const name of communes().texts('"nom":"', ofItsOwn)) counts.set(name, (counts.get(name) ?? 0) + 1);
    return counts;
  });
  const commune = remembered((code: string): Commune | undefined => {
    const row = communes()
      .rows(code)
      .find(({ type }) => type === 'commune-actuelle');
    return row && asCommune(row, row.siren === undefined ? sirens().get(code) : undefined);
  });
  const part = (code: string) =>
    communes()
      .rows(code)
      .findLast(({ type }) => type !== 'commune-actuelle');
  const successor = (code: string) => {
    const row = part(code);
    return commune(row?.commune ?? row?.chefLieu ?? successors().get(code) ?? '');
  };
  const departement = (code: string): Departement | undefined => {
    const [row] = departements().rows(code);
    return row && { code: row.code, name: row.nom, region: row.region };
  };
  return {
    vintage,
    commune,
    successor,
    departement,
    communeOfSiren(siren) {
      if (!/^\d{9}$/.test(siren)) return undefined;
      for (const { code, type } of communes().holding(`"siren":"${siren}"`))
        if (type === 'commune-actuelle') return commune(code);
      for (const [code] of epcis().beside(`","siren":"${siren}"`, codeLength, 0)) {
        const found = commune(code);
        if (found?.siren === siren) return found;
      }
      return undefined;
    },
    epci: remembered((siren: string): Epci | undefined => {
      const row = epts().rows(siren).at(-1) ?? epcis().rows(siren).at(-1);
      return (
        row && {
          siren,
          name: row.nom,
          kind: row.type,
          communes: row.membres.map(({ code }) => code),
        }
      );
    }),
    besideName(code) {
      const found = commune(code);
      const isAlone = found === undefined || bearers().get(found.name) === 1;
      return isAlone ? undefined : (departement(found.departement)?.name ?? found.departement);
    },
    explain: (code) => explain(vintage, code, part(code), successor(code)),
  };
}

const [codeLength, sirenLength] = [5, 9];

/** Made when it is first asked for. */
function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** What was found for a code; not what was not, for codes that do not exist are without end. */
function remembered<Found>(find: (code: string) => Found | undefined): (code: string) => Found | undefined {
  const known = new Map<string, Found>();
  return (code) => {
    const found = known.get(code) ?? find(code);
    if (found !== undefined) known.set(code, found);
    return found;
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
