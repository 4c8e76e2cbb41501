/** A convention that holds so many of everything that happens to one. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sceneId } from '@ctg/web-service/testing';

export const conventionId = sceneId(1);
export const [actionId, protocolId] = [sceneId(2), sceneId(3)];
/** Whose it is, by its number. */
export const caf = '775624075';

/** The plausible data of an event, as they were released. */
const golden = (type: string): Record<string, unknown> =>
  JSON.parse(
    readFileSync(
      fileURLToPath(new URL(`../../../libs/contracts/golden/${type}/1.json`, import.meta.url)),
      'utf8',
    ),
  );
export const event = (type: string, change: object = {}) => ({
  type,
  schemaVersion: 1,
  data: { ...golden(type), ...change },
});
/** By the stream's category: what happened there, `more` of each kind; and so many values, and measures. */
export function largeLife(
  more: number,
  values = more,
  measures = more,
): Readonly<Record<string, readonly ReturnType<typeof event>[]>> {
  /** So many of one kind, each with an id of its own. */
  const many = (type: string, id: string, change: object = {}, length = more) =>
    Array.from({ length }, (_, n) => event(type, { [id]: sceneId(1_000 + n), ...change }));
  const ofAction = (type: string, id: string) => many(type, id, { actionId });
  const ofProtocol = (type: string, id: string, length = more) => many(type, id, { protocolId }, length);
  /** So many ids, as an event of taking over names them: a hundred at most. */
  const hundreds = Array.from({ length: Math.ceil(more / 100) }, (_, part) =>
    Array.from({ length: Math.min(100, more - part * 100) }, (_one, n) => sceneId(1_000 + part * 100 + n)),
  );
  return {
    'partners.governance': [
      ...many('partners.BodyCreated', 'bodyId'),
      ...many('partners.MeetingHeld', 'meetingId'),
      ...many('partners.DecisionRecorded', 'decisionId'),
      ...Array.from({ length: more }, (_, n) =>
        // Past, and told of by nobody: each is work.
        event('partners.MeetingPlanned', { meetingId: sceneId(5_000 + n), plannedOn: '2026-02-10' }),
      ),
    ],
    'partners.mandate': [
      event('partners.CooperationOfficerAppointed', { holder: 'cc-0' }),
      ...Array.from({ length: more }, (_, n) =>
        event('partners.MandateHandedOver', { from: `cc-${n}`, to: `cc-${n + 1}` }),
      ),
    ],
    'diagnostics.diagnostic': [
      event('diagnostics.DiagnosticOpened'),
      ...many('diagnostics.ValueRecorded', 'valueId', {}, values),
      ...many('diagnostics.OfferListed', 'offerId'),
      ...many('diagnostics.ConsultationRecorded', 'consultationId'),
      ...many('diagnostics.NeedIdentified', 'needId'),
      ...many('diagnostics.PriorityProposed', 'priorityId'),
    ],
    // Of itself: what is taken over is shown with what is said of it.
    'diagnostics.takenover': hundreds.map((ids) =>
      event('diagnostics.EvidenceTakenOver', {
        previousConventionId: conventionId,
        evidence: ids.map((id) => ({ kind: 'need', id })),
      }),
    ),
    'actionplans.plan': [
      event('actionplans.PlanOpened'),
      ...many('actionplans.AxisAdded', 'axisId'),
      ...many('actionplans.ObjectiveAdded', 'objectiveId'),
      ...many('actionplans.ActionProposed', 'actionId'),
      event('actionplans.ActionProposed', { actionId }),
      event('actionplans.RoleAssigned', { actionId }),
      ...ofAction('actionplans.OperationAdded', 'operationId'),
      ...ofAction('actionplans.MeansPlanned', 'meansId'),
      ...ofAction('actionplans.ActualMeansRecorded', 'actualId'),
      ...ofAction('actionplans.IndicatorDrafted', 'indicatorId'),
      ...Array.from({ length: more }, (_, n) => [
        event('actionplans.ProgressReported', { actionId }),
        event('actionplans.ActionAdopted', { actionId, version: n + 1 }),
        event('actionplans.PlanAdopted', { actionIds: [], incompleteActionIds: [], version: n + 1 }),
        event('actionplans.YearReviewed'),
      ]).flat(),
    ],
    'evaluation.evidence': [
      event('evaluation.ProtocolOpened', {
        protocolId,
        scope: { kind: 'convention', conventionIds: [conventionId] },
      }),
      ...ofProtocol('evaluation.MeasureRecorded', 'measureId', measures),
      ...ofProtocol('evaluation.BaselineRecorded', 'baselineId'),
      ...ofProtocol('evaluation.OpinionRecorded', 'opinionId'),
      ...ofProtocol('evaluation.JudgementRecorded', 'judgementId'),
    ],
    'evaluation.takenover': hundreds.map((judgements) =>
      event('evaluation.EvidenceTakenOver', {
        previousConventionId: conventionId,
        protocolId,
        judgements,
        measures: [],
      }),
    ),
  };
}
