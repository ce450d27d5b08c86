/** The day on which something ends by itself, or what else ends it. */
import { formatDay } from '../format.ts';
import { Moment } from './moment.tsx';

interface UntilProps {
  /** ISO 8601; null for what has no such day. */
  readonly expiresAt: string | null;
  readonly withoutEnd: string;
}

export function Until({ expiresAt, withoutEnd }: UntilProps) {
  return expiresAt === null ? withoutEnd : <Moment instant={expiresAt} words={formatDay(expiresAt)} />;
}
