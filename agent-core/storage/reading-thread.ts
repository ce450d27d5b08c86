/** Has something read in a thread that is there only while somebody asks: however long it takes, the agent goes on, and an idle one does without it. */
import { Worker } from 'node:worker_threads';
import { workerUrl } from './worker-url.ts';

export interface ReadingThread<Query, Answer> {
  /** Answers in the order in which it was asked. Throws what the thread threw. */
  read(query: Query): Promise<Answer>;
  close(): Promise<void>;
}

const keptForMs = 5_000;

interface Waiting<Answer> {
  readonly answer: (answer: Answer) => void;
  readonly refuse: (error: Error) => void;
}

/** @param program beside this file, without its ending @param data what it is given when it starts */
export function createReadingThread<Query, Answer>(program: string, data: unknown): ReadingThread<Query, Answer> {
  let worker: Worker | null = null;
  let waiting: readonly Waiting<Answer>[] = [];
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
    const started = new Worker(workerUrl(program), { workerData: data });
    started.on('message', (message: unknown) => {
      const [first, ...others] = waiting;
      waiting = others;
      first?.answer(answerOf(message));
      if (others.length > 0) return;
      started.unref();
      forget = setTimeout(() => void end(), keptForMs).unref();
    });
    started.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
    started.on('exit', () => {
      if (worker === started) fail(new Error(`the thread of ${program} ended`));
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
function answerOf<Answer>(message: unknown): Answer {
  return message as Answer;
}
