import type { Connection } from '../api/connection.js';
import { describeProblem, type Problem } from '../api/problem.js';
import { failed, usageFailure } from '../failure.js';
import { findConvention } from '../history/find-convention.js';
import { type CommonOptions, type Output, personaOf } from './options.js';

export interface CorrectOptions extends CommonOptions {
  readonly reason?: string;
  readonly occurredOn?: string;
  readonly effectiveOn?: string;
}

/**
 * `ctg annul <convention> <position>`, `ctg correct <convention> <position> field=value …`: something was recorded wrongly.
 * A fact is named by the number before it in `ctg history`.
 */
export async function correct(
  connection: Connection,
  verb: 'annul' | 'correct',
  [words, position, ...changes]: readonly string[],
  options: CorrectOptions,
  { out }: Output,
): Promise<void> {
  const { reason, occurredOn, effectiveOn } = options;
  if (words === undefined || position === undefined || !/^\d+$/.test(position))
    throw usageFailure(`${verb} attend une convention et le numéro de l’enregistrement (voir history).`);
  if (!reason) throw usageFailure(`${verb} attend --reason <motif> : l’histoire le garde.`);
  const as = personaOf(options);
  const conventionId = await findConvention(connection, as, words);
  const fact = await factAt(connection, as, conventionId, position);
  const { stream, revision, id, service, data } = fact;
  const isOfProtocol = stream.startsWith('evaluation.protocol-');
  const owner = isOfProtocol ? `protocols/${data.protocolId}` : `conventions/${conventionId}`;
  const body = {
    stream,
    revision,
    reason,
    ...(verb === 'annul'
      ? {}
      : {
          data: changed(changes, data),
          ...(occurredOn === undefined ? {} : { occurredOn }),
          ...(effectiveOn === undefined ? {} : { effectiveOn }),
        }),
  };
  const path = `/api/${service}/${owner}/facts/${id}/${verb === 'annul' ? 'annulment' : 'correction'}`;
  const answer = await connection.call({ method: 'POST', path, as, body });
  if (answer.status >= 300) throw failed(describeProblem(answer.body as Problem));
  const { events } = answer.body as { readonly events: readonly unknown[] };
  if (options.json) return out(JSON.stringify(answer.body));
  out(`${verb === 'annul' ? 'Annulé' : 'Corrigé'} : ${fact.sentence}`);
  if (events.length === 0) out('C’était déjà enregistré ainsi.');
  if (events.length > 1) out(`Ce qui en découle a suivi (${events.length - 1}).`);
}

interface Fact {
  readonly id: string;
  readonly service: string;
  readonly stream: string;
  readonly revision: number;
  readonly sentence: string;
  readonly data: Readonly<Record<string, unknown>>;
}

async function factAt(
  connection: Connection,
  as: ReturnType<typeof personaOf>,
  conventionId: string,
  position: string,
): Promise<Fact> {
  const { data } = await connection.api(as).GET('/api/history/conventions/{conventionId}/events', {
    params: { path: { conventionId }, query: { position } },
  });
  const fact = data?.items[0];
  if (fact) return fact;
  throw failed(`Cette convention n’a pas d’enregistrement au numéro ${position} (voir history).`);
}

/** `field=value`: in the type that the field has now; a new one is text, or JSON where it begins as such. `field=` takes it away. */
function changed(changes: readonly string[], data: Fact['data']): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    changes.map((change) => {
      const [, field, value] = /^([A-Za-z]\w*)=(.*)$/s.exec(change) ?? [];
      if (field === undefined || value === undefined)
        throw usageFailure(`correct attend des champs comme signedOn=2024-01-01 ; trouvé « ${change} ».`);
      return [field, value === '' ? null : typed(field, value, data[field])];
    }),
  );
}

function typed(field: string, value: string, now: unknown): unknown {
  const isText = typeof now === 'string' || (now === undefined && !/^[[{]/.test(value));
  if (isText) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw usageFailure(`${field} : une valeur comme ${JSON.stringify(now)} attendue ; trouvé « ${value} ».`);
  }
}
