import type { Actor } from '@ctg/access';
import { conventionOpened, signatoryDesignated, signedBy } from '@ctg/contracts/testing';
import { advisers, HttpScene, sceneId } from '@ctg/web-service/testing';
import { partnersService } from '../index.js';

const conventionId = sceneId(1);
const [anor, fourmies] = ['215900127', '215902495'];
const people: Record<string, Actor> = {
  ...advisers,
  anor: { subject: 'u2', role: 'legal_representative', cafId: 'caf-59', organisation: anor },
  fourmies: { subject: 'u3', role: 'legal_representative', cafId: 'caf-59', organisation: fourmies },
};
const scene = new HttpScene(partnersService, people);
const at = `/conventions/${conventionId}`;
const to = (path: string, body: object, as = 'adviser') => scene.post(`${at}${path}`, body, as);

beforeAll(async () => {
  await scene.start();
  await scene.publish(
    { stream: 'partners.convention', conventionId, on: '2021-09-01' },
    conventionOpened(),
    ...[anor, fourmies].map((organisation) => signatoryDesignated(organisation)),
    ...[anor, fourmies].map((organisation) => signedBy(organisation, '2021-12-01')),
  );
});
afterAll(() => scene.close());

test('an amendment is completed without the signatory that gave notice, in every answer alike', async () => {
  const change = {
    title: 'Un an de plus',
    effectOn: '2024-01-01',
    newEndsOn: '2027-12-31',
    proposedOn: '2023-03-01',
  };
  const { body: amendment } = await to('/amendments', change);
  const signing = `/amendments/${amendment.id}/signatures`;
  const signed = await to(signing, { signedOn: '2023-04-03' }, 'anor');
  const answers = async (after: string, on: string) => {
    const [one] = await scene.everything<object>(`${at}/amendments?on=${on}`, 'adviser', after);
    const work = await scene.everything<{ organisation: string }>(
      `/work?conventionId=${conventionId}&kind=signature&on=${on}`,
      'adviser',
      after,
    );
    const { body: convention } = await scene.get(`${at}?on=${on}`, 'adviser', after);
    const [listed] = await scene.everything<{ awaited: number; endsOn: string }>(
      `/conventions?on=${on}`,
      'adviser',
      after,
    );
    const awaited = work.map(({ organisation }) => organisation);
    expect(convention.awaitedSignatories.map((each: { organisation: string }) => each.organisation)).toEqual(
      awaited,
    );
    expect(listed?.awaited).toBe(awaited.length);
    return { amendment: one, awaited, endsOn: listed?.endsOn };
  };
  expect(await answers(signed.body.position, '2023-06-01')).toMatchObject({
    amendment: { status: 'proposed' },
    awaited: [fourmies],
    endsOn: '2026-12-31',
  });

  const notice = { organisation: fourmies, noticeOn: '2023-05-02', leavesOn: '2023-08-31' };
  const { body: left } = await to('/withdrawals', notice);
  expect(left.events.map(({ type }: { type: string }) => type)).toEqual([
    'partners.SignatoryWithdrawn',
    'partners.AmendmentTookEffect',
  ]);
  expect(await answers(left.position, '2023-06-01')).toMatchObject({
    amendment: { status: 'signed-awaiting-effect', completedOn: '2023-05-02' },
    awaited: [],
    endsOn: '2027-12-31',
  });
  const late = await to(signing, { signedOn: '2023-09-01' }, 'fourmies');
  expect([late.status, late.body.type]).toEqual([409, '/problems/no-longer-a-signatory']);

  // The notice was another commune's: the amendment waits again, and what was announced of it is annulled.
  const annulled = await to(`/facts/${left.events[0].id}/annulment`, {
    stream: left.stream,
    revision: left.revision - 1,
    reason: 'Saisi pour une autre commune',
  });
  expect(annulled.status).toBe(200);
  expect(await answers(annulled.body.position, '2023-06-01')).toMatchObject({
    amendment: { status: 'proposed' },
    awaited: [fourmies],
    endsOn: '2026-12-31',
  });
});
