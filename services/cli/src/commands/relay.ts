import type { Connection, Persona } from '../api/connection.js';
import { failed, usageFailure } from '../failure.js';
import { type CommonOptions, type Output, operatorOf } from './options.js';

export const relayActions = ['status', 'verify', 'republish'] as const;

interface VerificationRun {
  readonly state: 'running' | 'done' | 'failed';
  readonly upTo: string;
  readonly reason?: string;
  readonly found?: Readonly<
    Record<
      | 'events'
      | 'records'
      | 'missing'
      | 'altered'
      | 'foreign'
      | 'notOurs'
      | 'withoutData'
      | 'repeated'
      | 'outOfOrder',
      number
    >
  > &
    Readonly<Record<'firstMissing' | 'firstWithoutData' | 'typesNotOurs', readonly string[]>>;
}

/** `ctg relay status|verify|republish --from <position>`: the relay from the event store to Kafka. */
export async function relay(
  connection: Connection,
  action: string,
  options: CommonOptions & { readonly from?: string },
  output: Output,
): Promise<void> {
  const as = operatorOf(options);
  if (action === 'verify') return verify(connection, as, options, output);
  if (action === 'republish') {
    const { from } = options;
    if (!from || !/^\d{1,18}$/.test(from))
      throw usageFailure('republish attend --from <position>, 0 pour tout publier de nouveau.');
    const done = await connection.post('/api/feed/relay/republish', as, { from });
    return output.out(
      options.json
        ? JSON.stringify(done)
        : `Tout ce qui suit la position ${from} est publié de nouveau ; suivez-le avec : npm run -s ctg -- relay status`,
    );
  }
  const found = (await connection.get('/api/feed/relay', as)) as Record<string, unknown>;
  if (options.json) return output.out(JSON.stringify(found));
  const {
    position,
    head,
    caughtUp,
    standby,
    trouble,
    warnings = [],
  } = found as typeof found & {
    readonly warnings?: readonly string[];
  };
  output.out(`Publié jusqu’à la position ${position} sur ${head}${caughtUp ? ' : à jour' : ''}.`);
  if (standby) output.out('Ce relais attend : un autre est actif.');
  if (trouble) output.out(`Difficulté : ${trouble}`);
  for (const warning of warnings) output.out(`Attention : ${warning}`);
}

/** No answer of the server's is waited for longer: what it compares has a bound of its own. */
const longestVerification = 3_600_000;

async function verify(
  connection: Connection,
  as: Persona,
  { json }: CommonOptions,
  { out, progress }: Output,
): Promise<void> {
  await connection.post('/api/feed/relay/verify', as, {});
  for (const deadline = performance.now() + longestVerification; performance.now() < deadline; ) {
    const run = (await connection.get('/api/feed/relay/verification', as)) as VerificationRun;
    if (run.state === 'failed') throw failed(`La comparaison a échoué : ${run.reason}`, { run });
    if (run.state === 'done' && run.found) {
      const { events, records, missing, altered, foreign, repeated, outOfOrder, firstMissing } = run.found;
      const { withoutData, firstWithoutData, notOurs, typesNotOurs } = run.found;
      const isWhole = missing + altered + foreign + outOfOrder === 0;
      if (json) out(JSON.stringify(run));
      else {
        out(`${events} événements jusqu’à la position ${run.upTo}, ${records} enregistrements dans Kafka.`);
        out(
          `Manquants ${missing}, altérés ${altered}, étrangers ${foreign}, hors d’ordre ${outOfOrder} ; répétés ${repeated} (permis).`,
        );
        if (withoutData > 0)
          out(
            `Publiés sans leurs données, trop grandes pour leur sujet : ${withoutData} (positions ${firstWithoutData.join(', ')}). Augmentez max.message.bytes, puis relay republish --from 0.`,
          );
        if (notOurs > 0)
          out(`Au journal sans être à nous, non publiés : ${notOurs} (types ${typesNotOurs.join(', ')}).`);
        if (missing > 0) out(`Premières positions manquantes : ${firstMissing.join(', ')}`);
      }
      if (isWhole) return;
      throw failed(
        'Kafka ne contient pas ce que contient le journal : npm run -s ctg -- relay republish --from 0 complète ce qui manque.',
        { run },
      );
    }
    if (!json) progress('Comparaison en cours…');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw failed('La comparaison dure depuis plus d’une heure : voyez le journal du service feed.');
}
