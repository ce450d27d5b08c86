/** How a change shows that it makes an account ours that somebody made in the tenant (rule R28): it is the only one that writes the anchor. */
import type { AccountNames, AttributeChange } from './plan.ts';

/** The property in which the tenant keeps the anchor. A new account gets it with everything else; of one that is there it is told as a change. */
export const anchorProperty = 'onPremisesImmutableId';

export const isTakenOver = ({
  attributes,
}: {
  readonly attributes: readonly Pick<AttributeChange, 'name'>[];
}): boolean => attributes.some(({ name }) => name === anchorProperty);

/** What the account is called in the tenant, which need not be what the person is called in the directory. */
export const accountText = ({ displayName, userPrincipalName }: AccountNames): string =>
  displayName === null ? userPrincipalName : `${displayName} (${userPrincipalName})`;
