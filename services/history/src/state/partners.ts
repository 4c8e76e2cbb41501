import type { PublishedEvent } from '@ctg/contracts';
import {
  type ConventionFacts,
  type ConventionOn,
  convention,
  conventionOn,
  type Governance,
  type Mandates,
  mandate,
  missingOfActsOn,
  noGovernance,
  situationOn,
} from '@ctg/convention';
import { ownState } from '@ctg/decider';
import { type Geography, geographyOfYear, readInAnother } from '@ctg/geography';
import type { Names } from '../names/names.js';
import { officerInWords } from '../names/officers.js';

/** What partners tells of a convention, while it is being folded. */
export interface PartnersState {
  /** Everything that was recorded, in recorded order; each fact has its day, so what holds on a day follows from it. */
  convention: ConventionFacts | undefined;
  /** As far as they hold on the day that is asked for. */
  governance: Governance;
  mandate: Mandates;
}

export const nothingOfPartners = (): PartnersState => ({
  convention: undefined,
  governance: noGovernance(),
  mandate: ownState(mandate.initial),
});

const ofConvention = new Set(convention.eventTypes);

/** True for an event of the convention's own stream: its days stand in its facts. */
export const isOfConvention = ({ type }: PublishedEvent): boolean => ofConvention.has(type);

/** Partners' part of the state on a day, with names. */
export function partnersShown(state: PartnersState, day: string, names: Names) {
  const { status, label, sentence } = situationOn(state.convention, day);
  const found = state.convention && conventionOn(state.convention, day);
  return {
    status,
    ...(state.convention && found
      ? contractShown(found, state.convention, names)
      : {
          convention: { status: label, situation: sentence },
          signatories: [],
          partners: [],
          amendments: [],
        }),
    bodies: Object.values(state.governance.bodies),
    meetings: Object.values(state.governance.meetings).map((meeting) => ({
      ...meeting,
      body: names.of(meeting.bodyId),
    })),
    decisions: state.governance.decisions.map((decision) => ({
      ...decision,
      ...(decision.evidence && { evidence: decision.evidence.map((piece) => pieceInWords(piece, names)) }),
      body: names.of(decision.bodyId),
    })),
    planned: Object.values(state.governance.planned).map((meeting) => ({
      ...meeting,
      body: names.of(meeting.bodyId),
    })),
    officers: Object.values(state.mandate.officers).map((term) => ({
      name: officerInWords(state.mandate, term, names),
      ...term,
    })),
  };
}

/** A piece that a decision rests on: its title, or the name of what it names by its identifier. */
function pieceInWords(piece: string, names: Names): string {
  const [, protocolId, rank] = /^([\da-f-]{36})\.(\d+)$/.exec(piece) ?? [];
  if (rank === undefined) return names.known(piece) ?? piece;
  const protocol = names.known(protocolId);
  return `Recommandation n° ${rank}${protocol === undefined ? '' : ` (${protocol})`}`;
}

/** « Anor (59012) », « Saint-Aubin, Jura (39476) » */
function communeOf(code: string, official: Geography | undefined): string {
  const beside = official?.besideName(code);
  return `${official?.commune(code)?.name ?? '?'}${beside === undefined ? '' : `, ${beside}`} (${code})`;
}

function contractShown(found: ConventionOn, facts: ConventionFacts, names: Names) {
  const { on, situation, territory, signatories, partners, amendments, ...written } = found;
  const official = territory && geographyOfYear(territory.cogVintage);
  const { label, sentence, lapsedForDays } = situation;
  const missing = missingOfActsOn(facts, on);
  return {
    convention: {
      ...written,
      status: label,
      situation: sentence,
      ...(lapsedForDays === undefined ? {} : { lapsedForDays }),
    },
    ...(territory && {
      territory: {
        ...territory,
        ...readInAnother(territory.cogVintage),
        communes: territory.communes.map((code) => communeOf(code, official)),
        epci: territory.epci.map((siren) => `${official?.epci(siren)?.name ?? '?'} (${siren})`),
      },
    }),
    signatories: signatories.map(({ signatory, signed, joinedBy, leftOn, ...progress }) => ({
      organisation: signatory.organisation,
      name: names.of(signatory.organisation),
      signed,
      ...(signatory.required ? {} : { required: false }),
      ...(joinedBy === undefined ? {} : { joinedBy }),
      ...(leftOn === undefined ? {} : { leftOn }),
      ...withoutOrganisation(progress),
    })),
    receiptsMissing: missing.receiptsMissing.map(named(names)),
    deliberationsMissing: missing.deliberationsMissing.map(named(names)),
    partners: partners.map(named(names)),
    amendments: amendments.map(({ label: words, ...amendment }) => ({ ...amendment, state: words })),
  };
}

const named = (names: Names) => (organisation: string) => ({ organisation, name: names.of(organisation) });

/** Each piece of a signatory's progress names it anew. */
const withoutOrganisation = ({
  deliberation,
  receipt,
  signatures,
}: Pick<ConventionOn['signatories'][number], 'deliberation' | 'receipt' | 'signatures'>) => ({
  ...(deliberation === undefined ? {} : { deliberation: unnamed(deliberation) }),
  ...(receipt === undefined ? {} : { receipt: unnamed(receipt) }),
  signatures: signatures.map(unnamed),
});

const unnamed = <Piece extends { readonly organisation: string }>({
  organisation: _organisation,
  ...piece
}: Piece): Omit<Piece, 'organisation'> => piece;
