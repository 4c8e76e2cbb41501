import { DocumentFiled } from '@ctg/contracts/partners';
import { convention } from '@ctg/convention';
import { alreadyThere, defineCommand, happenedOn, isRecorded, pastDay, refused } from '@ctg/decider';
import { sha256, title } from '@ctg/identifiers';
import { z } from 'zod';
import { beforeAllSigned } from './opened.js';

export const fileDocument = defineCommand({
  name: 'partners.file-document',
  title: 'Déposer le document à signer',
  description: 'Seule l’empreinte du fichier est gardée ; ensuite tous signent ce fichier-là.',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer'],
  route: '/conventions/:conventionId/document',
  body: z.strictObject({
    documentHash: sha256,
    title: title.describe('Intitulé du document'),
    filedOn: pastDay,
  }),
  decider: convention,
  decide({ body: { filedOn, ...body } }, state) {
    const { signing, document } = beforeAllSigned(state);
    if (Object.values(signing.progress).some(({ signatures }) => signatures.length > 0)) {
      throw refused({
        code: 'signing-has-begun',
        title: 'Une signature existe déjà : le document ne change plus.',
      });
    }
    if (document && isRecorded({ ...body, filedOn }, document)) return alreadyThere(document);
    return [DocumentFiled(body, happenedOn(filedOn))];
  },
});
