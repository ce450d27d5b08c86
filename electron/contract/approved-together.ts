/** Apart from the bridge's list so that a page that needs only this does not carry the schemas. */
// biome-ignore lint/performance/noBarrelFile: the page reads the contract through this folder alone
export { type ApprovedTogether, approvedTogether } from '../../agent-core/contract/approved-together.ts';
