/** How a change shows that it makes an account ours that somebody made in the tenant (rule R28): it is the only one that writes the anchor. */
import type { AttributeChange } from './plan.ts';

/** The property in which the tenant keeps the anchor. A new account gets it with everything else; of one that is there it is told as a change. */
export const anchorProperty = 'onPremisesImmutableId';

export const isTakenOver = ({
  attributes,
}: {
  readonly attributes: readonly Pick<AttributeChange, 'name'>[];
}): boolean => attributes.some(({ name }) => name === anchorProperty);
