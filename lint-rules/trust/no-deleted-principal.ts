import { defineRule } from '../../src/linter/index.js';
import { isUniqueId } from '../../src/model/index.js';
