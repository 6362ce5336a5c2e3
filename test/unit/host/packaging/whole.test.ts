import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { differences } from '../../../../host/packaging/whole';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'whole-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, files: Record<string, string>): string {
	const at = path.join(folder, name);
	for (const [file, text] of Object.entries(files)) {
		mkdirSync(path.dirname(path.join(at, file)), { recursive: true });
		writeFileSync(path.join(at, file), text);
	}
	return at;
}

const OURS = { 'nodes/A/A.node.js': 'exports.A = 1;\n', 'nodes/A/A.node.json': '{ "a": [1] }' };

it.each<[string, Record<string, string>, string[]]>([
	['the same, with other spaces in JSON', { ...OURS, 'nodes/A/A.node.json': '{\n\t"a": [\n1]\n}\n' }, []],
	[
		'another value in JSON',
		{ ...OURS, 'nodes/A/A.node.json': '{ "a": [2] }' },
		["has another nodes/A/A.node.json than n8n's tool builds"],
	],
	[
		'other code',
		{ ...OURS, 'nodes/A/A.node.js': 'exports.A = 2;\n' },
		["has another nodes/A/A.node.js than n8n's tool builds"],
	],
	[
		'a file more, and one less',
		{ 'nodes/A/A.node.js': OURS['nodes/A/A.node.js'], 'nodes/A/a.svg': '<svg/>' },
		[
			"publishes nodes/A/A.node.json, which n8n's tool does not",
			"lacks nodes/A/a.svg, which n8n's tool publishes",
		],
	],
])('%s', (_title, official, problems) => {
	expect(differences(written('ours', OURS), written('official', official))).toEqual(problems);
});
