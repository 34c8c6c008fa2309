import { setFlagsFromString } from 'node:v8';

/*
 * The V8 of Node 20 compiles a function once more, to run faster, long before that pays: a third of what a question
 * about a large account takes went on it. Later ones wait by themselves, and have no such flag. Nothing but speed
 * depends on it.
 */
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=1000000');
