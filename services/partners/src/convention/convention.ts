import type { DataOf } from '@ctg/contracts';
import type { AmendmentProposed, ConventionOpened, ConventionScoped } from '@ctg/contracts/partners';
import type { Decider } from '@ctg/decider';
import { noSignatures, type SigningProcess } from '../signing/signing-process.js';
import { evolveConvention } from './evolve-convention.js';

export type Territory = DataOf<typeof ConventionOpened>['territory'];
export type Theme = DataOf<typeof ConventionOpened>['themes'][number];
export type AmendmentChanges = DataOf<typeof AmendmentProposed>['changes'];

/** A change to the convention on its way to being signed by all. */
export interface Amendment {
  readonly amendmentId: string;
  readonly title: string;
  readonly effectOn: string;
  readonly changes: AmendmentChanges;
  readonly status: 'proposed' | 'in-effect' | 'abandoned';
  readonly signing: SigningProcess;
}

/** How a convention ended, where it did. */
export interface Ending {
  readonly how: 'terminated' | 'lapsed';
  readonly endedOn: string;
}

/** A convention that was opened. Its status on a day follows from the dates: see `statusOn`. */
export interface OpenConvention {
  readonly phase: 'preparing' | 'signed' | 'ended';
  readonly conventionId: string;
  readonly title: string;
  readonly caf: string;
  readonly territory: Territory;
  readonly perimeterVersion: number;
  readonly effectOn: string;
  readonly endsOn: string;
  readonly themes: readonly Theme[];
  readonly previousConventionId?: string;
  readonly renewedBy?: string;
  readonly scoping?: DataOf<typeof ConventionScoped>;
  readonly signing: SigningProcess;
  readonly partners: readonly string[];
  /** Day of departure by organisation. */
  readonly departures: Readonly<Record<string, string>>;
  readonly completedOn?: string;
  readonly inForceOn?: string;
  readonly amendments: Readonly<Record<string, Amendment>>;
  readonly ending?: Ending;
}

export type Convention = { readonly phase: 'unopened' } | OpenConvention;

/** The contractual life of one convention, in one stream, because "signed by all" must see all of it at once. */
export const convention: Decider<Convention> = {
  category: 'partners.convention',
  initial: { phase: 'unopened' },
  evolve: evolveConvention,
};

/** A convention just opened. */
export function openedConvention(
  conventionId: string,
  data: DataOf<typeof ConventionOpened>,
): OpenConvention {
  return {
    ...data,
    phase: 'preparing',
    conventionId,
    perimeterVersion: 1,
    signing: noSignatures,
    partners: [],
    departures: {},
    amendments: {},
  } as OpenConvention;
}
