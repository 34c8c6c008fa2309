/** The layer table of ARCHITECTURE.md. A layer may import itself and what its row lists. */
const layers = {
  'src/model': [],
  'src/collectors': ['src/model'],
  'src/snapshot': ['src/model'],
  'src/normalizers': ['src/model'],
  'src/evaluator': ['src/model'],
  'src/prover': ['src/model', 'src/evaluator'],
  'src/graph': ['src/model', 'src/evaluator', 'src/prover'],
  'src/linter': ['src/model', 'src/evaluator', 'src/prover', 'src/graph'],
  'src/explain': ['src/model', 'src/evaluator', 'src/prover', 'src/graph'],
  'lint-rules': ['src/model', 'src/evaluator', 'src/prover', 'src/graph', 'src/linter'],
  reports: ['src/model'],
  'src/demo': ['src/model', 'src/snapshot'],
};

const ours = '^(src|lint-rules|reports)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(layers).map(([layer, allowed]) => ({
      name: `layer ${layer}`,
      comment: `${layer} may import ${allowed.join(', ') || 'no other layer'}`,
      severity: 'error',
      from: { path: `^${layer}/` },
      to: { path: ours, pathNot: [layer, ...allowed].map((path) => `^${path}/`) },
    })),
    {
      name: 'nothing imports src/cli',
      severity: 'error',
      from: { pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'a rule never imports another rule',
      severity: 'error',
      from: { path: '^lint-rules/([^/]+)/([^/]+)\\.ts$' },
      to: { path: '^lint-rules/[^/]+/[^/]+\\.ts$' },
    },
    {
      name: 'the AWS SDK stays in the collectors and the demo',
      severity: 'error',
      from: { pathNot: '^src/(collectors|demo)/' },
      to: { path: 'node_modules/(@aws-sdk|@smithy)/' },
    },
    {
      name: 'files, network and processes stay at the edges',
      severity: 'error',
      from: { path: ours, pathNot: '^src/(cli|collectors|snapshot|demo)/' },
      to: {
        path: '^(node:)?(fs|fs/promises|http|https|http2|net|tls|dgram|dns|child_process|cluster|process|os|worker_threads)$',
      },
    },
    { name: 'no cycles', severity: 'error', from: { path: ours }, to: { circular: true } },
    {
      name: 'no development dependency at run time',
      severity: 'error',
      from: { path: ours },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
