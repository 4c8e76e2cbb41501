import { OrganisationRegistered } from '@ctg/contracts/partners';
import { HttpScene, namesOnlyRegistered, nobody, sceneId } from '@ctg/web-service/testing';
import { proposeAmendment } from './amendment/propose-amendment.js';
import { associatePartner, designateSignatory } from './convention/parties.js';
import { createBody, holdMeeting } from './governance/hold-meeting.js';
import { holdPlannedMeeting } from './governance/plan-meeting.js';
import { partnersService } from './index.js';
import { appointCooperationOfficer, handOverMandate } from './mandate/mandate.js';
import { scene } from './scene.js';

const conventionId = sceneId(1);
const over = new HttpScene(partnersService);
beforeAll(async () => {
  await over.start();
  await over.publish({ stream: 'partners.convention', conventionId }, scene.opened);
});
afterAll(() => over.close());

test('the Caf of a convention is not registered as something else', async () => {
  const msa = '900059023';
  await over.publish(
    { stream: `partners.organisation-caf-59_${msa}` },
    OrganisationRegistered({ organisation: msa, kind: 'msa', name: 'MSA Nord' }),
  );
  const refused = await over.post('/conventions', { ...scene.conventionBody, caf: msa }, 'adviser');
  expect([refused.status, refused.body]).toMatchObject([
    409,
    { type: '/problems/other-kind', found: `MSA Nord (${msa}), MSA` },
  ]);
  expect((await over.post('/conventions', scene.conventionBody, 'adviser')).status).toBe(201);
});

const meeting = { bodyId: sceneId(2), heldOn: '2026-03-02' };

namesOnlyRegistered(
  over,
  conventionId,
  [
    { command: designateSignatory, body: {}, nobody: { organisation: nobody } },
    { command: associatePartner, body: {}, nobody: { organisation: nobody } },
    {
      command: proposeAmendment,
      body: { title: 'Avenant', effectOn: '2027-01-01' },
      nobody: { addSignatories: [{ organisation: nobody }] },
    },
    { command: createBody, body: { kind: 'copil', title: 'Copil' }, nobody: { members: [nobody] } },
    {
      command: holdMeeting,
      body: meeting,
      nobody: { attendees: [{ organisation: nobody, role: 'Élu' }] },
    },
    {
      command: holdPlannedMeeting,
      body: {},
      nobody: { attendees: [{ organisation: nobody, role: 'Élu' }] },
    },
    {
      command: appointCooperationOfficer,
      body: { holder: 'cc-01', from: '2026-01-05' },
      nobody: { employer: nobody },
    },
    { command: handOverMandate, body: { to: 'cc-02', on: '2026-02-01' }, nobody: { employer: nobody } },
  ],
  {
    'partners.register-organisation.siret': 'of the organisation that is registered',
    'partners.propose-amendment.removeSignatories': 'of the signatories there are',
    'partners.remove-signatory.organisation': 'of the signatories there are',
    'partners.end-partnership.organisation': 'of the partners there are',
    'partners.record-deliberation.organisation': 'of the signatories there are',
    'partners.record-amendment-deliberation.organisation': 'of the signatories there are',
    'partners.record-legality-receipt.organisation': 'of the signatories there are',
    'partners.record-amendment-receipt.organisation': 'of the signatories there are',
    'partners.sign.organisation': 'of the signatories there are',
    'partners.sign-amendment.organisation': 'of the signatories there are',
    'partners.withdraw-signatory.organisation': 'of the signatories there are',
  },
);
