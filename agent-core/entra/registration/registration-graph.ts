/** What all parts of the registration need: Graph as the person who signed in, and how patient to be with the tenant. */
import type { Graph } from '../graph.ts';
import type { Patience } from '../repeat-step.ts';

export interface RegistrationGraph {
  readonly graph: Graph;
  readonly patience: Patience;
  readonly signal: AbortSignal;
}
