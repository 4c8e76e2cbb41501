import type { PublishedEvent } from '@ctg/contracts';
import { type NameRow, names } from './name-row.js';
import { Names } from './names.js';

const event = (type: string, data: object) => ({ type, data, cafId: 'caf-39' }) as unknown as PublishedEvent;
const told = (...events: readonly PublishedEvent[]): NameRow | undefined =>
  events.reduce<NameRow | undefined>(
    (row, one) => names.keys(one).reduce((before, key) => names.apply(before, one, key) ?? before, row),
    undefined,
  );
const registered = (organisation: string, inseeCode: string) =>
  event('partners.OrganisationRegistered', { organisation, name: 'Saint-Aubin', kind: 'commune', inseeCode });

test('the département stands beside a name that several communes have, in every sentence', () => {
  const rows = [
    told(registered('213904766', '39476')),
    told(
      registered('215905290', '59529'),
      event('partners.OrganisationRenamed', { organisation: '215905290', name: 'Ville de Saint-Aubin' }),
    ),
    told(
      registered('215900127', '59012'),
      event('partners.OrganisationIdentifiersChanged', { organisation: '215900127', inseeCode: '39476' }),
    ),
  ] as NameRow[];
  const known = new Names(rows);
  expect(known.organisation('213904766')).toBe('la commune de Saint-Aubin (Jura)');
  expect(known.assembly('213904766')).toBe('le conseil municipal de Saint-Aubin (Jura)');
  expect(known.organisation('215905290')).toBe('la commune de Ville de Saint-Aubin (Nord)');
  expect(known.of('215900127')).toBe('Saint-Aubin (Jura)');
});
