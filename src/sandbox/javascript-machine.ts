import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
} from 'quickjs-emscripten-core';
import { createBoundedLog, MAX_LINE_CHARS } from './bounded-log.ts';
import { type ErrorDescription, toLimitFailure, toResultFailure, toThrownFailure } from './javascript-fault.ts';
import { CODE_FILE, PRELUDE } from './javascript-prelude.ts';
import type { JavaScriptJob, JavaScriptOutcome, LogLine } from './javascript-protocol.ts';
import { isNestedDeeperThan } from './json-depth.ts';

const PAGE_BYTES = 65_536;
/** The module asks for this much at least. */
const INITIAL_PAGES = 256;
/** Static data and the machine stack of the module, which are not the code's. */
const ENGINE_BYTES = 6 * 1_048_576;
/** Room to tell about an error after memory ran out. */
const ERROR_BYTES = 1_048_576;
/** Deeper results overflow the stack of whoever walks them later. */
const MAX_RESULT_DEPTH = 1_000;
const LEVELS: readonly LogLine['level'][] = ['debug', 'log', 'info', 'warn', 'error'];

/** Runs jobs, each in a WebAssembly instance of its own with a fresh context. */
export interface JavaScriptMachine {
  /** `onLog` is called a bounded number of times, whatever the code writes. */
  run(job: JavaScriptJob, onLog: (line: LogLine) => void): Promise<{ outcome: JavaScriptOutcome; heapBytes: number }>;
}

/** Compiles QuickJS once. */
export async function createJavaScriptMachine(): Promise<JavaScriptMachine> {
  const { default: loaded } = await import('@jitl/quickjs-wasmfile-release-sync');
  // Its types say CommonJS, its module is not.
  const variant = 'default' in loaded ? loaded.default : loaded;
  const wasm = fileURLToPath(import.meta.resolve('@jitl/quickjs-wasmfile-release-sync/wasm'));
  const wasmModule = await WebAssembly.compile(await readFile(wasm));
  return {
    run: async (job, onLog) => {
      // QuickJS cannot count what it allocates under Emscripten, so its own memory limit holds for single allocations only:
      // the bound is the greatest size of the instance's memory. The instance is dropped after the run, so nothing is disposed of.
      const maximum = Math.max(INITIAL_PAGES, Math.ceil((job.limits.memoryBytes + ENGINE_BYTES) / PAGE_BYTES));
      const wasmMemory = new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum });
      const module = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmModule, wasmMemory }));
      const runtime = module.newRuntime();
      runtime.setMemoryLimit(job.limits.memoryBytes);
      runtime.setMaxStackSize(job.limits.stackBytes);
      // QuickJS throws null when there is no memory left for an error; the memory grows in steps of 5 to 20 %.
      const isFull = (): boolean => wasmMemory.buffer.byteLength * 1.1 >= maximum * PAGE_BYTES;
      const log = createBoundedLog(onLog);
      const outcome = execute(runtime.newContext(), job, isFull, log.write);
      log.close();
      return { outcome, heapBytes: wasmMemory.buffer.byteLength };
    },
  };
}

function execute(
  context: QuickJSContext,
  job: JavaScriptJob,
  isFull: () => boolean,
  onLog: (line: LogLine) => void,
): JavaScriptOutcome {
  const { runtime } = context;
  const { code, limits } = job;
  const deadline = performance.now() + limits.timeoutMs;
  const isStopped = (): boolean => Atomics.load(job.stop, 0) === 1;
  const isOver = (): boolean => performance.now() > deadline || isStopped();
  runtime.setInterruptHandler(isOver);

  let border: QuickJSHandle | undefined;
  let hasReturned = false;
  const toFailure = (thrown: unknown): JavaScriptOutcome => {
    if (isStopped()) return { kind: 'stopped' };
    if (isOver()) return toLimitFailure('timeoutMs', limits);
    // The machine's own stack ended before QuickJS counted its stack as full.
    if (thrown instanceof RangeError) return toLimitFailure('stackBytes', limits);
    if (thrown instanceof WebAssembly.RuntimeError) return toLimitFailure('memoryBytes', limits);
    if (!(thrown instanceof ThrownInside)) throw thrown;
    if (border === undefined) return toLimitFailure('memoryBytes', limits);
    runtime.setMemoryLimit(limits.memoryBytes + ERROR_BYTES);
    const description = describe(context, border, thrown.handle);
    if (description.name === '' && description.message === 'null' && isFull())
      return toLimitFailure('memoryBytes', limits);
    if (isOver()) return toFailure(thrown);
    return hasReturned
      ? toResultFailure(description, limits)
      : toThrownFailure(description, code.split('\n').length, limits);
  };

  try {
    const prelude = unwrap(context.evalCode(PRELUDE, 'prelude.js'));
    border = unwrap(context.callFunction(prelude, context.undefined, createWriteLog(context, onLog)));
    const value = runCode(context, border, job, isOver);
    if (value === undefined) return isOver() ? toFailure(undefined) : UNSETTLED;
    hasReturned = true;
    const encode = context.getProp(border, 'encode');
    return readResult(context, unwrap(context.callFunction(encode, context.undefined, value)), job);
  } catch (thrown) {
    try {
      return toFailure(thrown);
    } catch (second) {
      // Telling about the error ran into the limit the error was about.
      if (second === thrown) throw thrown;
      return toFailure(second);
    }
  }
}

const UNSETTLED: JavaScriptOutcome = {
  kind: 'failed',
  code: 'code-failed',
  message: 'The code awaits a promise that nothing settles: it has no timers and no network. Remove the await.',
  data: {},
};

/** A value thrown inside QuickJS. */
class ThrownInside {
  readonly handle: QuickJSHandle;
  constructor(handle: QuickJSHandle) {
    this.handle = handle;
  }
}

function unwrap(result: ReturnType<QuickJSContext['evalCode']>): QuickJSHandle {
  if (result.error !== undefined) throw new ThrownInside(result.error);
  return result.value;
}

/** What the code returned; `undefined` when it was stopped between two jobs or awaits something for ever. */
function runCode(
  context: QuickJSContext,
  border: QuickJSHandle,
  job: JavaScriptJob,
  isOver: () => boolean,
): QuickJSHandle | undefined {
  // On one line with the user's first, so that line numbers are the user's.
  const source = `(async function (input) { 'use strict'; ${job.code}\n})`;
  const code = unwrap(context.evalCode(source, CODE_FILE));
  const parse = context.getProp(border, 'parse');
  const input = unwrap(context.callFunction(parse, context.undefined, context.newString(job.input)));
  const promise = unwrap(context.callFunction(code, context.undefined, input));
  for (;;) {
    const jobs = context.runtime.executePendingJobs(1_000);
    if (jobs.error !== undefined) throw new ThrownInside(jobs.error);
    if (jobs.value === 0) break;
    if (isOver()) return undefined;
  }
  const state = context.getPromiseState(promise);
  if (state.type === 'rejected') throw new ThrownInside(state.error);
  if (state.type === 'pending') return undefined;
  return state.value;
}

function readResult(context: QuickJSContext, text: QuickJSHandle, job: JavaScriptJob): JavaScriptOutcome {
  const { maxOutputBytes } = job.limits;
  if (context.getNumber(context.getProp(text, 'length')) > maxOutputBytes)
    return toLimitFailure('maxOutputBytes', job.limits);
  const result = context.getString(text);
  if (Buffer.byteLength(result) > maxOutputBytes) return toLimitFailure('maxOutputBytes', job.limits);
  if (isNestedDeeperThan(result, MAX_RESULT_DEPTH)) {
    const message = `The value the code returned is nested deeper than ${MAX_RESULT_DEPTH} levels. Return a flatter one.`;
    return { kind: 'failed', code: 'code-limit', message, data: { limit: 'depth', value: MAX_RESULT_DEPTH } };
  }
  return { kind: 'returned', result };
}

function createWriteLog(context: QuickJSContext, write: (line: LogLine) => void): QuickJSHandle {
  return context.newFunction('writeLog', (levelHandle, textHandle) => {
    if (levelHandle === undefined || textHandle === undefined) return;
    const name = context.getString(levelHandle);
    const level = LEVELS.find((known) => known === name) ?? 'log';
    write({ level, text: context.getString(textHandle).slice(0, MAX_LINE_CHARS) });
  });
}

function describe(context: QuickJSContext, border: QuickJSHandle, error: QuickJSHandle): ErrorDescription {
  const described = context.callFunction(context.getProp(border, 'describe'), context.undefined, error);
  if (described.error !== undefined) return { name: '', message: 'it threw a value that cannot be shown', stack: '' };
  const { name, message, stack } = JSON.parse(context.getString(described.value));
  return { name: String(name), message: String(message), stack: String(stack) };
}
