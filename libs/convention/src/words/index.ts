export { capital } from './capital.js';
/** The words of what is shown as it was recorded: of its fields, and of the codes in them. */
export { fieldWords } from './fields.js';
export { valueWords } from './values.js';
