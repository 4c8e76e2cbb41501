import { readFileSync } from 'node:fs';

/** An address taken apart; the client is never given the string, which it would print. */
export interface ServerAddress {
  readonly hosts: readonly { readonly address: string; readonly port: number }[];
  /** One name under which DNS or the gossip knows the cluster. */
  readonly discover: boolean;
  readonly tls: boolean;
  /** PEM. */
  readonly authority?: Buffer;
  readonly credentials?: { readonly username: string; readonly password: string };
  /** What may be said aloud: hosts, no credentials. */
  readonly shown: string;
}

/** The address cannot be used; the sentence (French) says why and never holds a secret. */
export class WrongAddress extends Error {
  override readonly name = 'WrongAddress';
}

/** Options that mean something here. What tunes the client is ours: deadlines, keep-alive, discovery. */
const known = ['tls', 'tlsCAFile'] as const;
const form = 'esdb://utilisateur:motdepasse@serveur1:2113,serveur2:2113?tls=true&tlsCAFile=/chemin/ca.pem';
const shape = /^esdb(\+discover)?:\/\/(?:([^@/?#]*)@)?([^@/?#]+)\/?(?:\?([^#]*))?$/;

/**
 * Checks a connection string before any client sees it: an unknown option would make the client print it whole, and a
 * password that is not percent-encoded would end up in a message as part of a host's name.
 * @throws WrongAddress
 */
export function readAddress(text: string, password?: string): ServerAddress {
  const match = shape.exec(text.trim());
  if (!match) {
    throw new WrongAddress(
      /^esdb.*@/.test(text)
        ? 'EVENTSTOREDB_URL : le nom ou le mot de passe a un caractère qui doit être encodé (« / » s’écrit %2F, « @ » %40, « : » %3A, « ? » %3F, « # » %23).'
        : `EVENTSTOREDB_URL doit être une adresse comme ${form}.`,
    );
  }
  const [, discover, userInfo, hostList = '', query = ''] = match;
  const hosts = hostList.split(',').map(hostOf);
  if (discover && hosts.length > 1)
    throw new WrongAddress(
      'EVENTSTOREDB_URL : « esdb+discover:// » prend un seul nom ; pour plusieurs nœuds, écrivez « esdb:// ».',
    );
  const options = optionsOf(query);
  const tls = options.get('tls') !== 'false';
  const credentials = credentialsOf(userInfo, password);
  if (credentials && !tls)
    throw new WrongAddress(
      'EVENTSTOREDB_URL : un nom et un mot de passe ne voyagent pas en clair ; retirez-les, ou tls=false.',
    );
  const authority = authorityOf(options.get('tlsCAFile'), tls);
  return {
    hosts,
    discover: discover !== undefined,
    tls,
    shown: `${discover ? 'esdb+discover' : 'esdb'}://${hosts.map(({ address, port }) => `${address}:${port}`).join(',')}`,
    ...(authority ? { authority } : {}),
    ...(credentials ? { credentials } : {}),
  };
}

function hostOf(text: string): { address: string; port: number } {
  const [, address, port = '2113'] = /^([A-Za-z0-9._-]+)(?::(\d{1,5}))?$/.exec(text.trim()) ?? [];
  if (address === undefined || Number(port) > 65_535 || port === '0')
    throw new WrongAddress(`EVENTSTOREDB_URL : un des serveurs n’a pas la forme nom:port. Attendu ${form}.`);
  return { address, port: Number(port) };
}

function optionsOf(query: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const pair of query.split('&').filter(Boolean)) {
    const [name = '', ...rest] = pair.split('=');
    const value = rest.join('=');
    const option = known.find((each) => each.toLowerCase() === name.toLowerCase());
    if (!option)
      throw new WrongAddress(
        `EVENTSTOREDB_URL : une option est inconnue ; celles qui servent sont ${known.join(', ')}.`,
      );
    if (option === 'tls' && value !== 'true' && value !== 'false')
      throw new WrongAddress('EVENTSTOREDB_URL : tls vaut true ou false.');
    options.set(option, option === 'tls' ? value : decoded(value));
  }
  return options;
}

function credentialsOf(userInfo: string | undefined, password: string | undefined) {
  if (userInfo === undefined) return undefined;
  const [name = '', ...rest] = userInfo.split(':');
  const given = rest.length > 0 ? decoded(rest.join(':')) : password;
  if (name === '' || rest.length > 1 || !given)
    throw new WrongAddress(
      'EVENTSTOREDB_URL : le nom va avec un mot de passe, dans l’adresse (encodé) ou dans EVENTSTOREDB_PASSWORD ou EVENTSTOREDB_PASSWORD_FILE.',
    );
  return { username: decoded(name), password: given };
}

function authorityOf(file: string | undefined, tls: boolean): Buffer | undefined {
  if (file === undefined) return undefined;
  if (!tls) throw new WrongAddress('EVENTSTOREDB_URL : tlsCAFile ne va pas avec tls=false.');
  try {
    return readFileSync(file);
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    const why = isMissing ? 'n’existe pas' : `ne peut pas être lu (${(cause as Error).message})`;
    throw new WrongAddress(`EVENTSTOREDB_URL : le fichier de tlsCAFile ${why}.`);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new WrongAddress('EVENTSTOREDB_URL : un « % » n’est pas suivi de deux chiffres hexadécimaux.');
  }
}
