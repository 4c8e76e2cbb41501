import { StoreRefusal, StoreUnavailable } from '../../errors.js';
import { messageOf } from './meaning.js';

/** What an opening failed of, as a sentence; anything else as it is. */
export function refusalOf(server: string, error: unknown): unknown {
  if (!(error instanceof StoreUnavailable)) return error;
  return new StoreRefusal(`EventStoreDB (${server}) ${reason(error)}`, { cause: error });
}

const reasons: readonly (readonly [sign: RegExp, sentence: string])[] = [
  [
    /UNAUTHENTICATED/,
    'ne connaît pas ce nom avec ce mot de passe : corrigez-les (EVENTSTOREDB_URL, EVENTSTOREDB_PASSWORD ou EVENTSTOREDB_PASSWORD_FILE).',
  ],
  [
    /refuses this user/,
    'ne donne pas ce droit à cet utilisateur : un administrateur doit avoir lancé une fois npm run -s ctg -- store prepare (docs/cluster.md).',
  ],
  [
    /certificate|self.signed/i,
    'a un certificat que rien n’atteste ici : donnez le fichier de l’autorité qui l’a signé (tlsCAFile=/chemin/ca.pem).',
  ],
  [/wrong version number/, 'parle en clair : ajoutez tls=false à l’adresse, si ce n’est pas une erreur.'],
  [
    /ENOTFOUND|EAI_AGAIN|Name resolution/i,
    'a un nom que ce réseau ne connaît pas : corrigez l’adresse, ou vérifiez le réseau.',
  ],
  [
    /ECONNREFUSED/,
    'n’est pas là : démarrez-le, ou corrigez l’adresse (le port est 2113, sauf autre réglage).',
  ],
  [
    /Failed to discover/,
    'n’a pas de chef en ce moment : démarrez la majorité de ses nœuds, ou corrigez les adresses.',
  ],
  [/Server Is Not Ready/, 'démarre ou s’arrête : recommencez dans un moment.'],
];

function reason(error: StoreUnavailable): string {
  const said = `${error.message} ${messageOf(error.cause)}`;
  const known = reasons.find(([sign]) => sign.test(said))?.[1];
  return known ?? `ne répond pas comme attendu : ${error.message}`;
}
