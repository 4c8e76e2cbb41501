/**
 * Suites that need what not every machine has.
 *
 *     describeWith('browser', 'the page of a convention', () => { ... });
 *
 * Whether the machine has it is found out once, before the suites (`infra/test/find-needs.mjs`).
 */
export { findBrowser } from './browser.js';
export { describeWith } from './describe-with.js';
export { mountSmallDisk, whatFaketimeLacks, whatSmallDiskLacks, wrongClock } from './machine.js';
export { isRequired, type Lack, type Need, needs, type WhatWasFound } from './needs.js';
