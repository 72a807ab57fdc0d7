import { z } from 'zod';

/** How likely each label of a head is: one of several labels, or, where the name begins with `flag:`, one that holds or not. */
const head = z
  .strictObject({
    name: z.string().min(1),
    labels: z.array(z.string().min(1)).min(1),
    /** Logits are divided by it, so that 0.8 is right in 8 of 10 cases. Range 0.5 to 3. */
    temperature: z.number().positive(),
  })
  .refine(({ name, labels }) => !isFlag(name) || labels.length === 1, 'a flag has one label');
export type Head = Readonly<z.infer<typeof head>>;

/**
 * What `manifest.json` in the folder of a model says. The order of heads and labels is that of the logits; what else stands
 * there is about the training.
 */
export const manifest = z.object({
  /** Tells one training from another. */
  digest: z.string(),
  /** How many pieces of a text the model reads, its beginning and end included. */
  longest: z.int().min(3),
  /** The ids of the pieces that stand for beginning, end and nothing. */
  bos: z.int().min(0),
  eos: z.int().min(0),
  pad: z.int().min(0),
  heads: z.array(head).min(1),
  /** What `linear.bin` holds, for which heads, and how much of each logit comes from the encoder, 0 to 1. */
  linear: z.strictObject({
    buckets: z.int().min(1),
    columns: z.int().min(1),
    sharp: z.number().positive(),
    heads: z.array(z.string()),
    share: z.number().min(0).max(1),
  }),
  /** What `neighbours.bin` holds: numbers a line, what they were multiplied by, and how many lines of which writer. */
  neighbours: z
    .strictObject({
      dimensions: z.int().min(1),
      scale: z.number().positive(),
      writers: z.array(z.tuple([z.string(), z.int().min(1)])),
    })
    .default({ dimensions: 1, scale: 1, writers: [] }),
});
export type Manifest = z.infer<typeof manifest>;

export const isFlag = (name: string): boolean => name.startsWith('flag:');
