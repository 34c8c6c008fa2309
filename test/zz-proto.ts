import { exampleOrganization } from '../src/demo/index.js';
import { snapshotText } from '../src/snapshot/index.js';
import { normalize } from '../src/normalizers/index.js';
import { PolicyGraph } from '../src/graph/index.js';
import { explain } from '../src/explain/explain.js';
const graph = new PolicyGraph(normalize(snapshotText({ ...exampleOrganization(), coverageGaps: [] } as never)));
const [p,a,r,...c] = process.argv.slice(2);
const context = Object.fromEntries(c.map(x=>{const i=x.indexOf('=');return [x.slice(0,i), x.slice(i+1)===''?[]:[x.slice(i+1)]]}));
const e = explain(graph, {principal:p!, action:a!, ...(r? {resource:r}:{}), context});
console.log(e.answer); console.log(e.possible, e.remarks);
for (const l of e.layers) console.log(' -', l.policyType, l.level?.name ?? '', l.outcome, '|', l.text);
for (const b of e.blockers) console.log(' !', b.certain, b.text);
for (const d of e.dependencies) console.log(' ?', d.kind, d.text);
for (const d of e.related) console.log(' +', d.action, d.resource, d.possible.join(), d.need, '|', d.reason??'');
for (const d of e.notes) console.log(' n', d.topic, d.text);
for (const m of e.mends) { console.log(' M', m.blocker); for (const x of m.alternatives) console.log('    *', x.kind, x.text, '\n       ', JSON.stringify(x.statements), x.caution ?? '', '\n        =>', x.effect.text); }
