import { type Role, roles } from '@ctg/access';

/** Somebody to act as on a developer's machine: one per role. Not a person. */
export interface Persona {
  /** The name to ask a token for; it is the role's. */
  readonly name: Role;
  readonly subject: string;
  /** French. */
  readonly label: string;
  /** French: what this persona can do. */
  readonly description: string;
  /** SIREN of the organisation it acts for, unless the request names another. */
  readonly organisation?: string;
  /** True for those who belong to no Caf. */
  readonly national?: boolean;
}

const sudAvesnois = '200043404';
const anor = '215900127';

const persona = (
  name: Role,
  description: string,
  more: Pick<Persona, 'organisation' | 'national'> = {},
): Persona => ({
  name,
  subject: `local-${name.replaceAll('_', '-')}`,
  label: roles[name],
  description,
  ...more,
});

/** Everybody the local login knows. Organisations are those of the Sud-Avesnois. */
export const personas: readonly Persona[] = [
  persona(
    'caf_adviser',
    'Ouvre et suit les conventions de sa Caf, alimente le diagnostic et le plan d’actions.',
  ),
  persona(
    'cooperation_officer',
    'Prépare le diagnostic, le plan et les bilans pour sa collectivité ; ne décide pas.',
    {
      organisation: sudAvesnois,
    },
  ),
  persona('copil_secretary', 'Enregistre les réunions et les décisions du comité de pilotage.', {
    organisation: sudAvesnois,
  }),
  persona('legal_representative', 'Signe la convention et ses avenants au nom de son organisation.', {
    organisation: anor,
  }),
  persona('action_pilot', 'Propose des actions et rend compte de l’avancement des siennes.', {
    organisation: sudAvesnois,
  }),
  persona(
    'partner_member',
    'Lit les conventions de son organisation, y apporte données et avis, propose des actions.',
    {
      organisation: anor,
    },
  ),
  persona(
    'evaluator',
    'Apporte des éléments de preuve et porte les jugements des évaluations qui lui sont confiées.',
  ),
  persona('national_auditor', 'Lit toutes les conventions de toutes les Caf ; ne modifie rien.', {
    national: true,
  }),
  persona(
    'operator',
    'Veille sur la plateforme : événements mis de côté, relais vers Kafka ; ne lit ni ne modifie les conventions.',
    { national: true },
  ),
];

/** By its name; `caf-adviser` is understood as `caf_adviser`. */
export const findPersona = (name: string | undefined): Persona | undefined =>
  personas.find((one) => one.name === name?.replaceAll('-', '_'));
