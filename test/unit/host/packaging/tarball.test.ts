import { problemsOfEntries } from '../../../../host/packaging/tarball';

it.each([
	'package.json',
	'README.md',
	'LICENSE.md',
	'index.js',
	'dist/oauth/tokens.js',
	'dist/nodes/shared/http/send.js',
	'dist/nodes/PeerTube/PeerTube.node.json',
	'dist/nodes/PeerTube/peerTube.dark.svg',
	'dist/nodes/PeerTube/__schema__/v1.0.0/user/getCurrent.json',
	'dist/credentials/PeerTubeSessionsApi.credentials.js',
])('%s is needed', (entry) => expect(problemsOfEntries([entry])).toEqual([]));

it.each([
	'dist/docs/images/error.dark.png',
	'dist/oauth/tokens.d.ts',
	'dist/oauth/tokens.js.map',
	'dist/tsconfig.tsbuildinfo',
	'dist/nodes/PeerTube/PeerTube.node.ts',
	'examples/peertube-upload.workflow.json',
	'CHANGELOG.md',
	'test/unit/oauth/tokens.test.ts',
])('%s is not', (entry) => expect(problemsOfEntries([entry])).toEqual([expect.stringContaining(entry)]));
