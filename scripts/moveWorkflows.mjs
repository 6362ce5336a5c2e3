#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Rewrites exported workflows from the package of all five services to those of one service each, or back: n8n puts the
 * package's name before the type of each node. Names of nodes, credentials and parameters are the same in both.
 *
 *     node moveWorkflows.mjs --to-single exported.json ...
 *     node moveWorkflows.mjs --to-all exported.json ...
 *
 * It changes the files in place and says how many nodes it has moved. A file is what n8n exports: a workflow, or a list.
 */

const ALL = 'n8n-nodes-oauth-sessions';
const SINGLE = /^n8n-nodes-([a-z0-9]+)-sessions$/;

/** `peerTubeTool` and `peerTubeTrigger` belong to the service of `peerTube`. */
const serviceOf = (type) => type.replace(/(?:Tool|Trigger)$/, '').toLowerCase();

/** @returns the type under the name of the other package; as it was when it is of neither */
function movedType(full, toSingle) {
	const [, name, type] = /^([^.]+)\.(\w+)$/.exec(full) ?? [];
	if (toSingle) return name === ALL ? `n8n-nodes-${serviceOf(type)}-sessions.${type}` : full;
	const isOurs = type !== undefined && name !== ALL && SINGLE.exec(name)?.[1] === serviceOf(type);
	return isOurs ? `${ALL}.${type}` : full;
}

/** Moves the nodes of a workflow, or of a list of them. @returns how many there were */
function moveNodes(exported, toSingle) {
	let moved = 0;
	for (const { nodes = [] } of [exported].flat()) {
		for (const node of nodes) {
			const type = movedType(node.type, toSingle);
			if (type !== node.type) moved += 1;
			node.type = type;
		}
	}
	return moved;
}

function main([direction, ...files]) {
	if (!['--to-single', '--to-all'].includes(direction) || files.length === 0) {
		console.error('Usage: node moveWorkflows.mjs --to-single|--to-all exported.json ...');
		return 1;
	}
	for (const file of files) {
		const exported = JSON.parse(readFileSync(file, 'utf8'));
		const moved = moveNodes(exported, direction === '--to-single');
		if (moved > 0) writeFileSync(file, `${JSON.stringify(exported, null, 2)}\n`);
		console.log(`${file}: ${moved} nodes moved`);
	}
	return 0;
}

process.exitCode = main(process.argv.slice(2));
