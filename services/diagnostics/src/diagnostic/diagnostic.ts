import { DiagnosticOpened, DiagnosticVersionFrozen, PrioritiesRanked } from '@ctg/contracts/diagnostics';
import { defineDecider, type LookUpInput, notKnownYet } from '@ctg/decider';

/**
 * The frame of a convention's diagnostic: what the copil decided on it. Its values, offers, consultations, needs and
 * priorities have streams of their own, so that it stays small: one event for each decision of a copil.
 */
export interface Diagnostic {
  readonly cogVintage: number;
  readonly previousConventionId?: string;
  readonly openedOn: string;
  ranking: readonly string[];
  rankingDecisionId?: string;
  /** The frozen versions, by the decision that validated each. */
  readonly frozen: Record<string, number>;
  /** The newest frozen version; 0 when none is. */
  version: number;
  /** How many contributions the newest frozen version holds. */
  contributions: number;
}

export const diagnostic = defineDecider<Diagnostic>()({
  category: 'diagnostics.diagnostic',
  events: [DiagnosticOpened, PrioritiesRanked, DiagnosticVersionFrozen],
  begins: {
    [DiagnosticOpened.type]: ({ cogVintage, previousConventionId }, { occurredOn: openedOn }) => ({
      cogVintage,
      openedOn,
      ...(previousConventionId === undefined ? {} : { previousConventionId }),
      ranking: [],
      frozen: {},
      version: 0,
      contributions: 0,
    }),
  },
  steps: {
    [PrioritiesRanked.type]: (state, { ranking, decisionId }) => {
      state.ranking = ranking;
      state.rankingDecisionId = decisionId;
      return state;
    },
    [DiagnosticVersionFrozen.type]: (state, { version, decisionId, contributions }) => {
      state.frozen[decisionId] = version;
      state.version = version;
      state.contributions = contributions;
      return state;
    },
  },
});

/** Looks up the diagnostic that something is recorded in. @throws Rejection `not-known-yet` */
export const lookUpDiagnostic = async ({
  streams,
  params: { conventionId = '' },
}: Pick<LookUpInput<unknown>, 'streams' | 'params'>): Promise<Diagnostic> =>
  opened(await streams.state(diagnostic, conventionId), conventionId);

/** The diagnostic, or "not known yet": it opens by itself a moment after its convention. */
export function opened(state: Diagnostic | undefined, conventionId: string | undefined): Diagnostic {
  if (!state) throw notKnownYet('Diagnostic de la convention', conventionId ?? '');
  return state;
}

/** The version that today's contributions prepare. */
export const preparedVersion = ({ version }: Diagnostic): number => version + 1;

/** Where something of a convention's diagnostic has its own stream. */
export const partOf = (conventionId: string | undefined, part: string | undefined) => ({
  subject: conventionId ?? '',
  part: part ?? '',
});
