import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../support/providers';

const program = path.join(root, 'scripts', 'moveWorkflows.mjs');
const types = [
	['n8n-nodes-oauth-sessions.peerTube', 'n8n-nodes-peertube-sessions.peerTube'],
	['n8n-nodes-oauth-sessions.peerTubeTool', 'n8n-nodes-peertube-sessions.peerTubeTool'],
	['n8n-nodes-oauth-sessions.calComTrigger', 'n8n-nodes-calcom-sessions.calComTrigger'],
	['n8n-nodes-oauth-sessions.dropboxSign', 'n8n-nodes-dropboxsign-sessions.dropboxSign'],
	['n8n-nodes-base.httpRequest', 'n8n-nodes-base.httpRequest'],
	['n8n-nodes-other-sessions.peerTube', 'n8n-nodes-other-sessions.peerTube'],
	['@n8n/n8n-nodes-langchain.agent', '@n8n/n8n-nodes-langchain.agent'],
];

it.each([
	['a workflow', (nodes: object[]) => ({ name: 'one', nodes })],
	['a list of workflows', (nodes: object[]) => [{ name: 'one', nodes }, { name: 'none' }]],
])('moves %s to the packages of one service, and back', (_, exported) => {
	const file = path.join(mkdtempSync(path.join(tmpdir(), 'move-')), 'exported.json');
	const of = (which: number) => exported(types.map((pair) => ({ name: 'x', type: pair[which] })));
	const move = (direction: string) =>
		execFileSync(process.execPath, [program, direction, file], { encoding: 'utf8' });
	writeFileSync(file, JSON.stringify(of(0)));
	expect(move('--to-single')).toBe(`${file}: 4 nodes moved\n`);
	expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(of(1));
	expect(move('--to-single')).toBe(`${file}: 0 nodes moved\n`);
	move('--to-all');
	expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(of(0));
});

it('says how it is used', () => {
	expect(() => execFileSync(process.execPath, [program, 'exported.json'], { stdio: 'pipe' })).toThrow(
		/Usage/,
	);
});
