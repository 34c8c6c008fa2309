import { normalize, PolicyGraph, readAuthorizationDetails, whoCan } from 'iamlint';

// Asks one question after the other in a process of its own, by the build that users run: the first finds nothing ready; of later ones the median.
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
const rounds = Array.from({ length: 11 }, () => questions.map(ask));
const later = questions.map((_, index) => {
  const answers = rounds.map((round) => round[index]).sort((a, b) => a.milliseconds - b.milliseconds);
  return answers[5];
});
process.stdout.write(JSON.stringify({ first, later }));
