import { broughtBy, problemsOfTypes, type ServedType } from '../../../../host/packaging/servedTypes';

const peerTube = broughtBy('n8n-nodes-peertube-sessions', {
	nodes: ['dist/nodes/PeerTube/PeerTube.node.js', 'dist/nodes/PeerTube/PeerTubeTrigger.node.js'],
	credentials: ['dist/credentials/PeerTubeSessionsApi.credentials.js'],
});
const icon = (name = peerTube.packageName) => ({
	light: `icons/${name}/dist/nodes/PeerTube/peerTube.svg`,
	dark: `icons/${name}/dist/nodes/PeerTube/peerTube.dark.svg`,
});
const node = (name: string) => ({ name: `${peerTube.packageName}.${name}`, iconUrl: icon() });
const credential: ServedType = {
	name: 'peerTubeSessionsApi',
	iconUrl: `icons/${peerTube.packageName}/dist/nodes/PeerTube/peerTube.svg`,
	supportedNodes: [`${peerTube.packageName}.peerTube`],
};
const ofN8n = { name: 'n8n-nodes-base.httpRequest' };
const nodes: ServedType[] = [ofN8n, node('peerTube'), node('peerTubeTool'), node('peerTubeTrigger')];

const problems = (changes: { nodes?: ServedType[]; credentials?: ServedType[] }) =>
	problemsOfTypes(
		{ nodes, credentials: [{ name: 'githubApi' }, credential], ...changes },
		[peerTube],
		(name) => name.includes('Sessions'),
	);

it('what a package brings is named by its files', () => {
	expect(peerTube.nodes).toEqual(['peerTube', 'peerTubeTrigger']);
	expect(peerTube.credentials).toEqual(['peerTubeSessionsApi']);
});

it('nothing is wrong where each type is there once', () => expect(problems({})).toEqual([]));

it.each([
	['a node that is missing', { nodes: nodes.slice(0, -1) }, 'peerTubeTrigger is there 0 times'],
	['a node that is there twice', { nodes: [...nodes, node('peerTube')] }, 'peerTube is there 2 times'],
	[
		'a node of a package that should be gone',
		{ nodes: [...nodes, { name: 'n8n-nodes-oauth-sessions.peerTube', iconUrl: icon() }] },
		'n8n-nodes-oauth-sessions.peerTube is there, and of no package that is installed',
	],
	['a credential that is missing', { credentials: [] }, 'peerTubeSessionsApi is there 0 times'],
	[
		'a credential that another package brings as well',
		{ credentials: [credential, credential] },
		'peerTubeSessionsApi is there 2 times',
	],
	[
		'a credential of a package that is not there',
		{ credentials: [credential, { ...credential, name: 'fluxerSessionsBotApi' }] },
		'fluxerSessionsBotApi is there, and of no package that is installed',
	],
	[
		'a credential that another package has taken over',
		{ credentials: [{ ...credential, iconUrl: icon('n8n-nodes-oauth-sessions') }] },
		'peerTubeSessionsApi has the icon of another package',
	],
	[
		'a credential without an icon',
		{ credentials: [{ ...credential, iconUrl: undefined }] },
		'peerTubeSessionsApi has the icon of another package',
	],
	[
		'a credential for nodes that are not there',
		{ credentials: [{ ...credential, supportedNodes: ['n8n-nodes-oauth-sessions.peerTube'] }] },
		'peerTubeSessionsApi is for n8n-nodes-oauth-sessions.peerTube, which is not there',
	],
])('%s is told', (_, changes, told) => {
	expect(problems(changes)).toEqual([expect.stringContaining(told)]);
});
