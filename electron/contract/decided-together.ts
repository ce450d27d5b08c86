/** Apart from the bridge's list so that a page that needs only this does not carry the schemas. */
// biome-ignore lint/performance/noBarrelFile: the page reads the contract through this folder alone
export { type DecidedTogether, decidedTogether, type Verdict } from '../../agent-core/contract/decided-together.ts';
