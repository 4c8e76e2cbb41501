import type { Fields } from '../sentences/telling.js';

interface SignatoryState {
  readonly organisation: string;
  readonly required: boolean;
  readonly expected: readonly string[];
  deliberation?: Fields;
  receipt?: Fields;
  signatures: Fields[];
  leftOn?: string;
}

/** What partners tells of a convention, while it is being folded. */
export interface PartnersState {
  // biome-ignore lint/suspicious/noExplicitAny: filled from events whose schemas checked the fields
  convention?: Record<string, any>;
  territory?: Fields;
  signatories: Record<string, SignatoryState>;
  partners: string[];
  amendments: Record<string, Fields>;
  bodies: Record<string, Fields>;
  meetings: Record<string, Fields>;
  decisions: Fields[];
  officer?: Fields;
}

type Step = (state: PartnersState, data: Fields, day: string) => void;

const designated = (data: Fields): SignatoryState => ({
  organisation: data.organisation,
  required: data.required,
  expected: data.signatures ?? ['legal-representative'],
  signatures: [],
});

/** A deliberation may be known of an organisation whose designation is not: it is shown all the same. */
const signatory = (state: PartnersState, organisation: string): SignatoryState => {
  state.signatories[organisation] ??= {
    organisation,
    required: true,
    expected: ['legal-representative'],
    signatures: [],
  };
  return state.signatories[organisation];
};
const amendment = (state: PartnersState, data: Fields, change: Fields) => {
  state.amendments[data.amendmentId] = {
    ...state.amendments[data.amendmentId],
    amendmentId: data.amendmentId,
    ...change,
  };
};
const conventionOf = (state: PartnersState) => {
  state.convention ??= {};
  return state.convention;
};
const without = ({ organisation: _organisation, ...rest }: Fields): Fields => rest;

const steps: Readonly<Record<string, Step>> = {
  'partners.ConventionOpened': (state, { territory, ...data }) => {
    state.convention = { ...data, ...state.convention };
    state.territory ??= { ...territory, version: 1 };
  },
  'partners.ConventionScoped': (state, data) => Object.assign(conventionOf(state), { scoping: data }),
  'partners.PerimeterChanged': (state, { territory, version }) => {
    state.territory = { ...territory, version };
  },
  'partners.ThemeAdded': (state, { theme }) => {
    const convention = conventionOf(state);
    convention.themes = [...(convention.themes ?? []), theme];
  },
  'partners.SignatoryDesignated': (state, data) => {
    const before = state.signatories[data.organisation];
    state.signatories[data.organisation] = {
      ...designated(data),
      ...(before && { ...before, ...pick(data) }),
    };
  },
  'partners.SignatoryRemoved': (state, { organisation }) => {
    delete state.signatories[organisation];
  },
  'partners.PartnerAssociated': (state, { organisation }) => {
    state.partners = [...state.partners.filter((one) => one !== organisation), organisation];
  },
  'partners.PartnershipEnded': (state, { organisation }) => {
    state.partners = state.partners.filter((one) => one !== organisation);
  },
  'partners.DocumentFiled': (state, data) => Object.assign(conventionOf(state), { document: data }),
  'partners.Deliberated': (state, data) => {
    signatory(state, data.organisation).deliberation = without(data);
  },
  'partners.LegalityReceiptRecorded': (state, data) => {
    signatory(state, data.organisation).receipt = without(data);
  },
  'partners.Signed': (state, data) => {
    const one = signatory(state, data.organisation);
    one.signatures = [...one.signatures, without(data)];
  },
  'partners.ConventionFullySigned': (state, data) => Object.assign(conventionOf(state), data),
  'partners.SignatoryWithdrawn': (state, { organisation, leavesOn }) => {
    signatory(state, organisation).leftOn = leavesOn;
  },
  'partners.ConventionTerminated': (state, { endedOn }) =>
    Object.assign(conventionOf(state), { ending: { how: 'terminated', endedOn } }),
  'partners.ConventionLapsed': (state, { endedOn }) =>
    Object.assign(conventionOf(state), { ending: { how: 'lapsed', endedOn } }),
  'partners.ConventionRenewed': (state, { newConventionId }) =>
    Object.assign(conventionOf(state), { renewedBy: newConventionId }),
  'partners.AmendmentProposed': (state, { title, effectOn, changes, ...data }) =>
    amendment(state, data, { title, effectOn, changes, status: 'proposed', signedBy: [] }),
  'partners.AmendmentSigned': (state, data) => {
    const signedBy = [...(state.amendments[data.amendmentId]?.signedBy ?? []), data.organisation];
    amendment(state, data, { signedBy });
  },
  'partners.AmendmentTookEffect': (state, data) => {
    amendment(state, data, { status: 'in-effect', completedOn: data.completedOn, effectOn: data.effectOn });
    takeEffect(state, data.changes);
  },
  'partners.AmendmentAbandoned': (state, data) =>
    amendment(state, data, { status: 'abandoned', why: data.why }),
  'partners.BodyCreated': (state, data) => {
    state.bodies[data.bodyId] = data;
  },
  'partners.MeetingHeld': (state, data) => {
    state.meetings[data.meetingId] = data;
  },
  'partners.DecisionRecorded': (state, data, day) => {
    state.decisions.push({ decidedOn: day, ...data });
  },
  'partners.CooperationOfficerAppointed': (state, { holder, employer, from }) => {
    state.officer = { holder, employer, from };
  },
  'partners.MandateHandedOver': (state, { to, employer, on }) => {
    state.officer = { holder: to, employer, from: on };
  },
  'partners.MandateEnded': (state) => {
    delete state.officer;
  },
};

const pick = (data: Fields) => {
  const { required, expected } = designated(data);
  return { required, expected };
};

/** An amendment in effect changes the perimeter, the signatories, the themes and the term. */
function takeEffect(state: PartnersState, changes: Fields): void {
  const convention = conventionOf(state);
  const removed = new Set<string>(changes.removedCommunes);
  if (state.territory && (removed.size > 0 || changes.addedCommunes.length > 0)) {
    const { communes, version, ...territory } = state.territory;
    const kept = communes.filter((code: string) => !removed.has(code));
    state.territory = { ...territory, communes: [...kept, ...changes.addedCommunes], version: version + 1 };
  }
  for (const one of changes.addedSignatories) state.signatories[one.organisation] ??= designated(one);
  for (const organisation of changes.removedSignatories) delete state.signatories[organisation];
  if (changes.addedThemes.length > 0)
    convention.themes = [...(convention.themes ?? []), ...changes.addedThemes];
  if (changes.newEndsOn !== undefined) convention.endsOn = changes.newEndsOn;
}

/** Folds one fact of partners; others change nothing. */
export function foldPartners(state: PartnersState, type: string, data: Fields, day: string): void {
  steps[type]?.(state, data, day);
}
