import { EvidenceTakenOver } from '@ctg/contracts/evaluation';
import { takenResults } from '@ctg/convention/evaluation';
import { given, testId } from '@ctg/decider/testing';
import { mostTakenOver, takeOverEvidence } from './take-over-evidence.js';

const [conventionId, previousConventionId, protocolId, measureId, judgementId] = [1, 2, 3, 4, 5].map(
  testId,
) as [string, string, string, string, string];
const link = { previousConventionId, protocolId, why: 'La seconde convention part de ces résultats' };
const none = { measures: [], judgements: [], recommendations: [] };
const taken = (some: Partial<Record<'measures' | 'judgements', string[]>> & { recommendations?: number[] }) =>
  EvidenceTakenOver({ ...link, ...none, ...some });
const taking = (some: object, ...past: ReturnType<typeof taken>[]) =>
  given(takenResults, ...past).when(
    takeOverEvidence,
    { ...link, ...some },
    {
      params: { conventionId },
      facts: { measures: [measureId], judgements: [judgementId], recommendations: 2 },
    },
  );

test('measures, judgements and recommendations of the former evaluation are taken over in one event', () => {
  const some = { measures: [measureId], judgements: [judgementId], recommendations: [2, 1] };
  taking({ ...some, recommendations: [2, 1, 2] }).then(taken(some));
});

test('what is taken over already is not taken over again; what is not, is', () => {
  const past = taken({ measures: [measureId], recommendations: [1] });
  taking({ measures: [measureId] }, past).then();
  taking({ measures: [measureId], recommendations: [1, 2] }, past).then(taken({ recommendations: [2] }));
  taking({ measures: [measureId], why: 'Autre chose' }, past).thenRejected('recorded-otherwise');
});

test('what the former evaluation does not hold is refused, as are nothing and more than anybody reads', () => {
  taking({}).thenRejected('not-that-many');
  taking({ measures: [judgementId] }).thenRejected('unknown-evidence');
  taking({ judgements: [measureId] }).thenRejected('unknown-evidence');
  taking({ recommendations: [3] }).thenRejected('unknown-evidence');
  const ids = (from: number) => Array.from({ length: 100 }, (_, n) => testId(1_000 + from * 100 + n));
  const full = Array.from({ length: mostTakenOver / 100 }, (_, from) => taken({ measures: ids(from) }));
  taking({ measures: [measureId] }, ...full).thenRejected('too-many');
});
