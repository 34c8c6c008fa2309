import type { Account, PolicyDocument, Statement } from '../../src/model/index.js';
import { grantOf, isFullAccessPolicy, standing, type PolicyGraph } from '../../src/graph/index.js';
import { defineRule } from '../../src/linter/index.js';
