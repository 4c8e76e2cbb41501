import type { Actor } from '@ctg/access';
import { SignatoryDesignated, Signed } from '@ctg/contracts/partners';
import { HttpScene } from '@ctg/web-service/testing';
import { partnersService } from '../index.js';
import { scene as facts } from '../scene.js';

const people: Record<string, Actor> = {
  adviser: { subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' },
  elsewhere: { subject: 'u2', role: 'caf_adviser', cafId: 'caf-62' },
};
const scene = new HttpScene(partnersService, people);
beforeAll(() => scene.start());
afterAll(() => scene.close());

const { anor, conventionBody } = facts;
const party = SignatoryDesignated({
  organisation: anor,
  kind: 'commune',
  capacity: 'Commune',
  required: true,
  deliberates: false,
  signatures: ['legal-representative'],
});
const signed = (signedOn: string) =>
  Signed({ organisation: anor, signedOn, signingCapacity: 'legal-representative' }, { occurredOn: signedOn });

async function open(body: object, as = 'adviser') {
  const answer = await scene.post('/conventions', { ...conventionBody, ...body }, as);
  return { ...answer.body, status: answer.status } as { id: string; status: number; type?: string };
}
const read = async (id: string, query: string, after: string) =>
  (await scene.get(`/conventions/${id}?${query}`, 'adviser', after)).body;

test('a renewal is one link, seen from both, agreed once both say it, with the days of the gap', async () => {
  const territory = { ...conventionBody.territory, cogVintage: 2019 };
  const former = await open({
    territory,
    effectOn: '2017-01-01',
    endsOn: '2020-12-31',
    openedOn: '2016-09-01',
  });
  const next = {
    territory: { ...territory, cogVintage: 2022 },
    effectOn: '2022-02-09',
    endsOn: '2026-12-31',
    openedOn: '2021-10-04',
  };
  const unnamed = await open(next);
  const renewal = `/conventions/${former.id}/renewal`;
  expect((await scene.post(renewal, { newConventionId: unnamed.id }, 'adviser')).body.type).toBe(
    '/problems/renewal-not-named',
  );
  const renewing = await open({ ...next, previousConventionId: former.id });
  const link = { newConventionId: renewing.id, renewedOn: '2022-03-01' };
  // Another Caf knows neither of them.
  expect(await open({ ...next, previousConventionId: former.id }, 'elsewhere')).toMatchObject({
    status: 409,
    type: '/problems/not-known-yet',
  });
  await scene.publish(
    { stream: `partners.convention-${former.id}`, conventionId: former.id },
    party,
    signed('2017-01-10'),
  );
  const { body } = await scene.post(renewal, link, 'adviser');
  const head = await scene.publish(
    { stream: `partners.convention-${renewing.id}`, conventionId: renewing.id },
    party,
    signed('2023-03-10'),
  );
  expect(body.type).toBeUndefined();
  const days = { gapDays: 404, overlapDays: 0 };
  expect(await read(former.id, 'on=2022-03-01', head)).toMatchObject({
    status: 'renewed',
    renewedBy: { conventionId: renewing.id, agreedOn: '2022-03-01', ...days },
  });
  expect(await read(renewing.id, 'on=2022-03-01', head)).toMatchObject({
    renews: { conventionId: former.id, agreedOn: '2022-03-01', ...days },
  });
  // The day before, the new one named the former, which did not say so yet.
  const before = await read(former.id, 'on=2022-02-28', head);
  expect(before).toMatchObject({
    status: 'past-its-term',
    renewedBy: { conventionId: renewing.id, ...days },
  });
  expect(before.renewedBy.agreedOn).toBeUndefined();
  expect((await read(former.id, 'on=2021-10-03', head)).renewedBy).toBeUndefined();
});
