import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Certificate } from './server.js';

/** A certificate for 127.0.0.1 made for this run with `openssl`; `authority` is the file that clients trust. */
export function certificate(): Certificate & { readonly authority: string } {
  const folder = mkdtempSync(join(tmpdir(), 'ctg-esdb-'));
  const [key, authority] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-days', '2', '-subj', '/CN=stand-in', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', [...request, ...subject, '-keyout', key, '-out', authority], { stdio: 'pipe' });
  return { certificate: readFileSync(authority, 'utf8'), key: readFileSync(key, 'utf8'), authority };
}
