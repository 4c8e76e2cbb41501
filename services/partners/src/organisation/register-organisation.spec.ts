import { OrganisationIdentifiersChanged, OrganisationRegistered } from '@ctg/contracts/partners';
import { given } from '@ctg/decider/testing';
import { scene } from '../scene.js';
import { organisation } from './organisation.js';
import { registerOrganisation } from './register-organisation.js';

const { anor, fourmies } = scene;
const siret = '21590012700014';
const asked = { name: 'Anor', kind: 'commune', inseeCode: '59012' };
const registered = OrganisationRegistered({
  ...asked,
  organisation: anor,
  kind: 'commune',
  cogVintage: 2025,
  siret,
});
const register = (body: object, id: string = anor, past = [registered]) =>
  given(organisation, ...past).when(registerOrganisation, body, {
    params: { organisation: id, cafId: 'caf-59' },
  });

test('the same again, or less of it, is there already', () => {
  register(asked).then();
  register({ ...asked, siret, cogVintage: 2025 }).then();
});

test.each<[string, object, string]>([
  ['a SIRET of another organisation', { siret: '21590249500013' }, 'other-siren'],
  ['the code of another place', { inseeCode: '59249' }, 'other-siren'],
  ['a code of no place', { inseeCode: '59999' }, 'unknown-commune'],
  ['a vintage that is unknown', { cogVintage: 2018 }, 'unknown-vintage'],
  ['another kind', { kind: 'association' }, 'other-kind'],
])('%s is checked as it is the first time', (_what, change, code) => {
  register({ ...asked, ...change }).thenRejected(code);
});

test('another establishment, and another vintage, are recorded as the change that they are', () => {
  register({ ...asked, siret: '21590012700022' }).then(
    OrganisationIdentifiersChanged({ organisation: anor, inseeCode: '59012', siret: '21590012700022' }),
  );
  register({ ...asked, cogVintage: 2026, name: 'Ville d’Anor' }).then(
    OrganisationIdentifiersChanged({ organisation: anor, inseeCode: '59012', cogVintage: 2026 }),
    {
      type: 'partners.OrganisationRenamed',
      schemaVersion: 1,
      data: { organisation: anor, name: 'Ville d’Anor' },
    } as never,
  );
});

test('an établissement public territorial of Greater Paris is an EPCI, and nothing else', () => {
  expect(register({ name: 'Est Ensemble', kind: 'epci' }, '200057875', []).events()).toHaveLength(1);
  register({ name: 'Est Ensemble', kind: 'syndicat' }, '200057875', []).thenRejected('official-kind');
});

test('a Caf or an association does not have the number of a commune or of an EPCI', () => {
  register({ name: 'Caf du Nord', kind: 'caf' }, fourmies, []).thenRejected('official-kind');
  register({ name: 'Centre social', kind: 'association' }, '200043404', []).thenRejected('official-kind');
  expect(register({ name: 'Caf du Nord', kind: 'caf' }, scene.caf, []).events()).toHaveLength(1);
});
