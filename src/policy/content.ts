import type { z } from 'zod';
import type { Slot, Topic } from './model.ts';
import type * as schema from './schema.ts';
import type { Source } from './source.ts';

/** The sources of one policy: three files in one folder. */
export interface PolicySources {
  readonly policy: Source<z.infer<typeof schema.policyFile>>;
  readonly articles: Source<z.infer<typeof schema.articlesFile>>;
  readonly rulings: Source<z.infer<typeof schema.rulingsFile>>;
}

export type TopicsSource = Source<z.infer<typeof schema.topicsFile>>;

export type SlotsSource = Source<z.infer<typeof schema.slotsFile>>;

/** What the policies share. */
export interface Shared {
  readonly topics: ReadonlyMap<string, Topic>;
  readonly slots: ReadonlyMap<string, Slot>;
}
