import { frenchDay } from '@ctg/calendar';
import type { DataOf, PublishedEvent } from '@ctg/contracts';
import { PlanAdopted, YearReviewed } from '@ctg/contracts/action-plans';
import { DiagnosticVersionFrozen, PrioritiesRanked } from '@ctg/contracts/diagnostics';
import { EvaluationDecided } from '@ctg/contracts/evaluation';
import type { Governance } from '@ctg/convention';
import { count } from '../names/grammar.js';
import type { FoldedFacts } from '../state/folded-facts.js';

/** A piece that a decision rests on, in the users' words; the SHA-256 of what is a document or a frozen content. */
export interface Evidence {
  readonly text: string;
  readonly hash?: string;
}

/**
 * What a decision of a body rests on: the pieces that it names, the minutes of its meeting, and what was in front of the
 * body when it decided, by what was recorded as decided: the contents of the diagnostic, the needs behind the
 * priorities, the fiches, the reports of the year, the judgements.
 *
 * @param named what pieces are called that are named by their identifier
 */
export function evidenceOf(
  decision: Governance['decisions'][number],
  followed: readonly PublishedEvent[],
  facts: FoldedFacts,
  named: ReadonlyMap<string, string>,
): readonly Evidence[] {
  const meeting = facts.partners.governance.meetings[decision.meetingId];
  const { minutesHash: hash, heldOn } = meeting ?? {};
  return [
    ...(decision.evidence ?? []).map((piece) => ({ text: named.get(piece) ?? piece })),
    ...(hash === undefined || heldOn === undefined
      ? []
      : [{ text: `Compte rendu de la réunion du ${frenchDay(heldOn)}`, hash }]),
    ...followed.flatMap(({ type, data }) => beside[type]?.(data, facts) ?? []),
  ];
}

type Beside = (data: PublishedEvent['data'], facts: FoldedFacts) => readonly Evidence[];

/** What stands beside each kind of what can be decided. */
const beside: Readonly<Record<string, Beside>> = {
  [DiagnosticVersionFrozen.type](data) {
    const { version, contents, contentsHash: hash } = data as DataOf<typeof DiagnosticVersionFrozen>;
    const held = [
      count(contents.values, 'valeur'),
      count(contents.offers, 'offre'),
      count(contents.consultations, 'consultation'),
      count(contents.needs, 'besoin'),
      count(contents.priorities, 'enjeu', 'enjeux'),
    ];
    return [{ text: `Version ${version} du diagnostic : ${held.join(', ')}`, hash }];
  },
  [PrioritiesRanked.type](data, { diagnostic: { priorities } }) {
    const { ranking } = data as DataOf<typeof PrioritiesRanked>;
    const needs = new Set(ranking.flatMap((id) => priorities[id]?.needIds ?? []));
    return [{ text: `${count(ranking.length, 'enjeu', 'enjeux')}, sur ${count(needs.size, 'besoin')}` }];
  },
  [PlanAdopted.type](data) {
    const { version, actionIds, incompleteActionIds } = data as DataOf<typeof PlanAdopted>;
    const incomplete = incompleteActionIds.length;
    const lacking =
      incomplete === 0 ? '' : `, dont ${count(incomplete, 'encore incomplète', 'encore incomplètes')}`;
    return [
      {
        text: `Version ${version} du plan : ${count(actionIds.length, 'fiche-action', 'fiches-actions')}${lacking}`,
      },
    ];
  },
  [YearReviewed.type](data, { plan }) {
    const { year } = data as DataOf<typeof YearReviewed>;
    const reports = Object.values(plan.actions).flatMap(({ progress }) =>
      progress.filter((one) => one.year === year),
    );
    return [
      { text: `${count(reports.length, 'compte rendu', 'comptes rendus')} d’avancement de l’année ${year}` },
    ];
  },
  [EvaluationDecided.type](data, { evaluation: { protocols, evidence } }) {
    const { protocolId } = data as DataOf<typeof EvaluationDecided>;
    const gathered = evidence[protocolId];
    const conclusion = gathered?.evaluation?.conclusion;
    const held = [
      count(gathered?.evaluation?.judgements.length ?? 0, 'jugement'),
      count(Object.keys(gathered?.measures ?? {}).length, 'mesure'),
      count(Object.keys(gathered?.opinions ?? {}).length, 'réponse d’enquête', 'réponses d’enquête'),
    ];
    return [
      { text: `Évaluation « ${protocols[protocolId]?.title ?? protocolId} » : ${held.join(', ')}` },
      ...(conclusion ? [{ text: `Conclusion : ${conclusion.summary}` }] : []),
    ];
  },
};
