import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { PreparationRefused } from './preparation-refused.js';

const iterations = 4_096;

/**
 * What PostgreSQL keeps of a password (RFC 5803). The password itself never travels, and stands in no log of statements.
 * @throws PreparationRefused a password that could be guessed, or that programs write in several ways
 */
export function scramVerifier(of: string, password: string): string {
  if (!/^[\x21-\x7e]{16,200}$/.test(password))
    throw new PreparationRefused(
      `Le mot de passe de ${of} doit avoir de 16 à 200 lettres, chiffres ou signes sans accent ni espace (openssl rand -hex 24) ; trouvé ${password.length} caractères.`,
    );
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyOf = (name: string) => createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(keyOf('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${keyOf('Server Key').toString('base64')}`;
}
