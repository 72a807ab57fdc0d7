import { join } from 'node:path';
import type { z } from 'zod';
import { isStale } from './help.ts';
import {
  type Aid,
  AUDIENCES,
  type Audience,
  HELP_KINDS,
  type Help,
  type HelpKind,
  type HelpLine,
} from './model.ts';
import { helpFile } from './schema.ts';
import { type Problem, type Report, readSource, type Source } from './source.ts';

type HelpSource = Source<z.infer<typeof helpFile>>;

/** Reads `help.yaml`; nothing when a fault went to `report`. */
export function readHelp(folder: string, report: Report): Help | undefined {
  const source = readSource(folder, join(folder, 'help.yaml'), helpFile, report);
  return source && checkLines(source, report) ? toHelp(source) : undefined;
}

/** The lines that somebody should look up again: each a warning, because an old number mostly still works. */
export function findStaleLines(folder: string, now: Date): Problem[] {
  const source = readSource(folder, join(folder, 'help.yaml'), helpFile, () => undefined);
  if (!source) return [];
  return source.value.lines.flatMap((line, index) =>
    isStale(line, now)
      ? [
          source.at(
            ['lines', index, 'checked'],
            `line ${line.id} was last checked on ${line.checked}: look it up`,
          ),
        ]
      : [],
  );
}

/** Says whether each line stands once, and whatever is named is one of them. */
function checkLines({ value, at }: HelpSource, report: Report): boolean {
  const known = new Set<string>();
  const problems: Problem[] = [];
  value.lines.forEach(({ id }, index) => {
    if (known.has(id)) problems.push(at(['lines', index, 'id'], `line ${id} exists twice`));
    known.add(id);
  });
  const name = (id: string, ...path: (string | number)[]) => {
    if (!known.has(id)) problems.push(at(path, `unknown line ${id}`));
  };
  name(value.emergency.line, 'emergency', 'line');
  for (const kind of HELP_KINDS) {
    for (const audience of AUDIENCES) {
      value.kinds[kind][audience].lines.forEach((id, index) => {
        name(id, 'kinds', kind, audience, 'lines', index);
      });
    }
  }
  problems.forEach(report);
  return problems.length === 0;
}

function toHelp({ value: { lines, emergency, kinds } }: HelpSource): Help {
  const byId = new Map(lines.map((line): [string, HelpLine] => [line.id, line]));
  const toAid = (kind: HelpKind, audience: Audience): Aid => {
    const aid = kinds[kind][audience];
    return {
      ...aid,
      lines: aid.lines.flatMap((id) => byId.get(id) ?? []),
      emergency: emergency.text,
    };
  };
  return {
    lines,
    kinds: record(HELP_KINDS, (kind) => record(AUDIENCES, (audience) => toAid(kind, audience))),
  };
}

const record = <K extends string, V>(keys: readonly K[], make: (key: K) => V): Record<K, V> =>
  Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<K, V>;
