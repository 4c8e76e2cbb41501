import type { DataOf } from '@ctg/contracts';
import type {
  Deliberated,
  LegalityReceiptRecorded,
  SignatoryDesignated,
  Signed,
} from '@ctg/contracts/partners';

export type Signatory = DataOf<typeof SignatoryDesignated>;
type Deliberation = DataOf<typeof Deliberated>;
type Receipt = DataOf<typeof LegalityReceiptRecorded>;
export type Signature = DataOf<typeof Signed>;

/** How far one signatory has come: deliberation, legality receipt, signature, each on its own date. */
export interface SignatoryProgress {
  readonly signatory: Signatory;
  readonly deliberation?: Deliberation;
  readonly receipt?: Receipt;
  readonly signatures: readonly Signature[];
}

/**
 * "Signed" is as many processes as there are signatories, independent and in any order. The same for a convention and
 * for each of its amendments.
 */
export interface SigningProcess {
  /** By organisation. */
  readonly progress: Readonly<Record<string, SignatoryProgress>>;
  /** The file everybody signs, once it is known. */
  readonly documentHash?: string;
}

export const noSignatures: SigningProcess = { progress: {} };

export const withSignatory = (process: SigningProcess, signatory: Signatory): SigningProcess => ({
  ...process,
  progress: { ...process.progress, [signatory.organisation]: { signatory, signatures: [] } },
});

export function withoutSignatory(process: SigningProcess, organisation: string): SigningProcess {
  const { [organisation]: _gone, ...progress } = process.progress;
  return { ...process, progress };
}

export const withDeliberation = (process: SigningProcess, deliberation: Deliberation): SigningProcess =>
  changed(process, deliberation.organisation, (progress) => ({ ...progress, deliberation }));

export const withReceipt = (process: SigningProcess, receipt: Receipt): SigningProcess =>
  changed(process, receipt.organisation, (progress) => ({ ...progress, receipt }));

export function withSignature(process: SigningProcess, signature: Signature): SigningProcess {
  const signed = changed(process, signature.organisation, (progress) => ({
    ...progress,
    signatures: [...progress.signatures, signature],
  }));
  const documentHash = process.documentHash ?? signature.documentHash;
  return documentHash === undefined ? signed : { ...signed, documentHash };
}

function changed(
  process: SigningProcess,
  organisation: string,
  change: (progress: SignatoryProgress) => SignatoryProgress,
): SigningProcess {
  const progress = process.progress[organisation];
  return progress
    ? { ...process, progress: { ...process.progress, [organisation]: change(progress) } }
    : process;
}
