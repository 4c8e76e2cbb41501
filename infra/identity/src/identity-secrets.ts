import { createHmac, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { z } from 'zod';
import { IdentityFailure } from './identity-failure.js';

/** What the local login must keep from one start to the next, so that tokens outlive a restart. */
export interface IdentitySecrets {
  readonly signingKey: JWK;
  readonly cookieKey: string;
}

const shape = z.object({
  signingKey: z.looseObject({ kty: z.literal('EC'), kid: z.string(), d: z.string() }),
  cookieKey: z.string().min(32),
});

/**
 * Reads the keys of a data folder, or makes them once; only their owner may read the file.
 * @throws IdentityFailure the file is damaged, or cannot be read or written
 */
export async function identitySecrets(dataDir: string): Promise<IdentitySecrets> {
  const file = join(dataDir, 'identity-keys.json');
  try {
    return read(file) ?? (await make(dataDir, file));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const why =
      code === 'ENOSPC'
        ? 'le disque est plein : libérez de la place, puis recommencez'
        : ['EACCES', 'EPERM', 'EROFS'].includes(code)
          ? 'vous n’en avez pas le droit ; il est peut-être à un autre utilisateur : rendez-vous le fichier (chown)'
          : message;
    throw new IdentityFailure(
      `Les clés de l’identité locale (${file}) ne peuvent pas être lues ou écrites : ${why}.`,
      {
        cause: error,
      },
    );
  }
}

function read(file: string): IdentitySecrets | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return shape.parse(JSON.parse(text)) as IdentitySecrets;
  } catch (cause) {
    const found =
      text.trim() === '' ? 'un fichier vide' : `${text.length} caractères qui ne sont pas ces clés`;
    throw new IdentityFailure(
      `Les clés de l’identité locale sont abîmées : ${file} devait être le JSON qu’un démarrage y a écrit, c’est ${found}. Remettez-le depuis une sauvegarde ; sinon renommez-le : des clés neuves seront faites, et seuls les jetons en cours ne vaudront plus.`,
      { cause },
    );
  }
}

async function make(dataDir: string, file: string): Promise<IdentitySecrets> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = randomBytes(8).toString('hex');
  const secrets: IdentitySecrets = {
    signingKey: { ...(await exportJWK(privateKey)), kid, alg: 'ES256', use: 'sig' },
    cookieKey: randomBytes(32).toString('hex'),
  };
  mkdirSync(dataDir, { recursive: true });
  const draft = `${file}.${kid}`;
  writeFileSync(draft, JSON.stringify(secrets), { mode: 0o600, flag: 'wx' });
  try {
    // Unlike a rename this fails when another start was quicker; then its keys are the ones.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return read(file) ?? secrets;
}

/** The key that makes pseudonyms of persons: another use of the folder's secret, so it lives and dies with the file. */
export const pseudonymKeyOf = ({ cookieKey }: IdentitySecrets): Uint8Array =>
  createHmac('sha256', cookieKey).update('pseudonyms of persons').digest();

/** The half of a key that everybody may know. */
export function publicHalf(key: JWK): JWK {
  const { d: _secret, ...rest } = key;
  return rest;
}
