import type { Role } from '@ctg/access';
import { day } from '@ctg/calendar';
import {
  type CorrectionData,
  definitionOfType,
  isChangedNothing,
  isCorrection,
  type NewEvent,
  type PublishedEvent,
} from '@ctg/contracts';
import { parseStreamName } from '@ctg/event-store';
import { motive, organisationId } from '@ctg/identifiers';
import { z } from 'zod';
import { alreadyThere, type Decision } from '../already-there.js';
import type {
  AnyCommand,
  AnyDecider,
  CommandDefinition,
  DecideInput,
  LookUpInput,
  RouteParams,
  StreamPlace,
} from '../define-command.js';
import { invalid, notFound, refused } from '../rejection.js';
import { assertPast } from '../when-it-happened.js';
import { type AskedAgain, askAgain, toAskAgain } from './asked-again.js';
import { correctedSaying } from './corrected-saying.js';
import { foldAgain, historyUntil, historyWith } from './fold-again.js';
import { type RecordingCommands, recordingOf } from './recorded-by.js';
import { correcting, isSameSaying, RecordedHistory } from './recorded-fact.js';
import { assertMade, assertNothingStands, idsIn, standingBeyond, standingOn } from './standing-on.js';
import { assertMayCorrect } from './who-may-correct.js';

/** A kind of stream whose facts can be corrected. */
// biome-ignore lint/suspicious/noExplicitAny: deciders of every state
export interface Correctable<State = any> {
  readonly decider: AnyDecider;
  /** Types of events that only announce what follows from others: they are corrected with those. */
  readonly follows?: readonly string[];
  /**
   * Fields that say which thing, or whose word, it is: another value is not a correction of it but another fact, which has
   * rules of its own.
   */
  readonly names?: readonly string[];
  /**
   * What can never be, whoever says it, of what holds then.
   * @param before what holds as long as nothing is corrected
   * @throws Rejection
   */
  check?(state: State, before: State): void;
  /** What is recorded with the correction, because it follows from it: announcements that are wrong now, or due. */
  consequences?(state: State, history: RecordedHistory, reason: string): readonly NewEvent[];
  /** The other convention that a fact ties to this one: what was recorded there because of it stands on it too. */
  ties?(fact: PublishedEvent): string | undefined;
  /** Why it may not be annulled: what stands on it elsewhere. Read from the service's tables. @throws Rejection */
  assertUnused?(fact: PublishedEvent, input: LookUpInput<unknown>): Promise<void>;
}

export interface CorrectionsOptions {
  /** `partners`: the first piece of the commands' names. */
  readonly service: string;
  /** Goes into the commands' names: `annul-organisation-fact`. Default: none. */
  readonly of?: string;
  /** `/conventions/:conventionId`: where the facts stand. */
  readonly route: string;
  /** The subject of their streams. */
  subject(params: RouteParams): string;
  readonly roles: readonly Role[];
  readonly recordedBy?: RecordingCommands;
  /** Whom a correction names anew is registered, as whom a command names. @throws Rejection */
  assertRegistered(input: LookUpInput<unknown>, organisations: readonly string[]): Promise<unknown>;
  readonly kinds: readonly Correctable[];
  /** The projections whose tables `assertUnused` reads, beside those that the recording commands read. Default: none. */
  readonly waitsFor?: readonly string[];
}

const place = {
  stream: z.string().max(200).describe('Flux de l’enregistrement, tel que l’histoire le dit'),
  revision: z.int().min(0).describe('Révision de l’enregistrement dans son flux'),
  reason: motive.describe('Motif : ce qui était faux, et comment on le sait'),
};
const annulment = z.strictObject(place);
const correction = z.strictObject({
  ...place,
  data: z
    .record(z.string().max(100), z.unknown())
    .default({})
    .describe('Les seuls champs qui changent, selon le schéma du type ; null enlève un champ'),
  occurredOn: day.optional().describe('Jour du fait, s’il était faux'),
  effectiveOn: day.optional().describe('Jour à partir duquel il vaut, s’il était faux'),
});

type Annulment = z.infer<typeof annulment>;
type Body = Annulment & Partial<z.infer<typeof correction>>;

interface Facts {
  readonly decision: Decision;
  /** The command that records such a fact; absent: there is none, or nothing holds in its place. */
  readonly asked?: AskedAgain | undefined;
}

/**
 * The two commands by which what was recorded wrongly in streams of a service is annulled or corrected. What was written
 * stays; states, tables and reactions follow what holds in its place.
 */
export function correctionCommands(options: CorrectionsOptions): readonly AnyCommand[] {
  const { service, of, route, roles, kinds } = options;
  const waitsFor = tablesOf(options);
  const first = kinds[0];
  if (!first) throw new Error('Corrections need a kind of stream.');
  const name = (verb: string) => `${service}.${verb}${of === undefined ? '' : `-${of}`}-fact`;
  const shared = {
    roles,
    decider: first.decider,
    comesAfterTheEnd: true as const,
    stream: (params: RouteParams, { stream }: Body) => placeOf(options, params, stream),
    lookUp: (input: LookUpInput<Body>) => looked(options, input),
    ...(waitsFor === undefined ? {} : { waitsFor }),
    decide({ facts: { decision, asked }, today, frame, warn }: DecideInput<unknown, Facts>) {
      for (const { data } of 'recorded' in decision ? [] : decision)
        assertPastSaying(data as CorrectionData, today);
      if (asked) askAgain(asked, { today, frame, warn });
      return decision;
    },
  };
  const annul: CommandDefinition<unknown, Annulment, Facts> = {
    ...shared,
    name: name('annul'),
    title: 'Annuler un enregistrement',
    description:
      'Ce qui a été enregistré par erreur ne vaut plus, depuis toujours ; l’histoire le garde, barré, avec le motif. Refusé tant que d’autres enregistrements reposent sur lui.',
    route: `${route}/facts/:factId/annulment`,
    body: annulment,
  };
  const correct: CommandDefinition<unknown, z.infer<typeof correction>, Facts> = {
    ...shared,
    name: name('correct'),
    title: 'Corriger un enregistrement',
    description:
      'Ce qui a été enregistré est remplacé par ce qui est vrai, depuis le jour du fait ; l’histoire garde l’ancien, barré, avec le motif. Ce qui était connu avant la correction reste visible à sa date.',
    route: `${route}/facts/:factId/correction`,
    body: correction,
  };
  made.add(annul).add(correct);
  return [annul, correct];
}

/** The tables that are read: its own, and those of the commands that are asked again; undefined: all of the service. */
function tablesOf({ waitsFor = [], recordedBy }: CorrectionsOptions): readonly string[] | undefined {
  const tables = new Set(waitsFor);
  for (const type of Object.keys(recordedBy ?? {})) {
    const command = recordingOf(recordedBy, type)?.command;
    if (!command?.lookUp) continue;
    if (!command.waitsFor) return undefined;
    for (const table of command.waitsFor) tables.add(table);
  }
  return [...tables];
}

const made = new WeakSet<AnyCommand>();

/** True for a command that annuls or corrects what was recorded. */
export const isCorrecting = (command: AnyCommand): boolean => made.has(command);

/** What holds now has happened too; a day to come that was recorded so stays. */
function assertPastSaying({ before, after }: Partial<CorrectionData>, today: string): void {
  if (after && after.occurredOn !== before?.occurredOn) assertPast(after.occurredOn, today);
}

function placeOf({ kinds, subject }: CorrectionsOptions, params: RouteParams, stream: string): StreamPlace {
  const found = kinds.find(({ decider }) => stream.startsWith(`${decider.category}-`));
  if (!found) throw unknownStream(stream, kinds);
  try {
    const named = parseStreamName(stream);
    if (named.subject === subject(params))
      return {
        subject: named.subject,
        ...(named.part === undefined ? {} : { part: named.part }),
        decider: found.decider,
      };
  } catch {
    // Not a name at all.
  }
  throw notFound('Flux', stream);
}

const unknownStream = (stream: string, kinds: readonly Correctable[]) =>
  invalid({
    code: 'unknown-stream',
    title: 'Ce service n’a pas de tel flux.',
    expected: kinds.map(({ decider }) => `${decider.category}-…`).join(', '),
    found: stream,
    advice: 'Reprenez le flux et la révision de l’enregistrement dans l’histoire de la convention.',
  });

async function looked(options: CorrectionsOptions, input: LookUpInput<Body>): Promise<Facts> {
  const { params, body, actor, streams } = input;
  const { subject, part, decider } = placeOf(options, params, body.stream);
  const kind = options.kinds.find((one) => one.decider === decider) as Correctable;
  const history = await RecordedHistory.read(streams.history(kind.decider, subject, part));
  const fact = factOf(history, body.revision, params.factId);
  assertCorrectable(kind, fact);
  assertMayCorrect(actor, fact);
  const isAnnulment = body.data === undefined;
  const before = history.sayingOf(fact);
  if (!before) return { decision: annulled(history, fact, isAnnulment) };
  const recording = recordingOf(options.recordedBy, fact.type);
  const after = isAnnulment
    ? undefined
    : correctedSaying(
        fact,
        before,
        {
          data: body.data ?? {},
          occurredOn: body.occurredOn,
          effectiveOn: body.effectiveOn,
        },
        kind.names,
        recording?.command,
      );
  if (after && isSameSaying(after, before)) return { decision: alreadyThere(body) };
  const read = () => streams.ofSubject(subject);
  if (after) {
    await options.assertRegistered(input, organisationsIn(after.data, organisationsIn(before.data)));
    await assertMade(idsIn(after.data), idsIn(before.data), read);
  } else {
    assertNothingStands(await standingOn(fact, read));
    const tied = kind.ties?.(fact);
    if (tied !== undefined)
      assertNothingStands(
        await standingBeyond(fact, () => streams.ofSubject(tied)),
        `dans la convention ${tied} : `,
      );
    await kind.assertUnused?.(fact, input);
  }
  const told = correcting(fact, before, body.reason, after);
  const again = historyWith(history, told);
  const then = await foldAgain<unknown>(kind.decider, history);
  const now = await foldAgain<unknown>(kind.decider, again);
  assertNothingStands(
    [...again.holding()].filter(({ id }) => now.withoutEffect.has(id) && !then.withoutEffect.has(id)),
  );
  kind.check?.(now.state, then.state);
  const decision: Decision = [told, ...(kind.consequences?.(now.state, again, body.reason) ?? [])];
  if (!after || recording?.command.decider !== kind.decider) return { decision };
  const { state } = await foldAgain(kind.decider, historyUntil(history, fact));
  return { decision, asked: await toAskAgain(recording, fact, state, [before, after], input) };
}

/** The numbers of organisations that stand anywhere in data, without those that are known. */
function organisationsIn(data: unknown, known: readonly string[] = []): readonly string[] {
  if (typeof data === 'string')
    return organisationId.safeParse(data).success && !known.includes(data) ? [data] : [];
  if (typeof data !== 'object' || data === null) return [];
  return Object.values(data).flatMap((value) => organisationsIn(value, known));
}

function factOf({ events }: RecordedHistory, revision: number, factId = ''): PublishedEvent {
  const fact = events[revision];
  if (fact?.id !== factId) throw notFound('Enregistrement', factId);
  return fact;
}

function assertCorrectable({ follows = [] }: Correctable, { type, actor }: PublishedEvent): void {
  const isProgram = actor.subject.startsWith('service:');
  if (!isProgram && !isCorrection(type) && !isChangedNothing(type) && !follows.includes(type)) return;
  throw refused({
    code: 'not-a-fact',
    title: 'Cet enregistrement découle d’un autre : il ne se corrige pas lui-même.',
    expected: 'un fait qu’une personne a enregistré',
    found: definitionOfType(type)?.title ?? type,
    advice: isCorrection(type)
      ? 'Corrigez de nouveau l’enregistrement d’origine.'
      : 'Corrigez l’enregistrement dont il découle : il suivra.',
  });
}

function annulled(history: RecordedHistory, fact: PublishedEvent, isAnnulment: boolean): Decision {
  const reason = history.corrections.of(fact.id).at(-1)?.reason;
  if (isAnnulment) return alreadyThere({ stream: fact.stream, revision: fact.revision, reason });
  throw refused({
    code: 'already-annulled',
    title: 'Cet enregistrement est annulé.',
    found: `annulé : ${reason}`,
    advice: 'Enregistrez de nouveau ce qui est vrai.',
  });
}
