import { Fault } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';

/** A log and the lines that it wrote. */
function createListening(level: Parameters<typeof createLog>[0] = 'info') {
  const lines: string[] = [];
  return { log: createLog(level, { write: (line) => lines.push(line) }), lines };
}

/** Something that throws at whoever looks at it. */
const unreadable = () =>
  new Proxy(() => undefined, {
    get() {
      throw new Error('Piet');
    },
  });

/** The one line that a failure leaves. */
function lineOf(error: unknown): string {
  const { log, lines } = createListening();
  log.failure(error, 'AB12CD34');
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}

/** An error as a connector throws it: the whole request hangs on it. */
function aConnectorError(message = 'Mag Piet mij filmen?') {
  return Object.assign(new Error(message), {
    name: 'RestError',
    code: 'Forbidden',
    statusCode: 403,
    request: { body: '{"text":"Mag Piet mij filmen?"}', headers: { authorization: 'Bearer eyJtoken' } },
    response: { body: { from: { name: 'Piet Jansen', aadObjectId: '0000-piet' } } },
    cause: new Error('Piet Jansen'),
  });
}

describe('A failure', () => {
  it('is logged under its reference, which comes back', () => {
    const { log, lines } = createListening();
    expect(log.failure(new Error('x'), 'AB12CD34')).toBe('AB12CD34');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      reference: 'AB12CD34',
      msg: 'turn failed',
      name: 'Error',
    });
  });

  it('tells the name, the codes and the places in the code', () => {
    const line = JSON.parse(lineOf(aConnectorError()));
    expect(line).toMatchObject({ name: 'RestError', code: 'Forbidden', status: 403 });
    expect(line.stack).toMatch(/^ {4}at .*log\.test\.ts/);
  });

  it('tells nothing of the request, the answer, the message or the cause', () => {
    expect(lineOf(aConnectorError())).not.toMatch(/Piet|filmen|Bearer|eyJ|0000-piet/);
  });

  it('tells nothing of a message of several lines', () => {
    expect(lineOf(aConnectorError('eerst\nMag Piet mij filmen?\nlaatst'))).not.toMatch(/Piet|eerst|laatst/);
  });

  it('tells nothing of a message with a line that looks like a place in the code', () => {
    expect(lineOf(aConnectorError('help\n    at school filmt Piet mij'))).not.toMatch(/Piet/);
  });

  it('tells the message of a fault, which holds nothing of a user', () => {
    const line = JSON.parse(lineOf(new Fault('port-in-use', 'Port 3978 is in use.')));
    expect(line).toMatchObject({ code: 'port-in-use', message: 'Port 3978 is in use.' });
  });

  it.each<[unknown, string]>([
    ['Mag Piet mij filmen?', 'String'],
    [{ name: 'Piet', text: 'Mag Piet mij filmen?' }, 'Object'],
    [new Map([['Piet', 1]]), 'Map'],
    [undefined, 'undefined'],
    [null, 'object'],
    [42, 'Number'],
  ])('that is no error tells only what it is, and where it was caught: %p', (thrown, name) => {
    expect(lineOf(thrown)).not.toMatch(/Piet/);
    const line = JSON.parse(lineOf(thrown));
    expect(line).toMatchObject({ reference: 'AB12CD34', name, code: 'unexpected' });
    expect(line.stack).toMatch(/log\.test\.ts/);
  });

  it('that throws at whoever looks at it is logged all the same', () => {
    expect(JSON.parse(lineOf(unreadable()))).toMatchObject({ name: 'function', code: 'unexpected' });
  });

  it('that is the copy of an error, as pg-boss hands over, tells as much as an error', () => {
    const { message, stack } = new Error('Mag Piet mij filmen?');
    const copy = { message, stack, code: '23505', queue: 'deliver' };
    expect(lineOf(copy)).not.toMatch(/Piet/);
    const line = JSON.parse(lineOf(copy));
    expect(line.code).toBe('23505');
    expect(line.stack).toMatch(/^ {4}at .*log\.test\.ts/);
  });

  it('tells the codes and places of what lies below it, and ends where causes go in a circle', () => {
    const cause = Object.assign(new Error('Piet'), { code: 'ECONNREFUSED' });
    const error: Error = new AggregateError([new Error('Piet', { cause }), 'Piet'], 'Piet');
    error.cause = error;
    const { causes } = JSON.parse(lineOf(error));
    expect(causes.map(({ code }: { code: string }) => code)).toContain('ECONNREFUSED');
    expect(causes.length).toBeLessThan(10);
    expect(lineOf(error)).not.toMatch(/Piet/);
  });

  it('of which the codes are objects tells none of them', () => {
    const error = Object.assign(new Error('x'), { code: { text: 'Piet' }, statusCode: 'Piet' });
    expect(lineOf(error)).not.toMatch(/Piet/);
  });

  it('of several errors at once tells none of their messages', () => {
    expect(lineOf(new AggregateError([new Error('Piet')], 'Piet Jansen'))).not.toMatch(/Piet/);
  });

  it('is one line of JSON', () => {
    expect(lineOf(aConnectorError('a\nb'))).toMatch(/^\{[^\n]*\}\n$/);
  });
});

describe('The log', () => {
  it('tells what happened with its facts', () => {
    const { log, lines } = createListening();
    log.info('listening', { port: 3978 });
    log.warn('request turned away', { reason: 'tenant' });
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { msg: 'listening', port: 3978, level: 30 },
      { msg: 'request turned away', reason: 'tenant', level: 40 },
    ]);
  });

  it('does not tell on which machine or under which process number', () => {
    const { log, lines } = createListening();
    log.info('listening');
    expect(Object.keys(JSON.parse(lines[0] ?? '')).sort()).toEqual(['level', 'msg', 'time']);
  });

  it('keeps to its level', () => {
    const { log, lines } = createListening('error');
    log.info('x');
    log.warn('x');
    expect(lines).toEqual([]);
    log.failure(new Error('x'), 'R');
    expect(lines).toHaveLength(1);
  });

  it('is silent when that is asked, and still gives the reference', () => {
    const { log, lines } = createListening('silent');
    expect(log.failure(new Error('x'), 'R')).toBe('R');
    expect(lines).toEqual([]);
  });
});
