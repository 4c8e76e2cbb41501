import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Certificate } from './server.js';

/**
 * A certificate for 127.0.0.1 made with `openssl`, valid for a hundred years (a folder of data outlives one); `authority` is the file that clients trust.
 * @param folder where it is kept, and found again; left out: one for this run
 */
export function certificate(
  folder = mkdtempSync(join(tmpdir(), 'ctg-esdb-')),
): Certificate & { readonly authority: string } {
  const [key, authority] = [join(folder, 'key.pem'), join(folder, 'ca.pem')];
  if (!statSync(authority, { throwIfNoEntry: false })) {
    const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const subject = ['-days', '36500', '-subj', '/CN=stand-in', '-addext', 'subjectAltName=IP:127.0.0.1'];
    execFileSync('openssl', [...request, ...subject, '-keyout', key, '-out', authority], { stdio: 'pipe' });
  }
  return { certificate: readFileSync(authority, 'utf8'), key: readFileSync(key, 'utf8'), authority };
}
