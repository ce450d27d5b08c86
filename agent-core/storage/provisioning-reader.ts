/** Has the provisioning log read in a thread that is there only while somebody asks: an idle agent does without it. */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ProvisioningQuery } from '../contract/provisioning-requests.ts';
import type { ProvisioningPage } from './provisioning-pages.ts';

export interface ProvisioningReader {
  /** Answers in the order in which it was asked. Throws what the thread threw. */
  read(query: ProvisioningQuery): Promise<ProvisioningPage>;
  close(): Promise<void>;
}

const keptForMs = 5_000;

/** Named from a folder above, so that it is also found from a build, whose other programs lie beside this folder. */
const workerUrl = new URL(`../storage/provisioning-worker${extname(import.meta.filename)}`, import.meta.url);

interface Waiting {
  readonly answer: (page: ProvisioningPage) => void;
  readonly refuse: (error: Error) => void;
}

export function createProvisioningReader(recordPath: string): ProvisioningReader {
  let worker: Worker | null = null;
  let waiting: readonly Waiting[] = [];
  let forget: NodeJS.Timeout | null = null;
  const end = async () => {
    const ended = worker;
    worker = null;
    await ended?.terminate();
  };
  const fail = (error: Error) => {
    const left = waiting;
    waiting = [];
    worker = null;
    for (const { refuse } of left) refuse(error);
  };
  const start = () => {
    const started = new Worker(workerUrl, { workerData: recordPath });
    started.on('message', (message: unknown) => {
      const [first, ...others] = waiting;
      waiting = others;
      first?.answer(pageOf(message));
      if (others.length > 0) return;
      started.unref();
      forget = setTimeout(() => void end(), keptForMs).unref();
    });
    started.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
    started.on('exit', () => {
      if (worker === started) fail(new Error('the thread that reads the provisioning log ended'));
    });
    return started;
  };
  return {
    read: (query) =>
      new Promise((answer, refuse) => {
        if (forget !== null) clearTimeout(forget);
        forget = null;
        waiting = [...waiting, { answer, refuse }];
        worker ??= start();
        worker.ref();
        worker.postMessage(query);
      }),
    close: async () => {
      if (forget !== null) clearTimeout(forget);
      await end();
      for (const { refuse } of waiting) refuse(new Error('the agent is stopping'));
      waiting = [];
    },
  };
}

/** Our own thread made it from rows that it has looked at: looking again would hold up everybody else for as long as the reading took. */
function pageOf(message: unknown): ProvisioningPage {
  return message as ProvisioningPage;
}
