import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { canonicalJson, compareText } from './canonical-json.js';
import { forEachConcurrently } from './concurrency.js';
import { repeatedKey, topLevelValues, valueAt } from './json-scan.js';
import { parseJson, placeIn } from './parse-json.js';
