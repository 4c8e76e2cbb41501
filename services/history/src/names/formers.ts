import { correctionIn, isCorrection, type PublishedEvent } from '@ctg/contracts';
import { EvidenceTakenOver as DiagnosticTakenOver } from '@ctg/contracts/diagnostics';
import { EvidenceTakenOver as EvaluationTakenOver } from '@ctg/contracts/evaluation';

const taking = new Set<string>([DiagnosticTakenOver.type, EvaluationTakenOver.type]);

/**
 * The conventions of which these events take something over, corrections of them included: what is taken over is called
 * there as it is.
 */
export function formersIn(events: readonly PublishedEvent[]): readonly string[] {
  const named = events.flatMap((event) => {
    if (taking.has(event.type)) return [event.data];
    if (!isCorrection(event.type)) return [];
    const { factType, before, after } = correctionIn(event);
    return taking.has(factType) ? [before.data, ...(after ? [after.data] : [])] : [];
  });
  return [...new Set(named.map(({ previousConventionId }) => String(previousConventionId)))];
}
