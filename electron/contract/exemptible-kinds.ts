/** Apart from the bridge's list so that a page that needs only this does not carry the schemas. */
// biome-ignore lint/performance/noBarrelFile: the page reads the contract through this folder alone
export { canBeExempt } from '../../agent-core/contract/exemptible-kinds.ts';
export type { GuardKindName } from '../../agent-core/contract/guard-settings.ts';
