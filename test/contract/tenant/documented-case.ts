/** One thing that Microsoft's documentation says about an address of Graph: the page, the address, a request and its reply. */
import type { GraphUnderTest } from './graph-under-test.ts';

export interface DocumentedCase {
  /** Of learn.microsoft.com/graph/api. */
  readonly page: string;
  /** Method and address as the tenant's routes have them: `GET users/{id}`. */
  readonly route: string;
  /** Application permissions without which it cannot be tried; in the lab it has them. */
  readonly needs: readonly string[];
  /** Why it cannot be tried on a real tenant; absent when it can. */
  readonly onlyInLab?: string;
  /** Makes the documented request and expects the documented reply. */
  readonly run: (graph: GraphUnderTest) => Promise<void>;
}
