/** Apart from the bridge's list so that a page that needs only this does not carry the schemas. */
// biome-ignore lint/performance/noBarrelFile: the page reads the contract through this folder alone
export { countConcerned, countLeaving, decidesWhoStays } from '../../agent-core/contract/who-leaves.ts';
