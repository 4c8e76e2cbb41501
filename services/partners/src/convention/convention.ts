import type { DataOf } from '@ctg/contracts';
import type {
  AmendmentProposed,
  AmendmentTookEffect,
  ConventionOpened,
  ConventionScoped,
  DocumentFiled,
  PartnerAssociated,
} from '@ctg/contracts/partners';
import {
  noSignatures,
  type SigningProcess,
  withoutSignatory,
  withSignatory,
} from '../signing/signing-process.js';

export type Territory = DataOf<typeof ConventionOpened>['territory'];
export type Theme = DataOf<typeof ConventionOpened>['themes'][number];
export type AmendmentChanges = DataOf<typeof AmendmentProposed>['changes'];

/** A change to the convention on its way to being signed by all. */
export interface Amendment {
  readonly amendmentId: string;
  readonly title: string;
  readonly effectOn: string;
  readonly changes: AmendmentChanges;
  status: 'proposed' | 'in-effect' | 'abandoned';
  readonly signing: SigningProcess;
}

/** How a convention ended, where it did. */
interface Ending {
  readonly how: 'terminated' | 'lapsed';
  readonly endedOn: string;
}

/** Who takes part without signing. */
interface Partner extends DataOf<typeof PartnerAssociated> {
  readonly associatedOn: string;
}

interface ToldOn {
  scoping?: string;
  perimeter: string;
  document?: string;
  renewal?: string;
}

/** What every convention has that was opened, however far it has come. Its status on a day follows: see `statusOn`. */
interface Contract {
  readonly conventionId: string;
  readonly title: string;
  readonly caf: string;
  territory: Territory;
  perimeterVersion: number;
  readonly effectOn: string;
  endsOn: string;
  readonly themes: Theme[];
  readonly previousConventionId?: string;
  renewedBy?: string;
  scoping?: DataOf<typeof ConventionScoped>;
  readonly signing: SigningProcess;
  partners: Partner[];
  /** The document to sign, as it was filed. */
  document?: DataOf<typeof DocumentFiled>;
  /** When what can be told again was told, so that telling it again is known from telling it anew. */
  readonly toldOn: ToldOn;
  /** Day of departure by organisation. */
  readonly departures: Record<string, string>;
  readonly amendments: Record<string, Amendment>;
}

/** Not signed by all. */
interface Unsigned {
  readonly completedOn?: never;
  readonly inForceOn?: never;
}

/** Signed by all its required signatories. */
interface SignedByAll {
  readonly completedOn: string;
  readonly inForceOn: string;
}

/** Until all have signed it changes freely; then by amendments; once it has ended not at all. */
export type PreparedConvention = Contract &
  Unsigned & { readonly phase: 'preparing'; readonly ending?: never };
type SignedConvention = Contract & SignedByAll & { readonly phase: 'signed'; readonly ending?: never };
type EndedConvention = Contract &
  (Unsigned | SignedByAll) & { readonly phase: 'ended'; readonly ending: Ending };

/** A convention that still lives. */
export type LivingConvention = PreparedConvention | SignedConvention;
export type OpenConvention = LivingConvention | EndedConvention;

/** A convention just opened. */
export const openedConvention = (
  conventionId: string,
  { themes, ...data }: DataOf<typeof ConventionOpened>,
  openedOn: string,
): PreparedConvention =>
  ({
    ...data,
    phase: 'preparing',
    conventionId,
    themes: [...themes],
    perimeterVersion: 1,
    signing: noSignatures(),
    partners: [],
    toldOn: { perimeter: openedOn },
    departures: {},
    amendments: {},
  }) as PreparedConvention;

/** Changes a convention as an amendment in effect says. */
export function amend(
  state: OpenConvention,
  changes: DataOf<typeof AmendmentTookEffect>['changes'],
): OpenConvention {
  const removed = new Set(changes.removedCommunes);
  const { communes } = state.territory;
  state.territory = {
    ...state.territory,
    communes: [...communes.filter((code) => !removed.has(code)), ...changes.addedCommunes],
    cogVintage: changes.cogVintage ?? state.territory.cogVintage,
  };
  if (removed.size > 0 || changes.addedCommunes.length > 0) state.perimeterVersion += 1;
  for (const organisation of changes.removedSignatories) withoutSignatory(state.signing, organisation);
  for (const signatory of changes.addedSignatories) withSignatory(state.signing, signatory);
  state.themes.push(...changes.addedThemes);
  state.endsOn = changes.newEndsOn ?? state.endsOn;
  return state;
}
