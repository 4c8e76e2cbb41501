import { refused } from '@ctg/decider';
import { PlacedAhead } from '@ctg/feed';
import { NotBuiltAnew } from '@ctg/read-model';
import { z } from 'zod';
import type { KnownGroup } from './consumer-groups.js';
import { found, group, groupRoles, position } from './groups.js';
import { type AnyOperation, defineOperation } from './operation.js';

const reason = z.string().trim().min(3).max(500).describe('Motif, gardé avec l’ordre');

/** What mends a consumer group; who ordered it and why stays on record. */
export const groupOrders = (service: string): readonly AnyOperation[] => [
  defineOperation({
    name: `${service}.rebuild-group`,
    title: 'Refaire une table de lecture depuis tout le journal ; elle sert en attendant',
    roles: groupRoles,
    method: 'POST',
    route: '/groups/rebuild',
    input: z.strictObject({ group, reason }),
    answerSchema: z.object({ group, head: position.describe('Dernière position du journal') }),
    async run(input, { groups, actor }) {
      const known = found(groups, input.group);
      const by = actor.subject;
      const isTable = await groups
        .rebuild(known.group, { reason: input.reason, by })
        .catch((error: unknown) => {
          throw error instanceof NotBuiltAnew ? notAnew(error) : error;
        });
      if (!isTable) throw noTable(known);
      return { group: known.group, head: String(await groups.head()) };
    },
  }),
  defineOperation({
    name: `${service}.place-group`,
    title:
      'Replacer plus tôt dans le journal un groupe qui agit : ce qui suit lui revient, ce qu’il a fait est reconnu',
    roles: groupRoles,
    method: 'POST',
    route: '/groups/place',
    input: z.strictObject({ group, position, reason }),
    answerSchema: z.object({
      group,
      before: position.describe('Où le groupe se trouvait'),
      after: position.describe('Où il est maintenant'),
    }),
    async run(input, { groups, actor }) {
      const known = found(groups, input.group);
      if (known.kind !== 'reaction') throw notPlaced(known);
      const asked = { group: known.group, position: BigInt(input.position), reason: input.reason };
      const before = await groups.place({ ...asked, by: actor.subject }).catch((error: unknown) => {
        throw error instanceof PlacedAhead ? ahead(error) : error;
      });
      return { group: known.group, before: String(before), after: input.position };
    },
  }),
];

const notAnew = ({ group: name, because }: NotBuiltAnew) =>
  refused({
    code: 'group-being-built',
    title: 'La table de ce groupe est déjà en construction.',
    expected: 'une table construite, que personne ne refait',
    found:
      because === 'under-way'
        ? `${name} est en train d’être refaite`
        : `${name} est construite pour la première fois`,
    advice: 'Suivez-la avec : npm run -s ctg -- group show.',
  });

const noTable = ({ group: name, kind }: KnownGroup) =>
  refused({
    code: 'group-without-table',
    title: 'Ce groupe n’a pas de table à refaire.',
    expected: 'le groupe d’une table de lecture (projection:…)',
    found: `${name} (${kind})`,
    advice:
      kind === 'relay'
        ? 'Pour publier de nouveau : npm run -s ctg -- relay republish --from 0.'
        : 'Pour qu’il relise : npm run -s ctg -- group place.',
  });

const notPlaced = ({ group: name, kind }: KnownGroup) =>
  refused({
    code: 'group-not-placed',
    title: 'Ce groupe ne se replace pas.',
    expected: 'un groupe qui agit (reaction) : il reconnaît ce qu’il a fait',
    found: `${name} (${kind})`,
    advice:
      kind === 'relay'
        ? 'Pour publier de nouveau : npm run -s ctg -- relay republish --from <position>.'
        : 'Ses lignes compteraient deux fois : refaites la table avec npm run -s ctg -- group rebuild.',
  });

const ahead = ({ furthest, asked }: PlacedAhead) =>
  refused({
    code: 'group-placed-ahead',
    title: 'Un groupe ne se replace pas plus loin : des événements seraient sautés.',
    expected: `au plus ${furthest}`,
    found: String(asked),
    advice: 'Donnez 0 pour qu’il relise tout.',
  });
