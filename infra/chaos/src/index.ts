export { type ChaosOptions, type ChaosResult, runChaos } from './chaos.js';
