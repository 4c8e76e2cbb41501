import { DiagnosticOpened, EvidenceTakenOver } from '@ctg/contracts/diagnostics';
import { type Diagnostic, diagnostic, takenOver } from '@ctg/convention/diagnostic';
import { given, testId } from '@ctg/decider/testing';
import { mostTakenOver, takeOverEvidence } from './take-over-evidence.js';

const [conventionId, previousConventionId, needId, valueId] = [1, 2, 3, 4].map(testId) as [
  string,
  string,
  string,
  string,
];
const why = 'Le besoin reste entier';
const current = given(diagnostic, DiagnosticOpened({ cogVintage: 2026 })).state() as Diagnostic;
const need = { kind: 'need', id: needId } as const;
const value = { kind: 'value', id: valueId } as const;
const taken = (...evidence: (typeof need | typeof value)[]) =>
  EvidenceTakenOver({ previousConventionId, evidence, why, version: 1 });
const taking = (evidence: readonly string[], ...past: ReturnType<typeof taken>[]) =>
  given(takenOver, ...past).when(
    takeOverEvidence,
    { previousConventionId, evidence, why },
    { params: { conventionId }, facts: { diagnostic: current, known: [need, value] } },
  );

test('what a former diagnostic established is taken over in one event, each piece once', () => {
  taking([needId, valueId, needId]).then(taken(need, value));
});

test('what is taken over already is not taken over again; what is not, is', () => {
  taking([needId], taken(need)).then();
  taking([needId, valueId], taken(need)).then(taken(value));
  given(takenOver, taken(need))
    .when(
      takeOverEvidence,
      { previousConventionId, evidence: [needId], why: 'Autre chose' },
      { params: { conventionId }, facts: { diagnostic: current, known: [need] } },
    )
    .thenRejected('recorded-otherwise');
});

test('what the former diagnostic does not hold is refused, as is more than anybody reads', () => {
  taking([testId(9)]).thenRejected('unknown-evidence');
  const ids = (from: number) => Array.from({ length: 100 }, (_, n) => testId(1_000 + from * 100 + n));
  const full = Array.from({ length: mostTakenOver / 100 }, (_, from) =>
    taken(...ids(from).map((id) => ({ ...need, id }))),
  );
  taking([needId], ...full).thenRejected('too-many');
});
