import { ConventionOpened, type OrganisationKind, SignatoryDesignated } from '@ctg/contracts/partners';

const conventionBody = {
  title: 'CTG du Sud-Avesnois',
  caf: '900059007',
  territory: { name: 'Sud-Avesnois', cogVintage: 2026, communes: ['59249', '59012'], epci: ['200043404'] },
  effectOn: '2026-01-01',
  endsOn: '2030-12-31',
};

/** Facts that the tests of this service start from. */
export const scene = {
  anor: '215900127',
  fourmies: '215902495',
  caf: '900059007',
  conventionBody,
  opened: ConventionOpened(
    { ...conventionBody, themes: [{ code: 'petite-enfance', label: 'Petite enfance' }] },
    { occurredOn: '2025-01-06' },
  ),
  signatory: (organisation: string, kind: OrganisationKind = 'commune', required = true) =>
    SignatoryDesignated({
      organisation,
      kind,
      capacity: 'signataire',
      required,
      deliberates: true,
      signatures: kind === 'caf' ? ['caf-president', 'caf-director'] : ['legal-representative'],
    }),
  hash: (letter: string) => letter.repeat(64),
} as const;
