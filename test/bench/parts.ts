/** Every part of the bench, in the order in which they are measured and told. */

import { curve } from './curve.ts';
import { delta } from './delta.ts';
import { idle } from './idle.ts';
import type { Part } from './part.ts';
import { pipeline } from './pipeline.ts';
import { read } from './read.ts';
import { readClient } from './read-client.ts';
import { writes } from './writes.ts';

export const parts: readonly Part[] = [read, readClient, pipeline, delta, writes, idle, curve];
