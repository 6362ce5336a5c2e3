import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeType } from 'n8n-workflow';

/**
 * Writes each node of an unpacked package with its built description as a literal. n8n's lint rules read source text,
 * so that whatever a function builds passes them unseen.
 * @param folder the package, with its `dist`
 * @param target gets `nodes/<Name>/<Name>.node.ts` for each, and the files beside it that are no code
 * @throws {Error} when a file has no class of its own name
 */
export function writeLiteralNodes(folder: string, target: string): void {
	const { n8n } = require(path.join(folder, 'package.json')) as { n8n: { nodes: string[] } };
	for (const file of n8n.nodes) {
		const name = path.basename(file, '.node.js');
		const nodeFolder = path.join(target, 'nodes', name);
		cpSync(path.join(folder, path.dirname(file)), nodeFolder, {
			recursive: true,
			filter: (source) => !source.endsWith('.js'),
		});
		const classes = require(path.join(folder, file)) as Record<string, new () => INodeType>;
		const Type = classes[name];
		if (!Type) throw new Error(`${file} has no class ${name}`);
		writeFileSync(path.join(nodeFolder, `${name}.node.ts`), asSource(name, new Type()));
	}
}

function asSource(name: string, { description }: INodeType): string {
	const literal = JSON.stringify(description, null, '\t').replace(/^(\t+)"([A-Za-z_$][\w$]*)":/gm, '$1$2:');
	return [
		"import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';",
		'',
		`export class ${name} implements INodeType {`,
		`\tdescription: INodeTypeDescription = ${literal.replace(/"main"/g, 'NodeConnectionTypes.Main')};`,
		'}',
		'',
	].join('\n');
}
