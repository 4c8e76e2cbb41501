import { type Geography, geographyOfYear } from '@ctg/geography';

/** Where a value was counted, as its event says it. */
export interface ObservedPlace {
  readonly level: string;
  readonly code?: string;
  readonly vintage?: number;
}

/** What has no code, and what stands before a code of which no name is known. */
const levels: Readonly<Record<string, string>> = {
  france: 'France',
  territory: 'le territoire',
  region: 'région',
  canton: 'canton',
  departement: 'département',
  epci: 'intercommunalité',
  commune: 'commune',
};

/** « Fourmies », « Saint-Aubin (Jura) », « CC du Sud Avesnois », « Nord (département) », « France » */
export function placeInWords({ level, code, vintage }: ObservedPlace): string {
  const word = levels[level] ?? level;
  if (code === undefined) return word;
  const official = vintage === undefined ? undefined : geographyOfYear(vintage);
  return (official && nameIn(official, level, code)) ?? `${word} ${code}`;
}

function nameIn(official: Geography, level: string, code: string): string | undefined {
  if (level === 'commune') {
    const beside = official.besideName(code);
    const name = official.commune(code)?.name;
    return beside === undefined ? name : name && `${name} (${beside})`;
  }
  if (level === 'epci') return official.epci(code)?.name;
  const departement = level === 'departement' ? official.departement(code)?.name : undefined;
  return departement && `${departement} (département)`;
}
