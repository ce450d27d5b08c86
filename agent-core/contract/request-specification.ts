/** What is said of every control request: its shapes, who may ask it and since when there is one. */
import { z } from 'zod';

/** What a connection may do; decided once, when it is made, by the door it came through. */
export const permissionSchema = z.enum(['read', 'change', 'approve']);
export type Permission = z.infer<typeof permissionSchema>;

export interface RequestSpecification {
  readonly parameters: z.ZodType;
  readonly reply: z.ZodType;
  readonly permission: Permission;
  /** First version of the protocol that has it. */
  readonly since: number;
}

/** A page of a list. `next` is null at the end; otherwise it is the cursor of the page that follows. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item).readonly(), next: z.int().nullable() });
export const pageRequest = { cursor: z.int().min(0).default(0), limit: z.int().min(1).max(500).default(200) };
