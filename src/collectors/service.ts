import type { LimitFunction } from 'p-limit';
import type { Context } from './context.js';
import { failureOf, type Failure } from './failure.js';
import { Pacer, type Rate } from './pacer.js';
import { isRecord, list, text } from './shape.js';

/** One command of the SDK, seen as what goes in and what comes out. */
interface Command {
  readonly input: object;
  resolveMiddleware(
    stack: never,
    configuration: never,
    options: never,
  ): (args: never) => Promise<{ output: object }>;
}

type CommandClass = (new (input: never) => Command) & { readonly name: string };

type InputOf<C extends CommandClass> = InstanceType<C>['input'];
type OutputOf<C extends CommandClass> = Awaited<
  ReturnType<ReturnType<InstanceType<C>['resolveMiddleware']>>
>['output'];

/**
 * What a collector may call: by the IAM action that the call needs, the command that makes it. A service offers no
 * other way to call, so the permissions that are printed are the ones that are used.
 */
export type Operations<O> = { readonly [A in keyof O]: CommandClass };

interface Client {
  send(command: object, options: { abortSignal: AbortSignal }): Promise<object>;
  destroy(): void;
}

export interface ServiceSettings<O extends Operations<O>> {
  /** As in `iam:GetPolicy`. */
  readonly name: string;
  readonly client: Client;
  readonly operations: O;
  /** For each operation. */
  readonly rate: Rate;
  readonly limit: LimitFunction;
  /** The name of the property that says where the next page starts, in the request and in the answer. */
  readonly pageToken: 'Marker' | 'NextToken' | 'ContinuationToken';
}

/** The entries of a list, from every page that could be read. */
export interface Listed<T> {
  readonly items: readonly Partial<T>[];
  /** False where a gap was recorded: there may be more. */
  readonly complete: boolean;
}

/** The time that one call may take with the SDK's retries, in milliseconds. */
const CALL_TIMEOUT = 20_000;
/** Waits before a throttled call is made again, after the SDK has given up. */
const THROTTLE_WAITS = [1_000, 2_000, 4_000, 8_000];
const UNREACHABLE_WAITS = [1_000];
/** Calls in a row that found nobody, after which a service is not called again. */
const UNREACHABLE_LIMIT = 2;
/** More pages than any quota of AWS allows for. */
const MAX_PAGES = 10_000;

/** One service of AWS in one Region: paced, retried, and with every failure turned into a coverage gap. */
export class Service<O extends Operations<O>> {
  private readonly pacers = new Map<string, Pacer>();
  private unreachable = 0;

  constructor(
    private readonly context: Context,
    private readonly settings: ServiceSettings<O>,
  ) {}

  /** The answer, or undefined where there is none: a gap about `resource` then says why. */
  async call<A extends keyof O & string>(
    action: A,
    input: InputOf<O[A]>,
    resource = '*',
  ): Promise<OutputOf<O[A]> | undefined> {
    return (await this.find(action, input, resource, [])) ?? undefined;
  }

  /** Like `call`, and `null` where AWS answers with one of the error codes that mean that there is none. */
  async find<A extends keyof O & string>(
    action: A,
    input: InputOf<O[A]>,
    resource: string,
    none: readonly string[],
  ): Promise<OutputOf<O[A]> | null | undefined> {
    const result = await this.send(action, input);
    if ('output' in result) return result.output;
    if (none.includes(result.failure.errorCode)) return null;
    this.gap(action, resource, result.failure);
    return undefined;
  }

  /** Follows the pages of a list to their end, over empty ones too. The error codes of `none` mean an empty list. */
  async list<A extends keyof O & string, T extends object>(
    action: A,
    input: InputOf<O[A]>,
    itemsOf: (page: OutputOf<O[A]>) => readonly T[] | undefined,
    resource = '*',
    none: readonly string[] = [],
  ): Promise<Listed<T>> {
    const items: Partial<T>[] = [];
    const tokens = new Set<string>();
    let page: Readonly<Record<string, unknown>> = {};
    const stop = (message: string): Listed<T> => {
      this.invalid(action, resource, message);
      return { items, complete: false };
    };

    do {
      const token = text(page[this.settings.pageToken]);
      if (token !== undefined) {
        if (tokens.has(token) || tokens.size === MAX_PAGES) {
          return stop('The pages that the server gives have no end; the rest was not read.');
        }
        tokens.add(token);
      }
      const from = token === undefined ? input : { ...input, [this.settings.pageToken]: token };
      const output = await this.find(action, from, resource, none);
      if (!output) return { items, complete: output === null };
      page = isRecord(output) ? output : {};

      const found = list(itemsOf(output));
      if (found) items.push(...found);
      else if (page.IsTruncated === undefined)
        return stop('The answer does not hold the list that was asked for.');
    } while (this.hasNext(page));

    if (page.IsTruncated === true) {
      return stop('The server says that there is more and not where; the rest was not read.');
    }
    return { items, complete: true };
  }

  /** Records that an answer of `action` about `resource` lacks something. */
  invalid(
    action: keyof O & string,
    resource: string,
    message: string,
    affects: readonly string[] = [],
  ): void {
    this.context.gap({
      operation: this.operation(action),
      resource,
      errorCode: 'InvalidResponse',
      message,
      affects,
    });
  }

  close(): void {
    this.settings.client.destroy();
  }

  private hasNext(page: Readonly<Record<string, unknown>>): boolean {
    return page.IsTruncated !== false && text(page[this.settings.pageToken]) !== undefined;
  }

  private async send<A extends keyof O & string>(
    action: A,
    input: InputOf<O[A]>,
  ): Promise<{ readonly output: OutputOf<O[A]> } | { readonly failure: Failure }> {
    return this.settings.limit(async () => {
      for (let attempt = 0; ; attempt++) {
        if (this.unreachable >= UNREACHABLE_LIMIT) return { failure: notCalled };
        const result = await this.sendOnce(action, input);
        if ('output' in result) return result;
        const wait = waitsAfter(result.failure)[attempt];
        if (wait === undefined) {
          const nobody = result.failure.kind === 'unreachable' || result.failure.kind === 'silent';
          this.unreachable = nobody ? this.unreachable + 1 : 0;
          return result;
        }
        await this.context.clock.sleep(wait, this.context.signal);
      }
    });
  }

  private async sendOnce<A extends keyof O & string>(
    action: A,
    input: InputOf<O[A]>,
  ): Promise<{ readonly output: OutputOf<O[A]> } | { readonly failure: Failure }> {
    const { signal } = this.context;
    const pacer = this.pacerOf(action);
    await pacer.turn(signal);
    const timeout = AbortSignal.timeout(CALL_TIMEOUT);
    try {
      const command = new this.settings.operations[action](input as never);
      const output = await this.settings.client.send(command, {
        abortSignal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      this.unreachable = 0;
      if (wasRetried(output)) pacer.throttled();
      else pacer.succeeded();
      return { output };
    } catch (error) {
      signal?.throwIfAborted();
      const failure = failureOf(error, timeout.aborted);
      if (failure.kind === 'throttled') pacer.throttled();
      return { failure };
    }
  }

  private pacerOf(action: string): Pacer {
    let pacer = this.pacers.get(action);
    if (!pacer) this.pacers.set(action, (pacer = new Pacer(this.settings.rate, this.context.clock)));
    return pacer;
  }

  private operation(action: keyof O & string): string {
    return `${this.settings.name}:${this.settings.operations[action].name.replace(/Command$/, '')}`;
  }

  private gap(action: keyof O & string, resource: string, { errorCode, message, kind }: Failure): void {
    this.context.gap({
      operation: this.operation(action),
      resource,
      errorCode,
      message,
      ...(kind === 'denied' && { missingPermission: action }),
      affects: [],
    });
  }
}

const notCalled: Failure = {
  errorCode: 'ConnectionLost',
  message: 'The endpoint could not be reached by the calls before this one, which was therefore not made.',
  kind: 'unreachable',
};

function waitsAfter({ kind }: Failure): readonly number[] {
  if (kind === 'throttled') return THROTTLE_WAITS;
  return kind === 'unreachable' ? UNREACHABLE_WAITS : [];
}

/** The SDK hides a throttled call that it could repeat; what is left of it is the number of attempts. */
function wasRetried(output: object): boolean {
  const { $metadata } = output as { $metadata?: { attempts?: number } };
  return ($metadata?.attempts ?? 1) > 1;
}
