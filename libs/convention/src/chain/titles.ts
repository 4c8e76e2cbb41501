import { frenchDay } from '@ctg/calendar';
import type { DataOf } from '@ctg/contracts';
import type { JudgementRecorded } from '@ctg/contracts/evaluation';
import type { Measure, Protocol } from '../evaluation/index.js';
import type { Indicator } from '../plan/index.js';

const inFrench = new Intl.NumberFormat('fr-FR');

/** « 64 personnes le 15/10/2026 », « Bien le 15/10/2026 » */
export function measureTitle({ value, text, measuredOn }: Measure, indicator: Indicator | undefined): string {
  const figure =
    value === undefined ? `« ${text ?? '—'} »` : `${inFrench.format(value)} ${indicator?.unit ?? ''}`.trim();
  return `${figure}, le ${frenchDay(measuredOn)}`;
}

/** « L’offre répond-elle aux besoins ? : niveau 3 sur 4 » */
export function judgementTitle(
  { question, level }: DataOf<typeof JudgementRecorded>,
  protocol: Protocol | undefined,
): string {
  const asked =
    protocol?.questions.find(({ code }) => code === question)?.text ??
    protocol?.criteria.find(({ code }) => code === question)?.label ??
    question;
  return `${asked} : niveau ${level} sur 4`;
}
