export { cafId, inseeCode, sha256, uuid } from './codes.js';
export { folded, inOrder, wordsOf } from './folded.js';
export { organisationId, rna, siren, siret } from './organisation.js';
export { unreadable } from './unreadable.js';
export { motive, personId, reference, shortText, text, title } from './words.js';
