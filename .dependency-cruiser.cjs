'use strict';

/**
 * What each room may import besides itself: other rooms, packages and modules of Node, by the start of their path. A
 * further room is a line here; one inside another is held to the lines of both.
 */
const rooms = {
	oauth: ['node:crypto'],
	nodes: ['oauth', 'n8n-workflow', 'node:crypto'],
	credentials: ['nodes', 'oauth', 'n8n-workflow', 'node:crypto'],
	// In nodes/shared each room sees the ones above it.
	'nodes/shared': ['oauth', 'n8n-workflow', 'node:crypto'],
	'nodes/shared/fields': ['n8n-workflow'],
	'nodes/shared/http': ['oauth', 'n8n-workflow'],
	'nodes/shared/throttle': ['oauth', 'nodes/shared/http'],
	'nodes/shared/signing': ['oauth', 'nodes/shared/fields', 'nodes/shared/http', 'n8n-workflow'],
	'nodes/shared/sessions': [
		'oauth',
		'nodes/shared/fields',
		'nodes/shared/http',
		'nodes/shared/signing',
		'n8n-workflow',
	],
	'nodes/shared/node': [
		'oauth',
		'nodes/shared/fields',
		'nodes/shared/http',
		'nodes/shared/throttle',
		'nodes/shared/signing',
		'nodes/shared/sessions',
		'n8n-workflow',
	],
	'nodes/shared/operations': [
		'oauth',
		'nodes/shared/fields',
		'nodes/shared/http',
		'nodes/shared/node',
		'n8n-workflow',
	],
	'nodes/shared/watching': [
		'oauth',
		'nodes/shared/fields',
		'nodes/shared/signing',
		'nodes/shared/node',
		'n8n-workflow',
	],
};

/** As dependency-cruiser names what it finds: Node's modules without `node:`, packages below node_modules. */
const found = (name) =>
	name.startsWith('node:') ? [`^${name.slice('node:'.length)}$`] : [`^${name}/`, `^node_modules/${name}/`];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{
			name: 'no-circles',
			comment: 'Of files that import each other, none can be understood, tested or moved by itself.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'no-dead-ends',
			comment: 'What is imported has to be there; a rule about what cannot be found would hold for nothing.',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true },
		},
		...Object.entries(rooms).map(([room, others]) => ({
			name: `room-${room.replaceAll('/', '-')}`,
			comment: `${room}/ imports only itself${others.map((other) => `, ${other}`).join('')}.`,
			severity: 'error',
			from: { path: `^${room}/` },
			to: { pathNot: [room, ...others].flatMap(found) },
		})),
	],
	options: {
		tsConfig: { fileName: 'tsconfig.json' },
		// An import of types alone ties files together as well.
		tsPreCompilationDeps: true,
		doNotFollow: { path: 'node_modules' },
		exclude: {
			path: '^(build|dist|host/(node_modules|official|runtime|data|versions)|scripts/(packages/files|newProvider/template))/',
		},
	},
};
