import { scriptsIn, withoutForeignScripts } from '../../../../scripts/packages/ownScripts';

it.each([
	['`npm run e2e -- --quick`, then `npm run --silent new-provider:check`', ['e2e', 'new-provider:check']],
	['`npm start` and `npm test`', ['start', 'test']],
	['`npm ci`, `npm install --ignore-scripts`, `npm audit signatures`', []],
])('%s calls %j', (text, scripts) => expect(scriptsIn(text)).toEqual(scripts));

const left = (...lines: string[]) => withoutForeignScripts(lines.join('\n'), ['lint', 'build']).split('\n');

it.each([
	['an item of a list', '- New. `npm run bench` measures it'],
	['a step', '1. `npm run docs`'],
	['a row of a table', '| `npm run e2e` | rows |'],
	['a comment', '<!-- run by `npm run e2e` -->'],
])('%s goes with the script that it calls', (_, line) =>
	expect(left('Before', line, 'After')).toEqual(['Before', 'After']),
);

it('of prose goes the sentence', () => {
	expect(left('It wakes (n8n 2.41). `npm start` shows it, twice. _Wait_ for it.')).toEqual([
		'It wakes (n8n 2.41). _Wait_ for it.',
	]);
});

it('scripts that the package has stay', () => {
	const lines = ['- `npm run lint`', 'Call `npm run build`. Then wait.'];
	expect(left(...lines)).toEqual(lines);
});
