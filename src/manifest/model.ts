import { z } from 'zod';

/** Takes down one fault: the file, and what is wrong and what to do about it. */
export type Report = (file: string, remedy: string) => void;

/** The name of the manifest, fixed by Teams. */
export const MANIFEST = 'manifest.json';

/**
 * The parts of a manifest that our own checks read. Wrong shapes read as empty here, because Microsoft's schema already
 * reports them, and one fault must not hide the next.
 */
const manifest = z.object({
  version: z.string().catch(''),
  name: z.object({ full: z.string().optional() }).catch({}),
  developer: z.record(z.string(), z.unknown()).catch({}),
  icons: z.object({ color: z.string().optional(), outline: z.string().optional() }).catch({}),
  validDomains: z.array(z.string()).catch([]),
  bots: list(z.object({ commandLists: list(z.object({ commands: list(command()) })) })),
  staticTabs: list(z.object({ name: z.string().optional() })),
  localizationInfo: z
    .object({
      defaultLanguageFile: z.string().optional(),
      additionalLanguages: list(z.object({ file: z.string() })),
    })
    .catch({ additionalLanguages: [] }),
});

/** A manifest as our checks see it; `json` is all of it, as parsed. */
export type Manifest = z.infer<typeof manifest> & { readonly json: unknown };
type Command = z.infer<ReturnType<typeof command>>;

/** Reads a parsed `manifest.json` leniently. */
export const readManifest = (json: unknown): Manifest => ({
  ...manifest.parse(isRecord(json) ? json : {}),
  json,
});

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The commands of all lists, each with its path as localisation files write it. */
export const listCommands = ({ bots }: Manifest): { at: string; command: Command }[] =>
  bots.flatMap(({ commandLists }, bot) =>
    commandLists.flatMap(({ commands }, place) =>
      commands.map((command, index) => ({
        at: `bots[${bot}].commandLists[${place}].commands[${index}]`,
        command,
      })),
    ),
  );

function command() {
  const text = z.string().catch('');
  return z
    .object({ title: text, description: text, type: text, prompt: text })
    .catch({ title: '', description: '', type: '', prompt: '' });
}

function list<Item extends z.ZodType>(item: Item) {
  return z.array(item).catch([]);
}
