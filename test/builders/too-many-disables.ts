/** A finding that holds seven changes where five are allowed. */
import { problem } from '../../agent-core/contract/problem.ts';
import { digestFinding } from '../../agent-core/sync/guard/finding-digest.ts';
import { changeFor, namesFor } from './changes.ts';

const changes = namesFor(7).map((name) => changeFor(name, 'disable'));
const digests = changes.map(({ digest }) => digest);

export const tooManyDisables = {
  changes,
  digests,
  finding: {
    kind: 'disables',
    digest: digestFinding('disables', digests),
    problem: problem('guard.too-many-disables', '7 found, 5 allowed: user0@contoso.com'),
    ...{ found: 7, allowed: 5, held: 7, holds: [] },
  },
};
