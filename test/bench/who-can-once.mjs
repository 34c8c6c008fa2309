import { normalize, PolicyGraph, readAuthorizationDetails, whoCan } from 'iamlint';

// Asks one question after the other in a process of its own, by the build that users run; the first finds nothing ready.
const [file = '', ...questions] = process.argv.slice(2);
const graph = new PolicyGraph(normalize(await readAuthorizationDetails(file)));
for (const document of graph.documents()) document.statements;
const ask = (question) => {
  const [action = '', resource = ''] = question.split(' ');
  const before = process.cpuUsage();
  const [answer] = whoCan(graph, { actions: [action], resource }).answers;
  const { user, system } = process.cpuUsage(before);
  const principals = Object.values(answer?.principals ?? {}).flat().length;
  return { question, milliseconds: (user + system) / 1000, principals };
};
const first = questions.map(ask);
for (let round = 0; round < 10; round += 1) questions.forEach(ask);
process.stdout.write(JSON.stringify({ first, later: questions.map(ask) }));
